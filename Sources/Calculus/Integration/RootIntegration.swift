import Graph
import Numerics
import Syntax

extension Integrator {
  /// Roots of a·x + b, and square roots of quadratics.
  mutating func roots(_ f: Symbolic, _ x: Symbol, _ depth: Int) -> Integral? {
    rootOfLinear(f, x, depth) ?? rootOfQuadratic(f, x) ?? rootOfFraction(f, x, depth) ?? rootOfSquare(f, x, depth)
  }

  /// u = (a·x + b)^(1/n): x = (uⁿ − b)/a makes roots powers.
  private mutating func rootOfLinear(_ f: Symbolic, _ x: Symbol, _ depth: Int) -> Integral? {
    let bases = f.rootBases(x)
    guard bases.count == 1, let (base, n) = bases.first, let line = base.linear(in: x) else { return nil }
    let u = letter(besides: f, x)
    let letter = Symbolic.symbol(u)
    // x under its own root is the power it is: x^(3/2) is u³, x is u².
    let inside = (letter.power(Symbolic(n)) - line.offset) / line.slope
    let replaced = f.replacingPowers(of: base, with: letter, times: n).substituting([x: inside])
    let inner = replaced * Symbolic(n) * letter.power(Symbolic(n - 1)) / line.slope
    guard !inner.depends(on: x), let found = integral(inner, u, depth + 1) else { return nil }
    let g = base.power(.number(.fraction(Fraction(1, n))))
    return Integral(f, x, found.value.substituting([u: g]), .substitution(u, g, found))
  }

  /// √((a·x + b)/(c·x + d)) and roots of rational functions like it: u is the root.
  private mutating func rootOfFraction(_ f: Symbolic, _ x: Symbol, _ depth: Int) -> Integral? {
    var bases: Set<Symbolic> = []
    func visit(_ part: Symbolic) {
      if case .power(let base, let exponent) = part, exponent.exact?.fraction?.denominator == 2, base.depends(on: x) {
        bases.insert(base)
      }
      part.children.forEach(visit)
    }
    visit(f)
    guard bases.count == 1, let base = bases.first, let r = RationalFunction(base, in: x), r.denominator.degree == 1,
      r.numerator.degree <= 1
    else { return nil }
    // Between the zeros of both lines the denominator keeps its sign, and the root may stand above: √((1 + x)/(1 − x))
    // is (1 + x)/√(1 − x²).
    let both = r.numerator * r.denominator
    if both.degree == 2, both.leading.numerator < 0, r.denominator.degree == 1 {
      let middle = -both[1] / (Fraction(2) * both[2])
      let sign: Symbolic = r.denominator(middle).numerator < 0 ? -1 : 1
      let root = both.symbolic(in: .symbol(x)).squareRoot
      let plain = f.replacingPowers(of: base, with: sign * r.numerator.symbolic(in: .symbol(x)) / root, times: 2)
      guard let found = integral(plain, x, depth + 1) else { return nil }
      return Integral(f, x, found.value, .rewriting("one root", found))
    }
    let u = letter(besides: f, x)
    let letter = Symbolic.symbol(u)
    func c(_ p: RationalPolynomial, _ k: Int) -> Symbolic { .number(.fraction(p[k])) }
    let (n, d) = (r.numerator, r.denominator)
    let back = (c(d, 0) * letter.squared - c(n, 0)) / (c(n, 1) - c(d, 1) * letter.squared)
    guard let slope = try? back.derivative(by: u) else { return nil }
    let inner = f.replacingPowers(of: base, with: letter, times: 2).substituting([x: back]) * slope
    guard let fraction = RationalFunction(inner, in: u),
      let found = integral(fraction.symbolic(in: letter), u, depth + 1)
    else { return nil }
    return Integral(f, x, found.value.substituting([u: base.squareRoot]), .substitution(u, base.squareRoot, found))
  }

  /// √(x² + …) beside odd powers alone: w = x².
  private mutating func rootOfSquare(_ f: Symbolic, _ x: Symbol, _ depth: Int) -> Integral? {
    let bases = f.rootBases(x)
    guard bases.count == 1, let (base, n) = bases.first, n == 2, let inner = RationalPolynomial(base, in: x),
      inner.degree == 2, inner[1].numerator == 0
    else { return nil }
    // u² = base, u du = (base′/2) dx.
    let u = letter(besides: f, x)
    let g = base.squareRoot
    let odd = (f / .symbol(x)).replacingPowers(of: base, with: .symbol(u), times: 2)
    let slope = Symbolic.number(.fraction(inner[2]))
    let square = (Symbolic.symbol(u).squared - .number(.fraction(inner[0]))) / slope
    guard let rest = odd.replacingEvenPowers(of: x, with: square) else { return nil }
    let integrand = rest * .symbol(u) / slope
    guard !integrand.depends(on: x), let fraction = RationalFunction(integrand, in: u),
      let found = integral(fraction.symbolic(in: .symbol(u)), u, depth + 1)
    else { return nil }
    return Integral(f, x, found.value.substituting([u: g]), .substitution(u, g, found))
  }

  // MARK: quadratics

  /// N(x)·√q, N(x)/√q and so on: a polynomial times the root, and logarithms or arcs, with numbers to be found.
  private mutating func rootOfQuadratic(_ f: Symbolic, _ x: Symbol) -> Integral? {
    let bases = f.rootBases(x)
    guard bases.count == 1, let (base, n) = bases.first, n == 2, let c = base.coefficients(in: x, upTo: 2), c.count == 3
    else { return nil }
    let root = base.squareRoot
    if f == root.power(-1) {
      let name = c[1] != 0 ? "complete the square" : c[2].knownSign == -1 ? "arc sine rule" : "root rule"
      return Self.overRoot(c, x).map { Integral(f, x, $0, .table(name)) }
    }
    if f == root {
      guard let rest = Self.overRoot(c, x) else { return nil }
      let line = 2 * c[2] * .symbol(x) + c[1]
      let inside = (4 * c[2] * c[0] - c[1].squared).multipliedOut
      let value = (line * root / (4 * c[2])) + inside / (8 * c[2]) * rest
      return Integral(f, x, value, .table("root of a quadratic"))
    }
    guard let q = RationalPolynomial(base, in: x) else { return nil }
    let u = letter(besides: f, x)
    let plain = f.replacingPowers(of: base, with: .symbol(u), times: 2)
    // N/(xᵐ qᵏ √q), with the odd power of the root.
    let (free, power) = plain.splitPower(of: u)
    guard power % 2 != 0, let fraction = RationalFunction(free, in: x) else { return nil }
    var (above, below) = (fraction.numerator, fraction.denominator)
    var k = (-power - 1) / 2
    if power > 0 {
      above = above * q.power((power + 1) / 2)
      k = 0
    }
    var m = 0
    while below[0].numerator == 0, below.degree > 0, let next = below.quotient(by: .x) { (below, m) = (next, m + 1) }
    while below.degree >= 2, let next = below.quotient(by: q) { (below, k) = (next, k + 1) }
    guard below.degree == 0 else { return nil }
    above = (Fraction(1) / below.leading) * above
    return Self.ansatz(f, above, m, k, q, x)
  }

  /// ∫ N/(xᵐ qᵏ √q) dx = A/(x^(m−1) q^(k−1) √q) + λ ∫ dx/√q + μ ∫ dx/(x √q) with a polynomial A.
  private static func ansatz(
    _ f: Symbolic, _ above: RationalPolynomial, _ m: Int, _ k: Int, _ q: RationalPolynomial, _ x: Symbol
  ) -> Integral? {
    let degree = min(max(above.degree, m + 2 * k) + 1, 24)
    let half = Fraction(2 * k - 1, 2)
    let drop = max(m - 1, 0)
    var columns: [RationalPolynomial] = (0...degree).map { power in
      let a = RationalPolynomial.x.power(power)
      let core = a.derivative * q - half * (a * q.derivative)
      return m == 0 ? core : core * .x - Fraction(drop) * (a * q)
    }
    columns.append(RationalPolynomial.x.power(m) * q.power(k))
    if m > 0 { columns.append(RationalPolynomial.x.power(m - 1) * q.power(k)) }
    guard let found = ExactSystem.solve(columns, above) else { return nil }
    let letter = Symbolic.symbol(x)
    let base = q.symbolic(in: letter)
    let c = q.coefficients.map { Symbolic.number(.fraction($0)) }
    let factor = letter.power(Symbolic(-drop)) * base.power(.number(.fraction(-half)))
    var value = RationalPolynomial(Array(found.prefix(degree + 1))).symbolic(in: letter) * factor
    var terms = (0...degree).filter { found[$0].numerator != 0 }.map { power in
      (letter.power(Symbolic(power)) * factor, Symbolic.number(.fraction(found[power])))
    }
    if found[degree + 1].numerator != 0 {
      guard let rest = overRoot(c, x) else { return nil }
      value = value + .number(.fraction(found[degree + 1])) * rest
      terms.append((rest, .number(.fraction(found[degree + 1]))))
    }
    if m > 0, found[degree + 2].numerator != 0 {
      guard let rest = overTimesRoot(c, x) else { return nil }
      value = value + .number(.fraction(found[degree + 2])) * rest
      terms.append((rest, .number(.fraction(found[degree + 2]))))
    }
    return Integral(f, x, value, .undetermined(terms: terms.map(\.0), coefficients: terms.map(\.1)))
  }

  /// ∫ dx/√(c₀ + c₁x + c₂x²).
  static func overRoot(_ c: [Symbolic], _ x: Symbol) -> Symbolic? {
    let letter = Symbolic.symbol(x)
    let line = 2 * c[2] * letter + c[1]
    let inside = (4 * c[2] * c[0] - c[1].squared).multipliedOut
    switch (c[2].knownSign, inside.knownSign) {
    case (1, 1): return Symbolic(.asinh, [(line / inside.squareRoot).reduced]) / c[2].squareRoot
    case (1, 0): return nil
    case (1, _):
      let root = Symbolic.polynomial(c, in: x).squareRoot
      return .logOfSize((line + 2 * c[2].squareRoot * root).primitiveSum, x) / c[2].squareRoot
    case (-1, -1): return Symbolic(.asin, [(-line / (-inside).squareRoot).reduced]) / (-c[2]).squareRoot
    default: return nil
    }
  }

  /// ∫ dx/(x √(c₀ + c₁x + c₂x²)).
  private static func overTimesRoot(_ c: [Symbolic], _ x: Symbol) -> Symbolic? {
    let letter = Symbolic.symbol(x)
    let root = Symbolic.polynomial(c, in: x).squareRoot
    switch c[0].knownSign {
    case 1:
      let above = (2 * c[0] + c[1] * letter + 2 * c[0].squareRoot * root).primitiveSum
      return -.logOfSize(above / letter, x) / c[0].squareRoot
    case -1:
      let size = (-c[0]).squareRoot
      return Symbolic(.atan, [(c[1] * letter + 2 * c[0]) / (2 * size * root)]) / size
    default: return nil
    }
  }
}

/// Exact linear equations between coefficients of polynomials.
enum ExactSystem {
  /// Numbers with Σ numberᵢ·columnᵢ = target, free ones 0; `nil` when there are none.
  static func solve(_ columns: [RationalPolynomial], _ target: RationalPolynomial) -> [Fraction]? {
    let rows = ((columns + [target]).map(\.degree).max() ?? -1) + 1
    var table = (0..<rows).map { row in columns.map { $0[row] } + [target[row]] }
    var pivots: [Int] = []
    var top = 0
    for column in columns.indices {
      guard let row = (top..<rows).first(where: { table[$0][column].numerator != 0 }) else { continue }
      table.swapAt(top, row)
      let pivot = table[top][column]
      table[top] = table[top].map { $0 / pivot }
      for other in 0..<rows where other != top && table[other][column].numerator != 0 {
        let factor = table[other][column]
        for place in column...columns.count {
          table[other][place] = table[other][place] - factor * table[top][place]
        }
      }
      pivots.append(column)
      top += 1
      if top == rows { break }
    }
    if table.contains(where: { $0.contains(where: \.isLost) }) { return nil }
    guard table.dropFirst(top).allSatisfy({ $0[columns.count].numerator == 0 }) else { return nil }
    var numbers = [Fraction](repeating: Fraction(0), count: columns.count)
    for (row, column) in pivots.enumerated() { numbers[column] = table[row][columns.count] }
    return numbers
  }
}

extension Symbolic {
  /// What stands under roots in x, and the root that makes all its powers whole.
  func rootBases(_ x: Symbol) -> [Symbolic: Int] {
    guard depends(on: x) else { return [:] }
    var found: [Symbolic: Int] = [:]
    func add(_ base: Symbolic, _ n: Int) {
      let known = found[base] ?? 1
      var m = known
      while m % n != 0 { m += known }
      found[base] = m
    }
    if case .power(let base, let exponent) = self, let n = exponent.exact?.fraction?.denominator, n > 1, n <= 12,
      base.depends(on: x)
    {
      add(base, n)
    }
    for child in children { for (base, n) in child.rootBases(x) { add(base, n) } }
    return found
  }

  /// base^(p/n) becomes u^p.
  func replacingPowers(of base: Symbolic, with u: Symbolic, times n: Int) -> Symbolic {
    if self == base { return u.power(Symbolic(n)) }
    if case .power(base, let exponent) = self, let whole = (exponent * Symbolic(n)).whole {
      return u.power(Symbolic(whole))
    }
    return map { $0.replacingPowers(of: base, with: u, times: n) }
  }

  /// x² put for its value, where x has even powers only; `nil` where it has not.
  fileprivate func replacingEvenPowers(of x: Symbol, with square: Symbolic) -> Symbolic? {
    guard depends(on: x) else { return self }
    if case .symbol = self { return nil }
    if case .power(.symbol(x), let exponent) = self {
      guard let n = exponent.whole, n % 2 == 0 else { return nil }
      return square.power(Symbolic(n / 2))
    }
    var isOdd = false
    let result = map { part in
      guard let new = part.replacingEvenPowers(of: x, with: square) else {
        isOdd = true
        return part
      }
      return new
    }
    return isOdd ? nil : result
  }

  /// The formula as something times a whole power of a symbol.
  fileprivate func splitPower(of u: Symbol) -> (rest: Symbolic, power: Int) {
    var (rest, power) = ([Symbolic](), 0)
    for factor in factors {
      let (base, exponent) = factor.raised
      if base == .symbol(u), let n = exponent.whole { power += n } else { rest.append(factor) }
    }
    return (.product(of: rest), power)
  }
}

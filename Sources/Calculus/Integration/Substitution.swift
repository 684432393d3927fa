import Graph
import Numerics
import Syntax

extension Integrator {
  /// u = a·x + b where x occurs nowhere else.
  mutating func linearArgument(_ f: Symbolic, _ x: Symbol, _ depth: Int) -> Integral? {
    if RationalPolynomial(f, in: x) != nil { return nil }
    let arguments = f.outermostLinear(in: x)
    guard arguments.count == 1, let g = arguments.first, g != .symbol(x), let (slope, _) = g.linear(in: x) else {
      return nil
    }
    let u = letter(besides: f, x)
    let inner = f.replacing(g, with: .symbol(u)) / slope
    guard !inner.depends(on: x), let found = integral(inner, u, depth + 1) else { return nil }
    return Integral(f, x, found.value.substituting([u: g]), .substitution(u, g, found))
  }

  /// u = g(x) for a part g whose derivative is a factor.
  mutating func substitution(_ f: Symbolic, _ x: Symbol, _ depth: Int) -> Integral? {
    if RationalPolynomial(f, in: x) != nil, !f.factors.contains(where: \.isHighPower) { return nil }
    let isRational = RationalFunction(f, in: x) != nil
    let isTrigonometric = f.waves(x).allSatisfy(\.isCircular) && f.isOfWaves(x)
    let u = letter(besides: f, x)
    var candidates: [(g: Symbolic, inner: Symbolic)] = []
    for g in f.parts(with: x, isRational: isRational) {
      // The tangent is left to the identities, which choose between it and other ways.
      if isTrigonometric, case .function(.tan, _) = g { continue }
      if case .function(.tanh, _) = g, f.isOfWaves(x) { continue }
      guard let slope = try? g.derivative(by: x), slope != 0 else { continue }
      let ratio = Self.quotient(f, by: slope, x)
      guard let inner = ratio.expressed(by: g, as: u, x), !inner.depends(on: x), inner.size <= f.size + 12 else {
        continue
      }
      candidates.append((g, inner))
    }
    // Easier integrals first; of equally easy ones the one that puts more into u.
    // That the whole is a derivative already is of no help to a reader, and comes last.
    candidates.sort { a, b in
      let (p, q) = (a.inner.depends(on: u) ? 0 : 1, b.inner.depends(on: u) ? 0 : 1)
      return (p, a.inner.size, b.g.size) < (q, b.inner.size, a.g.size)
    }
    for (g, inner) in candidates.prefix(6) {
      if isRational, inner.size >= f.size { continue }
      guard let found = integral(inner, u, depth + 1) else { continue }
      return Integral(f, x, found.value.substituting([u: g]), .substitution(u, g, found))
    }
    return nil
  }

  /// x = eᵘ for log x, x = sin u for asin x, and so on, where u is x's only disguise.
  mutating func inverseSubstitution(_ f: Symbolic, _ x: Symbol, _ depth: Int) -> Integral? {
    let u = letter(besides: f, x)
    let letter = Symbolic.symbol(u)
    for g in f.parts(with: x, isRational: false) {
      guard case .function(let primitive, let operands) = g, operands.count == 1, operands[0] == .symbol(x) else {
        continue
      }
      let (back, root): (Symbolic, (from: Symbolic, to: Symbolic)?)
      let square = Symbolic.symbol(x).squared
      switch primitive {
      case .log: (back, root) = (Symbolic(.exp, [letter]), nil)
      case .asin: (back, root) = (Symbolic(.sin, [letter]), (1 - square, Symbolic(.cos, [letter])))
      case .acos: (back, root) = (Symbolic(.cos, [letter]), (1 - square, Symbolic(.sin, [letter])))
      case .asinh: (back, root) = (Symbolic(.sinh, [letter]), (1 + square, Symbolic(.cosh, [letter])))
      case .atan: (back, root) = (Symbolic(.tan, [letter]), (1 + square, Symbolic(.cos, [letter]).power(-1)))
      default: continue
      }
      var inner = f.replacing(g, with: letter)
      if let root { inner = inner.replacing(root.from, with: root.to.squared) }
      inner = inner.substituting([x: back])
      guard let slope = try? back.derivative(by: u) else { continue }
      inner = inner.rootsTaken * slope
      guard !inner.depends(on: x), let found = integral(inner, u, depth + 1) else { continue }
      var value = found.value.replacing(back, with: .symbol(x))
      if primitive == .asin { value = value.replacing(Symbolic(.cos, [letter]), with: (1 - square).squareRoot) }
      if primitive == .acos { value = value.replacing(Symbolic(.sin, [letter]), with: (1 - square).squareRoot) }
      if primitive == .asinh { value = value.replacing(Symbolic(.cosh, [letter]), with: (1 + square).squareRoot) }
      if primitive == .atan {
        value = value.replacing(Symbolic(.cos, [letter]), with: (1 + square).power(-.half))
        value = value.replacing(Symbolic(.sin, [letter]), with: .symbol(x) * (1 + square).power(-.half))
      }
      value = value.substituting([u: g])
      return Integral(f, x, value, .inverse(u, back, of: g, found))
    }
    return nil
  }

  /// f/g with everything cancelled that is a quotient of polynomials, and sums that differ by a number.
  static func quotient(_ f: Symbolic, by g: Symbolic, _ x: Symbol) -> Symbolic {
    let (above, below) = (f.normalSums.rationalPart(in: x), g.normalSums.rationalPart(in: x))
    let rest = above.rest / below.rest
    guard let p = above.rational, let q = below.rational else { return f / g }
    guard let ratio = RationalFunction(p.numerator * q.denominator, p.denominator * q.numerator) else { return f / g }
    return rest * ratio.symbolic(in: .symbol(x))
  }
}

extension RationalFunction {
  func symbolic(in x: Symbolic) -> Symbolic { numerator.symbolic(in: x) / denominator.symbolic(in: x) }
}

extension Symbolic {
  /// The parts that depend on a symbol and are more than it, each once, in the order they are met.
  func parts(with x: Symbol, isRational: Bool) -> [Symbolic] {
    var found: [Symbolic] = []
    var seen: Set<Symbolic> = []
    func visit(_ part: Symbolic, isTop: Bool) {
      guard part.depends(on: x), part != .symbol(x) else { return }
      if case .product = part {
      } else if !isTop || !isRational, seen.insert(part).inserted {
        if !isRational || part.isHighPolynomial(x) { found.append(part) }
      }
      part.children.forEach { visit($0, isTop: false) }
    }
    visit(self, isTop: true)
    if isRational {
      for n in [2, 3, 4] {
        let power = Symbolic.symbol(x).power(Symbolic(n))
        if seen.insert(power).inserted { found.append(power) }
      }
    } else {
      // x² and the square of a root: their derivatives stand beside many functions.
      for n in [2, 3] {
        let power = Symbolic.symbol(x).power(Symbolic(n))
        if seen.insert(power).inserted { found.append(power) }
      }
      for part in found {
        // 1 + eˣ as well as eˣ, cos x for sin x.
        if case .function(.sin, let u) = part { found.append(Symbolic(.cos, u)) }
        if case .function(.cos, let u) = part { found.append(Symbolic(.sin, u)) }
        if case .product(let factors) = part, factors.count > 1 { found.append(part) }
      }
      func exponents(_ part: Symbolic) {
        if case .function(_, let operands) = part, let u = operands.first, u.depends(on: x), u.linear(in: x) == nil,
          seen.insert(u).inserted
        {
          found.append(u)
          let rest = u.split(by: x).rest
          if seen.insert(rest).inserted { found.append(rest) }
        }
        part.children.forEach(exponents)
      }
      exponents(self)
      return found.filter { $0.linear(in: x) == nil }
    }
    return found
  }

  /// Whether x occurs in sines, cosines and their like of linear arguments alone.
  func isOfWaves(_ x: Symbol) -> Bool {
    guard depends(on: x) else { return true }
    switch self {
    case .symbol: return false
    case .power(_, let exponent) where exponent.whole == nil: return false
    case .function(let primitive, let operands):
      return [.sin, .cos, .tan, .sinh, .cosh, .tanh].contains(primitive) && operands[0].linear(in: x) != nil
    case .sum, .product, .power: return children.allSatisfy { $0.isOfWaves(x) }
    default: return false
    }
  }

  /// A power of a sum that no one wants to write out.
  var isHighPower: Bool {
    if case .power(.sum, let exponent) = self, let n = exponent.whole, n >= 4 { return true }
    return false
  }

  private func isHighPolynomial(_ x: Symbol) -> Bool { (RationalPolynomial(self, in: x)?.degree ?? 0) >= 2 }

  /// The linear formulas in a symbol that stand in functions, powers and fractions, each once.
  func outermostLinear(in x: Symbol) -> Set<Symbolic> {
    if linear(in: x) != nil { return [self] }
    return children.filter { $0.depends(on: x) }.reduce(into: []) { $0.formUnion($1.outermostLinear(in: x)) }
  }

  /// Another formula put for every occurrence of a part.
  func replacing(_ part: Symbolic, with new: Symbolic) -> Symbolic {
    if self == part { return new }
    if case .power(let base, let m) = part, case .power(base, let n) = self,
      case .number(let ratio) = n / m, ratio.whole != nil
    {
      return new.power(.number(ratio))
    }
    return map { $0.replacing(part, with: new) }
  }

  /// The formula in terms of u = g alone; `nil` where x stays.
  func expressed(by g: Symbolic, as u: Symbol, _ x: Symbol) -> Symbolic? {
    guard depends(on: x) else { return self }
    if self == g { return .symbol(u) }
    if case .power(let base, let m) = g, case .power(base, let n) = self, !m.depends(on: x),
      case .number(let ratio) = n / m, ratio.whole != nil
    {
      return Symbolic.symbol(u).power(.number(ratio))
    }
    if case .function(.exp, let one) = g, case .function(.exp, let other) = self,
      let a = one[0].linear(in: x), let b = other[0].linear(in: x), case .number(let ratio) = b.slope / a.slope,
      ratio.whole != nil
    {
      return Symbolic(.exp, [b.offset - .number(ratio) * a.offset]) * Symbolic.symbol(u).power(.number(ratio))
    }
    if let whole = RationalPolynomial(self, in: x), let inner = RationalPolynomial(g, in: x) {
      return whole.digits(in: inner)?.symbolic(in: .symbol(u))
    }
    // A sum may hold g among other terms.
    if case .sum(let own) = self, case .sum(let wanted) = g, let first = wanted.first(where: { $0.depends(on: x) }),
      let same = own.first(where: { $0.counted.rest == first.counted.rest })
    {
      let ratio = Symbolic.number(same.counted.count) / .number(first.counted.count)
      let rest = self - ratio * g
      if let left = rest == self ? nil : rest.expressed(by: g, as: u, x) { return ratio * .symbol(u) + left }
    }
    var missing = false
    let result = map { part in
      guard let new = part.expressed(by: g, as: u, x) else {
        missing = true
        return part
      }
      return new
    }
    if case .symbol = self { return nil }
    return missing ? nil : result
  }

  /// Every sum divided by the number before its first term, which goes in front.
  var normalSums: Symbolic {
    switch self {
    case .product(let factors):
      // A product with a number would multiply it back into a sum that stands alone.
      return .product(of: factors.map(\.normalSums))
    case .power(.sum(let terms), let exponent):
      guard exponent.whole != nil, let count = terms.first(where: { if case .number = $0 { false } else { true } })
      else { return self }
      let number = Symbolic.number(count.counted.count)
      guard number != 1 else { return self }
      return number.power(exponent) * Symbolic.sum(of: terms.map { $0 / number }).power(exponent)
    default: return self
    }
  }

  /// The factors that are quotients of polynomials in x, and the others.
  fileprivate func rationalPart(in x: Symbol) -> (rational: RationalFunction?, rest: Symbolic) {
    var (numbers, rest) = ([Symbolic](), [Symbolic]())
    for factor in factors {
      if RationalFunction(factor, in: x) != nil { numbers.append(factor) } else { rest.append(factor) }
    }
    return (RationalFunction(.product(of: numbers), in: x), .product(of: rest))
  }

  /// √(cos² u) is taken for cos u, which it is where inverse functions lead.
  fileprivate var rootsTaken: Symbolic {
    if case .power(.power(let base, 2), let half) = self { return base.power(2 * half).rootsTaken }
    if case .function(.abs, let inner) = self, case .function(let p, _) = inner[0], p == .cos || p == .sin || p == .cosh
    {
      return inner[0]
    }
    return map(\.rootsTaken)
  }
}

extension RationalPolynomial {
  /// The polynomial in another one: x⁴ + 1 is u² + 1 with u = x²; `nil` when x stays.
  func digits(in inner: RationalPolynomial) -> RationalPolynomial? {
    guard inner.degree >= 1 else { return nil }
    var (rest, digits) = (self, [Fraction]())
    while !rest.isZero {
      guard let (quotient, remainder) = rest.divided(by: inner), remainder.degree <= 0 else { return nil }
      digits.append(remainder[0])
      rest = quotient
    }
    return RationalPolynomial(digits)
  }
}

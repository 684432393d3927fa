import Graph
import Numerics
import Syntax

extension Integrator {
  /// Quotients of polynomials whose coefficients are fractions: division, partial fractions, and the pieces.
  /// - Source: Bronstein, Symbolic Integration I, 2e, §2.2 (Hermite), §2.3.
  mutating func rational(_ f: Symbolic, _ x: Symbol, _ depth: Int) -> Integral? {
    guard let fraction = RationalFunction(f, in: x) else { return nil }
    let (above, below) = (fraction.numerator, fraction.denominator)
    let letter = Symbolic.symbol(x)
    if below.degree == 0 {
      if let power = f.factors.first(where: \.isHighPower), let base = power.children.first,
        let line = base.linear(in: x)
      {
        let u = self.letter(besides: f, x)
        let inner =
          (f.replacing(base, with: .symbol(u)).substituting([x: (.symbol(u) - line.offset) / line.slope])
          / line.slope).multipliedOut
        guard let found = integral(inner, u, depth + 1) else { return nil }
        return Integral(f, x, found.value.substituting([u: base]), .substitution(u, base, found))
      }
      let polynomial = fraction.symbolic(in: letter)
      guard polynomial != f, let inner = integral(polynomial, x, depth + 1) else { return nil }
      return Integral(f, x, inner.value, .rewriting("multiply out", inner))
    }
    guard let (whole, rest) = above.divided(by: below) else { return nil }
    if !whole.isZero {
      guard let proper = RationalFunction(rest, below) else { return nil }
      // A sum is kept as one, not joined again: its terms are integrated one by one.
      let terms = Symbolic.sum(of: [whole.symbolic(in: letter)] + [proper.symbolic(in: letter)])
      guard terms != f, let inner = linearity(terms, x, depth + 1) else { return nil }
      return Integral(f, x, inner.value, .rewriting("long division", inner))
    }
    guard let parts = PartialFractions(fraction) else { return nil }
    var pieces: [Integral] = []
    for piece in parts.pieces {
      guard let found = simple(piece, x) else { return nil }
      pieces.append(found)
    }
    if pieces.count == 1, let only = pieces.first { return Integral(f, x, only.value, only.rule) }
    return Integral(f, x, .sum(of: pieces.map(\.value)), .partialFractions(pieces))
  }

  private func simple(_ piece: PartialFractions.Piece, _ x: Symbol) -> Integral? {
    let letter = Symbolic.symbol(x)
    let (n, p) = (piece.numerator, piece.base)
    let q = p.symbolic(in: letter)
    let integrand = n.symbolic(in: letter) / q.power(Symbolic(piece.power))
    func found(_ value: Symbolic, _ name: String) -> Integral { Integral(integrand, x, value, .table(name)) }
    // Where the numerator is the derivative, up to a number.
    if n.degree == p.degree - 1, n.monic == p.derivative.monic {
      let c = Symbolic.number(.fraction(n.leading / p.derivative.leading))
      if piece.power == 1 { return found(c * .logOfSize(q, x), p.degree == 1 ? "reciprocal rule" : "u′/u rule") }
      return found(-c / Symbolic(piece.power - 1) * q.power(Symbolic(1 - piece.power)), "power rule")
    }
    if p.degree == 2 {
      let c = p.coefficients.map { Symbolic.number(.fraction($0)) }
      let (slope, offset) = (Symbolic.number(.fraction(n[1])), Symbolic.number(.fraction(n[0])))
      guard let value = Self.overQuadratic(slope, offset, c, piece.power, x) else { return nil }
      return found(value, piece.power > 1 ? "reduction formula" : Self.nameOver(c, slope))
    }
    if piece.power > 1 { return hermite(piece, integrand, x) }
    if p.degree == 3, p[1].numerator == 0, p[2].numerator == 0 {
      return Self.overCube(n, p, x).map { found($0, "cube root factors") }
    }
    if p.degree == 4, p[1].numerator == 0, p[3].numerator == 0 {
      return Self.overBiquadratic(n, p, x).map { found($0, "factors with roots") }
    }
    return nil
  }

  /// Hermite's reduction: n/pᵐ to the power m − 1.
  private func hermite(_ piece: PartialFractions.Piece, _ integrand: Symbolic, _ x: Symbol) -> Integral? {
    let p = piece.base
    guard let (_, s, t) = p.bezout(p.derivative), let b = (t * piece.numerator).divided(by: p)?.remainder,
      let a = (piece.numerator - b * p.derivative).quotient(by: p), !s.isLost
    else { return nil }
    let m = Fraction(piece.power - 1)
    let left = a + (Fraction(1) / m) * b.derivative
    let letter = Symbolic.symbol(x)
    let q = p.symbolic(in: letter).power(Symbolic(piece.power - 1))
    let taken = ((Fraction(-1) / m) * b).symbolic(in: letter) / q
    if left.isZero { return Integral(integrand, x, taken, .table("Hermite reduction")) }
    guard let rest = simple(.init(numerator: left, base: p, power: piece.power - 1), x) else { return nil }
    return Integral(integrand, x, taken + rest.value, .table("Hermite reduction"))
  }

  /// (slope·x + offset)/(c₀ + c₁x + c₂x²)ᵐ with any formulas for coefficients; a choice where the sign of the
  /// discriminant depends on letters.
  static func overQuadratic(
    _ slope: Symbolic, _ offset: Symbolic, _ c: [Symbolic], _ m: Int, _ x: Symbol
  ) -> Symbolic? {
    guard c.count == 3 else { return nil }
    let letter = Symbolic.symbol(x)
    let q = Symbolic.polynomial(c, in: x)
    let line = 2 * c[2] * letter + c[1]
    let inside = (4 * c[2] * c[0] - c[1].squared).multipliedOut
    let share = offset - slope * c[1] / (2 * c[2])
    func reciprocal(_ m: Int) -> Symbolic? {
      if m == 1 { return overSquare(line, inside, x) }
      guard let lower = reciprocal(m - 1) else { return nil }
      let step = Symbolic(m - 1) * inside
      let first = (line / step).primitiveSum
      let scale = line == 0 || first == 0 ? 1 : ratio(line / step, first)
      return scale * first * q.power(Symbolic(1 - m)) + Symbolic(2 * (2 * m - 3)) * c[2] / step * lower
    }
    guard share == 0 || inside != 0, let rest = share == 0 ? 0 : reciprocal(m) else { return nil }
    let first =
      m == 1
      ? slope / (2 * c[2]) * .logOfSize(q, x)
      : -slope / (2 * c[2] * Symbolic(m - 1)) * q.power(Symbolic(1 - m))
    return .sum(of: [first, share * rest])
  }

  /// What a reader calls the integral over a quadratic.
  private static func nameOver(_ c: [Symbolic], _ slope: Symbolic) -> String {
    if c[1] != 0 { return "complete the square" }
    guard slope == 0 else { return "logarithm and arc tangent" }
    return (c[0] * c[2]).knownSign == -1 ? "difference of squares" : "arc tangent rule"
  }

  /// ∫ dx/q for 4c₂q = line² + inside.
  private static func overSquare(_ line: Symbolic, _ inside: Symbolic, _ x: Symbol) -> Symbolic? {
    func arcus(_ d: Symbolic) -> Symbolic {
      let root = d.plainRoot
      guard RationalPolynomial(line, in: x) != nil else { return 2 / root * Symbolic(.atan, [(line / root).reduced]) }
      let plain = line.primitiveSum
      return 2 / root * Symbolic(.atan, [plain * (ratio(line, plain) / root)])
    }
    func logarithm(_ d: Symbolic) -> Symbolic {
      let root = d.plainRoot
      let (low, high) = ((line - root).reduced, (line + root).reduced)
      return 1 / root * .logOfSize(low.primitiveSum / high.primitiveSum, x)
    }
    switch inside.knownSign {
    case 1: return arcus(inside)
    case -1: return logarithm(-inside)
    case 0: return nil
    default:
      let (count, rest) = inside.primitiveSum.counted
      let above = Condition.comparison([count.isNegative ? .less : .greater], [rest, 0])
      return .choosing(above, arcus(inside), logarithm(-inside))
    }
  }

  /// The number by which two formulas of one kind differ.
  private static func ratio(_ a: Symbolic, _ b: Symbolic) -> Symbolic {
    guard let one = a.terms.first, let other = b.terms.first else { return 1 }
    return one / other
  }

  /// Over x³ + c: the real cube root of c splits it.
  private static func overCube(_ n: RationalPolynomial, _ p: RationalPolynomial, _ x: Symbol) -> Symbolic? {
    let c = p[0] / p[3]
    let size = Symbolic.number(.fraction(c.numerator < 0 ? -c : c)).power(.number(.fraction(Fraction(1, 3))))
    let r = c.numerator < 0 ? -size : size
    let a = (0...2).map { Symbolic.number(.fraction(n[$0] / p[3])) }
    let k = (a[2] * r.squared - a[1] * r + a[0]) / (3 * r.squared)
    let (slope, offset) = (a[2] - k, (a[0] - k * r.squared) / r)
    guard let rest = overQuadratic(slope, offset, [r.squared, -r, 1], 1, x) else { return nil }
    return k * .logOfSize(.symbol(x) + r, x) + rest
  }

  /// Over x⁴ + p x² + q without rational factors: two quadratics with roots in them.
  private static func overBiquadratic(_ n: RationalPolynomial, _ p: RationalPolynomial, _ x: Symbol) -> Symbolic? {
    let (b, c) = (p[2] / p[4], p[0] / p[4])
    let a = (0...3).map { Symbolic.number(.fraction(n[$0] / p[4])) }
    let (mid, last) = (Symbolic.number(.fraction(b)), Symbolic.number(.fraction(c)))
    // x dx is half the differential of x².
    var odd: Symbolic = 0
    if a[1] != 0 || a[3] != 0 {
      let u = Symbol("û")
      guard let inner = overQuadratic(a[3] / 2, a[1] / 2, [last, mid, 1], 1, u) else { return nil }
      odd = inner.substituting([u: Symbolic.symbol(x).squared])
    }
    guard a[0] != 0 || a[2] != 0 else { return odd }
    let root = last.value([:]) > 0 ? last.squareRoot : nil
    if let root, (2 * root - mid).value([:]) > 0 {
      let s = (2 * root - mid).squareRoot
      let offset = a[0] / (2 * root)
      let slope = ((offset - a[2] / 2) / s).reduced
      guard let one = overQuadratic(slope, offset, [root, s, 1], 1, x),
        let two = overQuadratic(-slope, offset, [root, -s, 1], 1, x)
      else { return nil }
      return odd + one + two
    }
    let inside = mid.squared - 4 * last
    guard inside.value([:]) > 0 else { return nil }
    let (high, low) = ((inside.squareRoot - mid) / 2, (-inside.squareRoot - mid) / 2)
    guard let one = overQuadratic(0, (a[2] * high + a[0]) / inside.squareRoot, [-high, 0, 1], 1, x),
      let two = overQuadratic(0, -(a[2] * low + a[0]) / inside.squareRoot, [-low, 0, 1], 1, x)
    else { return nil }
    return odd + one + two
  }

  /// Quotients of polynomials with letters in them, whose denominators are given in linear factors or one quadratic.
  mutating func letteredRational(_ f: Symbolic, _ x: Symbol, _ depth: Int) -> Integral? {
    guard RationalFunction(f, in: x) == nil else { return nil }
    var (above, below): (Symbolic, [(base: Symbolic, power: Int)]) = (1, [])
    for factor in f.factors {
      if case .power(let base, let exponent) = factor, let n = exponent.whole, n < 0 {
        below.append((base, -n))
      } else {
        above = above * factor
      }
    }
    guard !below.isEmpty, let numerator = above.coefficients(in: x, upTo: 12) else { return nil }
    let lines = below.compactMap { factor in factor.base.linear(in: x) }
    if below.count == 1, let only = below.first, let c = only.base.coefficients(in: x, upTo: 2), c.count == 3,
      numerator.count <= 2
    {
      let slope = numerator.count == 2 ? numerator[1] : 0
      guard let value = Self.overQuadratic(slope, numerator[0], c, only.power, x) else { return nil }
      return Integral(f, x, value, .table(Self.nameOver(c, slope)))
    }
    guard lines.count == below.count else { return nil }
    if below.count == 1, let only = below.first, let line = lines.first {
      // u = a·x + b makes a sum of powers of it.
      guard numerator.count > 1 else { return nil }
      let u = self.letter(besides: f, x)
      let inner = above.substituting([x: (.symbol(u) - line.offset) / line.slope]).multipliedOut
      let spread = (inner / (line.slope * Symbolic.symbol(u).power(Symbolic(only.power)))).multipliedOut
      guard let found = integral(spread, u, depth + 1) else { return nil }
      return Integral(f, x, found.value.substituting([u: only.base]), .substitution(u, only.base, found))
    }
    guard below.allSatisfy({ $0.power == 1 }), numerator.count <= below.count else { return nil }
    // Heaviside: the share of each factor is the rest at its root.
    var pieces: [Integral] = []
    for (place, line) in lines.enumerated() {
      let root = -line.offset / line.slope
      let others = Symbolic.product(of: below.indices.filter { $0 != place }.map { below[$0].base })
      var share = (above.substituting([x: root]) / others.substituting([x: root])).reduced
      if place == 1, lines.count == 2, numerator.count == 1, let first = pieces.first {
        // The same number with the other sign, whatever the letters make of it.
        share = -(first.integrand * below[0].base) * line.slope / lines[0].slope
      }
      guard !share.isUndefined else { return nil }
      let value = share / line.slope * .logOfSize(below[place].base, x)
      pieces.append(Integral(share / below[place].base, x, value, .table("reciprocal rule")))
    }
    return Integral(f, x, .sum(of: pieces.map(\.value)), .partialFractions(pieces))
  }
}

extension Symbolic {
  /// The square root with the letters of squares taken as they are: a for √(a²). For formulas that are the same for
  /// either sign of the root.
  var plainRoot: Symbolic {
    var outside: [Symbolic] = []
    var inside: [Symbolic] = []
    for factor in factors {
      if case .power(let base, let exponent) = factor, let n = exponent.whole, n % 2 == 0 {
        outside.append(base.power(Symbolic(n / 2)))
      } else if case .power(.number(let base), .number(let exponent)) = factor, base.value > 0,
        exponent.whole == nil
      {
        outside.append(Symbolic.power(.number(base), .number(exponent) / 2))
      } else {
        inside.append(factor)
      }
    }
    // √(−4a) is 2√(−a).
    let (count, rest) = Symbolic.product(of: inside).counted
    guard count.isNegative, rest != 1 else { return .product(of: outside + [Symbolic.product(of: inside).squareRoot]) }
    return .product(of: outside + [Symbolic.number(-count).squareRoot, (-rest).squareRoot])
  }

  /// A sum times something, written out; common numbers cancelled.
  var reduced: Symbolic {
    guard case .product = self else { return self }
    return multipliedOut
  }

  /// A sum with short fractions, times what makes them whole.
  var primitiveSum: Symbolic {
    guard case .sum(let terms) = self else { return self }
    let polynomial = RationalPolynomial(terms.compactMap { $0.counted.count.fraction })
    guard polynomial.coefficients.count == terms.count, !polynomial.isLost else { return self }
    let content = polynomial.content
    guard !content.isLost, content.numerator != 0 else { return self }
    let size = content.numerator < 0 ? -content : content
    return .sum(of: terms.map { $0 / .number(.fraction(size)) })
  }

  /// Whether something in it is divided by 0.
  var isUndefined: Bool {
    if case .power(0, let exponent) = self, exponent.isNegative { return true }
    return children.contains(where: \.isUndefined)
  }
}

import Graph
import Numerics
import Syntax

/// p(c) + q(c)·s for c = cos w and s = sin w, or cosh and sinh: any quotient of polynomials in both.
struct TrigonometricField {
  var p: RationalFunction
  var q: RationalFunction
  /// s² is this times 1 − c².
  let isCircular: Bool

  init(_ p: RationalFunction, _ q: RationalFunction, isCircular: Bool) {
    (self.p, self.q, self.isCircular) = (p, q, isCircular)
  }

  private var square: RationalPolynomial {
    isCircular ? RationalPolynomial([1, 0, -1]) : RationalPolynomial([-1, 0, 1])
  }

  func plus(_ other: TrigonometricField) -> TrigonometricField? {
    guard let p = p.plus(other.p), let q = q.plus(other.q) else { return nil }
    return TrigonometricField(p, q, isCircular: isCircular)
  }

  func times(_ other: TrigonometricField) -> TrigonometricField? {
    guard let square = RationalFunction(square), let first = p.times(other.p),
      let second = q.times(other.q)?.times(square), let p = first.plus(second), let third = self.p.times(other.q),
      let fourth = q.times(other.p), let q = third.plus(fourth)
    else { return nil }
    return TrigonometricField(p, q, isCircular: isCircular)
  }

  var reciprocal: TrigonometricField? {
    guard let square = RationalFunction(square), let pp = p.times(p), let qq = q.times(q)?.times(square),
      let norm = pp.plus(qq.negative)?.reciprocal, let a = p.times(norm), let b = q.negative.times(norm)
    else { return nil }
    return TrigonometricField(a, b, isCircular: isCircular)
  }

  /// Reads a formula in which x occurs in functions of whole multiples of w = α·x + β alone.
  init?(_ formula: Symbolic, _ x: Symbol, slope: Symbolic, isCircular: Bool) {
    func whole(_ n: RationalPolynomial) -> RationalFunction? { RationalFunction(n) }
    func number(_ n: Fraction) -> TrigonometricField? {
      guard let p = whole(RationalPolynomial([n])), let q = whole(.zero) else { return nil }
      return TrigonometricField(p, q, isCircular: isCircular)
    }
    func read(_ formula: Symbolic) -> TrigonometricField? {
      switch formula {
      case .number(.fraction(let n)): return number(n)
      case .sum(let terms):
        return terms.dropFirst().reduce(read(terms[0])) { sum, term in read(term).flatMap { sum?.plus($0) } }
      case .product(let factors):
        return factors.dropFirst().reduce(read(factors[0])) { product, factor in
          read(factor).flatMap { product?.times($0) }
        }
      case .power(let base, let exponent):
        guard let n = exponent.whole, n.magnitude <= 12, let one = read(base), let unit = number(Fraction(1)) else {
          return nil
        }
        let factor = n > 0 ? one : one.reciprocal
        return (0..<abs(n)).reduce(unit) { product, _ in factor.flatMap { product?.times($0) } }
      case .function(let primitive, let operands):
        guard operands.count == 1, let multiple = Self.multiple(operands[0], x, slope) else { return nil }
        let size = abs(multiple)
        guard let cosine = whole(Self.chebyshev(size, second: false)), let none = whole(.zero),
          let sine = whole(Fraction(multiple < 0 ? -1 : 1) * Self.chebyshev(size - 1, second: true))
        else { return nil }
        let c = TrigonometricField(cosine, none, isCircular: isCircular)
        let s = TrigonometricField(none, sine, isCircular: isCircular)
        switch primitive {
        case .cos where isCircular, .cosh where !isCircular: return c
        case .sin where isCircular, .sinh where !isCircular: return s
        case .tan where isCircular, .tanh where !isCircular: return c.reciprocal.flatMap { s.times($0) }
        default: return nil
        }
      default: return nil
      }
    }
    guard let result = read(formula) else { return nil }
    self = result
  }

  private static func multiple(_ argument: Symbolic, _ x: Symbol, _ slope: Symbolic) -> Int? {
    guard let line = argument.linear(in: x), let n = (line.slope / slope).whole, n != 0, n.magnitude <= 8,
      n == 1 || line.offset == 0
    else { return nil }
    return n
  }

  /// Chebyshev's polynomials: cos nw = Tₙ(cos w), sin (n + 1)w = sin w · Uₙ(cos w).
  private static func chebyshev(_ n: Int, second: Bool) -> RationalPolynomial {
    var (a, b) = (RationalPolynomial.one, second ? RationalPolynomial([0, 2]) : .x)
    for _ in 0..<max(n, 0) { (a, b) = (b, RationalPolynomial([0, 2]) * b - a) }
    return a
  }
}

extension RationalFunction {
  func plus(_ other: RationalFunction) -> RationalFunction? {
    RationalFunction(
      numerator * other.denominator + other.numerator * denominator, denominator * other.denominator)
  }

  func times(_ other: RationalFunction) -> RationalFunction? {
    RationalFunction(numerator * other.numerator, denominator * other.denominator)
  }

  var negative: RationalFunction { RationalFunction(-numerator, denominator) ?? self }
  var reciprocal: RationalFunction? { RationalFunction(denominator, numerator) }
  var isZero: Bool { numerator.isZero }

  /// With another quotient put for x.
  func composed(with inner: RationalFunction) -> RationalFunction? {
    let n = max(numerator.degree, denominator.degree)
    func homogeneous(_ p: RationalPolynomial) -> RationalPolynomial {
      p.coefficients.enumerated().reduce(.zero) { sum, term in
        sum + term.element * (inner.numerator.power(term.offset) * inner.denominator.power(n - term.offset))
      }
    }
    return RationalFunction(homogeneous(numerator), homogeneous(denominator))
  }

  /// 1 when f(−x) = f(x), −1 when f(−x) = −f(x).
  var parity: Int? {
    let mirrored = RationalPolynomial([0, -1])
    guard let other = RationalFunction(numerator.composed(with: mirrored), denominator.composed(with: mirrored)) else {
      return nil
    }
    return other == self ? 1 : other == negative ? -1 : nil
  }
}

import Numerics

/// A polynomial with fractions as coefficients, for algebra without rounding.
///
/// As with `Fraction`, what does not fit into 64 bits is lost, and stays so: calculate first, ask `isLost` afterwards.
public struct RationalPolynomial: Hashable, Sendable {
  /// Constant first; the last one is not 0. Empty for the zero polynomial.
  public let coefficients: [Fraction]

  /// Leading zeros are dropped.
  public init(_ coefficients: [Fraction]) {
    if coefficients.contains(where: \.isLost) {
      self.coefficients = [.lost]
    } else {
      let last = coefficients.lastIndex { $0.numerator != 0 }
      self.coefficients = Array(coefficients.prefix(last.map { $0 + 1 } ?? 0))
    }
  }

  public init(_ coefficients: [Int]) { self.init(coefficients.map { Fraction($0) }) }

  public static let zero = RationalPolynomial([Fraction]())
  public static let one = RationalPolynomial([1])
  public static let x = RationalPolynomial([0, 1])
  public static let lost = RationalPolynomial([.lost])

  /// The degree; −1 for the zero polynomial.
  public var degree: Int { coefficients.count - 1 }
  public var isZero: Bool { coefficients.isEmpty }
  public var isLost: Bool { coefficients.first?.isLost ?? false }
  public var leading: Fraction { coefficients.last ?? Fraction(0) }

  /// The coefficient of a power, 0 beyond the degree.
  public subscript(power: Int) -> Fraction {
    coefficients.indices.contains(power) ? coefficients[power] : Fraction(0)
  }

  /// The value at a fraction, by Horner's rule.
  public func callAsFunction(_ x: Fraction) -> Fraction { coefficients.reversed().reduce(Fraction(0)) { $0 * x + $1 } }

  public static func + (a: RationalPolynomial, b: RationalPolynomial) -> RationalPolynomial {
    if a.isLost || b.isLost { return .lost }
    return RationalPolynomial((0..<max(a.coefficients.count, b.coefficients.count)).map { a[$0] + b[$0] })
  }

  public static prefix func - (a: RationalPolynomial) -> RationalPolynomial { Fraction(-1) * a }
  public static func - (a: RationalPolynomial, b: RationalPolynomial) -> RationalPolynomial { a + (-b) }

  public static func * (a: Fraction, b: RationalPolynomial) -> RationalPolynomial {
    RationalPolynomial(b.coefficients.map { a * $0 })
  }

  public static func * (a: RationalPolynomial, b: RationalPolynomial) -> RationalPolynomial {
    if a.isLost || b.isLost { return .lost }
    guard !a.isZero, !b.isZero else { return .zero }
    var sums = [Fraction](repeating: Fraction(0), count: a.degree + b.degree + 1)
    for (i, p) in a.coefficients.enumerated() {
      for (j, q) in b.coefficients.enumerated() { sums[i + j] = sums[i + j] + p * q }
    }
    return RationalPolynomial(sums)
  }

  /// A whole power, 1 for powers below 1.
  public func power(_ n: Int) -> RationalPolynomial {
    var result = RationalPolynomial.one
    for _ in 0..<max(n, 0) {
      result = result * self
      if result.isLost { break }
    }
    return result
  }

  /// The polynomial with another one put for x.
  public func composed(with inner: RationalPolynomial) -> RationalPolynomial {
    coefficients.reversed().reduce(.zero) { $0 * inner + RationalPolynomial([$1]) }
  }

  public var derivative: RationalPolynomial {
    if isLost { return .lost }
    return RationalPolynomial(coefficients.enumerated().dropFirst().map { Fraction($0.offset) * $0.element })
  }

  /// The antiderivative that is 0 at 0.
  public var antiderivative: RationalPolynomial {
    if isLost { return .lost }
    return RationalPolynomial(
      [Fraction(0)] + coefficients.enumerated().map { $0.element / Fraction($0.offset + 1) })
  }

  /// Divided by the leading coefficient.
  public var monic: RationalPolynomial { isZero ? self : (Fraction(1) / leading) * self }

  /// The number that leaves whole coefficients without a common divisor and a positive leading one; 0 for the zero
  /// polynomial.
  public var content: Fraction {
    if isLost { return .lost }
    var (above, below) = (0, Fraction(1))
    for c in coefficients {
      above = Self.gcd(above, c.numerator)
      below = below * Fraction(c.denominator, Self.gcd(below.numerator, c.denominator))
    }
    let size = Fraction(above) / below
    return leading.numerator < 0 ? -size : size
  }

  /// Divided by the content.
  public var primitive: RationalPolynomial { isZero ? self : (Fraction(1) / content) * self }

  private static func gcd(_ a: Int, _ b: Int) -> Int {
    var (x, y) = (a.magnitude, b.magnitude)
    while y != 0 { (x, y) = (y, x % y) }
    return Int(clamping: x)
  }

  // MARK: division

  /// Quotient and remainder, the remainder of lower degree than the divisor; `nil` for a divisor of 0 and for
  /// coefficients beyond 64 bits.
  public func divided(
    by divisor: RationalPolynomial
  ) -> (quotient: RationalPolynomial, remainder: RationalPolynomial)? {
    guard !divisor.isZero, !divisor.isLost, !isLost else { return nil }
    var rest = coefficients
    var quotient = [Fraction](repeating: Fraction(0), count: max(degree - divisor.degree + 1, 0))
    for place in quotient.indices.reversed() {
      let factor = rest[place + divisor.degree] / divisor.leading
      quotient[place] = factor
      for (i, c) in divisor.coefficients.enumerated() { rest[place + i] = rest[place + i] - factor * c }
    }
    let parts = (RationalPolynomial(quotient), RationalPolynomial(rest))
    return parts.0.isLost || parts.1.isLost ? nil : parts
  }

  /// The quotient where the division leaves nothing.
  public func quotient(by divisor: RationalPolynomial) -> RationalPolynomial? {
    guard let (quotient, remainder) = divided(by: divisor), remainder.isZero else { return nil }
    return quotient
  }

  /// The greatest common divisor, monic; `nil` beyond 64 bits.
  public func gcd(_ other: RationalPolynomial) -> RationalPolynomial? {
    var (a, b) = (primitive, other.primitive)
    while !b.isZero {
      // Primitive remainders keep the coefficients short, which monic ones do not.
      guard let rest = a.divided(by: b)?.remainder.primitive, !rest.isLost else { return nil }
      (a, b) = (b, rest)
    }
    return a.isLost ? nil : a.monic
  }

  /// s and t with s·self + t·other = gcd, and the monic gcd.
  public func bezout(
    _ other: RationalPolynomial
  ) -> (gcd: RationalPolynomial, s: RationalPolynomial, t: RationalPolynomial)? {
    var (a, b) = (
      (self, RationalPolynomial.one, RationalPolynomial.zero), (other, RationalPolynomial.zero, RationalPolynomial.one)
    )
    while !b.0.isZero {
      guard let (q, r) = a.0.divided(by: b.0) else { return nil }
      (a, b) = (b, (r, a.1 - q * b.1, a.2 - q * b.2))
    }
    guard !a.0.isZero else { return nil }
    let scale = Fraction(1) / a.0.leading
    let result = (gcd: scale * a.0, s: scale * a.1, t: scale * a.2)
    return result.gcd.isLost || result.s.isLost || result.t.isLost ? nil : result
  }
}

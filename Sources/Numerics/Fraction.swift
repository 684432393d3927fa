/// A fraction in lowest terms, for arithmetic without rounding as it is done on paper.
///
/// What does not fit into 64 bits becomes `lost`, as does division by zero, and stays so through all that follows: a
/// calculation is done first and asked afterwards whether it held.
public struct Fraction: Hashable, Sendable {
  public let numerator: Int
  /// At least 1; 0 only for `lost`.
  public let denominator: Int

  /// No fraction: beyond 64 bits, or divided by zero.
  public static let lost = Fraction(unchecked: 0, 0)

  public init(_ whole: Int) { self.init(unchecked: whole, whole == .min ? 0 : 1) }

  /// `lost` for a denominator of 0.
  public init(_ numerator: Int, _ denominator: Int) { self.init(reducing: Int128(numerator), Int128(denominator)) }

  /// The short fraction that this number is to the last bit: a whole number below 2⁵³, or p/q with at most seven digits
  /// in all.
  /// - Source: continued fractions, whose convergents are the best approximations; Knuth, TAOCP 2, §4.5.3.
  public init?(_ x: Double) {
    guard x.magnitude <= 0x1p53 else { return nil }
    var (p, q) = ((0, 1), (1, 0))
    var rest = x.magnitude
    for _ in 0..<24 {
      let whole = rest.rounded(.down)
      guard whole <= 0x1p53 else { return nil }
      let (product, first) = Int(whole).multipliedReportingOverflow(by: p.1)
      let (next, second) = product.addingReportingOverflow(p.0)
      let (below, third) = Int(whole).multipliedReportingOverflow(by: q.1)
      let (bottom, fourth) = below.addingReportingOverflow(q.0)
      guard !first, !second, !third, !fourth, bottom <= 9_999 else { return nil }
      p = (p.1, next)
      q = (q.1, bottom)
      if Double(next) / Double(bottom) == x.magnitude {
        self.init(unchecked: x < 0 ? -next : next, bottom)
        guard isShort else { return nil }
        return
      }
      guard rest > whole else { return nil }
      rest = 1 / (rest - whole)
    }
    return nil
  }

  private init(unchecked numerator: Int, _ denominator: Int) {
    self.numerator = denominator == 0 ? 0 : numerator
    self.denominator = denominator
  }

  private init(reducing numerator: Int128, _ denominator: Int128) {
    guard denominator != 0 else {
      self = .lost
      return
    }
    var (a, b) = (numerator.magnitude, denominator.magnitude)
    while b != 0 { (a, b) = (b, a % b) }
    let divisor = Int128(a)
    let sign: Int128 = denominator < 0 ? -1 : 1
    guard let p = Int(exactly: sign * (numerator / divisor)), p != .min,
      let q = Int(exactly: sign * (denominator / divisor))
    else {
      self = .lost
      return
    }
    self.init(unchecked: p, q)
  }

  public var isLost: Bool { denominator == 0 }

  /// NaN when lost; exact up to 2⁵³, beyond it numerator and denominator are rounded before the quotient is.
  public var value: Double { Double(numerator) / Double(denominator) }

  /// Whether it reads more easily than a decimal number: a whole number, or at most seven digits in all.
  public var isShort: Bool {
    if isLost { return false }
    if denominator == 1 { return numerator.magnitude < 1_000_000_000_000_000 }
    return Self.digits(numerator.magnitude) + Self.digits(denominator.magnitude) <= 7
  }

  private static func digits(_ n: UInt) -> Int {
    var (count, rest) = (1, n)
    while rest >= 10 { (count, rest) = (count + 1, rest / 10) }
    return count
  }

  /// The square root, where it is a fraction too.
  public var squareRoot: Fraction? {
    guard !isLost, numerator >= 0, let p = Self.root(numerator), let q = Self.root(denominator) else { return nil }
    return Fraction(unchecked: p, q)
  }

  private static func root(_ n: Int) -> Int? {
    let near = Int(Double(n).squareRoot())
    return (max(near - 1, 0)...near + 1).first { $0.multipliedReportingOverflow(by: $0) == (n, false) }
  }

  // Two 64-bit factors fit into 127 bits, and so does the sum of two such products.
  public static func + (a: Fraction, b: Fraction) -> Fraction {
    if a.isLost || b.isLost { return .lost }
    return Fraction(
      reducing: Int128(a.numerator) * Int128(b.denominator) + Int128(b.numerator) * Int128(a.denominator),
      Int128(a.denominator) * Int128(b.denominator))
  }

  public static prefix func - (a: Fraction) -> Fraction { Fraction(unchecked: -a.numerator, a.denominator) }
  public static func - (a: Fraction, b: Fraction) -> Fraction { a + (-b) }

  public static func * (a: Fraction, b: Fraction) -> Fraction {
    Fraction(
      reducing: Int128(a.numerator) * Int128(b.numerator), Int128(a.denominator) * Int128(b.denominator))
  }

  public static func / (a: Fraction, b: Fraction) -> Fraction {
    if b.isLost { return .lost }
    return a * Fraction(reducing: Int128(b.denominator), Int128(b.numerator))
  }
}

import Glibc
import Numerics

/// A number of algebra: a fraction as long as one holds it, otherwise the nearest double.
public enum Exact: Hashable, Sendable {
  case fraction(Fraction)
  case decimal(Double)

  /// Short decimals are the fractions they say: 0.1 is 1/10.
  public init(_ x: Double) {
    self = (Fraction(x) ?? Self.written(x)).map { .fraction($0) } ?? .decimal(x)
  }

  /// The fraction that a decimal of at most 15 digits says: 1e-8 and 0.12345678 to the last digit.
  private static func written(_ x: Double) -> Fraction? {
    guard x.isFinite, x.magnitude < 0x1p53, x.magnitude >= 1e-15 else { return nil }
    let parts = x.magnitude.description.split(separator: "e")
    let decimals = parts[0].split(separator: ".")
    var digits = decimals.joined()
    var places = (decimals.count > 1 ? decimals[1].count : 0) - (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    while digits.last == "0", places > 0 {
      digits.removeLast()
      places -= 1
    }
    guard (1...18).contains(places), let top = Int(digits), top < 1_000_000_000_000_000 else { return nil }
    let bottom = (0..<places).reduce(1) { power, _ in power * 10 }
    let fraction = Fraction(x < 0 ? -top : top, bottom)
    return !fraction.isLost && fraction.value == x ? fraction : nil
  }

  public init(_ whole: Int) { self.init(held: Fraction(whole), or: Double(whole)) }

  private init(held fraction: Fraction, or decimal: @autoclosure () -> Double) {
    self = fraction.isLost ? .decimal(decimal()) : .fraction(fraction)
  }

  public static let zero = Exact.fraction(Fraction(0))
  public static let one = Exact.fraction(Fraction(1))

  /// Within 1.5 ulp.
  public var value: Double {
    switch self {
    case .fraction(let fraction): fraction.value
    case .decimal(let x): x
    }
  }

  public var fraction: Fraction? { if case .fraction(let fraction) = self { fraction } else { nil } }
  /// The whole number it is, if it is one.
  public var whole: Int? { fraction.flatMap { $0.denominator == 1 ? $0.numerator : nil } }
  public var isNegative: Bool { value < 0 }

  public static func + (a: Exact, b: Exact) -> Exact {
    guard case .fraction(let x) = a, case .fraction(let y) = b else { return Exact(a.value + b.value) }
    return Exact(held: x + y, or: a.value + b.value)
  }

  public static func * (a: Exact, b: Exact) -> Exact {
    guard case .fraction(let x) = a, case .fraction(let y) = b else { return Exact(a.value * b.value) }
    return Exact(held: x * y, or: a.value * b.value)
  }

  public static prefix func - (a: Exact) -> Exact { a * Exact(-1) }

  /// 1/a; `nil` for 0.
  public var reciprocal: Exact? {
    guard value != 0 else { return nil }
    guard case .fraction(let x) = self else { return .decimal(1 / value) }
    return Exact(held: Fraction(x.denominator, x.numerator), or: 1 / value)
  }

  /// A whole power; `nil` for a negative power of 0.
  public func power(_ n: Int) -> Exact? {
    if n < 0 { return reciprocal?.power(n == .min ? .max : -n) }
    guard case .fraction = self else { return .decimal(pow(value, Double(n))) }
    var (result, square, rest) = (Exact.one, self, n)
    while rest > 0 {
      if rest & 1 == 1 { result = result * square }
      rest >>= 1
      if rest > 0 { square = square * square }
      guard result.fraction != nil else { return .decimal(pow(value, Double(n))) }
    }
    return result
  }
}

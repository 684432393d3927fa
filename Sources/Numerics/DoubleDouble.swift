/// A number of twice the working precision: the unevaluated sum of two, about 32 digits.
///
/// - Source: Dekker 1971; Knuth's two-sum; products by fused multiply–add.
public struct DoubleDouble: Sendable {
  public let high: Double
  public let low: Double

  public init(_ value: Double) { (high, low) = (value, 0) }

  /// The exact sum of two numbers, rounded to two.
  private init(_ a: Double, plus b: Double) {
    let sum = a + b
    let part = sum - a
    (high, low) = (sum, (a - (sum - part)) + (b - part))
  }

  /// Rounded once.
  public var value: Double { high + low }
  public var isZero: Bool { high == 0 && low == 0 }

  public static func + (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let first = DoubleDouble(a.high, plus: b.high)
    let second = DoubleDouble(a.low, plus: b.low)
    let middle = DoubleDouble(first.high, plus: first.low + second.high)
    return DoubleDouble(middle.high, plus: middle.low + second.low)
  }

  public static prefix func - (a: DoubleDouble) -> DoubleDouble { DoubleDouble(-a.high, plus: -a.low) }

  public static func - (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble { a + -b }

  public static func * (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let product = a.high * b.high
    let rest = (-product).addingProduct(a.high, b.high) + (a.high * b.low + a.low * b.high)
    return DoubleDouble(product, plus: rest)
  }

  public static func / (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let first = DoubleDouble(a.high / b.high)
    let left = a - first * b
    let second = DoubleDouble(left.high / b.high)
    let rest = left - second * b
    return first + second + DoubleDouble(rest.high / b.high)
  }
}

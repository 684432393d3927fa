/// Remainders, signs and rounding as R, NumPy and Julia have them.
public enum Rounding {
  /// The remainder with the sign of the divisor: mod(−7, 3) is 2. NaN for a divisor of 0.
  public static func mod(_ x: Double, _ divisor: Double) -> Double {
    let remainder = x.truncatingRemainder(dividingBy: divisor)
    if remainder == 0 { return divisor < 0 ? -0.0 : 0 }
    return (remainder < 0) != (divisor < 0) ? remainder + divisor : remainder
  }

  /// −1, 0 or 1; NaN stays.
  public static func sign(_ x: Double) -> Double { x > 0 ? 1 : x < 0 ? -1 : x }

  /// The nearest whole number, halves to the even one.
  public static func round(_ x: Double) -> Double { x.rounded(.toNearestOrEven) }

  /// Rounded to so many digits after the point (before it when negative), within an ulp of the decimal.
  public static func round(_ x: Double, digits: Int) -> Double {
    guard x.isFinite, digits <= 308 else { return x }
    guard digits > -309 else { return 0 * x }
    // 10⁻ᵈ is not a double, so divide by 10ᵈ where d > 0.
    var power = 1.0
    for _ in 0..<abs(digits) { power *= 10 }
    let scaled = digits >= 0 ? x * power : x / power
    guard scaled.magnitude < 0x1p52 else { return x }
    let whole = scaled.rounded(.toNearestOrEven)
    return digits >= 0 ? whole / power : whole * power
  }
}

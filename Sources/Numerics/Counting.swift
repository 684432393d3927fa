import CBoostMath

/// Functions of whole numbers, exact as far as a double can be.
public enum Counting {
  /// n!, correctly rounded; infinite from 171 on, NaN for what is not a whole number ≥ 0.
  public static func factorial(_ n: Double) -> Double {
    guard n >= 0, n == n.rounded() else { return .nan }
    return n > 170 ? .infinity : Natural(factorialOf: Int(n)).rounded
  }

  /// n over k, correctly rounded for whole numbers; n may be any number, k must be a whole one.
  public static func choose(_ n: Double, _ k: Double) -> Double {
    guard n.isFinite, k.isFinite, k == k.rounded() else { return .nan }
    if k < 0 { return 0 }
    if n == n.rounded() {
      if n < 0 { return choose(k - n - 1, k) * (k.truncatingRemainder(dividingBy: 2) == 0 ? 1 : -1) }
      if k > n { return 0 }
      let small = min(k, n - k)
      // n over 1100 ≥ 2200 over 1100, which is past the largest double.
      if small > 1100 { return .infinity }
      if n < 0x1p53 { return Natural(choose: UInt64(small), of: UInt64(n)).rounded }
    }
    if k <= 1000 {
      var value = 1.0
      for i in 0..<Int(k) { value *= (n - Double(i)) / (Double(i) + 1) }
      return value
    }
    if n > k { return 1 / ((n + 1) * nabla_beta(n - k + 1, k + 1)) }
    // Reflection of Γ(n − k + 1), whose argument is not positive.
    let size = nabla_gamma(n + 1) * nabla_sin_pi(n - k + 1) / Double.pi
    return size * nabla_gamma_ratio(k - n, n + 1)
  }

  /// The greatest common divisor, ≥ 0; NaN for what is not whole.
  public static func gcd(_ a: Double, _ b: Double) -> Double {
    guard a.isFinite, b.isFinite, a == a.rounded(), b == b.rounded() else { return .nan }
    var (x, y) = (a.magnitude, b.magnitude)
    while y != 0 { (x, y) = (y, x.truncatingRemainder(dividingBy: y)) }
    return x
  }

  /// The least common multiple, ≥ 0; NaN for what is not whole.
  public static func lcm(_ a: Double, _ b: Double) -> Double {
    let divisor = gcd(a, b)
    if divisor.isNaN { return .nan }
    return divisor == 0 ? 0 : a.magnitude / divisor * b.magnitude
  }

}

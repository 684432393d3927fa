import Glibc

/// Means over the law of a sample standard deviation, s = χ/√df.
///
/// The trapezoidal rule in log s, which converges exponentially; relative error about 1e-14 also for tiny results, as no
/// term is negative.
enum ChiMixture {
  /// E g(s), for 0 ≤ g ≤ 1.
  static func mean(df: Double, _ g: (Double) -> Double) -> Double {
    guard df.isFinite else { return g(1) }
    let step = min(0.1, 0.4 / (2 * df).squareRoot())
    let top = logHeight(df)
    func weight(_ u: Double) -> Double { exp(top + df * (u - expm1(2 * u) / 2)) }
    var sum = weight(0) * g(1)
    for direction in [-step, step] {
      var k = 1.0
      while true {
        let u = k * direction
        let w = weight(u)
        // What is left on this side is at most a geometric series of the weights.
        if w <= 1e-18 * sum * min(1, df * step) || w == 0 { break }
        sum += w * g(exp(u))
        k += 1
      }
    }
    return sum * step
  }

  /// log of the density of log s at 0: log 2 + a log a − a − log Γ(a) for a = df/2.
  private static func logHeight(_ df: Double) -> Double {
    let a = df / 2
    guard a > 16 else { return M_LN2 + a * log(a) - a - lgamma(a) }
    // The three large terms cancel; Stirling's series leaves what remains.
    let r = 1 / (a * a)
    let series = (1 / 12.0 - r * (1 / 360.0 - r * (1 / 1260.0 - r * (1 / 1680.0 - r / 1188.0)))) / a
    return M_LN2 + log(a / (2 * Double.pi)) / 2 - series
  }
}

import Glibc

/// The range of `groups` normal means over an independent estimate of their standard deviation with `df` degrees of
/// freedom.
///
/// Relative error about 1e-13 in the upper tail, which is computed directly.
public struct StudentizedRange: Sendable {
  public let groups: Int
  public let df: Double

  /// - Throws: `.option` for fewer than two groups or no degrees of freedom.
  public init(groups: Int, df: Double) throws(TestError) {
    guard groups >= 2 else { throw .option(name: "groups", value: Double(groups), needed: "at least 2") }
    guard df > 0 else { throw .option(name: "df", value: df, needed: "greater than 0") }
    (self.groups, self.df) = (groups, df)
  }

  /// P(Q > q).
  public func ccdf(_ q: Double) -> Double {
    guard q > 0 else { return q.isNaN ? .nan : 1 }
    guard q < .infinity else { return 0 }
    return min(1, ChiMixture.mean(df: df) { rangeExceeds(q * $0) })
  }

  public func cdf(_ q: Double) -> Double { 1 - ccdf(q) }

  /// The q with P(Q > q) = p.
  public func upperQuantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 ? .infinity : p == 1 ? 0 : .nan }
    var (low, high) = (0.0, 4.0)
    while ccdf(high) > p, high < 1e300 { (low, high) = (high, high * 2) }
    // Illinois' false position on log p, which is nearly straight in the tail.
    func distance(_ q: Double) -> Double { log(max(ccdf(q), 1e-308) / p) }
    var (f, g) = (low == 0 ? -log(p) : distance(low), distance(high))
    var side = 0
    for _ in 0..<100 {
      let q = (low * g - high * f) / (g - f)
      // Where it rounds to an end, that end is the answer, however wide what lies between still is.
      guard q > low, q < high else { return min(max(q, low), high) }
      let h = distance(q)
      if h.magnitude < 1e-15 { return q }
      if h > 0 {
        (low, f) = (q, h)
        if side == 1 { g /= 2 }
        side = 1
      } else {
        (high, g) = (q, h)
        if side == -1 { f /= 2 }
        side = -1
      }
      if high - low <= 4e-16 * high { break }
    }
    return low.magnitude == 0 ? high : (low + high) / 2
  }

  /// P(range of standard normal numbers > w): k ∫ φ(z) (Φ(z)ᵏ⁻¹ − (Φ(z) − Φ(z − w))ᵏ⁻¹) dz.
  private func rangeExceeds(_ w: Double) -> Double {
    let others = Double(groups - 1)
    let step = 0.125
    let first = (max(-9, w / 2 - 13) / step).rounded(.down)
    // The largest of k is rarely above √(2 log k) + 9.
    let last = ((max(w / 2, (2 * log(Double(groups))).squareRoot()) + 10) / step).rounded(.up)
    var sum = 0.0
    var k = first
    while k <= last {
      let z = k * step
      let below = normalTail(-z)
      if below > 0 {
        let share = min(1, normalTail(w - z) / below)
        // 1 − (1 − share)ᵏ⁻¹, without losing a small share.
        let missed = share == 1 ? 1 : -expm1(others * log1p(-share))
        sum += exp(-z * z / 2 + others * log(below)) * missed
      }
      k += 1
    }
    return Double(groups) * sum * step / (2 * Double.pi).squareRoot()
  }
}

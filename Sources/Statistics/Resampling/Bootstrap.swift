import Glibc
import Numerics

/// A statistic, how it varies over resamples, and an interval from that.
public struct Bootstrap: Sendable {
  public enum Method: String, Sendable, CaseIterable {
    case bca, percentile, basic, normal
  }

  /// What was in the way of the method asked for.
  public enum Remark: Sendable, Hashable {
    /// All resamples gave the same.
    case noSpread
    /// Every replicate lies on one side of the estimate, so that BCa has no correction; the percentile interval stands.
    case oneSided
    /// Leaving out any one element changes nothing, so that BCa has no acceleration; none is used.
    case noAcceleration
  }

  public let estimate: Double
  /// The finite values over resamples, in the order they were drawn.
  public let replicates: [Double]
  /// Resamples for which the statistic was not finite.
  public let lost: Int
  public let level: Double
  /// What was asked for, or what stands for it where that had no answer.
  public let method: Method
  public let lower: Double
  public let upper: Double
  public let remarks: [Remark]
  /// How many observations were resampled.
  public let count: Int
  /// What was computed: `median`.
  public let name: String

  /// The standard deviation of the replicates.
  public var se: Double { Moments.deviation(replicates) }
  /// The mean of the replicates less the estimate.
  public var bias: Double { Sums.mean(replicates) - estimate }

  /// - Parameters: `replicates` are values of the statistic over resamples; `jackknife` its values with each element
  ///   left out, for BCa.
  /// - Throws: `.tooFew` below two finite replicates; `.outside` for a level not between 0 and 1.
  /// - Source: Efron & Tibshirani, *An Introduction to the Bootstrap*, chapters 13 and 14.
  public init(
    _ name: String, estimate: Double, replicates: [Double], jackknife: [Double], method: Method, level: Double,
    count: Int
  ) throws(SampleError) {
    try Guard.level(level, "bootstrap")
    let finite = replicates.filter(\.isFinite)
    guard finite.count > 1 else { throw .tooFew(function: "bootstrap", needed: 2, got: finite.count) }
    self.name = name
    self.estimate = estimate
    self.replicates = finite
    lost = replicates.count - finite.count
    self.level = level
    self.count = count
    let sorted = Sorting.sorted(finite)
    let tail = (1 - level) / 2
    func quantile(_ p: Double) -> Double { QuantileRule.gumbel.quantile(sorted: sorted, p) }
    var (used, remarks): (Method, [Remark]) = (method, [])
    if let first = sorted.first, first == sorted.last {
      (used, remarks) = (.percentile, [.noSpread])
    }
    var ends = (quantile(tail), quantile(1 - tail))
    switch used {
    case .percentile: break
    case .basic: ends = (2 * estimate - ends.1, 2 * estimate - ends.0)
    case .normal:
      let reach = Normal.standard.upperQuantile(tail) * Moments.deviation(finite)
      let centre = estimate - (Sums.mean(finite) - estimate)
      ends = (centre - reach, centre + reach)
    case .bca:
      let below = Double(sorted.count { $0 < estimate }) + Double(sorted.count { $0 == estimate }) / 2
      let share = below / Double(sorted.count)
      if share <= 0 || share >= 1 {
        (used, remarks) = (.percentile, [.oneSided])
      } else {
        let acceleration = Self.acceleration(jackknife)
        if acceleration == nil { remarks = [.noAcceleration] }
        ends = (
          quantile(Self.adjusted(tail, share, acceleration ?? 0)),
          quantile(Self.adjusted(1 - tail, share, acceleration ?? 0))
        )
      }
    }
    self.method = used
    self.remarks = remarks
    (lower, upper) = ends
  }

  /// Skewness of the jackknife's influence over 6; `nil` where nothing varies.
  private static func acceleration(_ jackknife: [Double]) -> Double? {
    let finite = jackknife.filter(\.isFinite)
    let influence = Moments.centred(finite).map { -$0 }
    let largest = influence.reduce(0) { max($0, $1.magnitude) }
    guard largest > 0, finite.count == jackknife.count else { return nil }
    let scaled = influence.map { $0 / largest }
    let squares = Sums.sum(scaled.map { $0 * $0 })
    return Sums.sum(scaled.map { $0 * $0 * $0 }) / (6 * pow(squares, 1.5))
  }

  /// The probability whose quantile of the replicates has `p` after correction for bias and acceleration.
  private static func adjusted(_ p: Double, _ share: Double, _ acceleration: Double) -> Double {
    let law = Normal.standard
    let (bias, z) = (law.quantile(share), law.quantile(p))
    return law.cdf(bias + (bias + z) / (1 - acceleration * (bias + z)))
  }
}

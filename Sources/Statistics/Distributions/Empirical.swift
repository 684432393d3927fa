import Glibc
import Numerics

/// The law of one element drawn from a sample: each value has as much probability as it has copies.
public struct Empirical: Distribution {
  public static let name = "Empirical"
  public static let isDiscrete = true

  /// The values in ascending order, with their copies.
  public let sorted: [Double]

  /// - Throws: `.unfit` of no numbers, or of one that is not finite.
  public init(_ x: [Double]) throws(DistributionError) {
    guard !x.isEmpty else { throw .unfit(law: Self.name, why: "there is at least one number") }
    guard x.allSatisfy(\.isFinite) else { throw .unfit(law: Self.name, why: "every number is finite") }
    sorted = x.sorted()
  }

  public var parameters: [(name: String, value: Double)] { [("n", Double(sorted.count))] }
  public var support: ClosedRange<Double> { sorted[0]...sorted[sorted.count - 1] }

  /// How many are at most, or less than, `x`.
  private func count(upTo x: Double, isStrict: Bool = false) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < x || (!isStrict && sorted[middle] == x) { low = middle + 1 } else { high = middle }
    }
    return low
  }
  private func share(_ count: Int) -> Double { Double(count) / Double(sorted.count) }

  public func pdf(_ x: Double) -> Double {
    x.isNaN ? .nan : share(count(upTo: x) - count(upTo: x, isStrict: true))
  }
  public func logpdf(_ x: Double) -> Double { log(pdf(x)) }
  public func cdf(_ x: Double) -> Double { x.isNaN ? .nan : share(count(upTo: x)) }
  public func ccdf(_ x: Double) -> Double { x.isNaN ? .nan : share(sorted.count - count(upTo: x)) }
  public func logcdf(_ x: Double) -> Double { log(cdf(x)) }
  public func logccdf(_ x: Double) -> Double { log(ccdf(x)) }
  public func quantile(_ p: Double) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    let n = sorted.count
    var k = min(max(Int((p * Double(n)).rounded(.up)), 1), n)
    // The product may round past a whole number.
    if k > 1, share(k - 1) >= p { k -= 1 }
    return sorted[k - 1]
  }
  public func upperQuantile(_ p: Double) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    let n = sorted.count
    var k = min(max(n - Int((p * Double(n)).rounded(.down)), 1), n)
    if k > 1, share(n - k + 1) <= p { k -= 1 }
    return sorted[k - 1]
  }
  public func value(before x: Double) -> Double {
    let k = count(upTo: x, isStrict: true)
    return k > 0 ? sorted[k - 1] : -.infinity
  }
  public func value(after x: Double) -> Double {
    let k = count(upTo: x)
    return k < sorted.count ? sorted[k] : .infinity
  }

  private func moment(_ f: (Double) -> Double) -> Double { Sums.mean(sorted.map(f)) }
  public var mean: Double { moment { $0 } }
  /// Of the law itself, over n.
  public var variance: Double {
    let m = mean
    return moment { ($0 - m) * ($0 - m) }
  }
  public var mode: Double {
    var (best, most, run) = (sorted[0], 0, 0)
    for k in sorted.indices {
      run = k > 0 && sorted[k] == sorted[k - 1] ? run + 1 : 1
      if run > most { (best, most) = (sorted[k], run) }
    }
    return best
  }
  public var skewness: Double {
    let (m, s) = (mean, standardDeviation)
    return moment { ($0 - m) * ($0 - m) * ($0 - m) } / (s * s * s)
  }
  public var kurtosis: Double {
    let (m, v) = (mean, variance)
    return moment { ($0 - m) * ($0 - m) * ($0 - m) * ($0 - m) } / (v * v) - 3
  }

  public func sample(from random: inout RandomStream) -> Double { sorted[random.integer(below: sorted.count)] }
}

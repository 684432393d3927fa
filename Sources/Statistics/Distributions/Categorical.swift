import Glibc
import Numerics

/// One of k kinds, numbered from 1, with probabilities proportional to weights.
public struct Categorical: Distribution {
  public static let name = "Categorical"
  public static let isDiscrete = true

  public let probabilities: [Double]
  /// The names of the kinds; empty where they have none.
  public let labels: [String]
  /// P(X ≤ k) and P(X > k), each summed from its own end.
  private let below: [Double]
  private let above: [Double]

  /// - Throws: `.parameter` of a weight below 0, `.unfit` where none is above 0 or there are not as many labels.
  public init(weights: [Double], labels: [String] = []) throws(DistributionError) {
    for weight in weights where !(weight >= 0 && weight < .infinity) {
      throw .parameter(name: "weights", of: Self.name, value: weight, needed: "at least 0, each of them")
    }
    let largest = weights.max() ?? 0
    guard largest > 0 else { throw .unfit(law: Self.name, why: "at least one weight is greater than 0") }
    guard labels.isEmpty || labels.count == weights.count else {
      throw .unfit(law: Self.name, why: "there are as many labels as weights, \(weights.count), not \(labels.count)")
    }
    let scaled = weights.map { $0 / largest }
    let total = Sums.sum(scaled)
    probabilities = scaled.map { $0 / total }
    self.labels = labels
    // From the last kind that can come on all is 1, whatever rounding made of the sum.
    let last = probabilities.lastIndex { $0 > 0 } ?? 0
    var sum = 0.0
    below =
      probabilities.prefix(last).map { (p: Double) -> Double in
        sum = min(sum + p, 1)
        return sum
      } + Array(repeating: 1, count: probabilities.count - last)
    sum = 0
    above = probabilities.reversed().map { (p: Double) -> Double in
      defer { sum += p }
      return sum
    }.reversed()
  }

  public var parameters: [(name: String, value: Double)] {
    probabilities.enumerated().map { ("p\($0 + 1)", $1) }
  }
  public var support: ClosedRange<Double> {
    let places = (probabilities.firstIndex { $0 > 0 } ?? 0, probabilities.lastIndex { $0 > 0 } ?? 0)
    return Double(places.0 + 1)...Double(places.1 + 1)
  }
  public func value(before x: Double) -> Double {
    let place = probabilities.indices.last { Double($0 + 1) < x && probabilities[$0] > 0 }
    return place.map { Double($0 + 1) } ?? -.infinity
  }
  public func value(after x: Double) -> Double {
    let place = probabilities.indices.first { Double($0 + 1) > x && probabilities[$0] > 0 }
    return place.map { Double($0 + 1) } ?? .infinity
  }

  /// The kind a number stands for; `nil` for none.
  private func place(_ x: Double) -> Int? {
    x >= 1 ? min(Int(exactly: x.rounded(.down)) ?? probabilities.count, probabilities.count) - 1 : nil
  }

  public func pdf(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    guard x == x.rounded(), x >= 1, x <= Double(probabilities.count), let k = place(x) else { return 0 }
    return probabilities[k]
  }
  public func logpdf(_ x: Double) -> Double { log(pdf(x)) }
  public func cdf(_ x: Double) -> Double { x.isNaN ? .nan : place(x).map { below[$0] } ?? 0 }
  public func ccdf(_ x: Double) -> Double { x.isNaN ? .nan : place(x).map { above[$0] } ?? 1 }
  public func logcdf(_ x: Double) -> Double { cdf(x) < 0.5 ? log(cdf(x)) : log1p(-ccdf(x)) }
  public func logccdf(_ x: Double) -> Double { ccdf(x) < 0.5 ? log(ccdf(x)) : log1p(-cdf(x)) }
  public func quantile(_ p: Double) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    return max(Double((below.firstIndex { $0 >= p } ?? below.count - 1) + 1), support.lowerBound)
  }
  public func upperQuantile(_ p: Double) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    return max(Double((above.firstIndex { $0 <= p } ?? above.count - 1) + 1), support.lowerBound)
  }

  private func moment(_ f: (Double) -> Double) -> Double {
    Sums.sum(probabilities.enumerated().map { $1 * f(Double($0 + 1)) })
  }
  public var mean: Double { moment { $0 } }
  public var variance: Double {
    let m = mean
    return moment { ($0 - m) * ($0 - m) }
  }
  public var mode: Double { Double((probabilities.indices.max { probabilities[$0] < probabilities[$1] } ?? 0) + 1) }
  public var skewness: Double {
    let (m, s) = (mean, standardDeviation)
    return moment { ($0 - m) * ($0 - m) * ($0 - m) } / (s * s * s)
  }
  public var kurtosis: Double {
    let (m, v) = (mean, variance)
    return moment { ($0 - m) * ($0 - m) * ($0 - m) * ($0 - m) } / (v * v) - 3
  }

  public func sample(from random: inout RandomStream) -> Double {
    let u = random.uniform()
    var (low, high) = (0, below.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if below[middle] > u { high = middle } else { low = middle + 1 }
    }
    return Double(low + 1)
  }
}

import Glibc
import Numerics

/// What a statistic of two groups does when their labels are shuffled.
public struct ShuffleTest: Sendable {
  /// What was computed: `difference of means`.
  public let name: String
  public let observed: Double
  /// The finite statistics of the shuffles that were looked at, the observed one among them when all were.
  public let shuffled: [Double]
  /// Shuffles for which the statistic was not finite.
  public let lost: Int
  /// Whether every way to deal out the labels was looked at.
  public let isExact: Bool
  public let alternative: TestResult.Alternative
  public let counts: [Int]
  public let p: Double

  /// - Throws: `.notFinite` when the statistic of the data is not finite.
  public init(
    _ name: String, observed: Double, shuffled: [Double], isExact: Bool, alternative: TestResult.Alternative,
    counts: [Int]
  ) throws(SampleError) {
    try Guard.finite([observed], "permutation_test")
    self.name = name
    self.observed = observed
    let finite = shuffled.filter(\.isFinite)
    self.shuffled = finite
    lost = shuffled.count - finite.count
    self.isExact = isExact
    self.alternative = alternative
    self.counts = counts
    // Equal sums of the same numbers in another order differ by rounding.
    let slack = 1e-12 * finite.reduce(observed.magnitude) { max($0, $1.magnitude) }
    // The data are one of the shuffles too: without them p could be 0.
    let own = isExact ? 0.0 : 1.0
    let total = Double(finite.count) + own
    let above = (Double(finite.count { $0 >= observed - slack }) + own) / total
    let below = (Double(finite.count { $0 <= observed + slack }) + own) / total
    p =
      switch alternative {
      case .twoSided: min(1, 2 * min(above, below))
      case .less: below
      case .greater: above
      }
  }

  /// The number of ways to choose `k` of `n`, infinite past the range of numbers.
  public static func combinations(_ n: Int, _ k: Int) -> Double {
    var ways = 1.0
    for i in stride(from: 1, through: min(k, n - k), by: 1) {
      ways *= Double(n - min(k, n - k) + i) / Double(i)
    }
    return ways.rounded()
  }

  /// The next choice of as many places below `n` in lexicographic order; `false` after the last.
  public static func advance(_ chosen: inout [Int], below n: Int) -> Bool {
    let k = chosen.count
    guard let last = chosen.indices.last(where: { chosen[$0] < n - k + $0 }) else { return false }
    chosen[last] += 1
    for index in (last + 1)..<max(k, last + 1) { chosen[index] = chosen[index - 1] + 1 }
    return true
  }
}

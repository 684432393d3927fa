import Glibc
import Numerics

/// A sample with a name: finite numbers.
public struct Observations: Sendable {
  /// How sentences call it: `the first sample`, `group 2`, `OJ`.
  public let name: String
  public let values: [Double]

  /// - Throws: `.notFinite` for NaN and infinities.
  public init(_ name: String, _ values: [Double]) throws(TestError) {
    if let odd = values.first(where: { !$0.isFinite }) { throw .notFinite(value: odd, of: name) }
    self.init(trusted: name, values)
  }

  init(trusted name: String, _ values: [Double]) { (self.name, self.values) = (name, values) }

  public var count: Int { values.count }
  var n: Double { Double(values.count) }
  var mean: Double { Sums.mean(values) }
  /// With n − 1.
  var variance: Double { Sums.variance(values) }
  var median: Double {
    let sorted = Sorting.sorted(values)
    let half = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[half] : sorted[half - 1] / 2 + sorted[half] / 2
  }

  /// - Throws: `.tooFew`.
  func require(_ needed: Int) throws(TestError) {
    guard count >= needed else { throw .tooFew(got: count, needed: needed, of: name) }
  }

  func minus(_ shift: Double) -> Observations { Observations(trusted: name, values.map { $0 - shift }) }
}

/// What every test may be told.
public struct TestOptions: Sendable {
  public let alternative: TestResult.Alternative
  /// Of intervals.
  public let level: Double
  /// What was measured, where it has a name: `extra`.
  public let response: String?
  /// How the comparison was asked for: `extra ~ group`.
  public let data: String

  /// - Throws: `.option` for a level outside ]0, 1[.
  public init(
    alternative: TestResult.Alternative = .twoSided, level: Double = 0.95, response: String? = nil, data: String = ""
  ) throws(TestError) {
    guard level > 0, level < 1 else { throw .option(name: "level", value: level, needed: "between 0 and 1") }
    self.alternative = alternative
    self.level = level
    self.response = response
    self.data = data
  }

  var alpha: Double { 1 - level }

  /// The p-value of a statistic that grows with what is sought.
  func chance(of statistic: Double, under law: some Distribution) -> Double {
    switch alternative {
    case .twoSided: min(1, 2 * law.ccdf(statistic.magnitude))
    case .less: law.cdf(statistic)
    case .greater: law.ccdf(statistic)
    }
  }

  /// estimate ± quantile · se, open to the side the alternative points to.
  func interval(_ estimate: Double, se: Double, law: some Distribution) -> ClosedRange<Double> {
    switch alternative {
    case .twoSided:
      let reach = law.upperQuantile(alpha / 2) * se
      return (estimate - reach)...(estimate + reach)
    case .less: return -Double.infinity...(estimate + law.upperQuantile(alpha) * se)
    case .greater: return (estimate - law.upperQuantile(alpha) * se)...Double.infinity
    }
  }
}

/// Ranks of numbers, equal ones sharing the mean of theirs.
struct Ranks {
  /// In the order of the numbers.
  let values: [Double]
  /// How many share each value that more than one has.
  let ties: [Int]

  init(_ x: [Double]) {
    let order = x.indices.sorted { x[$0] < x[$1] }
    var ranks = [Double](repeating: 0, count: x.count)
    var ties: [Int] = []
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, x[order[end]] == x[order[start]] { end += 1 }
      for place in order[start..<end] { ranks[place] = Double(start + 1 + end) / 2 }
      if end - start > 1 { ties.append(end - start) }
      start = end
    }
    (values, self.ties) = (ranks, ties)
  }

  /// Σ (t³ − t) over the ties.
  var tieSum: Double { ties.reduce(0) { $0 + Double($1) * (Double($1) * Double($1) - 1) } }
}

extension Normal {
  static let standard = Normal(trusted: 0, sd: 1)
}

/// P(Z > z) of a standard normal Z.
func normalTail(_ z: Double) -> Double { erfc(z * 0.7071067811865476) / 2 }

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
    Tail.chance(of: statistic, under: law, alternative)
  }

  /// estimate ± quantile · se, open to the side the alternative points to.
  func interval(_ estimate: Double, se: Double, law: some Distribution) -> ClosedRange<Double> {
    Tail.interval(estimate, se: se, under: law, alternative, level: level)
  }
}

/// P(Z > z) of a standard normal Z.
func normalTail(_ z: Double) -> Double { erfc(z * 0.7071067811865476) / 2 }

import Numerics
import Statistics
import Testing

/// NIST StRD univariate summary statistics, NumAcc1 to NumAcc4, certified to 15 digits.
@Suite struct NISTUnivariateTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    let name: String
    let x: [Double]
    let mean: Double
    let sd: Double
    let lag1: Double
    /// How far the certified numbers can be from those of data rounded to doubles.
    let rtol: Double

    var testDescription: String { name }
  }

  static func alternating(_ first: Double, _ low: Double, _ high: Double) -> [Double] {
    [first] + (0..<500).flatMap { _ in [low, high] }
  }

  static let samples = [
    Sample(name: "NumAcc1", x: [10_000_001, 10_000_003, 10_000_002], mean: 10_000_002, sd: 1, lag1: -0.5, rtol: 0),
    Sample(name: "NumAcc2", x: alternating(1.2, 1.1, 1.3), mean: 1.2, sd: 0.1, lag1: -0.999, rtol: 1e-14),
    // One unit in the last place of 1e6 is 1e-9 of the spread.
    Sample(
      name: "NumAcc3", x: alternating(1_000_000.2, 1_000_000.1, 1_000_000.3), mean: 1_000_000.2, sd: 0.1,
      lag1: -0.999, rtol: 5e-10),
    Sample(
      name: "NumAcc4", x: alternating(10_000_000.2, 10_000_000.1, 10_000_000.3), mean: 10_000_000.2, sd: 0.1,
      lag1: -0.999, rtol: 1e-8),
  ]

  @Test(arguments: samples) func agrees(sample: Sample) throws {
    #expect((Sums.mean(sample.x) - sample.mean).magnitude <= 2e-16 * sample.mean)
    #expect((Moments.deviation(sample.x) - sample.sd).magnitude <= sample.rtol * sample.sd)
    let lag = try Autocorrelation.coefficients(sample.x, lags: 1)[0]
    #expect((lag - sample.lag1).magnitude <= max(sample.rtol, 1e-14))
  }
}

@Suite struct SpreadTests {
  @Test func squaresStayInRange() {
    // The deviation is homogeneous: that of c·x is c times that of x, here 1.
    #expect((Moments.deviation([1e200, 2e200, 3e200]) / 1e200 - 1).magnitude < 1e-15)
    #expect((Moments.deviation([1e-200, 2e-200, 3e-200]) / 1e-200 - 1).magnitude < 1e-15)
  }

  @Test func aConstantSampleHasNoSpread() {
    #expect(Moments.variance([Double](repeating: 0.1, count: 7)) == 0)
    #expect(throws: SampleError.constant(function: "skew", which: "x")) {
      try Moments.skewness([Double](repeating: 0.1, count: 7))
    }
  }
}

@Suite struct ConcordanceTests {
  /// Pairs counted one by one.
  @Test func mergingCountsWhatLoopsCount() {
    var random = RandomStream(seed: 3)
    for n in [2, 3, 10, 33] {
      for levels in [2, 5, 1000] {
        let x = (0..<n).map { _ in Double(random.integer(below: levels)) }
        let y = (0..<n).map { _ in Double(random.integer(below: levels)) }
        var (score, discordant, untiedX, untiedY) = (0.0, 0.0, 0.0, 0.0)
        for i in 0..<n {
          for j in (i + 1)..<max(n, i + 1) {
            let product = (x[i] - x[j]) * (y[i] - y[j])
            score += product > 0 ? 1 : product < 0 ? -1 : 0
            discordant += product < 0 ? 1 : 0
            untiedX += x[i] == x[j] ? 0 : 1
            untiedY += y[i] == y[j] ? 0 : 1
          }
        }
        let pairs = ConcordantPairs(x, y)
        #expect(pairs.score == score && pairs.discordant == discordant)
        #expect(pairs.untiedX == untiedX && pairs.untiedY == untiedY)
      }
    }
  }
}

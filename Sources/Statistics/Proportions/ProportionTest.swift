import Document
import Glibc
import Numerics

extension TestResult {
  /// The χ² test of proportions: of one against `null`, of two or more against each other.
  /// - Parameter correct: Yates' continuity correction, for one and for two.
  /// - Throws: `.outside`, `.tooFew`; `.constant` when every trial of all samples came out the same.
  /// - Source: Newcombe 1998, methods 3 and 10 of the paper on single and on differences of proportions, as R's prop.test.
  public static func proportions(
    _ tallies: [Tally], null: Double?, alternative: Alternative, level: Double, correct: Bool
  ) throws(SampleError) -> TestResult {
    try Guard.level(level, "prop_test")
    if let null {
      guard null > 0, null < 1 else {
        throw .outside(function: "prop_test", parameter: "p", value: null, needed: "between 0 and 1")
      }
    }
    switch tallies.count {
    case 0: throw .tooFew(function: "prop_test", needed: 1, got: 0)
    case 1: return one(tallies[0], null ?? 0.5, alternative, level, correct)
    default: return try several(tallies, alternative, level, correct)
    }
  }

  private static func one(
    _ tally: Tally, _ null: Double, _ alternative: Alternative, _ level: Double, _ correct: Bool
  ) -> TestResult {
    let (k, n, share) = (tally.successes, tally.trials, tally.share)
    let distance = (k - n * null).magnitude
    let yates = correct ? min(0.5, distance) : 0
    let statistic = (distance - yates) * (distance - yates) / (n * null * (1 - null))
    let z = Normal.standard.upperQuantile(alternative == .twoSided ? (1 - level) / 2 : 1 - level)
    let half = z * z / (2 * n)
    func end(_ sign: Double) -> Double {
      let c = share + sign * yates / n
      if sign > 0 ? c >= 1 : c <= 0 { return sign > 0 ? 1 : 0 }
      return (c + half + sign * z * (c * (1 - c) / n + half / (2 * n)).squareRoot()) / (1 + 2 * half)
    }
    let interval = max(alternative == .less ? 0 : end(-1), 0)...min(alternative == .greater ? 1 : end(1), 1)
    let p = Tail.chance(of: copysign(statistic.squareRoot(), share - null), under: Normal.standard, alternative)
    return TestResult(
      test: "test of a proportion" + (yates > 0 ? ", with continuity correction" : ""), symbol: "χ²",
      statistic: statistic, figures: [.init("df", 1), .init("null", null)], p: p, alternative: alternative,
      parameter: "proportion", estimate: share, interval: interval, level: level,
      effect: .init("Cohen's h", EffectSize.h(share, null)),
      assumptions: [.independentTrials, .counts(least: min(n * null, n * (1 - null)))], counts: [tally.count],
      sentence: Self.sentence(tally, null: null, p, interval, level))
  }

  /// `15 of 25 succeeded, 60 % …`
  static func sentence(
    _ tally: Tally, null: Double, _ p: Double, _ interval: ClosedRange<Double>, _ level: Double
  ) -> String {
    "\(Int(tally.successes)) of \(tally.count) succeeded, \(Sentences.percent(tally.share)) "
      + "(\(Sentences.level(level)) interval \(Sentences.percent(interval.lowerBound)) to "
      + "\(Sentences.percent(interval.upperBound))); if the true share were \(Sentences.percent(null)), "
      + "\(Sentences.chance(p, level: level))."
  }

  private static func several(
    _ tallies: [Tally], _ alternative: Alternative, _ level: Double, _ correct: Bool
  ) throws(SampleError) -> TestResult {
    let total = tallies.reduce(0) { $0 + $1.trials }
    let pooled = tallies.reduce(0) { $0 + $1.successes } / total
    guard pooled > 0, pooled < 1 else { throw .constant(function: "prop_test", which: "every trial") }
    let difference = tallies[0].share - tallies[1].share
    let reciprocals = 1 / tallies[0].trials + 1 / tallies[1].trials
    let isPair = tallies.count == 2
    let yates = correct && isPair ? min(0.5, difference.magnitude / reciprocals) : 0
    var statistic = 0.0
    for tally in tallies {
      for (seen, expected) in [
        (tally.successes, tally.trials * pooled), (tally.trials - tally.successes, tally.trials * (1 - pooled)),
      ] {
        let distance = (seen - expected).magnitude - yates
        statistic += distance * distance / expected
      }
    }
    let p: Double
    var interval: ClosedRange<Double>?
    if isPair {
      let z = Normal.standard.upperQuantile(alternative == .twoSided ? (1 - level) / 2 : 1 - level)
      let variance = tallies.reduce(0) { $0 + $1.share * (1 - $1.share) / $1.trials }
      let width = z * variance.squareRoot() + yates * reciprocals
      interval =
        max(
          alternative == .less ? -1 : difference - width, -1)...min(
          alternative == .greater ? 1 : difference + width, 1)
      p = Tail.chance(of: copysign(statistic.squareRoot(), difference), under: Normal.standard, alternative)
    } else {
      p = ChiSquared(trusted: Double(tallies.count - 1)).ccdf(statistic)
    }
    let least = tallies.reduce(Double.infinity) { min($0, $1.trials * min(pooled, 1 - pooled)) }
    return TestResult(
      test: "test of equal proportions" + (yates > 0 ? ", with continuity correction" : ""), symbol: "χ²",
      statistic: statistic, figures: [.init("df", Double(tallies.count - 1))], p: p,
      alternative: isPair ? alternative : .twoSided,
      parameter: isPair ? "difference of proportions" : "pooled proportion",
      estimate: isPair ? difference : pooled, interval: interval, level: level,
      effect: isPair
        ? .init("Cohen's h", EffectSize.h(tallies[0].share, tallies[1].share))
        : .init("Cramér's V", (statistic / total).squareRoot()),
      assumptions: [.independentTrials, .counts(least: least)], counts: tallies.map(\.count),
      sentence: sentence(tallies, difference, interval, p, level))
  }

  private static func sentence(
    _ tallies: [Tally], _ difference: Double, _ interval: ClosedRange<Double>?, _ p: Double, _ level: Double
  ) -> String {
    guard let interval else {
      let shares = tallies.map { Sentences.percent($0.share) }.joined(separator: ", ")
      return "The shares are \(shares); of their differences, \(Sentences.chance(p, level: level))."
    }
    let range = 100 * interval.lowerBound...100 * interval.upperBound
    return "The first share, \(Sentences.percent(tallies[0].share)), differs from the second, "
      + "\(Sentences.percent(tallies[1].share)), by \((100 * difference).inProse) points "
      + "(\(Sentences.interval(range, level: level))); \(Sentences.chance(p, level: level))."
  }
}

extension TestResult.Assumption {
  /// The χ² law is a limit; it is near enough where five or more are expected of each kind.
  static func counts(least: Double) -> Self {
    Self(
      "5 successes and 5 failures expected", least >= 5 ? .plausible : .doubtful,
      evidence: "the smallest expected count is \(least.formatted(digits: 3))")
  }
}

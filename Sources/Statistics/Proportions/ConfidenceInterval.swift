import Glibc
import Numerics

/// What a parameter plausibly is, from a sample.
public struct ConfidenceInterval: Sendable, Hashable {
  /// What is estimated: `proportion`, `mean`.
  public let parameter: String
  public let estimate: Double
  public let lower: Double
  public let upper: Double
  public let level: Double
  /// How it was found: `Wilson`, `Student's t`.
  public let method: String
  /// How many observations it rests on.
  public let count: Int

  public init(
    _ parameter: String, estimate: Double, lower: Double, upper: Double, level: Double, method: String, count: Int
  ) {
    self.parameter = parameter
    self.estimate = estimate
    self.lower = lower
    self.upper = upper
    self.level = level
    self.method = method
    self.count = count
  }

  /// The mean of a sample, by Student's t.
  /// - Throws: `.tooFew` below two elements, `.outside` for a level not between 0 and 1, `.notFinite`.
  public static func mean(_ x: [Double], level: Double) throws(SampleError) -> ConfidenceInterval {
    try Guard.count(x, atLeast: 2, "ci")
    try Guard.level(level, "ci")
    try Guard.finite(x, "ci")
    let (n, mean) = (Double(x.count), Sums.mean(x))
    let margin = StudentT(trusted: n - 1).upperQuantile((1 - level) / 2) * Moments.deviation(x) / n.squareRoot()
    return ConfidenceInterval(
      "mean", estimate: mean, lower: mean - margin, upper: mean + margin, level: level, method: "Student's t",
      count: x.count)
  }

  /// `successes` of `trials`.
  /// - Throws: `.outside` when these are not whole numbers with 0 ≤ successes ≤ trials ≥ 1.
  public static func proportion(
    _ successes: Double, of trials: Double, _ method: ProportionMethod, level: Double
  ) throws(SampleError) -> ConfidenceInterval {
    let tally = try Tally(successes, of: trials, "ci")
    try Guard.level(level, "ci")
    let (lower, upper) = method.limits(tally, tail: (1 - level) / 2)
    return ConfidenceInterval(
      "proportion", estimate: tally.share, lower: lower, upper: upper, level: level, method: method.title,
      count: tally.count)
  }
}

/// How many of how many, checked.
public struct Tally: Sendable, Hashable {
  public let successes: Double
  public let trials: Double

  /// - Throws: `.outside` when these are not whole numbers with 0 ≤ successes ≤ trials ≥ 1.
  public init(_ successes: Double, of trials: Double, _ function: String) throws(SampleError) {
    guard trials >= 1, trials <= 0x1p53, trials == trials.rounded() else {
      throw .outside(function: function, parameter: "n", value: trials, needed: "a whole number from 1 on")
    }
    guard successes >= 0, successes <= trials, successes == successes.rounded() else {
      throw .outside(
        function: function, parameter: "k", value: successes,
        needed: "a whole number from 0 to n, which is \(Int(trials))")
    }
    self.successes = successes
    self.trials = trials
  }

  /// For counts that were checked before.
  init(trusted successes: Double, of trials: Double) { (self.successes, self.trials) = (successes, trials) }

  public var share: Double { successes / trials }
  public var count: Int { Int(trials) }
}

/// Intervals of a proportion (Brown, Cai & DasGupta 2001; Clopper & Pearson 1934).
public enum ProportionMethod: String, Sendable, CaseIterable {
  case wilson, wald
  case clopperPearson = "clopper-pearson"
  case agrestiCoull = "agresti-coull"
  case jeffreys

  public var title: String {
    switch self {
    case .wilson: "Wilson"
    case .wald: "Wald"
    case .clopperPearson: "Clopper–Pearson"
    case .agrestiCoull: "Agresti–Coull"
    case .jeffreys: "Jeffreys"
    }
  }

  /// - Parameter tail: the probability beyond each end.
  func limits(_ tally: Tally, tail: Double) -> (Double, Double) {
    let (k, n, p) = (tally.successes, tally.trials, tally.share)
    let z = Normal.standard.upperQuantile(tail)
    switch self {
    case .wald:
      let margin = z * (p * (1 - p) / n).squareRoot()
      return (max(0, p - margin), min(1, p + margin))
    case .wilson:
      let centre = (p + z * z / (2 * n)) / (1 + z * z / n)
      let margin = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
      // At the ends the two terms cancel to nothing, but for rounding.
      return (k == 0 ? 0 : max(0, centre - margin), k == n ? 1 : min(1, centre + margin))
    case .agrestiCoull:
      let (trials, share) = (n + z * z, (k + z * z / 2) / (n + z * z))
      let margin = z * (share * (1 - share) / trials).squareRoot()
      return (max(0, share - margin), min(1, share + margin))
    case .clopperPearson: return (BinomialTails.lower(tally, tail: tail), BinomialTails.upper(tally, tail: tail))
    case .jeffreys:
      let law = Beta(trusted: k + 0.5, b: n - k + 0.5)
      return (k == 0 ? 0 : law.quantile(tail), k == n ? 1 : law.upperQuantile(tail))
    }
  }
}

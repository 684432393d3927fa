import Document

/// The test of means whose standard deviation is known beforehand.
public enum ZTest {
  /// - Throws: `.tooFew` without values, `.option` for a standard deviation that is none.
  public static func oneSample(
    _ x: Observations, mu: Double = 0, sd: Double, _ options: TestOptions
  ) throws(TestError) -> TestResult {
    try check(mu: mu, sd: sd)
    try x.require(1)
    return result(
      "one-sample z-test against \(mu.formatted())", "mean", x.mean, mu: mu, sd: sd,
      se: sd / x.n.squareRoot(), [x], options,
      opening: "The mean of \(options.response ?? x.name) is \(x.mean.inProse)")
  }

  /// - Throws: `.tooFew` without values, `.option` for a standard deviation that is none.
  public static func twoSample(
    _ x: Observations, _ y: Observations, mu: Double = 0, sd: Double, sd2: Double, _ options: TestOptions
  ) throws(TestError) -> TestResult {
    try check(mu: mu, sd: sd)
    try check(mu: mu, sd: sd2)
    try x.require(1)
    try y.require(1)
    let difference = x.mean - y.mean
    return result(
      "two-sample z-test", "\(x.name) − \(y.name), difference of means", difference, mu: mu,
      sd: ((sd * sd + sd2 * sd2) / 2).squareRoot(), se: (sd * sd / x.n + sd2 * sd2 / y.n).squareRoot(), [x, y],
      options, opening: "The means of \(x.name) and \(y.name) differ by \(difference.inProse)")
  }

  private static func result(
    _ test: String, _ parameter: String, _ estimate: Double, mu: Double, sd: Double, se: Double,
    _ groups: [Observations], _ options: TestOptions, opening: String
  ) -> TestResult {
    let z = (estimate - mu) / se
    let p = options.chance(of: z, under: Normal.standard)
    let interval = options.interval(estimate, se: se, law: Normal.standard)
    var result = TestResult(
      test: test, symbol: "z", statistic: z, figures: [.init("se", se)], p: p, alternative: options.alternative,
      parameter: parameter, estimate: estimate, interval: interval, level: options.level,
      effect: .init("Cohen's d", (estimate - mu) / sd),
      assumptions: [
        .init("the standard deviation is known", .unchecked, evidence: "you gave it; ttest estimates it"),
        .normality("normal values", of: groups), .independence,
      ], counts: groups.map(\.count),
      sentence: "\(opening) (\(Sentences.interval(interval, options))); "
        + Sentences.verdict(p, options, size: groups.count == 1 ? "\(groups[0].count) values" : Sentences.size(groups))
        + ". "
        + Sentences.advice(
          p, options, effect: (estimate - mu) / sd, design: groups.count == 1 ? .oneGroup : .twoGroups,
          unit: groups.count == 1 ? "values" : "in each group"))
    result.data = options.data
    result.picture = NullPicture.chart(of: Normal.standard, symbol: "z", statistic: z, p: p, options.alternative)
    return result
  }

  private static func check(mu: Double, sd: Double) throws(TestError) {
    guard mu.isFinite else { throw .option(name: "mu", value: mu, needed: "a finite number") }
    guard sd > 0, sd < .infinity else { throw .option(name: "sd", value: sd, needed: "greater than 0") }
  }
}

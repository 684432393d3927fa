import Charts
import Document
import Glibc
import Numerics

/// Student's t-tests of means.
/// - Source: Student, *The probable error of a mean*, 1908; Welch, *The generalization of Student's problem*, 1947.
public enum TTest {
  /// The mean of one sample against a number.
  /// - Throws: `.tooFew` below two values, `.noSpread` where all are equal, `.option` for an infinite `mu`.
  public static func oneSample(
    _ x: Observations, mu: Double = 0, _ options: TestOptions
  ) throws(TestError) -> TestResult {
    let part = try Part(x, mu: mu)
    let law = StudentT(trusted: part.df)
    let t = (part.mean - mu) / part.se
    let p = options.chance(of: t, under: law)
    let interval = options.interval(part.mean, se: part.se, law: law)
    let effect = (part.mean - mu) / part.sd
    var result = TestResult(
      test: "one-sample t-test against \(mu.formatted())", symbol: "t", statistic: t,
      figures: [.init("df", part.df), .init("se", part.se)], p: p, alternative: options.alternative,
      parameter: "mean", estimate: part.mean, interval: interval, level: options.level,
      effect: .init("Cohen's d", effect),
      assumptions: [.normality("normal values", of: [x]), .independence], counts: [x.count],
      sentence: "The mean of \(options.response ?? x.name) is \(part.mean.inProse) "
        + "(\(Sentences.interval(interval, options))), \(Self.distance(part.mean - mu, from: mu)); "
        + Sentences.verdict(p, options, size: "\(x.count) values") + ". "
        + Sentences.advice(p, options, effect: effect, design: .oneGroup, unit: "values"))
    result.data = options.data
    result.details = [.init("sd", .number(part.sd))]
    result.picture = NullPicture.chart(of: law, symbol: "t", statistic: t, p: p, options.alternative)
    return result
  }

  /// The mean of the differences of pairs.
  /// - Throws: `.lengths` where they do not pair, and what `oneSample` throws.
  public static func paired(
    _ x: Observations, _ y: Observations, mu: Double = 0, _ options: TestOptions
  ) throws(TestError) -> TestResult {
    guard x.count == y.count else { throw .lengths(x.count, y.count) }
    let differences = try Observations("the differences", zip(x.values, y.values).map { $0 - $1 })
    let part = try Part(differences, mu: mu)
    var result = try oneSample(differences, mu: mu, options)
    result.test = mu == 0 ? "paired t-test" : "paired t-test against a difference of \(mu.formatted())"
    result.parameter = "mean of the differences"
    result.assumptions = [.normality("normal differences", of: [differences]), .independentPairs]
    result.effect = .init("Cohen's d of the differences", (part.mean - mu) / part.sd)
    let (high, low) = part.mean >= 0 ? (x, y) : (y, x)
    let interval = Self.turned(result.interval, part.mean)
    result.sentence =
      Self.comparison(high, low, part.mean.magnitude, options) + " (\(Sentences.interval(interval, options))); "
      + Sentences.verdict(result.p, options, size: "\(x.count) pairs") + ". "
      + Sentences.advice(
        result.p, options, effect: (part.mean - mu) / part.sd, design: .oneGroup, unit: "pairs")
    return result
  }

  /// The difference of two means; Welch's test unless the spreads may be taken for equal.
  /// - Throws: `.tooFew` below two values in a sample, `.noSpread` where both are constant, `.option`.
  public static func twoSample(
    _ x: Observations, _ y: Observations, mu: Double = 0, equalVariances: Bool = false, _ options: TestOptions
  ) throws(TestError) -> TestResult {
    let two = try TwoSamples(x, y, mu: mu, pooled: equalVariances)
    let law = StudentT(trusted: two.df)
    let p = options.chance(of: two.t, under: law)
    let interval = options.interval(two.difference, se: two.se, law: law)
    let (high, low) = two.difference >= 0 ? (x, y) : (y, x)
    var assumptions: [TestResult.Assumption] = [.normality("normal values in each group", of: [x, y])]
    if equalVariances { assumptions.append(.equalSpread(of: [x, y])) }
    var result = TestResult(
      test: (equalVariances ? "two-sample t-test, equal variances" : "Welch's t-test")
        + (mu == 0 ? "" : " against a difference of \(mu.formatted())"),
      symbol: "t", statistic: two.t, figures: [.init("df", two.df), .init("se", two.se)], p: p,
      alternative: options.alternative, parameter: "\(x.name) − \(y.name), difference of means",
      estimate: two.difference, interval: interval, level: options.level, effect: .init("Cohen's d", two.d),
      assumptions: assumptions + [.independence], counts: [x.count, y.count],
      sentence: Self.comparison(high, low, two.difference.magnitude, options)
        + " (\(Sentences.interval(Self.turned(interval, two.difference), options))); "
        + Sentences.verdict(p, options, size: Sentences.size([x, y])) + ". "
        + Sentences.advice(p, options, effect: two.d, design: .twoGroups, unit: "in each group"))
    result.data = options.data
    result.details = [
      .init("means", .vector([two.first.mean, two.second.mean])), .init("sds", .vector([two.first.sd, two.second.sd])),
      .init("groups", .texts([x.name, y.name])), .init("hedges_g", .number(two.hedges)),
    ]
    result.picture = .groups([x, y], response: options.response)
    return result
  }

  /// `extra is 1.58 higher on average in group 2 than in group 1`.
  private static func comparison(
    _ high: Observations, _ low: Observations, _ difference: Double, _ options: TestOptions
  ) -> String {
    if let response = options.response {
      return
        "\(response.capitalisedFirst) is \(difference.inProse) higher on average in \(high.name) than in \(low.name)"
    }
    return "\(high.name.capitalisedFirst) is \(difference.inProse) higher on average than \(low.name)"
  }

  /// The interval of the difference told as a positive one.
  private static func turned(_ interval: ClosedRange<Double>?, _ difference: Double) -> ClosedRange<Double> {
    let range = interval ?? -.infinity...Double.infinity
    return difference >= 0 ? range : -range.upperBound...(-range.lowerBound)
  }

  private static func distance(_ difference: Double, from mu: Double) -> String {
    if difference == 0 { return "just \(mu.inProse)" }
    return "\(difference.magnitude.inProse) \(difference > 0 ? "above" : "below") \(mu.inProse)"
  }
}

/// What a t-test needs of one sample.
struct Part: Sendable {
  let n: Double
  let mean: Double
  let variance: Double
  var sd: Double { variance.squareRoot() }
  var df: Double { n - 1 }
  var se: Double { (variance / n).squareRoot() }

  init(_ x: Observations) throws(TestError) {
    try x.require(2)
    (n, mean, variance) = (x.n, x.mean, x.variance)
  }

  /// - Throws: `.noSpread` too, where the standard error is only rounding.
  init(_ x: Observations, mu: Double) throws(TestError) {
    guard mu.isFinite else { throw .option(name: "mu", value: mu, needed: "a finite number") }
    try self.init(x)
    if !(variance > 0 && variance < .infinity), x.values.contains(where: { $0 != x.values[0] }) { throw .squares(x) }
    guard se > 10 * .ulpOfOne * mean.magnitude, variance > 0, variance < .infinity else {
      throw .noSpread(
        what: "the \(x.count) values of \(x.name) are all equal", advice: "Without spread there is no standard error.")
    }
  }
}

extension TestError {
  /// The values differ, but the squares of their differences are too small or too large for numbers.
  fileprivate static func squares(_ x: Observations) -> TestError {
    .tooLarge(
      what: "The squares of differences in \(x.name) leave the range of numbers",
      remedy: "the values times a power of ten, which have the same t and p")
  }
}

/// What a t-test computes of two samples.
struct TwoSamples: Sendable {
  let first: Part
  let second: Part
  let difference: Double
  /// The difference that was assumed.
  let mu: Double
  let se: Double
  let df: Double
  let t: Double
  /// (n₁ − 1) s₁² + (n₂ − 1) s₂² over n₁ + n₂ − 2.
  let pooledVariance: Double

  init(_ x: Observations, _ y: Observations, mu: Double, pooled: Bool) throws(TestError) {
    guard mu.isFinite else { throw .option(name: "mu", value: mu, needed: "a finite number") }
    let (a, b) = (try Part(x), try Part(y))
    (first, second) = (a, b)
    difference = a.mean - b.mean
    self.mu = mu
    pooledVariance = ((a.n - 1) * a.variance + (b.n - 1) * b.variance) / (a.n + b.n - 2)
    let shares = (a.variance / a.n, b.variance / b.n)
    if pooled {
      se = (pooledVariance * (1 / a.n + 1 / b.n)).squareRoot()
      df = a.n + b.n - 2
    } else {
      se = (shares.0 + shares.1).squareRoot()
      // Shares of the sum, because squares of variances overflow and underflow.
      let sum = shares.0 + shares.1
      let (u, v) = (shares.0 / sum, shares.1 / sum)
      df = 1 / (u * u / (a.n - 1) + v * v / (b.n - 1))
    }
    if !(se > 0 && se < .infinity), let odd = [x, y].first(where: { o in o.values.contains { $0 != o.values[0] } }) {
      throw .squares(odd)
    }
    guard se > 10 * .ulpOfOne * max(a.mean.magnitude, b.mean.magnitude), se < .infinity else {
      throw .noSpread(
        what: "neither \(x.name) nor \(y.name) has values that differ",
        advice: "Without spread there is no standard error.")
    }
    t = (difference - mu) / se
  }

  /// Cohen's, with the pooled standard deviation: how far the difference is from the one assumed.
  var d: Double { (difference - mu) / pooledVariance.squareRoot() }
  /// Hedges' correction of Cohen's d, exact.
  var hedges: Double {
    let m = (first.n + second.n - 2) / 2
    return d * exp(Special.lgamma(m) - Special.lgamma(m - 0.5)) / m.squareRoot()
  }
}

import Document
import Numerics

/// One-way analysis of variance.
/// - Source: Fisher, *Statistical Methods for Research Workers*, 1925; Welch, *On the comparison of several mean
///   values*, 1951.
public enum Anova {
  /// Whether several means differ; Welch's test where the spreads may not be taken for equal.
  /// - Throws: `.groupCount` below two groups, `.tooFew`, `.noSpread`.
  public static func test(
    _ groups: [Observations], equalVariances: Bool = true, _ options: TestOptions
  ) throws(TestError) -> TestResult {
    let parts = try Partition(groups)
    guard parts.within > 0 else {
      throw .noSpread(
        what: "the values do not vary within the groups", advice: "Without spread within them no F can be formed.")
    }
    let (f, df1, df2) = equalVariances ? parts.fisher : try parts.welch(groups)
    let law = F(trusted: df1, df2: df2)
    let p = law.ccdf(f)
    let eta = parts.between / (parts.between + parts.within)
    let residualMean = parts.within / parts.dfWithin
    let omega = (parts.between - parts.dfBetween * residualMean) / (parts.between + parts.within + residualMean)
    let means = groups.map(\.mean)
    var result = TestResult(
      test: equalVariances ? "one-way analysis of variance" : "Welch's analysis of variance", symbol: "F",
      statistic: f,
      figures: [
        .init("df1", df1), .init("df2", df2), .init("ss_between", parts.between), .init("ss_within", parts.within),
      ], p: p, parameter: "", estimate: nil, level: options.level, effect: .init("η²", eta),
      assumptions: [
        .normality("normal residuals", of: [Observations(trusted: "the residuals", Self.residuals(groups))])
      ] + (equalVariances ? [.equalSpread(of: groups)] : []) + [.independence], counts: groups.map(\.count),
      sentence: Self.sentence(groups, means, eta, p, options))
    result.data = options.data
    result.details = [
      .init("omega2", .number(max(0, omega))), .init("means", .vector(means), isShown: true),
      .init("groups", .texts(groups.map(\.name))),
    ]
    result.picture = .groups(groups, response: options.response)
    return result
  }

  private static func residuals(_ groups: [Observations]) -> [Double] {
    groups.flatMap { group in
      let mean = group.mean
      return group.values.map { $0 - mean }
    }
  }

  private static func sentence(
    _ groups: [Observations], _ means: [Double], _ eta: Double, _ p: Double, _ options: TestOptions
  ) -> String {
    let order = means.indices.sorted { means[$0] < means[$1] }
    guard let low = order.first, let high = order.last else { return "" }
    let what = options.response ?? "the mean"
    return "On average \(what) runs from \(means[low].inProse) (\(groups[low].name)) to \(means[high].inProse) "
      + "(\(groups[high].name)); the groups explain \((eta * 100).formatted(digits: 2)) % of the variance, and "
      + Sentences.verdict(p, options, size: Sentences.size(groups)) + ". "
      + (p < options.alpha
        ? "tukey_hsd says which groups differ."
        : "More values in each group would show whether the differences are real.")
  }
}

/// Sums of squares between and within groups.
struct Partition {
  let between: Double
  let within: Double
  let dfBetween: Double
  let dfWithin: Double

  init(_ groups: [Observations]) throws(TestError) {
    guard groups.count >= 2 else { throw .groupCount(got: groups.count, needed: "at least two") }
    for group in groups { try group.require(1) }
    let total = groups.reduce(0) { $0 + $1.count }
    guard total > groups.count else {
      throw .tooFew(got: total, needed: groups.count + 1, of: "the groups together")
    }
    // Means are taken from a common centre, so that a large one costs no digits.
    let centre = Sums.mean(groups.flatMap(\.values))
    let shifted = groups.map { $0.minus(centre) }
    let means = shifted.map(\.mean)
    let grand = Sums.sum(zip(shifted, means).map { $0.n * $1 }) / Double(total)
    between = Sums.sum(zip(shifted, means).map { $0.n * ($1 - grand) * ($1 - grand) })
    within = Sums.sum(shifted.map { $0.count > 1 ? $0.variance * ($0.n - 1) : 0 })
    dfBetween = Double(groups.count - 1)
    dfWithin = Double(total - groups.count)
  }

  var fisher: (f: Double, df1: Double, df2: Double) {
    ((between / dfBetween) / (within / dfWithin), dfBetween, dfWithin)
  }

  func welch(_ groups: [Observations]) throws(TestError) -> (f: Double, df1: Double, df2: Double) {
    for group in groups {
      try group.require(2)
      guard group.variance > 0 else {
        throw .noSpread(what: "all values of \(group.name) are equal", advice: "Welch's test weighs groups by spread.")
      }
    }
    let centre = Sums.mean(groups.flatMap(\.values))
    let weights = groups.map { $0.n / $0.variance }
    let total = Sums.sum(weights)
    let means = groups.map { $0.minus(centre).mean }
    let grand = Sums.sum(zip(weights, means).map { $0 * $1 }) / total
    let k = Double(groups.count)
    let spread =
      zip(weights, groups).reduce(0.0) { sum, pair in
        let left = 1 - pair.0 / total
        return sum + left * left / (pair.1.n - 1)
      } / (k * k - 1)
    let top = zip(weights, means).reduce(0.0) { $0 + $1.0 * ($1.1 - grand) * ($1.1 - grand) } / (k - 1)
    return (top / (1 + 2 * (k - 2) * spread), k - 1, 1 / (3 * spread))
  }
}

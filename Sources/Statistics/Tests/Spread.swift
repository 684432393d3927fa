import Document
import Glibc
import Numerics

/// Levene's test of equal spread.
/// - Source: Levene 1960; with medians Brown & Forsythe, *Robust tests for the equality of variances*, 1974.
public enum Levene {
  public enum Center: String, Sendable, CaseIterable {
    case median, mean
  }

  /// - Throws: `.groupCount`, `.tooFew`, `.noSpread`.
  public static func test(
    _ groups: [Observations], center: Center, _ options: TestOptions
  ) throws(TestError) -> TestResult {
    guard groups.count >= 2 else { throw .groupCount(got: groups.count, needed: "at least two") }
    for group in groups { try group.require(2) }
    let distances = groups.map { group in
      let middle = center == .median ? group.median : group.mean
      return Observations(trusted: group.name, group.values.map { ($0 - middle).magnitude })
    }
    let parts = try Partition(distances)
    guard parts.within > 0 else {
      throw .noSpread(
        what: "the distances from the \(center.rawValue)s do not vary within the groups",
        advice: "There are too few different values.")
    }
    let (f, df1, df2) = parts.fisher
    let p = F(trusted: df1, df2: df2).ccdf(f)
    return Spread.result(
      center == .median ? "Brown–Forsythe test of equal spread" : "Levene's test of equal spread", "F", f,
      [.init("df1", df1), .init("df2", df2)], p, groups, [.independence], options)
  }
}

/// Bartlett's test of equal variances.
/// - Source: Bartlett, *Properties of sufficiency and statistical tests*, 1937.
public enum Bartlett {
  /// - Throws: `.groupCount`, `.tooFew`, `.noSpread`.
  public static func test(_ groups: [Observations], _ options: TestOptions) throws(TestError) -> TestResult {
    guard groups.count >= 2 else { throw .groupCount(got: groups.count, needed: "at least two") }
    for group in groups {
      try group.require(2)
      guard group.variance > 0 else {
        throw .noSpread(what: "all values of \(group.name) are equal", advice: "Leave the group out, or use levene.")
      }
    }
    let total = groups.reduce(0) { $0 + $1.n - 1 }
    let pooled = Sums.sum(groups.map { ($0.n - 1) * $0.variance }) / total
    let top = Sums.sum(groups.map { ($0.n - 1) * log(pooled / $0.variance) })
    let k = Double(groups.count)
    let inverse = groups.reduce(0) { $0 + 1 / ($1.n - 1) } - 1 / total
    let statistic = top / (1 + inverse / (3 * (k - 1)))
    let p = ChiSquared(trusted: k - 1).ccdf(statistic)
    return Spread.result(
      "Bartlett's test of equal variances", "K²", statistic, [.init("df", k - 1)], p, groups,
      [.normality("normal values in each group", of: groups), .independence], options)
  }
}

private enum Spread {
  static func result(
    _ test: String, _ symbol: String, _ statistic: Double, _ figures: [TestResult.Quantity], _ p: Double,
    _ groups: [Observations], _ assumptions: [TestResult.Assumption], _ options: TestOptions
  ) -> TestResult {
    let sds = groups.map { $0.variance.squareRoot() }
    let (low, high) = (sds.min() ?? 0, sds.max() ?? 0)
    var result = TestResult(
      test: test, symbol: symbol, statistic: statistic, figures: figures, p: p, parameter: "", estimate: nil,
      level: options.level, effect: low > 0 ? .init("ratio of the largest to the smallest sd", high / low) : nil,
      assumptions: assumptions, counts: groups.map(\.count),
      sentence: "The standard deviations of the groups run from \(low.inProse) to \(high.inProse); "
        + Sentences.verdict(p, options, size: Sentences.size(groups)) + ". "
        + (p < options.alpha
          ? "Compare their means by a test that lets spreads differ, such as ttest or anova with equal_var = false."
          : "Nothing speaks against taking the spreads for equal."))
    result.data = options.data
    result.details = [.init("sds", .vector(sds), isShown: true), .init("groups", .texts(groups.map(\.name)))]
    result.picture = .groups(groups, response: options.response)
    return result
  }
}

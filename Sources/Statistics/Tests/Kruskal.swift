import Document
import Numerics

/// Kruskal and Wallis' test of equal location, by ranks.
/// - Source: Kruskal & Wallis, *Use of ranks in one-criterion variance analysis*, 1952.
public enum Kruskal {
  /// - Throws: `.groupCount`, `.tooFew`, `.noSpread` where all values are equal.
  public static func test(_ groups: [Observations], _ options: TestOptions) throws(TestError) -> TestResult {
    guard groups.count >= 2 else { throw .groupCount(got: groups.count, needed: "at least two") }
    for group in groups { try group.require(1) }
    let ranks = Ranks(groups.flatMap(\.values))
    let n = Double(ranks.values.count)
    let correction = 1 - ranks.tieSum / (n * (n * n - 1))
    guard n >= 2, correction > 0 else {
      throw .noSpread(what: "all \(Int(n)) values are equal", advice: "There is no order to compare.")
    }
    var start = 0
    var deviation = 0.0
    for group in groups {
      let sum = ranks.values[start..<start + group.count].reduce(0, +)
      let offset = sum / group.n - (n + 1) / 2
      deviation += group.n * offset * offset
      start += group.count
    }
    let h = 12 * deviation / (n * (n + 1)) / correction
    let df = Double(groups.count - 1)
    let law = ChiSquared(trusted: df)
    let p = law.ccdf(h)
    let medians = groups.map(\.median)
    let order = medians.indices.sorted { medians[$0] < medians[$1] }
    let (low, high) = (order.first ?? 0, order.last ?? 0)
    let what = options.response.map { "median \($0)" } ?? "median"
    var result = TestResult(
      test: "Kruskal–Wallis test", symbol: "H", statistic: h, figures: [.init("df", df)], p: p, parameter: "",
      estimate: nil, level: options.level, effect: .init("ε²", h / (n - 1)),
      assumptions: [
        .size(
          "enough values for the χ² limit", holds: groups.allSatisfy { $0.count >= 5 },
          evidence: "the smallest group has \(groups.map(\.count).min() ?? 0), and 5 are wanted"),
        .independence,
      ], counts: groups.map(\.count),
      sentence: "The \(what) runs from \(medians[low].inProse) (\(groups[low].name)) to \(medians[high].inProse) "
        + "(\(groups[high].name)); " + Sentences.verdict(p, options, size: Sentences.size(groups)) + ". "
        + (p < options.alpha
          ? "Compare pairs of groups by mannwhitney, with p-values adjusted."
          : "More values in each group would show whether the differences are real."))
    result.data = options.data
    result.details = [.init("medians", .vector(medians), isShown: true), .init("groups", .texts(groups.map(\.name)))]
    if !ranks.ties.isEmpty { result.notes.append("ties are corrected for") }
    result.picture = .groups(groups, response: options.response)
    return result
  }
}

/// Friedman's test of treatments tried on the same blocks.
/// - Source: Friedman, *The use of ranks to avoid the assumption of normality*, 1937; ties as in R.
public enum Friedman {
  /// - Parameter treatments: for each treatment its values on the blocks, in the same order.
  /// - Throws: `.groupCount`, `.tooFew`, `.lengths`, `.noSpread`.
  public static func test(_ treatments: [Observations], _ options: TestOptions) throws(TestError) -> TestResult {
    guard let first = treatments.first, treatments.count >= 2 else {
      throw .groupCount(got: treatments.count, needed: "at least two")
    }
    for other in treatments where other.count != first.count { throw .lengths(first.count, other.count) }
    try first.require(2)
    let (n, k) = (first.n, Double(treatments.count))
    var sums = [Double](repeating: 0, count: treatments.count)
    var ties = 0.0
    for block in 0..<first.count {
      let ranks = Ranks(treatments.map { $0.values[block] })
      for place in sums.indices { sums[place] += ranks.values[place] }
      ties += ranks.tieSum
    }
    let deviation = sums.reduce(0.0) { $0 + ($1 - n * (k + 1) / 2) * ($1 - n * (k + 1) / 2) }
    let scale = n * k * (k + 1) - ties / (k - 1)
    guard scale > 0 else {
      throw .noSpread(what: "the treatments are equal in every block", advice: "There is no order to compare.")
    }
    let q = 12 * deviation / scale
    let p = ChiSquared(trusted: k - 1).ccdf(q)
    let best = sums.indices.max { sums[$0] < sums[$1] } ?? 0
    var result = TestResult(
      test: "Friedman test", symbol: "χ²", statistic: q, figures: [.init("df", k - 1)], p: p, parameter: "",
      estimate: nil, level: options.level, effect: .init("Kendall's W", q / (n * (k - 1))),
      assumptions: [
        .size(
          "enough blocks for the χ² limit", holds: first.count > 10 || first.count * treatments.count > 30,
          evidence: "\(first.count) blocks of \(treatments.count)"), .independentPairs,
      ], counts: [first.count],
      sentence: "Across the \(first.count) blocks \(treatments[best].name) ranks highest, with a mean rank of "
        + "\((sums[best] / n).inProse) of \(treatments.count); "
        + Sentences.verdict(p, options, size: "\(first.count) blocks") + ". "
        + (p < options.alpha
          ? "Compare pairs of treatments by wilcoxon, with p-values adjusted."
          : "More blocks would show whether the order is real."))
    result.data = options.data
    result.details = [
      .init("mean_ranks", .vector(sums.map { $0 / n }), isShown: true),
      .init("groups", .texts(treatments.map(\.name))),
    ]
    result.picture = .groups(treatments, response: options.response)
    return result
  }
}

import Document

/// McNemar's test of change in pairs that were classified twice.
/// - Source: McNemar 1947; Edwards 1948 for the correction; the binomial law for the exact p.
public enum McNemar {
  /// - Throws: `.counts` unless the table is 2×2, `.noSpread` where no pair changed.
  public static func test(
    _ counts: [Double], rows: Int, isExact: Bool = false, isCorrected: Bool = true, _ options: TestOptions
  ) throws(TestError) -> TestResult {
    guard rows == 2, counts.count == 4 else { throw .counts("McNemar's test needs a 2×2 table of pairs") }
    try CountTable.check(counts)
    // By columns: [first row first column, second row first column, …].
    let (b, c) = (counts[2], counts[1])
    let changed = b + c
    guard changed > 0 else {
      throw .noSpread(what: "no pair changed", advice: "Only pairs that changed tell of a change.")
    }
    let statistic: Double
    if isCorrected {
      let gap = max(0, (b - c).magnitude - 1)
      statistic = gap * gap / changed
    } else {
      statistic = (b - c) * (b - c) / changed
    }
    let law = ChiSquared(trusted: 1)
    let p = isExact ? b == c ? 1 : min(1, 2 * Binomial(trusted: changed, p: 0.5).cdf(min(b, c))) : law.ccdf(statistic)
    let total = counts.reduce(0, +)
    var result = TestResult(
      test: isExact ? "McNemar's exact test" : "McNemar's test" + (isCorrected ? " with continuity correction" : ""),
      symbol: "χ²", statistic: isExact ? nil : statistic, figures: isExact ? [] : [.init("df", 1)], p: p,
      isExact: isExact, parameter: "", estimate: nil, level: options.level,
      effect: c > 0 ? .init("odds ratio of change", b / c) : nil,
      assumptions: isExact
        ? [.independentPairs]
        : [
          .size(
            "enough changed pairs for the χ² limit", holds: changed >= 25,
            evidence: "\(changed.formatted()) pairs changed, and 25 are wanted; exact = true does without"),
          .independentPairs,
        ], counts: [Int(total)],
      sentence: "\(b.formatted()) pairs changed one way and \(c.formatted()) the other; "
        + Sentences.verdict(p, options, size: "\(changed.formatted()) changed pairs") + ". "
        + (p < options.alpha
          ? "The change is in one direction; act on it if its size matters."
          : "More pairs would show whether one direction prevails."))
    result.data = options.data
    if !isExact { result.picture = NullPicture.chart(of: law, symbol: "χ²", statistic: statistic, p: p, .greater) }
    return result
  }
}

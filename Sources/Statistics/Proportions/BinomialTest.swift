extension TestResult {
  /// The exact test of a proportion.
  /// - Parameter p: what it is under the null hypothesis, of [0, 1].
  /// - Throws: `.outside`.
  /// - Source: Conover, *Practical Nonparametric Statistics*, §3.1; the two-sided p-value adds what is at most as likely.
  public static func binomial(
    _ successes: Double, of trials: Double, p: Double, alternative: Alternative, level: Double
  ) throws(SampleError) -> TestResult {
    let tally = try Tally(successes, of: trials, "binom_test")
    try Guard.level(level, "binom_test")
    guard p >= 0, p <= 1 else {
      throw .outside(function: "binom_test", parameter: "p", value: p, needed: "from 0 to 1")
    }
    let (k, n) = (tally.successes, tally.trials)
    let (value, interval): (Double, ClosedRange<Double>) =
      switch alternative {
      case .twoSided:
        (
          BinomialTails.twoSided(tally, p),
          BinomialTails.lower(tally, tail: (1 - level) / 2)...BinomialTails.upper(tally, tail: (1 - level) / 2)
        )
      case .less: (BinomialTails.cdf(k, n, p), 0...BinomialTails.upper(tally, tail: 1 - level))
      case .greater: (BinomialTails.ccdf(k - 1, n, p), BinomialTails.lower(tally, tail: 1 - level)...1)
      }
    return TestResult(
      test: "exact binomial test", symbol: "k", statistic: k, figures: [.init("n", n), .init("null", p)], p: value,
      isExact: true, alternative: alternative, parameter: "proportion", estimate: tally.share, interval: interval,
      level: level, effect: .init("Cohen's h", EffectSize.h(tally.share, p)),
      assumptions: [.independentTrials],
      counts: [tally.count], sentence: Sentence.proportion(tally, null: p, value, interval, level))
  }
}

extension TestResult.Assumption {
  static let independentTrials = Self(
    "the trials are independent and equally likely to succeed", .unchecked,
    evidence: "nothing in two counts can tell; it is a matter of how they came about")
}

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
    let law = Binomial(trusted: n, p: p)
    let (value, interval): (Double, ClosedRange<Double>) =
      switch alternative {
      case .twoSided:
        (
          BinomialTails.twoSided(tally, p),
          BinomialTails.lower(tally, tail: (1 - level) / 2)...BinomialTails.upper(tally, tail: (1 - level) / 2)
        )
      case .less: (law.cdf(k), 0...BinomialTails.upper(tally, tail: 1 - level))
      case .greater: (law.ccdf(k - 1), BinomialTails.lower(tally, tail: 1 - level)...1)
      }
    return TestResult(
      test: "exact binomial test", symbol: "k", statistic: k, figures: [.init("n", n), .init("null", p)], p: value,
      isExact: true, alternative: alternative, parameter: "proportion", estimate: tally.share, interval: interval,
      level: level, effect: .init("Cohen's h", EffectSize.h(tally.share, p)),
      assumptions: [.independentTrials],
      counts: [tally.count], sentence: Self.sentence(tally, null: p, value, interval, level))
  }
}

extension TestResult.Assumption {
  static let independentTrials = Self(
    "independent trials of equal chance", .unchecked,
    evidence: "no number tells; it rests on how the counts came about")
}

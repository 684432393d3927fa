/// What exact tests and intervals of a proportion ask of the binomial law.
enum BinomialTails {
  /// The Clopper–Pearson limits, each with this probability beyond it.
  static func lower(_ tally: Tally, tail: Double) -> Double {
    tally.successes == 0 ? 0 : Beta(trusted: tally.successes, b: tally.trials - tally.successes + 1).quantile(tail)
  }

  static func upper(_ tally: Tally, tail: Double) -> Double {
    tally.successes == tally.trials
      ? 1 : Beta(trusted: tally.successes + 1, b: tally.trials - tally.successes).upperQuantile(tail)
  }

  /// The probability of all results that are at most as likely as the one seen.
  static func twoSided(_ tally: Tally, _ p: Double) -> Double {
    let (k, n) = (tally.successes, tally.trials)
    if p == 0 || p == 1 { return k == n * p ? 1 : 0 }
    let law = Binomial(trusted: n, p: p)
    let mean = n * p
    if k == mean { return 1 }
    // Equal probabilities differ by rounding; R counts them as equal within this too.
    let bound = law.pdf(k) * (1 + 1e-7)
    // Away from the mode probabilities fall, so that those at most as large begin somewhere.
    if k < mean {
      var (low, high) = (mean.rounded(.up), n + 1)
      while low < high {
        let middle = ((low + high) / 2).rounded(.down)
        if law.pdf(middle) <= bound { high = middle } else { low = middle + 1 }
      }
      return min(1, law.cdf(k) + law.ccdf(low - 1))
    }
    var (low, high) = (-1.0, mean.rounded(.down))
    while low < high {
      let middle = ((low + high) / 2).rounded(.up)
      if law.pdf(middle) <= bound { low = middle } else { high = middle - 1 }
    }
    return min(1, law.cdf(low) + law.ccdf(k - 1))
  }
}

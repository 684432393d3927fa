import CBoostMath
import Numerics

/// Exact tails of the number of successes.
enum BinomialTails {
  static func pmf(_ k: Double, _ n: Double, _ p: Double) -> Double {
    if p == 0 { return k == 0 ? 1 : 0 }
    if p == 1 { return k == n ? 1 : 0 }
    return nabla_binomial_pmf(k, n, p)
  }

  /// P(X ≤ k).
  static func cdf(_ k: Double, _ n: Double, _ p: Double) -> Double {
    if k < 0 { return 0 }
    if k >= n || p == 0 { return 1 }
    return p == 1 ? 0 : Special.betaI(n - k, k + 1, 1 - p)
  }

  /// P(X > k).
  static func ccdf(_ k: Double, _ n: Double, _ p: Double) -> Double {
    if k < 0 { return 1 }
    if k >= n || p == 0 { return 0 }
    return p == 1 ? 1 : Special.betaI(k + 1, n - k, p)
  }

  static func betaQuantile(_ p: Double, _ a: Double, _ b: Double) -> Double { nabla_beta_quantile(p, a, b) }
  static func betaUpperQuantile(_ p: Double, _ a: Double, _ b: Double) -> Double {
    nabla_beta_upper_quantile(p, a, b)
  }

  /// The Clopper–Pearson limits, each with this probability beyond it.
  static func lower(_ tally: Tally, tail: Double) -> Double {
    tally.successes == 0 ? 0 : betaQuantile(tail, tally.successes, tally.trials - tally.successes + 1)
  }

  static func upper(_ tally: Tally, tail: Double) -> Double {
    tally.successes == tally.trials ? 1 : betaUpperQuantile(tail, tally.successes + 1, tally.trials - tally.successes)
  }

  /// The probability of all results that are at most as likely as the one seen.
  static func twoSided(_ tally: Tally, _ p: Double) -> Double {
    let (k, n) = (tally.successes, tally.trials)
    if p == 0 || p == 1 { return k == n * p ? 1 : 0 }
    let mean = n * p
    if k == mean { return 1 }
    // Equal probabilities differ by rounding; R counts them as equal within this too.
    let bound = pmf(k, n, p) * (1 + 1e-7)
    // Away from the mode probabilities fall, so that those at most as large begin somewhere.
    if k < mean {
      var (low, high) = (mean.rounded(.up), n + 1)
      while low < high {
        let middle = ((low + high) / 2).rounded(.down)
        if pmf(middle, n, p) <= bound { high = middle } else { low = middle + 1 }
      }
      return min(1, cdf(k, n, p) + ccdf(low - 1, n, p))
    }
    var (low, high) = (-1.0, mean.rounded(.down))
    while low < high {
      let middle = ((low + high) / 2).rounded(.up)
      if pmf(middle, n, p) <= bound { low = middle } else { high = middle - 1 }
    }
    return min(1, cdf(low, n, p) + ccdf(k - 1, n, p))
  }
}

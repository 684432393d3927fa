import Numerics

/// The law of a whole number from 0 to `last` that is symmetric about its middle.
struct RankLaw {
  /// The probability of each value.
  let masses: [Double]

  var last: Int { masses.count - 1 }

  /// Mann and Whitney's U of m and n values without ties.
  /// - Source: Mann & Whitney 1947: the largest value belongs to the first sample with probability m/(m + n), and then
  ///   exceeds all n others.
  init(mannWhitney m: Int, _ n: Int) {
    // rows[j] is the law of U for i and j values.
    var rows = [[Double]](repeating: [1], count: n + 1)
    for i in 1...max(m, 1) where i <= m {
      var next: [[Double]] = [[1]]
      for j in 1...max(n, 1) where j <= n {
        var law = [Double](repeating: 0, count: i * j + 1)
        let share = Double(i) / Double(i + j)
        let (above, below) = (rows[j], next[j - 1])
        for (u, mass) in above.enumerated() { law[u + j] += share * mass }
        for (u, mass) in below.enumerated() { law[u] += (1 - share) * mass }
        next.append(law)
      }
      rows = next
    }
    masses = rows[n]
  }

  /// Wilcoxon's sum of positive ranks of n values without ties.
  init(signedRank n: Int) {
    var law: [Double] = [1]
    for rank in 1...max(n, 1) where rank <= n {
      var next = [Double](repeating: 0, count: law.count + rank)
      for (sum, mass) in law.enumerated() {
        next[sum] += mass / 2
        next[sum + rank] += mass / 2
      }
      law = next
    }
    masses = law
  }

  /// P(X ≤ x); small ones first, so that tails keep their digits.
  func cdf(_ x: Double) -> Double {
    guard x >= 0 else { return 0 }
    let end = min(Int(x.rounded(.down)), last)
    return min(1, masses[0...end].reduce(0, +))
  }

  /// P(X ≥ x), by symmetry.
  func atLeast(_ x: Double) -> Double { cdf(Double(last) - x.rounded(.up)) }

  /// The least x with P(X ≤ x) ≥ p.
  func quantile(_ p: Double) -> Int {
    var sum = 0.0
    for (x, mass) in masses.enumerated() {
      sum += mass
      if sum >= p * (1 - 4 * .ulpOfOne) { return x }
    }
    return last
  }

  func chance(_ statistic: Double, _ alternative: TestResult.Alternative) -> Double {
    switch alternative {
    case .less: cdf(statistic)
    case .greater: atLeast(statistic)
    case .twoSided: min(1, 2 * (statistic > Double(last) / 2 ? atLeast(statistic) : cdf(statistic)))
    }
  }

  /// The interval of a shift between the ordered shifts that the law leaves in.
  /// - Parameter sorted: the differences or the means of pairs, ascending: as many as the law's last value.
  func interval(_ sorted: [Double], _ options: TestOptions) -> (range: ClosedRange<Double>, level: Double) {
    let isTwoSided = options.alternative == .twoSided
    let cut = max(1, quantile(isTwoSided ? options.alpha / 2 : options.alpha))
    let missed = cdf(Double(cut - 1))
    let (low, high) = (sorted[cut - 1], sorted[last - cut])
    switch options.alternative {
    case .twoSided: return (min(low, high)...max(low, high), 1 - 2 * missed)
    case .less: return (-Double.infinity...high, 1 - missed)
    case .greater: return (low...Double.infinity, 1 - missed)
    }
  }
}

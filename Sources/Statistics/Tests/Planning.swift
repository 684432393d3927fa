import Glibc

/// How many observations a difference takes.
enum Planning {
  enum Design {
    /// The number is of each group.
    case twoGroups
    case oneGroup
  }

  /// The least number with which a t-test finds a difference of `effect` standard deviations four times in five; `nil`
  /// beyond a million.
  /// - Source: Cohen, *Statistical Power Analysis*, 1988, §2; the noncentral t law as a mean over the estimated sd.
  static func size(
    effect: Double, _ design: Design, alpha: Double, alternative: TestResult.Alternative, power: Double = 0.8
  ) -> Int? {
    guard effect != 0, effect.isFinite else { return nil }
    let least = 1_000_000
    func reaches(_ n: Int) -> Bool {
      Self.power(effect: effect.magnitude, n: n, design, alpha: alpha, alternative: alternative) >= power
    }
    guard reaches(least) else { return nil }
    var (low, high) = (1, 2)
    while !reaches(high) { (low, high) = (high, min(high * 2, least)) }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if reaches(middle) { high = middle } else { low = middle }
    }
    return high
  }

  private static func power(
    effect: Double, n: Int, _ design: Design, alpha: Double, alternative: TestResult.Alternative
  ) -> Double {
    let (df, shift): (Double, Double) =
      switch design {
      case .twoGroups: (2 * Double(n) - 2, effect * (Double(n) / 2).squareRoot())
      case .oneGroup: (Double(n) - 1, effect * Double(n).squareRoot())
      }
    let isTwoSided = alternative == .twoSided
    let edge = StudentT(trusted: df).upperQuantile(isTwoSided ? alpha / 2 : alpha)
    return ChiMixture.mean(df: df) { s in
      let above = normalTail(edge * s - shift)
      return isTwoSided ? min(1, above + normalTail(edge * s + shift)) : above
    }
  }
}

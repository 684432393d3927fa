/// How many observations a difference takes.
enum Planning {
  enum Design {
    /// The number is of each group.
    case twoGroups
    case oneGroup

    var kind: Power.Kind { self == .twoGroups ? .twoSample : .oneSample }
  }

  /// The least number with which a t-test finds a difference of `effect` standard deviations four times in five; `nil`
  /// beyond a million.
  /// - Source: Cohen, *Statistical Power Analysis*, 1988, §2; the noncentral t law.
  static func size(
    effect: Double, _ design: Design, alpha: Double, alternative: TestResult.Alternative, power: Double = 0.8
  ) -> Int? {
    guard effect != 0, effect.isFinite else { return nil }
    let most = 1_000_000
    func reaches(_ n: Int) -> Bool {
      Power.power(
        design.kind, effect: effect.magnitude, n: Double(n), alpha: alpha,
        alternative: alternative == .twoSided ? .twoSided : .greater, parts: 1) >= power
    }
    // Doubled from below: far beyond the answer the noncentral law's series no longer settles.
    var (low, high) = (1, 2)
    while !reaches(high) {
      guard high < most else { return nil }
      (low, high) = (high, min(high * 2, most))
    }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if reaches(middle) { high = middle } else { low = middle }
    }
    return high
  }
}

/// Tails of the reference distributions, for statistics that may be infinite.
enum Tail {
  /// Two-sided, of Student's t; of the normal law where `df` is infinite.
  static func twoSided(_ t: Double, df: Double) -> Double {
    guard !t.isNaN, df > 0 else { return .nan }
    guard t.isFinite else { return 0 }
    let tail = df.isFinite ? StudentT(trusted: df).ccdf(t.magnitude) : Normal.standard.ccdf(t.magnitude)
    return min(1, 2 * tail)
  }

  static func f(_ f: Double, _ df1: Int, _ df2: Int) -> Double {
    f.isNaN ? .nan : f == .infinity ? 0 : F(trusted: Double(df1), df2: Double(df2)).ccdf(f)
  }

  static func chiSquared(_ x: Double, df: Int) -> Double {
    guard df > 0, !x.isNaN else { return .nan }
    return x == .infinity ? 0 : ChiSquared(trusted: Double(df)).ccdf(max(0, x))
  }

  /// The half width of a two-sided interval in standard errors.
  static func factor(level: Double, df: Double) -> Double {
    guard df > 0 else { return .nan }
    let tail = (1 - level) / 2
    return df.isFinite ? StudentT(trusted: df).upperQuantile(tail) : Normal.standard.upperQuantile(tail)
  }
  /// Of a statistic that grows with what is sought, under a law symmetric about 0.
  static func chance(
    of statistic: Double, under law: some Distribution, _ alternative: TestResult.Alternative
  ) -> Double {
    switch alternative {
    case .twoSided: min(1, 2 * law.ccdf(statistic.magnitude))
    case .less: law.cdf(statistic)
    case .greater: law.ccdf(statistic)
    }
  }

  /// estimate ± quantile · se, open to the side the alternative points to.
  static func interval(
    _ estimate: Double, se: Double, under law: some Distribution, _ alternative: TestResult.Alternative, level: Double
  ) -> ClosedRange<Double> {
    switch alternative {
    case .twoSided:
      let reach = law.upperQuantile((1 - level) / 2) * se
      return (estimate - reach)...(estimate + reach)
    case .less: return -Double.infinity...(estimate + law.upperQuantile(1 - level) * se)
    case .greater: return (estimate - law.upperQuantile(1 - level) * se)...Double.infinity
    }
  }
}

extension Normal {
  static let standard = Normal(trusted: 0, sd: 1)
}

import Document
import Numerics

/// Wilcoxon's signed rank test of a location.
/// - Source: Wilcoxon 1945; Hodges & Lehmann 1963 for the location; Bauer 1972 for its interval.
public enum Wilcoxon {
  /// Exact below 50 values without ties or zeros; otherwise the normal limit. Values equal to `mu` say nothing and are
  /// left out.
  /// - Throws: `.tooFew`, `.noSpread`, `.tooLarge`, `.interrupted`.
  public static func test(
    _ x: Observations, mu: Double = 0, isExact: Bool? = nil, isContinuous: Bool = true,
    isInterrupted: () -> Bool = { false }, _ options: TestOptions
  ) throws(TestError) -> TestResult {
    guard mu.isFinite else { throw .option(name: "mu", value: mu, needed: "a finite number") }
    try x.require(1)
    let used = x.values.map { $0 - mu }.filter { $0 != 0 }
    let zeros = x.count - used.count
    guard !used.isEmpty else {
      throw .noSpread(what: "all values are \(mu.formatted())", advice: "There is nothing to rank.")
    }
    let n = Double(used.count)
    let ranks = Ranks(used.map(\.magnitude))
    let v = zip(used, ranks.values).reduce(0.0) { $0 + ($1.0 > 0 ? $1.1 : 0) }
    let isClean = ranks.ties.isEmpty && zeros == 0
    let exact = isExact ?? (used.count < 50 && isClean)
    if exact, !isClean {
      throw .tooLarge(what: "Ties and zeros have no exact law here", remedy: "exact = false, which corrects for them")
    }
    if exact, used.count > 400 {
      throw .tooLarge(what: "The exact law of \(used.count) values is long to count", remedy: "exact = false")
    }
    var (p, interval, level) = (1.0, -Double.infinity...Double.infinity, options.level)
    let (low, high) = (x.values.min() ?? 0, x.values.max() ?? 0)
    func gap(_ d: Double) throws(TestError) -> (Double, Double) {
      if isInterrupted() { throw .interrupted }
      let shifted = x.values.map { $0 - d }.filter { $0 != 0 }
      let (ranks, n) = (Ranks(shifted.map(\.magnitude)), Double(shifted.count))
      let v = zip(shifted, ranks.values).reduce(0.0) { $0 + ($1.0 > 0 ? $1.1 : 0) }
      return (v - n * (n + 1) / 4, Self.sigma(n, ranks.tieSum))
    }
    if exact {
      let law = RankLaw(signedRank: used.count)
      p = law.chance(v, options.alternative)
      let found = law.interval(Self.averages(used).map { $0 + mu }, options)
      (interval, level) = (found.range, found.level)
    } else {
      let distance = v - n * (n + 1) / 4
      let sigma = Self.sigma(n, ranks.tieSum)
      p = options.chance(
        of: (distance - RankShift.correction(distance, isContinuous, options)) / sigma, under: Normal.standard)
      let sorted = Sorting.sorted(x.values)
      interval = try RankShift.interval(
        in: low...high, isContinuous, options,
        nearest: { d in RankShift.nearest(to: d, sorted.map { a in a / 2 + sorted.nearest(to: 2 * d - a) / 2 }) }, gap)
    }
    // The pairs of so many values are not written down: their median is where the statistic crosses its mean.
    let estimate =
      used.count <= 2000
      ? Observations(trusted: "", Self.averages(used)).median + mu
      : try RankShift.crossing(in: low...high) { (d) throws(TestError) in try gap(d).0 }
    let above = used.count { $0 > 0 }
    var result = TestResult(
      test: "Wilcoxon signed rank test against \(mu.formatted())", symbol: "V", statistic: v, p: p, isExact: exact,
      alternative: options.alternative, parameter: "pseudomedian", estimate: estimate, interval: interval,
      level: level, effect: .init("rank-biserial r", (2 * v - n * (n + 1) / 2) / (n * (n + 1) / 2)),
      assumptions: [
        Self.symmetry(used), .independence,
      ], counts: [used.count],
      sentence: "\(above) of \(used.count) values of \(options.response ?? x.name) lie above \(mu.inProse), and the "
        + "middle is about \(estimate.inProse) (\(Sentences.interval(interval, level: level))); "
        + Sentences.verdict(p, options, size: "\(used.count) values") + ". "
        + (p < options.alpha
          ? "Act on it if a distance of this size matters." : "More values would show whether the distance is real."))
    result.data = options.data
    if zeros > 0 { result.notes.append("\(zeros.counted("value")) equal to \(mu.formatted()) left out") }
    if !ranks.ties.isEmpty { result.notes.append("ties are corrected for; the p-value is the normal limit's") }
    if exact {
      result.notes += Sentences.reached(level, options)
    }
    result.picture = .groups([Observations(trusted: x.name, x.values)], response: options.response)
    return result
  }

  /// The signed rank test of the differences of pairs.
  /// - Throws: `.lengths`, and what `test` throws.
  public static func paired(
    _ x: Observations, _ y: Observations, mu: Double = 0, isExact: Bool? = nil, isContinuous: Bool = true,
    isInterrupted: () -> Bool = { false }, _ options: TestOptions
  ) throws(TestError) -> TestResult {
    guard x.count == y.count else { throw .lengths(x.count, y.count) }
    let differences = try Observations("the differences", zip(x.values, y.values).map { $0 - $1 })
    var result = try test(
      differences, mu: mu, isExact: isExact, isContinuous: isContinuous, isInterrupted: isInterrupted, options)
    result.test = "Wilcoxon signed rank test of pairs"
    result.parameter = "\(x.name) − \(y.name), pseudomedian"
    return result
  }

  private static func sigma(_ n: Double, _ ties: Double) -> Double {
    (n * (n + 1) * (2 * n + 1) / 24 - ties / 48).squareRoot()
  }

  /// The means of all pairs, each value with itself too, ascending.
  private static func averages(_ x: [Double]) -> [Double] {
    Sorting.sorted(x.indices.flatMap { i in x[i...].map { x[i] / 2 + $0 / 2 } })
  }

  private static func symmetry(_ x: [Double]) -> TestResult.Assumption {
    let statement = "symmetric about the median"
    let sample = Observations(trusted: "", x)
    guard x.count >= 5, sample.variance > 0 else {
      return .init(statement, .unchecked, evidence: "too few values to tell")
    }
    let far = (sample.mean - sample.median).magnitude / (sample.variance / sample.n).squareRoot()
    return .init(
      statement, far > 2 ? .doubtful : .plausible,
      evidence: "mean and median are \(far.formatted(digits: 2)) standard errors apart")
  }
}

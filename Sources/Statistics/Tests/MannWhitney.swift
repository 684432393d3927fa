import Document
import Numerics

/// Mann and Whitney's test of a shift between two samples, also called Wilcoxon's rank sum test.
/// - Source: Mann & Whitney 1947; Hodges & Lehmann 1963 for the shift; Bauer 1972 for its interval.
public enum MannWhitney {
  /// Exact below 50 values a sample without ties; beyond that the normal limit with ties corrected for.
  /// - Parameters: `isExact` asks for one or the other; `isContinuous` is the correction by a half.
  /// - Throws: `.tooFew`, `.noSpread`, `.tooLarge`, `.interrupted`.
  public static func test(
    _ x: Observations, _ y: Observations, mu: Double = 0, isExact: Bool? = nil, isContinuous: Bool = true,
    isInterrupted: () -> Bool = { false }, _ options: TestOptions
  ) throws(TestError) -> TestResult {
    guard mu.isFinite else { throw .option(name: "mu", value: mu, needed: "a finite number") }
    try x.require(1)
    try y.require(1)
    let ranks = Ranks(x.minus(mu).values + y.values)
    let u = ranks.values[..<x.count].reduce(0, +) - x.n * (x.n + 1) / 2
    let hasTies = !ranks.ties.isEmpty
    let exact = isExact ?? (x.count < 50 && y.count < 50 && !hasTies)
    if exact, hasTies {
      throw .tooLarge(what: "Ties have no exact law here", remedy: "exact = false, which corrects for them")
    }
    if exact, x.count * y.count > 1_000_000 || x.count + y.count > 400 {
      throw .tooLarge(
        what: "The exact law of \(x.count) and \(y.count) values is long to count", remedy: "exact = false")
    }
    let shift = Shift(u: u, mean: x.n * y.n / 2, n: x.n, m: y.n)
    var (p, interval, level) = (1.0, -Double.infinity...Double.infinity, options.level)
    if exact {
      let law = RankLaw(mannWhitney: x.count, y.count)
      p = law.chance(u, options.alternative)
      (interval, level) = law.interval(Sorting.sorted(Self.differences(x, y)), options)
    } else {
      let sigma = Shift.sigma(x.n, y.n, ties: ranks.tieSum)
      guard sigma > 0 else {
        throw .noSpread(what: "all values are equal", advice: "There is no order to compare.")
      }
      p = options.chance(
        of: (u - shift.mean - RankShift.correction(u - shift.mean, isContinuous, options)) / sigma,
        under: Normal.standard)
      let sortedY = Sorting.sorted(y.values)
      interval = try RankShift.interval(
        in: Self.reach(x, y), isContinuous, options, nearest: { Self.nearest(to: $0, x.values, sortedY) }
      ) { (d) throws(TestError) in
        if isInterrupted() { throw .interrupted }
        let ranks = Ranks(x.minus(d).values + y.values)
        let u = ranks.values[..<x.count].reduce(0, +) - x.n * (x.n + 1) / 2
        return (u - shift.mean, Shift.sigma(x.n, y.n, ties: ranks.tieSum))
      }
    }
    let estimate = try Self.middle(x, y, isInterrupted)
    let share = u / (x.n * y.n)
    let (high, low, chance) = share >= 0.5 ? (x, y, share) : (y, x, 1 - share)
    var result = TestResult(
      test: "Mann–Whitney test" + (mu == 0 ? "" : " against a shift of \(mu.formatted())"), symbol: "U", statistic: u,
      p: p, isExact: exact, alternative: options.alternative,
      parameter: "\(x.name) − \(y.name), median of the differences", estimate: estimate, interval: interval,
      level: level, effect: .init("rank-biserial r", 2 * share - 1),
      assumptions: [
        .init("the two laws differ by a shift alone", .unchecked, evidence: "needed for the shift, not for p")
      ]
        + [.independence], counts: [x.count, y.count],
      sentence: Self.sentence(high, low, chance, options) + "; "
        + Sentences.verdict(p, options, size: Sentences.size([x, y])) + ". "
        + (p < options.alpha
          ? "Act on it if a difference of this size matters."
          : "More values would show whether the difference is real."))
    result.data = options.data
    result.details = [
      .init("medians", .vector([x.median, y.median]), isShown: true), .init("groups", .texts([x.name, y.name])),
    ]
    if hasTies, !exact { result.notes.append("ties are corrected for; the p-value is the normal limit's") }
    if exact {
      result.notes += Sentences.reached(level, options)
    }
    result.picture = .groups([x, y], response: options.response)
    return result
  }

  private static func sentence(
    _ high: Observations, _ low: Observations, _ chance: Double, _ options: TestOptions
  ) -> String {
    let share = (chance * 100).formatted(digits: 3)
    guard let response = options.response else {
      return "A value of \(high.name) exceeds one of \(low.name) in \(share) % of the pairs"
    }
    return "\(response.capitalisedFirst) in \(high.name) exceeds that in \(low.name) in \(share) % of the pairs"
  }

  private static func differences(_ x: Observations, _ y: Observations) -> [Double] {
    x.values.flatMap { a in y.values.map { a - $0 } }
  }

  /// The difference x − y nearest to a number.
  private static func nearest(to d: Double, _ x: [Double], _ sortedY: [Double]) -> Double {
    RankShift.nearest(to: d, x.map { a in a - sortedY.nearest(to: a - d) })
  }

  private static func reach(_ x: Observations, _ y: Observations) -> ClosedRange<Double> {
    let low = (x.values.min() ?? 0) - (y.values.max() ?? 0)
    return low...max(low, (x.values.max() ?? 0) - (y.values.min() ?? 0))
  }

  /// The median of all differences; by halving, where they are too many to write down.
  private static func middle(
    _ x: Observations, _ y: Observations, _ isInterrupted: () -> Bool
  ) throws(TestError) -> Double {
    if x.count * y.count <= 4_000_000 { return Observations(trusted: "", differences(x, y)).median }
    return try RankShift.crossing(in: reach(x, y)) { (d) throws(TestError) in
      if isInterrupted() { throw .interrupted }
      let ranks = Ranks(x.minus(d).values + y.values)
      return ranks.values[..<x.count].reduce(0, +) - x.n * (x.n + 1) / 2 - x.n * y.n / 2
    }
  }
}

private struct Shift {
  let u: Double
  let mean: Double
  let n: Double
  let m: Double

  static func sigma(_ m: Double, _ n: Double, ties: Double) -> Double {
    (m * n / 12 * ((m + n + 1) - ties / ((m + n) * (m + n - 1)))).squareRoot()
  }
}

/// The interval of a shift where only the normal limit is at hand: the shifts that the test would not refuse.
enum RankShift {
  static func correction(_ distance: Double, _ isContinuous: Bool, _ options: TestOptions) -> Double {
    guard isContinuous else { return 0 }
    switch options.alternative {
    case .twoSided: return distance == 0 ? 0 : distance > 0 ? 0.5 : -0.5
    case .greater: return 0.5
    case .less: return -0.5
    }
  }

  /// - Parameter distance: the statistic less its mean at a shift, and its standard deviation.
  static func interval(
    in reach: ClosedRange<Double>, _ isContinuous: Bool, _ options: TestOptions, nearest: (Double) -> Double,
    _ distance: (Double) throws(TestError) -> (Double, Double)
  ) throws(TestError) -> ClosedRange<Double> {
    func end(_ z: Double) throws(TestError) -> Double {
      let found = try crossing(in: reach) { (d) throws(TestError) in
        let (far, sigma) = try distance(d)
        return sigma > 0 ? (far - correction(far, isContinuous, options)) / sigma - z : -z
      }
      // The statistic steps at differences of the data alone: halving finds them but for rounding.
      return nearest(found)
    }
    let law = Normal.standard
    switch options.alternative {
    case .twoSided:
      let z = law.upperQuantile(options.alpha / 2)
      let (low, high) = (try end(z), try end(-z))
      return min(low, high)...max(low, high)
    case .greater: return try end(law.upperQuantile(options.alpha))...Double.infinity
    case .less: return -Double.infinity...(try end(-law.upperQuantile(options.alpha)))
    }
  }

  static func nearest(to d: Double, _ candidates: [Double]) -> Double {
    candidates.min { ($0 - d).magnitude < ($1 - d).magnitude } ?? d
  }

  /// Where a function that falls in steps changes its sign.
  static func crossing(
    in reach: ClosedRange<Double>, _ f: (Double) throws(TestError) -> Double
  ) throws(TestError) -> Double {
    var (low, high) = (reach.lowerBound, reach.upperBound)
    if try f(low) <= 0 { return low }
    if try f(high) >= 0 { return high }
    for _ in 0..<200 {
      let middle = low / 2 + high / 2
      guard middle > low, middle < high else { break }
      if try f(middle) > 0 { low = middle } else { high = middle }
    }
    return low / 2 + high / 2
  }
}

extension [Double] {
  /// The element nearest to a number, of ascending ones; the number itself where there are none.
  func nearest(to x: Double) -> Double {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < x { low = middle + 1 } else { high = middle }
    }
    return RankShift.nearest(to: x, Array(self[Swift.max(0, low - 1)..<Swift.min(count, low + 1)]))
  }
}

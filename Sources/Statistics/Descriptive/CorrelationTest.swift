import Document
import Glibc
import Numerics

extension TestResult {
  /// Whether two samples of as many elements are associated.
  ///
  /// Exact where R's cor.test is: Kendall without ties below 50 pairs, Spearman without ties below 10; from 10 to 1290
  /// pairs without ties Spearman's p is Edgeworth's series of AS 89, with ties Student's t.
  /// - Throws: as `Association.correlation`; `.tooFew` below three pairs.
  public static func correlation(
    _ x: [Double], _ y: [Double], _ method: Association, alternative: Alternative, level: Double
  ) throws(SampleError) -> TestResult {
    try Guard.count(x, atLeast: 3, "cor_test")
    try Guard.level(level, "cor_test")
    let r = try method.correlation(x, y)
    let n = x.count
    let found: Found
    switch method {
    case .pearson: found = pearson(r, n, alternative, level)
    case .spearman: found = spearman(r, n, ConcordantPairs(x, y).hasTies, alternative)
    case .kendall: found = kendall(r, n, ConcordantPairs(x, y), alternative)
    }
    let normal = Assumption(
      "jointly normal pairs", .unchecked, evidence: "draw scatter(x, y): the cloud should be an ellipse")
    let monotone = Assumption(
      "a monotone relation, if any", .unchecked, evidence: "draw scatter(x, y): it should not turn back")
    return TestResult(
      test: found.test, symbol: found.symbol, statistic: found.statistic, figures: found.figures, p: found.p,
      isExact: found.isExact, alternative: alternative, parameter: "correlation", estimate: r,
      interval: found.interval, level: level, effect: .init(found.effect, r),
      assumptions: [.independentPairs, method == .pearson ? normal : monotone], counts: [n],
      sentence: sentence(r, n, found, level))
  }

  private struct Found {
    var test: String
    var symbol: String
    var effect: String
    var statistic: Double
    var figures: [Quantity] = []
    var p: Double
    var isExact = false
    var interval: ClosedRange<Double>?
  }

  private static func sentence(_ r: Double, _ n: Int, _ found: Found, _ level: Double) -> String {
    let strength =
      r.magnitude < 0.1 ? "hardly" : r.magnitude < 0.3 ? "weakly" : r.magnitude < 0.5 ? "somewhat" : "strongly"
    let (one, both) = ("One \(strength) falls as the other rises", "The two \(strength) rise together")
    let movement = r < 0 ? one : both
    let range = found.interval.map { " (\(Sentences.interval($0, level: level)))" } ?? ""
    let isClear = found.p < 1 - level
    let said = isClear ? movement : "In these \(n) pairs \(movement.prefix(1).lowercased())\(movement.dropFirst())"
    return "\(said), correlation \(r.inProse)\(range); \(isClear ? "with \(n) pairs " : "")"
      + "\(Sentences.chance(found.p, level: level))."
  }

  private static func pearson(_ r: Double, _ n: Int, _ alternative: Alternative, _ level: Double) -> Found {
    let df = Double(n - 2)
    // (1 − r)(1 + r) keeps the digits that 1 − r² loses near ±1.
    let t = df.squareRoot() * r / ((1 - r) * (1 + r)).squareRoot()
    let law = StudentT(trusted: df)
    let p = Tail.chance(of: t, under: law, alternative)
    var found = Found(
      test: "Pearson's correlation", symbol: "t", effect: "r", statistic: t, figures: [.init("df", df)], p: p)
    if n > 3 {
      let (z, sigma) = (atanh(r), 1 / Double(n - 3).squareRoot())
      let range = Tail.interval(z, se: sigma, under: Normal.standard, alternative, level: level)
      found.interval = tanh(range.lowerBound)...tanh(range.upperBound)
    }
    return found
  }

  private static func kendall(_ r: Double, _ n: Int, _ pairs: ConcordantPairs, _ alternative: Alternative) -> Found {
    if n < 50, !pairs.hasTies {
      let concordant = Int(((r + 1) * Double(n) * Double(n - 1) / 4).rounded())
      let law = ConcordanceLaw(n)
      let (below, above) = (law.atMost(concordant), law.atLeast(concordant))
      let p =
        switch alternative {
        case .twoSided: min(1, 2 * min(below, above))
        case .less: below
        case .greater: above
        }
      return Found(
        test: "Kendall's rank correlation", symbol: "T", effect: "τ", statistic: Double(concordant), p: p, isExact: true
      )
    }
    let m = Double(n)
    func sums(_ ties: [Int]) -> (pairs: Double, triples: Double, variance: Double) {
      ties.reduce((0, 0, 0)) { sum, count in
        let t = Double(count)
        return (
          sum.0 + t * (t - 1), sum.1 + t * (t - 1) * (t - 2), sum.2 + t * (t - 1) * (2 * t + 5)
        )
      }
    }
    let (a, b) = (sums(pairs.tiesX), sums(pairs.tiesY))
    let variance =
      (m * (m - 1) * (2 * m + 5) - a.variance - b.variance) / 18 + a.pairs * b.pairs / (2 * m * (m - 1))
      + (n > 2 ? a.triples * b.triples / (9 * m * (m - 1) * (m - 2)) : 0)
    let z = pairs.score / variance.squareRoot()
    return Found(
      test: "Kendall's rank correlation", symbol: "z", effect: "τ", statistic: z,
      p: Tail.chance(of: z, under: Normal.standard, alternative))
  }

  private static func spearman(_ r: Double, _ n: Int, _ hasTies: Bool, _ alternative: Alternative) -> Found {
    let m = Double(n)
    let middle = (m * m * m - m) / 6
    let s = middle * (1 - r)
    func tail(lower: Bool) -> Double {
      if !hasTies, n <= 1290 { return RankDistanceLaw(n).tail(s.rounded() + (lower ? 2 : 0), lower: lower) }
      let rho = 1 - s / middle
      let t = rho / ((1 - rho) * (1 + rho) / (m - 2)).squareRoot()
      let law = StudentT(trusted: m - 2)
      return lower ? law.ccdf(t) : law.cdf(t)
    }
    let p =
      switch alternative {
      case .twoSided: min(1, 2 * tail(lower: s <= middle))
      case .greater: tail(lower: true)
      case .less: tail(lower: false)
      }
    return Found(
      test: "Spearman's rank correlation", symbol: "S", effect: "ρ", statistic: s, p: p,
      isExact: !hasTies && n < 10)
  }
}

/// How many of n(n − 1)/2 pairs are concordant when every order is equally likely.
struct ConcordanceLaw {
  /// The probability of each number of pairs.
  private let chances: [Double]

  init(_ n: Int) {
    var chances = [1.0]
    for size in stride(from: 2, through: n, by: 1) {
      // A further element is out of order with 0 to size − 1 of those before it, each equally likely.
      var next = [Double](repeating: 0, count: chances.count + size - 1)
      for (place, chance) in chances.enumerated() {
        for more in 0..<size { next[place + more] += chance / Double(size) }
      }
      chances = next
    }
    self.chances = chances
  }

  func atMost(_ count: Int) -> Double { Sums.sum(Array(chances.prefix(max(0, count + 1)))) }
  func atLeast(_ count: Int) -> Double { Sums.sum(Array(chances.dropFirst(max(0, count)))) }
}

/// The sum of squared differences of ranks when every order is equally likely.
/// - Source: Best & Roberts, algorithm AS 89, 1975.
struct RankDistanceLaw {
  private let n: Int

  init(_ n: Int) { self.n = n }

  /// P(S < s) or P(S ≥ s).
  func tail(_ s: Double, lower: Bool) -> Double {
    let m = Double(n)
    let largest = m * (m * m - 1) / 3
    if s <= 0 { return lower ? 0 : 1 }
    if s > largest { return lower ? 1 : 0 }
    return n < 10 ? enumerated(s, lower) : series(s, lower)
  }

  private func enumerated(_ s: Double, _ lower: Bool) -> Double {
    // Orders by their sum: a column for each set of places taken, n·2ⁿ steps instead of n!.
    let width = n * (n * n - 1) / 3 + 1
    var counts = [[Double]](repeating: [], count: 1 << n)
    counts[0] = [Double](repeating: 0, count: width)
    counts[0][0] = 1
    for taken in 0..<(1 << n) where !counts[taken].isEmpty {
      let row = taken.nonzeroBitCount
      if row == n { break }
      for place in 0..<n where taken >> place & 1 == 0 {
        let (next, shift) = (taken | 1 << place, (row - place) * (row - place))
        if counts[next].isEmpty { counts[next] = [Double](repeating: 0, count: width) }
        for sum in 0..<(width - shift) where counts[taken][sum] != 0 { counts[next][sum + shift] += counts[taken][sum] }
      }
      counts[taken] = []
    }
    let all = counts[(1 << n) - 1]
    let cut = Int(s)
    let total = all.reduce(0, +)
    return (lower ? all[..<cut].reduce(0, +) : all[cut...].reduce(0, +)) / total
  }

  private func series(_ s: Double, _ lower: Bool) -> Double {
    let m = Double(n)
    let b = 1 / m
    let x = (6 * (s - 1) * b / (m * m - 1) - 1) * (m - 1).squareRoot()
    let y = x * x
    let inner = 0.0131 - 4.6e-4 * y
    let first = 0.2274 + b * (0.2531 + 0.1745 * b)
    let second =
      y
      * (-0.0758 + b * (0.1033 + 0.3932 * b) - y * b * (0.0879 + 0.0151 * b - y * (0.0072 - 0.0831 * b + y * b * inner)))
    let correction = x * b * (first + second) / exp(y / 2)
    let law = Normal.standard
    let p = (lower ? -correction : correction) + (lower ? law.cdf(x) : law.ccdf(x))
    return max(0, min(1, p))
  }
}

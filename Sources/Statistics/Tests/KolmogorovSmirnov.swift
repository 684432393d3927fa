import Document
import Glibc
import Numerics

/// Kolmogorov and Smirnov's tests of whole laws.
/// - Source: Marsaglia, Tsang & Wang, *Evaluating Kolmogorov's distribution*, 2003; Birnbaum & Tingey 1951 for one side;
///   paths counted for two samples, ties included.
public enum KolmogorovSmirnov {
  /// A sample against a law.
  /// - Parameters: `law` names it in words; `cdf` is its distribution function; `below` that of a counted law just
  ///   before a point, P(X < x), `nil` of a continuous one.
  /// - Throws: `.tooFew`, `.notFinite`, `.tooLarge`.
  /// - Source: Conover 1972: of a counted law the chance under a continuous one is an upper bound.
  public static func oneSample(
    _ x: Observations, law: String, cdf: (Double) -> Double, below left: ((Double) -> Double)? = nil,
    isExact: Bool? = nil, _ options: TestOptions
  ) throws(TestError) -> TestResult {
    try x.require(1)
    let sorted = Sorting.sorted(x.values)
    let (n, hasTies) = (x.n, Set(sorted).count < sorted.count)
    let isDiscrete = left != nil
    var (above, below, start) = (0.0, 0.0, 0)
    while start < sorted.count {
      let value = sorted[start]
      var end = start + 1
      while end < sorted.count, sorted[end] == value { end += 1 }
      let f = cdf(value)
      // A continuous law has risen to f before the value, a counted one rises to it there.
      let before = left?(value) ?? f
      guard f.isFinite, before.isFinite else {
        throw .notFinite(value: f, of: "the distribution function at \(value.formatted())")
      }
      above = max(above, Double(end) / n - f)
      below = max(below, before - Double(start) / n)
      start = end
    }
    let d = Self.distance(above, below, options.alternative)
    // Of a counted law the exact chance of a continuous one is still the sharper bound.
    let exact = isExact ?? (x.count < 100 && (!hasTies || isDiscrete))
    if exact, x.count > 2000 {
      throw .tooLarge(what: "The exact law for \(x.count) values is long to compute", remedy: "exact = false")
    }
    let p: Double =
      switch (options.alternative, exact) {
      case (.twoSided, true): Self.exactChance(d, x.count)
      case (.twoSided, false): Self.limitChance(n.squareRoot() * d)
      case (_, true): Self.oneSidedChance(d, x.count)
      case (_, false): exp(-2 * n * d * d)
      }
    var result = TestResult(
      test: "Kolmogorov–Smirnov test against \(law)", symbol: "D", statistic: d, p: min(1, max(0, p)),
      isExact: exact && !isDiscrete,
      alternative: options.alternative, parameter: "", estimate: nil, level: options.level,
      assumptions: [
        .init(
          "the law was fixed beforehand", .unchecked, evidence: "p is too large if its parameters came of these data")
      ] + (isDiscrete ? [.init("a continuous law", .doubtful, evidence: "\(law) is counted: p is an upper bound")] : [])
        + [.independence], counts: [x.count],
      sentence:
        "The shares in \(x.name) and those of \(law) differ by at most \((d * 100).formatted(digits: 3)) points "
        + "of 100; " + Sentences.verdict(p, options, size: "\(x.count) values") + ". "
        + (p < options.alpha ? "Do not take \(law) for its law." : "Nothing here speaks against \(law)."))
    result.data = options.data
    if hasTies, !isDiscrete { result.notes.append("equal values: a continuous law gives none") }
    return result
  }

  /// Two samples. Exact below 10 000 pairs, ties included.
  /// - Throws: `.tooFew`, `.tooLarge`.
  public static func twoSample(
    _ x: Observations, _ y: Observations, isExact: Bool? = nil, _ options: TestOptions
  ) throws(TestError) -> TestResult {
    try x.require(1)
    try y.require(1)
    let steps = Steps(x.values, y.values)
    let d = Self.distance(steps.above, steps.below, options.alternative)
    let exact = isExact ?? (x.count * y.count < 10_000)
    if exact, x.count * y.count > 10_000_000 {
      throw .tooLarge(what: "\(x.count) and \(y.count) values are long to count exactly", remedy: "exact = false")
    }
    let size = x.n * y.n / (x.n + y.n)
    let p: Double =
      exact
      ? steps.chance(d, options.alternative)
      : options.alternative == .twoSided ? Self.limitChance(size.squareRoot() * d) : exp(-2 * size * d * d)
    var result = TestResult(
      test: "two-sample Kolmogorov–Smirnov test", symbol: "D", statistic: d, p: min(1, max(0, p)), isExact: exact,
      alternative: options.alternative, parameter: "", estimate: nil, level: options.level,
      assumptions: [.independence], counts: [x.count, y.count],
      sentence: "The shares below some value differ by up to \((d * 100).formatted(digits: 3)) points of 100 between "
        + "\(x.name) and \(y.name); " + Sentences.verdict(p, options, size: Sentences.size([x, y])) + ". "
        + (p < options.alpha
          ? "Look at both histograms to see where they differ." : "Nothing here speaks against one common law."))
    result.data = options.data
    if steps.hasTies, !exact { result.notes.append("ties: the limit's p-value is too large") }
    result.picture = .groups([x, y], response: options.response)
    return result
  }

  private static func distance(
    _ above: Double, _ below: Double, _ alternative: TestResult.Alternative
  ) -> Double {
    switch alternative {
    case .twoSided: max(above, below)
    case .greater: above
    case .less: below
    }
  }

  /// 2 Σ (−1)ᵏ⁻¹ exp(−2 k² z²); for small z its other form, which converges there.
  static func limitChance(_ z: Double) -> Double {
    guard z > 0 else { return 1 }
    if z < 1 {
      let factor = (2 * Double.pi).squareRoot() / z
      let c = Double.pi * Double.pi / (8 * z * z)
      let odd = (0..<20).map { k -> Double in
        let root = Double(2 * k + 1)
        return exp(-c * root * root)
      }
      return 1 - factor * Sums.sum(odd)
    }
    let terms = (1...20).map { k -> Double in
      let size = exp(-2 * Double(k * k) * z * z)
      return k % 2 == 1 ? size : -size
    }
    return 2 * Sums.sum(terms)
  }

  /// P(D⁺ ≥ d), exact.
  static func oneSidedChance(_ d: Double, _ count: Int) -> Double {
    guard d > 0 else { return 1 }
    guard d < 1 else { return 0 }
    let n = Double(count)
    let top = Int((n * (1 - d)).rounded(.down))
    let terms = (0...top).map { j -> Double in
      let (j, a) = (Double(j), d + Double(j) / n)
      let rest = 1 - a
      guard rest > 0 || j == n else { return 0 }
      let choose = lgamma(n + 1) - lgamma(j + 1) - lgamma(n - j + 1)
      return exp(choose + (j == n ? 0 : (n - j) * log(rest)) + (j - 1) * log(a))
    }
    return d * Sums.sum(terms)
  }

  /// P(Dₙ ≥ d), exact.
  static func exactChance(_ d: Double, _ count: Int) -> Double {
    // From 1/2 on only one side can reach so far, and the sum of both is exact.
    if d >= 0.5 { return 2 * oneSidedChance(d, count) }
    // Both sides together have a chance of about exp(−8 n d²): from here on that is below the rounding of their sum,
    // whereas 1 less the matrix's answer would be nothing but rounding.
    if Double(count) * d * d >= 6 { return min(1, 2 * oneSidedChance(d, count)) }
    return 1 - PathMatrix(d, count).chance
  }
}

/// Marsaglia, Tsang and Wang's matrix, whose power has the chance of a distance below d in its middle.
private struct PathMatrix {
  let chance: Double

  init(_ d: Double, _ count: Int) {
    let n = Double(count)
    let k = Int(n * d) + 1
    let m = 2 * k - 1
    let h = Double(k) - n * d
    var matrix = [[Double]](repeating: [Double](repeating: 0, count: m), count: m)
    for i in 0..<m {
      for j in 0..<m where i - j + 1 >= 0 { matrix[i][j] = 1 }
    }
    for i in 0..<m {
      matrix[i][0] -= pow(h, Double(i + 1))
      matrix[m - 1][i] -= pow(h, Double(m - i))
    }
    matrix[m - 1][0] += 2 * h - 1 > 0 ? pow(2 * h - 1, Double(m)) : 0
    for i in 0..<m {
      for j in 0..<m where i - j + 1 > 0 {
        for g in 1...(i - j + 1) { matrix[i][j] /= Double(g) }
      }
    }
    var (result, exponent) = Self.power(matrix, count, k - 1)
    // n! / nⁿ, without leaving the range of numbers.
    for i in 1...count {
      result *= Double(i) / n
      if result < 1e-140 {
        result *= 0x1p460
        exponent -= 460
      }
    }
    chance = scalbn(result, Int32(clamping: exponent))
  }

  /// An entry of the power, and the power of two that was taken out of it.
  private static func power(_ a: [[Double]], _ n: Int, _ middle: Int) -> (Double, Int) {
    var base = (a, 0)
    var result: ([[Double]], Int)?
    var left = n
    while left > 0 {
      if left & 1 == 1 { result = result.map { product($0, base, middle) } ?? base }
      left >>= 1
      if left > 0 { base = product(base, base, middle) }
    }
    return (result?.0[middle][middle] ?? 1, result?.1 ?? 0)
  }

  private static func product(
    _ a: ([[Double]], Int), _ b: ([[Double]], Int), _ middle: Int
  ) -> ([[Double]], Int) {
    let m = a.0.count
    var result = [[Double]](repeating: [Double](repeating: 0, count: m), count: m)
    for i in 0..<m {
      for k in 0..<m where a.0[i][k] != 0 {
        let factor = a.0[i][k]
        for j in 0..<m { result[i][j] += factor * b.0[k][j] }
      }
    }
    var exponent = a.1 + b.1
    if result[middle][middle] > 1e140 {
      result = result.map { $0.map { $0 * 0x1p-460 } }
      exponent += 460
    }
    return (result, exponent)
  }
}

/// The steps of two empirical distribution functions.
private struct Steps {
  let m: Int
  let n: Int
  /// Largest of F − G and of G − F.
  let above: Double
  let below: Double
  let hasTies: Bool
  /// Whether after so many of both together the next value is another: only there the functions may be compared.
  private let isEnd: [Bool]

  init(_ x: [Double], _ y: [Double]) {
    (m, n) = (x.count, y.count)
    let all = (x.map { ($0, true) } + y.map { ($0, false) }).sorted { $0.0 < $1.0 }
    var (above, below, i, j) = (0.0, 0.0, 0, 0)
    var ends: [Bool] = [true]
    for (place, (value, isFirst)) in all.enumerated() {
      if isFirst { i += 1 } else { j += 1 }
      let isLast = place + 1 == all.count || all[place + 1].0 != value
      ends.append(isLast)
      guard isLast else { continue }
      let gap = Double(i) / Double(x.count) - Double(j) / Double(y.count)
      above = max(above, gap)
      below = max(below, -gap)
    }
    (self.above, self.below, isEnd) = (above, below, ends)
    hasTies = ends.contains(false)
  }

  /// The chance of a distance of at least d among all orders, by paths that have reached it: no term is negative.
  func chance(_ d: Double, _ alternative: TestResult.Alternative) -> Double {
    // Distances are multiples of 1/(m n): half of one parts equal ones from less.
    let edge = d - 0.5 / (Double(m) * Double(n))
    func reaches(_ i: Int, _ j: Int) -> Bool {
      guard isEnd[i + j] else { return false }
      let gap = Double(i) / Double(m) - Double(j) / Double(n)
      switch alternative {
      case .twoSided: return gap.magnitude >= edge
      case .greater: return gap >= edge
      case .less: return -gap >= edge
      }
    }
    guard d > 0 else { return 1 }
    var row = [Double](repeating: 0, count: n + 1)
    for i in 0...m {
      for j in 0...n {
        if reaches(i, j) {
          row[j] = 1
        } else if i + j > 0 {
          let total = Double(i + j)
          row[j] = (i > 0 ? Double(i) / total * row[j] : 0) + (j > 0 ? Double(j) / total * row[j - 1] : 0)
        }
      }
    }
    return row[n]
  }
}

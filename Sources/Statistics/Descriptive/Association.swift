import LinearAlgebra
import Numerics

/// How two samples move together.
public enum Association: String, Sendable, CaseIterable {
  case pearson, spearman, kendall

  /// Of as many `x` as `y`; spread comes from divisor n − 1.
  /// - Throws: `.tooFew` below two pairs.
  public static func covariance(
    _ x: [Double], _ y: [Double], population: Bool = false
  ) throws(SampleError) -> Double {
    try Guard.count(x, atLeast: population ? 1 : 2, "cov")
    let (u, v) = (Moments.centred(x), Moments.centred(y))
    return Sums.sum(zip(u, v).map { $0 * $1 }) / Double(x.count - (population ? 0 : 1))
  }

  /// The correlation of as many `x` as `y`, within [−1, 1].
  /// - Throws: `.tooFew` below two pairs; `.constant` when one of them does not vary; `.notFinite`.
  public func correlation(_ x: [Double], _ y: [Double]) throws(SampleError) -> Double {
    try Guard.count(x, atLeast: 2, "cor")
    try Guard.finite(x, "cor")
    try Guard.finite(y, "cor")
    switch self {
    case .pearson: return Self.cosine(try Self.direction(x, "x"), try Self.direction(y, "y"))
    case .spearman:
      return Self.cosine(
        try Self.direction(Ranking.average.ranks(x), "x"), try Self.direction(Ranking.average.ranks(y), "y"))
    case .kendall:
      let pairs = ConcordantPairs(x, y)
      if pairs.untiedX == 0 { throw .constant(function: "cor", which: "x") }
      if pairs.untiedY == 0 { throw .constant(function: "cor", which: "y") }
      return max(-1, min(1, pairs.score / pairs.untiedX.squareRoot() / pairs.untiedY.squareRoot()))
    }
  }

  /// Of the columns of a matrix, its names in messages being `names`.
  /// - Throws: as `correlation`.
  public func matrix(_ a: Matrix, names: [String]) throws(SampleError) -> Matrix {
    try Guard.finite(a.elements, "cor")
    var columns: [[Double]] = []
    for j in 0..<a.columns {
      let column = a.column(j).elements
      try Guard.count(column, atLeast: 2, "cor")
      columns.append(
        try Self.direction(self == .spearman ? Ranking.average.ranks(column) : column, names[j]))
    }
    var result = Matrix(rows: a.columns, columns: a.columns) { i, j in i == j ? 1 : 0 }
    for j in 0..<a.columns {
      for i in 0..<j {
        let value =
          self == .kendall
          ? try correlation(a.column(i).elements, a.column(j).elements) : Self.cosine(columns[i], columns[j])
        result.elements[i + j * a.columns] = value
        result.elements[j + i * a.columns] = value
      }
    }
    return result
  }

  /// Of the columns of a matrix.
  public static func covariances(_ a: Matrix, population: Bool) throws(SampleError) -> Matrix {
    let freedom = a.rows - (population ? 0 : 1)
    guard freedom > 0 else { throw .tooFew(function: "cov", needed: population ? 1 : 2, got: a.rows) }
    let columns = (0..<a.columns).map { Moments.centred(a.column($0).elements) }
    var result = Matrix(rows: a.columns, columns: a.columns) { _, _ in 0 }
    for j in 0..<a.columns {
      for i in 0...j {
        let value = Sums.sum(zip(columns[i], columns[j]).map { $0 * $1 }) / Double(freedom)
        result.elements[i + j * a.columns] = value
        result.elements[j + i * a.columns] = value
      }
    }
    return result
  }

  /// Deviations from the mean over the largest of them.
  private static func direction(_ x: [Double], _ name: String) throws(SampleError) -> [Double] {
    let deviations = Moments.centred(x)
    let largest = deviations.reduce(0) { Swift.max($0, $1.magnitude) }
    guard largest > 0 else { throw .constant(function: "cor", which: name) }
    return deviations.map { $0 / largest }
  }

  private static func cosine(_ u: [Double], _ v: [Double]) -> Double {
    let product = Sums.sum(zip(u, v).map { $0 * $1 })
    let (a, b) = (Sums.sum(u.map { $0 * $0 }), Sums.sum(v.map { $0 * $0 }))
    // √(a b) is exact where a is b, so that a line has exactly 1.
    return Swift.max(-1, Swift.min(1, product / (a * b).squareRoot()))
  }
}

/// Pairs of elements that are in the same order in both samples, counted in n log n steps (Knight 1966).
public struct ConcordantPairs: Sendable {
  /// Concordant pairs less discordant ones.
  public let score: Double
  public let discordant: Double
  /// Pairs not tied in x, and in y.
  public let untiedX: Double
  public let untiedY: Double
  /// How many elements share each value that occurs more than once.
  public let tiesX: [Int]
  public let tiesY: [Int]

  public init(_ x: [Double], _ y: [Double]) {
    let n = x.count
    let order = Sorting.order(y)
    let yRanks = Ranking.dense.ranks(y)
    let xRanks = Ranking.dense.ranks(x)
    // By x, equal ones by y: a stable order of what is in the order of y already.
    let both = Sorting.order(order.map { xRanks[$0] }).map { order[$0] }
    var joint: [Int] = []
    var run = 1
    for place in 1..<max(n, 1) {
      let (a, b) = (both[place - 1], both[place])
      if xRanks[a] == xRanks[b], yRanks[a] == yRanks[b] {
        run += 1
      } else {
        joint.append(run)
        run = 1
      }
    }
    joint.append(run)
    var sequence = both.map { yRanks[$0] }
    discordant = Self.inversions(&sequence)
    func pairs(_ counts: [Int]) -> Double { counts.reduce(0) { $0 + Double($1) * Double($1 - 1) / 2 } }
    let (a, b) = (Self.counts(x), Self.counts(y))
    let total = Double(n) * Double(n - 1) / 2
    (untiedX, untiedY) = (total - pairs(a), total - pairs(b))
    score = total - pairs(a) - pairs(b) + pairs(joint) - 2 * discordant
    (tiesX, tiesY) = (a.filter { $0 > 1 }, b.filter { $0 > 1 })
  }

  public var hasTies: Bool { !tiesX.isEmpty || !tiesY.isEmpty }

  private static func counts(_ x: [Double]) -> [Int] { Robust.runs(sorted: Sorting.sorted(x)).map(\.count) }

  /// How many pairs are out of order, by merging.
  private static func inversions(_ x: inout [Double]) -> Double {
    var count = 0.0
    var other = x
    var width = 1
    while width < x.count {
      var start = 0
      while start < x.count {
        let middle = min(start + width, x.count)
        let end = min(start + 2 * width, x.count)
        var (i, j) = (start, middle)
        for place in start..<end {
          if i < middle, j >= end || x[i] <= x[j] {
            other[place] = x[i]
            i += 1
          } else {
            count += Double(middle - i)
            other[place] = x[j]
            j += 1
          }
        }
        start = end
      }
      swap(&x, &other)
      width *= 2
    }
    return count
  }
}

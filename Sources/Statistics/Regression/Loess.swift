import LinearAlgebra
import Numerics

/// Local regression: at every place a polynomial fitted to the nearest points, the nearer counting more.
///
/// Each place is fitted for itself, as R's `loess` does with `surface = "direct"`.
///
/// - Source: Cleveland & Devlin 1988, *Journal of the American Statistical Association* 83; Cleveland 1979 for the robust
///   weights.
public struct Loess: Sendable {
  /// The share of the points that a place looks at.
  public let span: Double
  /// Of the local polynomials: 0, 1 or 2.
  public let degree: Int
  public let isRobust: Bool
  public let names: [String]
  public let predictors: Matrix
  public let response: [Double]
  public let fitted: [Double]
  /// What the robust fit made of each point: 0 for one that does not count.
  public let robustness: [Double]
  /// The equivalent number of parameters: the trace of the operator that takes y to the fitted values.
  public let parameters: Double
  /// tr (I − L)(I − L)ᵀ, which the residual sum of squares is divided by.
  public let freedom: Double
  /// The predictors on a common scale.
  private let scaled: Matrix
  private let divisors: [Double]

  public var residuals: [Double] { zip(response, fitted).map { $0 - $1 } }
  public var rss: Double { Sums.sum(residuals.map { $0 * $0 }) }
  /// The residual standard error; NaN for a robust fit, whose residuals do not measure it.
  public var sigma: Double { isRobust || freedom <= 0 ? .nan : (rss / freedom).squareRoot() }

  /// - Parameters:
  ///   - x: a column for each predictor, one to four.
  ///   - span: above 0; beyond 1 the neighbourhood is wider than the data.
  ///   - checking: is called before each local fit, and may throw to stop.
  /// - Throws: what `checking` throws.
  /// - Returns: `nil` where some neighbourhood holds one place alone: the span is too small.
  public init?<Failure: Error>(
    _ x: Matrix, _ y: [Double], names: [String], span: Double, degree: Int, robust: Bool,
    checking: () throws(Failure) -> Void
  ) throws(Failure) {
    let n = x.rows
    (self.names, self.span, self.degree, isRobust) = (names, span, degree, robust)
    (predictors, response) = (x, y)
    let divisors = x.columns > 1 ? (0..<x.columns).map { Self.spread(x.column($0).elements) } : [1]
    let scaled = Matrix(rows: n, columns: x.columns) { x[$0, $1] / divisors[$1] }
    (self.divisors, self.scaled) = (divisors, scaled)
    var weights = [Double](repeating: 1, count: n)
    var values = [Double](repeating: 0, count: n)
    var (trace, squares) = (0.0, 0.0)
    for round in 0..<(robust ? 4 : 1) {
      if round > 0 { weights = Self.bisquare(zip(y, values).map { $0 - $1 }) }
      let local = LocalFit(points: scaled, weights: weights, span: span, degree: degree)
      for i in 0..<n {
        try checking()
        guard let row = local.operatorRow(at: scaled.row(i).elements) else { return nil }
        values[i] = row.applied(to: y)
        if round == 0 {
          trace += row.weight(of: i)
          squares += row.squares
        }
      }
    }
    fitted = values
    robustness = weights
    parameters = trace
    freedom = Double(n) - 2 * trace + squares
  }

  /// The fit at new places, columns as they were given, and the standard error of each.
  /// - Parameter checking: is called before each place, and may throw to stop.
  /// - Throws: what `checking` throws.
  /// - Returns: `nil` where a neighbourhood holds one place alone.
  public func predictions<Failure: Error>(
    _ new: Matrix, checking: () throws(Failure) -> Void
  ) throws(Failure) -> (values: [Double], errors: [Double])? {
    let local = LocalFit(points: scaled, weights: robustness, span: span, degree: degree)
    var (values, errors): ([Double], [Double]) = ([], [])
    for i in 0..<new.rows {
      try checking()
      let place = zip(new.row(i).elements, divisors).map { $0 / $1 }
      guard let row = local.operatorRow(at: place) else { return nil }
      values.append(row.applied(to: response))
      errors.append(sigma * row.squares.squareRoot())
    }
    return (values, errors)
  }

  /// The standard deviation without the tenth at either end.
  private static func spread(_ x: [Double]) -> Double {
    let trim = (x.count + 9) / 10
    let kept = x.sorted().dropFirst(trim).dropLast(trim)
    let deviation = Sums.variance(Array(kept)).squareRoot()
    return deviation > 0 ? deviation : 1
  }

  /// How much each point counts, from its residual beside six times the median one.
  private static func bisquare(_ residuals: [Double]) -> [Double] {
    let sizes = residuals.map(\.magnitude).sorted()
    let n = sizes.count
    let median = n % 2 == 1 ? sizes[n / 2] : (sizes[n / 2 - 1] + sizes[n / 2]) / 2
    let limit = 6 * median
    return residuals.map { residual in
      guard limit > 0 else { return residual == 0 ? 1 : 0 }
      let share = residual.magnitude / limit
      if share <= 0.001 { return 1 }
      if share > 0.999 { return 0 }
      return (1 - share * share) * (1 - share * share)
    }
  }
}

/// The fit at one place as a weighted sum of the responses.
private struct OperatorRow {
  let places: [Int]
  let weights: [Double]

  func applied(to y: [Double]) -> Double { Sums.sum(zip(places, weights).map { y[$0] * $1 }) }
  func weight(of place: Int) -> Double { places.firstIndex(of: place).map { weights[$0] } ?? 0 }
  var squares: Double { weights.reduce(0) { $0 + $1 * $1 } }
}

private struct LocalFit {
  let points: Matrix
  let weights: [Double]
  let span: Double
  let degree: Int

  /// - Returns: `nil` where all points that count stand at one place, or none counts.
  func operatorRow(at place: [Double]) -> OperatorRow? {
    let (n, p) = (points.rows, points.columns)
    var squares = [Double](repeating: 0, count: n)
    for j in 0..<p {
      for i in 0..<n {
        let off = points.elements[j * n + i] - place[j]
        squares[i] += off * off
      }
    }
    let count = min(n, Int(clampedCount: Double(n) * span + 1e-5))
    guard count > 0 else { return nil }
    let nearest = squares.indices.sorted { (squares[$0], $0) < (squares[$1], $1) }.prefix(count)
    let reach = squares[nearest[count - 1]] * max(1, span)
    guard reach > 0 else { return nil }
    var (used, roots): ([Int], [Double]) = ([], [])
    for i in nearest where squares[i] < reach && weights[i] > 0 {
      let share = (squares[i] / reach).squareRoot()
      let tricube = share > 1e-3 ? 1 - share * share * share : 1
      used.append(i)
      roots.append((weights[i] * tricube * tricube * tricube).squareRoot())
    }
    return solve(place, used, roots, (reach).squareRoot())
  }

  private func solve(_ place: [Double], _ used: [Int], _ roots: [Double], _ reach: Double) -> OperatorRow? {
    guard !used.isEmpty else { return nil }
    let p = points.columns
    var columns: [[Double]] = [roots]
    let offsets = (0..<p).map { j in used.map { (points[$0, j] - place[j]) / reach } }
    if degree > 0 { columns += offsets.map { zip(roots, $0).map { $0 * $1 } } }
    if degree > 1 {
      for j in 0..<p {
        for k in j..<p { columns.append(used.indices.map { roots[$0] * offsets[j][$0] * offsets[k][$0] }) }
      }
    }
    // Columns of one length, so that the cut between what is there and what is rounding has a meaning.
    let lengths = columns.map { ScaledNorm.of($0) }.map { $0 > 0 ? $0 : 1 }
    let basis = Matrix(rows: used.count, columns: columns.count) { columns[$1][$0] / lengths[$1] }
    guard let svd = try? SVD(basis), let top = svd.values.elements.first, top > 0 else { return nil }
    var row = [Double](repeating: 0, count: used.count)
    for (k, s) in svd.values.elements.enumerated() where s > top * 100 * Double.ulpOfOne {
      let share = svd.right[0, k] / s / lengths[0]
      for i in row.indices { row[i] += svd.left[i, k] * share }
    }
    return OperatorRow(places: used, weights: zip(row, roots).map { $0 * $1 })
  }
}

extension Int {
  /// The whole part of a number of points, which may be beyond what any array holds.
  fileprivate init(clampedCount value: Double) { self = value < 1e15 ? Int(Swift.max(value, 0)) : .max }
}

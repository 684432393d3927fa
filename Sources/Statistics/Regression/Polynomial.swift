import LinearAlgebra
import Numerics

/// The polynomial of a degree that comes nearest to points, in the sum of squares.
///
/// The basis is orthogonal over the x themselves, made in twice the working precision, as is the way back to powers of
/// x: the coefficients are those of the exact problem to nearly all digits, where powers themselves would lose them.
///
/// - Source: Forsythe 1957, *Generation and use of orthogonal polynomials for data-fitting with a digital computer*.
public struct PolynomialFit: Hashable, Sendable {
  /// The constant first.
  public let coefficients: [Double]
  public let fitted: [Double]
  public let rss: Double
  /// NaN where y does not vary.
  public let r2: Double

  /// - Throws: `.lengths`, `.empty`, `.notFinite`; `.degree` unless there are more different x than the degree.
  public init(x: [Double], y: [Double], degree: Int) throws(RegressionError) {
    guard x.count == y.count else { throw .lengths(rows: x.count, response: y.count) }
    guard let low = x.min(), let high = x.max() else { throw .empty(rows: 0, columns: 1) }
    if let row = x.firstIndex(where: { !$0.isFinite }) { throw .notFinite(column: "x", row: row + 1) }
    if let row = y.firstIndex(where: { !$0.isFinite }) { throw .notFinite(column: nil, row: row + 1) }
    let different = Set(x.map { $0 == 0 ? 0 : $0 }).count
    guard degree >= 0, different > degree else { throw .degree(degree, different: different) }
    // Over [−2, 2] the basis neither grows nor shrinks with the degree. Powers of two scale without rounding.
    let middle = low / 2 + high / 2
    let exponent = max(high / 2 - low / 2, .leastNormalMagnitude).exponent
    let unit = Double(sign: .plus, exponent: max(min(Int(exponent), 1000), -1000), significand: 1)
    let t = x.map { (DoubleDouble($0) - DoubleDouble(middle)) / DoubleDouble(unit) }
    var fit = OrthogonalFit(t, y.map { DoubleDouble($0) })
    for _ in 0...degree { fit.extend() }
    coefficients = OrthogonalFit.powers(fit.coefficients, middle: middle, unit: unit)
    fitted = zip(y, fit.residuals).map { (DoubleDouble($0) - $1).value }
    rss = fit.residuals.reduce(DoubleDouble(0)) { $0 + $1 * $1 }.value
    let mean = y.reduce(DoubleDouble(0)) { $0 + DoubleDouble($1) } / DoubleDouble(Double(y.count))
    let total = y.reduce(DoubleDouble(0)) { $0 + (DoubleDouble($1) - mean) * (DoubleDouble($1) - mean) }.value
    r2 = total > 0 ? 1 - rss / total : .nan
  }
}

/// A fit in polynomials that are orthogonal over the points, one degree after another.
private struct OrthogonalFit {
  private let points: [DoubleDouble]
  private(set) var residuals: [DoubleDouble]
  /// Of powers of t, the constant first.
  private(set) var coefficients: [DoubleDouble] = []
  private var current: [DoubleDouble]
  private var previous: [DoubleDouble]
  /// The same two as powers of t.
  private var currentPowers = [DoubleDouble(1)]
  private var previousPowers: [DoubleDouble] = []
  private var previousSize: DoubleDouble?

  init(_ points: [DoubleDouble], _ y: [DoubleDouble]) {
    self.points = points
    residuals = y
    current = Array(repeating: DoubleDouble(1), count: points.count)
    previous = Array(repeating: DoubleDouble(0), count: points.count)
  }

  /// Takes the current polynomial out of the residuals, and goes on to the next.
  mutating func extend() {
    let zero = DoubleDouble(0)
    let size = current.reduce(zero) { $0 + $1 * $1 }
    guard !size.isZero else { return }
    let weight = zip(current, residuals).reduce(zero) { $0 + $1.0 * $1.1 } / size
    residuals = zip(residuals, current).map { $0 - weight * $1 }
    while coefficients.count < currentPowers.count { coefficients.append(zero) }
    for (k, c) in currentPowers.enumerated() { coefficients[k] = coefficients[k] + weight * c }
    let shift = zip(points, current).reduce(zero) { $0 + $1.0 * $1.1 * $1.1 } / size
    let back = previousSize.map { size / $0 } ?? zero
    let next = points.indices.map { (points[$0] - shift) * current[$0] - back * previous[$0] }
    var nextPowers = [zero] + currentPowers
    for (k, c) in currentPowers.enumerated() { nextPowers[k] = nextPowers[k] - shift * c }
    for (k, c) in previousPowers.enumerated() { nextPowers[k] = nextPowers[k] - back * c }
    (previous, current) = (current, next)
    (previousPowers, currentPowers) = (currentPowers, nextPowers)
    previousSize = size
  }

  /// The coefficients in x of a polynomial in t = (x − middle)/unit, by synthetic division.
  static func powers(_ coefficients: [DoubleDouble], middle: Double, unit: Double) -> [Double] {
    var c = coefficients
    var factor = DoubleDouble(1)
    for k in c.indices {
      c[k] = c[k] / factor
      factor = factor * DoubleDouble(unit)
    }
    let shift = DoubleDouble(middle)
    for start in c.indices.dropLast() {
      for k in stride(from: c.count - 2, through: start, by: -1) { c[k] = c[k] - shift * c[k + 1] }
    }
    return c.map(\.value)
  }
}

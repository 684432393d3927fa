import Glibc
import LinearAlgebra
import Numerics

/// A linear model fitted by least squares, weighted or not.
///
/// Sums over rows are those of R's `lm`: weights multiply squared residuals, rows of weight 0 count for nothing, AIC and
/// BIC count the residual variance as a parameter.
public struct LinearModel: Sendable {
  /// What it is called: `dist ~ speed`.
  public let title: String
  /// What is explained: `dist`; empty without a name.
  public let responseName: String
  public let design: Design
  public let response: [Double]
  public let weights: [Double]?
  public let offset: [Double]?
  public let leftOut: Int
  /// The columns that have a coefficient; the others are combinations of those before them.
  public let kept: [Int]
  /// For every column; NaN of one that was left out.
  public let coefficients: [Double]
  public let fitted: [Double]
  public let residuals: [Double]
  /// Residual degrees of freedom.
  public let df: Int
  /// The weighted sum of squared residuals.
  public let rss: Double
  /// How much of its length the most dependent column keeps beside those before it.
  public let independence: Double
  let root: Matrix
  let effects: [Double]

  /// - Parameters:
  ///   - design: n×p; `response`, `weights` and `offset` have n elements. Weights are not negative.
  ///   - leftOut: rows that are not among them because something was missing.
  /// - Throws: `.lengths`, `.empty`, `.notFinite`.
  public init(
    _ design: Design, response y: [Double], weights: [Double]? = nil, offset: [Double]? = nil, leftOut: Int = 0,
    title: String = "", responseName: String = ""
  ) throws(RegressionError) {
    let x = design.matrix
    guard x.rows == y.count else { throw .lengths(rows: x.rows, response: y.count) }
    guard x.rows > 0, x.columns > 0 else { throw .empty(rows: x.rows, columns: x.columns) }
    if let row = y.firstIndex(where: { !$0.isFinite }) { throw .notFinite(column: nil, row: row + 1) }
    let target = offset.map { zip(y, $0).map { $0 - $1 } } ?? y
    let problem: LeastSquares
    do { problem = try LeastSquares(x, target, weights: weights) } catch { throw RegressionError(error, design) }
    var coefficients = [Double](repeating: .nan, count: x.columns)
    for (j, value) in zip(problem.kept, problem.coefficients) { coefficients[j] = value }
    var residuals = target
    if x.rows * x.columns <= Self.compensatedSize {
      residuals = x.residuals(of: target, problem.kept, problem.coefficients)
    } else {
      for (j, value) in zip(problem.kept, problem.coefficients) {
        x.subtract(column: j, times: value, from: &residuals)
      }
    }
    self.title = title
    self.responseName = responseName
    self.design = design
    response = y
    self.weights = weights
    self.offset = offset
    self.leftOut = leftOut
    kept = problem.kept
    self.coefficients = coefficients
    self.residuals = residuals
    fitted = zip(y, residuals).map { $0 - $1 }
    root = problem.root
    effects = problem.effects
    independence = problem.independence
    df = (weights.map { $0.count { $0 > 0 } } ?? y.count) - kept.count
    rss = Sums.sum(weights.map { zip($0, residuals).map { $0 * $1 * $1 } } ?? residuals.map { $0 * $0 })
  }

  private static let compensatedSize = 1 << 20

  /// Rows that count.
  public var count: Int { df + kept.count }

  /// The residual standard deviation; NaN without a degree of freedom.
  public var sigma: Double { df > 0 ? (rss / Double(df)).squareRoot() : .nan }

  /// Names of the columns that were left out.
  public var aliased: [String] {
    let kept = Set(kept)
    return design.names.indices.filter { !kept.contains($0) }.map { design.names[$0] }
  }

  /// The coefficients with their uncertainty.
  public var estimates: Estimates {
    Estimates(
      names: design.names, kept: kept, coefficients: coefficients, root: root,
      dispersion: df > 0 ? rss / Double(df) : .nan,
      df: Double(df))
  }

  // MARK: the whole

  /// The weighted sum of squares that the fit explains, about the mean where there is an intercept. An offset was not
  /// fitted, and explains nothing.
  private var explained: Double {
    let values = offset.map { zip(fitted, $0).map { $0 - $1 } } ?? fitted
    guard design.hasIntercept else {
      return Sums.sum(weights.map { zip($0, values).map { $0 * $1 * $1 } } ?? values.map { $0 * $0 })
    }
    let centre = weights.map { w in Sums.sum(zip(w, values).map { $0 * $1 }) / Sums.sum(w) } ?? Sums.mean(values)
    return Sums.sum(
      values.indices.map { i in (weights?[i] ?? 1) * (values[i] - centre) * (values[i] - centre) })
  }

  /// Coefficients besides the intercept.
  private var modelDF: Int { kept.count - (design.hasIntercept ? 1 : 0) }

  /// The share of the variation that is explained: about the mean with an intercept, about 0 without.
  public var r2: Double {
    let explained = explained
    return explained + rss > 0 ? explained / (explained + rss) : .nan
  }

  public var adjustedR2: Double {
    let total = Double(count - (design.hasIntercept ? 1 : 0))
    return df > 0 ? 1 - (1 - r2) * total / Double(df) : .nan
  }

  /// F of all coefficients but the intercept, its degrees of freedom and its p-value; `nil` where there is none.
  public var overall: (f: Double, df1: Int, df2: Int, p: Double)? {
    guard modelDF > 0, df > 0 else { return nil }
    let f = explained / Double(modelDF) / (rss / Double(df))
    return (f, modelDF, df, f.isNaN ? .nan : Tail.f(f, modelDF, df))
  }

  /// The logarithm of the normal likelihood at its maximum, with the variance rss/n.
  public var logLikelihood: Double {
    let n = Double(count)
    let logs = weights.map { Sums.sum($0.filter { $0 > 0 }.map { log($0) }) } ?? 0
    return 0.5 * (logs - n * (log(2 * .pi) + 1 - log(n) + log(rss)))
  }

  public var aic: Double { -2 * logLikelihood + 2 * Double(kept.count + 1) }
  public var bic: Double { -2 * logLikelihood + log(Double(count)) * Double(kept.count + 1) }
}

extension RegressionError {
  init(_ error: MathError, _ design: Design) {
    guard case .notFinite(let row, _) = error else {
      self = .beyond(error)
      return
    }
    // The factorisation is of a block of the rows, and its row is one of the block.
    let x = design.matrix
    let place = x.elements.firstIndex { !$0.isFinite }
    self =
      place.map { .notFinite(column: design.names[$0 / x.rows], row: $0 % x.rows + 1) }
      ?? .notFinite(column: nil, row: row)
  }
}

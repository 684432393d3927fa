import Glibc
import LinearAlgebra
import Numerics

/// What coefficients cost: λ (mix ‖β‖₁ + (1 − mix)/2 ‖β‖²) beside 1/(2n) ‖y − β₀ − Xβ‖², or λ ‖β‖² beside
/// ‖y − β₀ − Xβ‖².
public enum Penalty: Hashable, Sendable {
  /// λ ‖β‖² beside the sum of squares.
  case ridge
  /// The elastic net with this share of the absolute values, from 0 to 1; 1 is the lasso.
  case elasticNet(mix: Double)
}

/// A response and predictors made ready for a penalty: centred where an intercept is left free, and brought to standard
/// deviation 1 where the penalty is to treat all alike.
public struct PenalizedProblem: Sendable {
  public let names: [String]
  public let rows: Int
  public let hasIntercept: Bool
  public let isStandardised: Bool
  /// Columns that do not vary, and so explain nothing beside the intercept: their coefficients are 0.
  public let constantColumns: [String]
  /// X as it was given, column by column.
  public let predictors: Matrix
  let response: [Double]
  let means: [Double]
  /// What each column was divided by; 0 for a constant column.
  let scales: [Double]
  let responseMean: Double
  /// The columns as the penalty sees them.
  let design: Matrix
  let target: [Double]

  /// - Throws: `.lengths`, `.empty`, `.notFinite`.
  public init(
    _ x: Matrix, _ y: [Double], names: [String], intercept: Bool = true, standardise: Bool = true
  ) throws(RegressionError) {
    guard x.rows == y.count else { throw .lengths(rows: x.rows, response: y.count) }
    guard x.rows > 0, x.columns > 0 else { throw .empty(rows: x.rows, columns: x.columns) }
    if let place = x.elements.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(column: names[place / x.rows], row: place % x.rows + 1)
    }
    if let row = y.firstIndex(where: { !$0.isFinite }) { throw .notFinite(column: nil, row: row + 1) }
    let n = x.rows
    (self.names, rows, hasIntercept, isStandardised) = (names, n, intercept, standardise)
    (predictors, response) = (x, y)
    responseMean = intercept ? Sums.mean(y) : 0
    let centre = responseMean
    target = y.map { $0 - centre }
    var (means, scales, constant): ([Double], [Double], [String]) = ([], [], [])
    var design: [Double] = []
    design.reserveCapacity(n * x.columns)
    for j in 0..<x.columns {
      let column = Array(x.elements[j * n..<(j + 1) * n])
      let mean = Sums.mean(column)
      let deviation = Sums.variance(column, population: true).squareRoot()
      // Rounding of the mean alone leaves this much of a constant column.
      let varies = deviation > 4 * Double.ulpOfOne * mean.magnitude && deviation > 0
      let isFree = varies || !intercept && column.contains { $0 != 0 }
      if !isFree { constant.append(names[j]) }
      let shift = intercept ? mean : 0
      let scale = !isFree ? 0 : standardise && varies ? deviation : 1
      means.append(shift)
      scales.append(scale)
      design += column.map { scale == 0 ? 0 : ($0 - shift) / scale }
    }
    (self.means, self.scales, constantColumns) = (means, scales, constant)
    self.design = Matrix(rows: n, columns: x.columns, elements: design)
  }

  /// The same columns and options with some rows alone.
  func taking(_ rows: [Int]) throws(RegressionError) -> PenalizedProblem {
    let x = predictors
    let part = Matrix(rows: rows.count, columns: x.columns) { i, j in x[rows[i], j] }
    return try PenalizedProblem(
      part, rows.map { response[$0] }, names: names, intercept: hasIntercept, standardise: isStandardised)
  }

  /// Coefficients of the columns as they were given, and the intercept.
  func original(_ beta: [Double]) -> (coefficients: [Double], intercept: Double) {
    let coefficients = zip(beta, scales).map { $1 == 0 ? 0 : $0 / $1 }
    let intercept = hasIntercept ? responseMean - Sums.sum(zip(coefficients, means).map { $0 * $1 }) : 0
    return (coefficients, intercept)
  }

  /// Xᵀ y of the prepared columns.
  var correlations: [Double] {
    let (n, x) = (rows, design.elements)
    return (0..<design.columns).map { j in
      var sum = 0.0
      for i in 0..<n { sum += x[j * n + i] * target[i] }
      return sum
    }
  }

  /// `count` penalties from the least that leaves every coefficient 0 down to a small part of it, evenly spaced in their
  /// logarithm. Without an absolute value no penalty does that; then from where the ridge is nearly flat, as glmnet has it,
  /// but ten thousand times further down: where glmnet ends, strong predictors are still held back.
  public func path(_ penalty: Penalty, count: Int = 100) -> [Double] {
    let top = (correlations.map(\.magnitude).max() ?? 0) / Double(rows)
    let first: Double
    switch penalty {
    case .ridge: first = top / 0.001 * Double(rows)
    case .elasticNet(let mix): first = top / max(mix, 0.001)
    }
    guard first > 0, count > 1 else { return [max(first, 0)] }
    let own = rows < design.columns ? 0.01 : 1e-4
    let ratio = if case .ridge = penalty { own * 1e-4 } else { own }
    return (0..<count).map { first * pow(ratio, Double($0) / Double(count - 1)) }
  }

  /// Predictions for rows of predictors, columns as they were given.
  static func predictions(_ x: Matrix, _ coefficients: [Double], _ intercept: Double) -> [Double] {
    var result = [Double](repeating: intercept, count: x.rows)
    for (j, b) in coefficients.enumerated() where b != 0 {
      for i in 0..<x.rows { result[i] += b * x.elements[j * x.rows + i] }
    }
    return result
  }
}

/// Penalised fits for one or several penalties.
public struct PenalizedFit: Sendable {
  public let problem: PenalizedProblem
  public let penalty: Penalty
  /// In the order of the fits.
  public let lambdas: [Double]
  /// A column for each penalty, a row for each predictor, on the scale of the predictors as given.
  public let coefficients: Matrix
  public let intercepts: [Double]
  /// How many coefficients are not 0; for a ridge the effective number, Σ s²/(s² + λ).
  public let degrees: [Double]
  /// The share of the variation that each fit explains.
  public let r2: [Double]
  /// Whether the conditions for a least cost hold to rounding, fit by fit.
  public let converged: [Bool]

  /// - Parameter checking: is called before each fit, and may throw to stop.
  /// - Throws: `.algebra` in the ridge's decomposition, and what `checking` throws.
  public init<Failure: Error>(
    _ problem: PenalizedProblem, _ penalty: Penalty, lambdas: [Double], checking: () throws(Failure) -> Void
  ) throws(Failure) {
    var columns: [[Double]] = []
    var (degrees, converged): ([Double], [Bool]) = ([], [])
    switch penalty {
    case .ridge:
      let ridge = RidgeSolver(problem)
      for lambda in lambdas {
        try checking()
        let (beta, freedom) = ridge.solve(lambda)
        columns.append(beta)
        degrees.append(freedom)
        converged.append(ridge.isSolved)
      }
    case .elasticNet(let mix):
      // The largest penalty first: each fit starts from the one before it.
      var descent = CoordinateDescent(problem, mix: mix)
      let order = lambdas.indices.sorted { lambdas[$0] > lambdas[$1] }
      var found: [Int: (beta: [Double], converged: Bool)] = [:]
      for place in order {
        let isDone = try descent.solve(lambdas[place], checking: checking)
        found[place] = (descent.beta, isDone)
      }
      for place in lambdas.indices {
        let (beta, isDone) = found[place] ?? ([], false)
        columns.append(beta)
        degrees.append(Double(beta.count { $0 != 0 }))
        converged.append(isDone)
      }
    }
    let originals = columns.map { problem.original($0) }
    (self.problem, self.penalty, self.lambdas) = (problem, penalty, lambdas)
    (self.degrees, self.converged) = (degrees, converged)
    let p = problem.design.columns
    coefficients = Matrix(rows: p, columns: lambdas.count, elements: originals.flatMap(\.coefficients))
    intercepts = originals.map(\.intercept)
    let total = Sums.sum(problem.target.map { $0 * $0 })
    r2 = originals.map { fit in
      let fitted = PenalizedProblem.predictions(problem.predictors, fit.coefficients, fit.intercept)
      let left = Sums.sum(zip(problem.response, fitted).map { ($0 - $1) * ($0 - $1) })
      return total > 0 ? 1 - left / total : .nan
    }
  }

  /// The coefficients of one fit, counted from 0.
  public func coefficients(at place: Int) -> [Double] { coefficients.column(place).elements }

  /// Predictions of one fit.
  /// - Precondition: `x` has a column for each coefficient.
  public func predictions(_ x: Matrix, at place: Int) -> [Double] {
    PenalizedProblem.predictions(x, coefficients(at: place), intercepts[place])
  }

  /// The fitted values of one fit.
  public func fitted(at place: Int) -> [Double] { predictions(problem.predictors, at: place) }

  public func residuals(at place: Int) -> [Double] {
    zip(problem.response, fitted(at: place)).map { $0 - $1 }
  }
}

/// How well each penalty predicts rows that it was not fitted to.
public struct PenaltyChoice: Sendable {
  public let folds: Int
  /// The mean squared error of prediction for each penalty.
  public let errors: [Double]
  /// The standard error of each, from the folds.
  public let standardErrors: [Double]
  /// The place of the least error, and of the largest penalty whose error is within a standard error of it.
  public let best: Int
  public let simplest: Int

  /// - Parameters:
  ///   - order: the rows in a random order, dealt out to the folds in turn.
  ///   - checking: is called before each fit.
  /// - Precondition: 2 ≤ folds ≤ rows.
  /// - Source: Hastie, Tibshirani, Friedman, *The Elements of Statistical Learning*, 7.10.
  public init<Failure: Error>(
    _ problem: PenalizedProblem, _ penalty: Penalty, lambdas: [Double], folds: Int, order: [Int],
    checking: () throws(Failure) -> Void
  ) throws(Failure) {
    var squares = [[Double]](repeating: [], count: lambdas.count)
    var sizes: [Double] = []
    for fold in 0..<folds {
      let held = order.indices.filter { $0 % folds == fold }.map { order[$0] }
      let kept = order.indices.filter { $0 % folds != fold }.map { order[$0] }
      guard let part = try? problem.taking(kept) else { continue }
      let fit = try PenalizedFit(
        part, penalty, lambdas: penalty.scaled(lambdas, from: problem, to: part), checking: checking)
      let x = Matrix(rows: held.count, columns: problem.predictors.columns) { problem.predictors[held[$0], $1] }
      for place in lambdas.indices {
        let errors = zip(held, fit.predictions(x, at: place)).map { row, guess in
          (problem.response[row] - guess) * (problem.response[row] - guess)
        }
        squares[place].append(Sums.mean(errors))
      }
      sizes.append(Double(held.count))
    }
    let total = sizes.reduce(0, +)
    var (means, spreads): ([Double], [Double]) = ([], [])
    for values in squares {
      let mean = Sums.sum(zip(values, sizes).map { $0 * $1 }) / total
      let spread = Sums.sum(zip(values, sizes).map { ($0 - mean) * ($0 - mean) * $1 }) / total
      means.append(mean)
      spreads.append((spread / Double(max(sizes.count - 1, 1))).squareRoot())
    }
    let best = means.indices.min { (means[$0], -lambdas[$0]) < (means[$1], -lambdas[$1]) } ?? 0
    let limit = means[best] + spreads[best]
    let within = lambdas.indices.filter { means[$0] <= limit }
    simplest = within.max { lambdas[$0] < lambdas[$1] } ?? best
    (self.folds, errors, standardErrors, self.best) = (folds, means, spreads, best)
  }
}

extension Penalty {
  /// The ridge's penalty stands beside a sum of squares, which grows with the rows: fewer of them need less of it.
  fileprivate func scaled(_ lambdas: [Double], from whole: PenalizedProblem, to part: PenalizedProblem) -> [Double] {
    guard case .ridge = self else { return lambdas }
    return lambdas.map { $0 * Double(part.rows) / Double(whole.rows) }
  }
}

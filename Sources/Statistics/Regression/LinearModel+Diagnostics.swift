import LinearAlgebra
import Numerics

extension LinearModel {
  /// How much each row pulls the fit to itself: the diagonal of the hat matrix.
  public var leverage: [Double] {
    var sums = design.matrix.squaredLengths(root, kept)
    if let weights { for i in sums.indices { sums[i] *= weights[i] } }
    return sums.map { min($0, 1) }
  }

  /// How far all fitted values move without a row, in residual variances per coefficient; NaN where the fit cannot do
  /// without it.
  public var cooks: [Double] {
    let variance = sigma * sigma
    return zip(leverage, weightedResiduals).map { h, e in
      h > 1 - 1e-10 ? .nan : e * e * h / (variance * Double(kept.count) * (1 - h) * (1 - h))
    }
  }

  /// Residuals in units of their own standard deviation; NaN at leverage 1.
  public var standardizedResiduals: [Double] {
    let sigma = sigma
    return zip(leverage, weightedResiduals).map { h, e in h > 1 - 1e-10 ? .nan : e / (sigma * (1 - h).squareRoot()) }
  }

  private var weightedResiduals: [Double] {
    weights.map { zip(residuals, $0).map { $0 * $1.squareRoot() } } ?? residuals
  }

  /// By how much each coefficient's variance exceeds that beside independent columns, for each column but the intercept;
  /// NaN of one that was left out. About 0 where there is no intercept.
  public var vif: [Double] {
    let covariance = estimatesWithUnitVariance.covariance
    let columns = design.names.indices.filter { design.terms[$0] != 0 }
    return columns.map { j in
      guard let place = kept.firstIndex(of: j) else { return .nan }
      return covariance[place, place] * spread(of: j)
    }
  }

  private var estimatesWithUnitVariance: Estimates {
    Estimates(names: design.names, kept: kept, coefficients: coefficients, root: root, dispersion: 1, df: 1)
  }

  /// Σ w (x − x̄)², about 0 without an intercept.
  private func spread(of column: Int) -> Double {
    let m = design.matrix.rows
    let x = Array(design.matrix.elements[column * m..<(column + 1) * m])
    let w = weights ?? []
    let centre: Double
    if !design.hasIntercept {
      centre = 0
    } else if w.isEmpty {
      centre = Sums.mean(x)
    } else {
      centre = Sums.sum(zip(w, x).map { $0 * $1 }) / Sums.sum(w)
    }
    return Sums.sum(x.indices.map { (w.isEmpty ? 1 : w[$0]) * (x[$0] - centre) * (x[$0] - centre) })
  }

  /// Whether the spread of the residuals goes with the columns: Koenker's form of Breusch and Pagan's test, n R² of the
  /// squared residuals on the columns.
  /// - Returns: `nil` without an intercept, a column or a degree of freedom.
  public var breuschPagan: (statistic: Double, df: Int, p: Double)? {
    guard design.hasIntercept, kept.count > 1, df > 0, rss > 0, weights == nil else { return nil }
    let squares = residuals.map { $0 * $0 }
    guard let auxiliary = try? LinearModel(design, response: squares) else { return nil }
    let statistic = Double(count) * auxiliary.r2
    return statistic.isNaN ? nil : (statistic, kept.count - 1, Tail.chiSquared(statistic, df: kept.count - 1))
  }

  /// Standard errors that hold when the spread of the residuals differs from row to row.
  /// - Source: MacKinnon & White 1985; HC3 divides each residual by 1 − its leverage.
  public func robust(_ kind: RobustErrors) -> Estimates {
    let x = design.matrix
    let n = Double(count)
    let h = kind == .hc2 || kind == .hc3 ? leverage : []
    let w = weights
    let factors = residuals.indices.map { i -> Double in
      let e = (w?[i] ?? 1) * residuals[i]
      switch kind {
      case .hc0: return e * e
      case .hc1: return e * e * n / Double(df)
      case .hc2: return e * e / (1 - h[i])
      case .hc3: return e * e / ((1 - h[i]) * (1 - h[i]))
      }
    }
    // Uᵀ Xᵀ D X U is formed from the columns of X U, which are orthonormal.
    let k = kept.count
    let rotated = (0..<k).map { j in x.combined(kept, (0..<k).map { root[$0, j] }) }
    let meat = Matrix(rows: k, columns: k) { i, j in
      var sum = 0.0
      for row in factors.indices { sum += rotated[i][row] * factors[row] * rotated[j][row] }
      return sum
    }
    let covariance = Matrix(rows: k, columns: k) { i, j in
      var sum = 0.0
      for a in i..<k { for b in j..<k { sum += root[i, a] * meat[a, b] * root[j, b] } }
      return sum
    }
    return Estimates(
      names: design.names, kept: kept, coefficients: coefficients, covariance: covariance, df: Double(df))
  }
}

/// Corrections for small samples of the sandwich estimator.
public enum RobustErrors: String, Sendable, CaseIterable {
  case hc0 = "HC0"
  case hc1 = "HC1"
  case hc2 = "HC2"
  case hc3 = "HC3"
}

extension Matrix {
  /// Σ factorᵢ · columnᵢ
  func combined(_ columns: [Int], _ factors: [Double]) -> [Double] {
    var sum = [Double](repeating: 0, count: rows)
    for (j, factor) in zip(columns, factors) where factor != 0 { subtract(column: j, times: -factor, from: &sum) }
    return sum
  }

  /// ‖Uᵀ xᵢ‖² of every row xᵢ, for an upper triangular U and some of the columns.
  func squaredLengths(_ root: Matrix, _ columns: [Int]) -> [Double] {
    var sums = [Double](repeating: 0, count: rows)
    for j in columns.indices {
      let part = combined(Array(columns[...j]), (0...j).map { root[$0, j] })
      for i in 0..<rows { sums[i] += part[i] * part[i] }
    }
    return sums
  }

  /// y − Σ bⱼ xⱼ, summed in twice the working precision.
  func residuals(of y: [Double], _ columns: [Int], _ factors: [Double]) -> [Double] {
    ScaledProblem(self, y, nil, [Double](repeating: 1, count: self.columns), columns).residual(factors, minus: nil)
  }
}

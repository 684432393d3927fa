import LinearAlgebra

/// min ‖y − Xβ‖² + λ‖β‖² for any number of λ from one decomposition X = U S Vᵀ: β = V diag(s/(s² + λ)) Uᵀ y.
///
/// - Source: Hastie, Tibshirani, Friedman, *The Elements of Statistical Learning*, 3.4.1.
struct RidgeSolver {
  private let values: [Double]
  private let right: Matrix
  /// Uᵀ y.
  private let rotated: [Double]
  private let columns: Int
  /// Whether there is a decomposition; LAPACK may fail to find one.
  let isSolved: Bool

  init(_ problem: PenalizedProblem) {
    columns = problem.design.columns
    guard let svd = try? SVD(problem.design), let rotated = try? svd.left.transposed() * Vector(problem.target) else {
      (values, right, rotated, isSolved) = ([], Matrix(rows: 0, columns: 0), [], false)
      return
    }
    (values, right, self.rotated, isSolved) = (svd.values.elements, svd.right, rotated.elements, true)
  }

  /// The coefficients, and how many of them they amount to. For λ = 0 those of least norm.
  func solve(_ lambda: Double) -> (beta: [Double], freedom: Double) {
    guard isSolved, let top = values.first else { return ([Double](repeating: .nan, count: columns), .nan) }
    let cut = lambda == 0 ? top * Double.ulpOfOne * Double(max(right.rows, rotated.count)) : 0
    var (beta, freedom) = ([Double](repeating: 0, count: columns), 0.0)
    for (k, s) in values.enumerated() where s > cut {
      // s/(s² + λ) without squaring what may be tiny or huge.
      let shrunk = rotated[k] / (s + lambda / s)
      for j in 0..<columns { beta[j] += right[j, k] * shrunk }
      freedom += s / (s + lambda / s)
    }
    return (beta, freedom)
  }
}

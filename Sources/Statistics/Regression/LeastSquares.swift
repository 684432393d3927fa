import LinearAlgebra

/// min ‖W^½ (y − X b)‖ by Householder reflections, columns that depend on those before them left out as R's `lm` does.
///
/// Columns are first scaled by powers of two. A system that fits in a cache is refined with residuals in twice the
/// working precision (Björck's iteration on the augmented system), so that the solution is right to the last digits as
/// long as 1/κ is above the rounding unit; a larger one is reduced block by block and corrected once.
///
/// - Source: Björck 1996, *Numerical Methods for Least Squares Problems*, §2.4, §2.9; Demmel et al. 2012 (TSQR).
struct LeastSquares: Sendable {
  /// The columns that were not left out, ascending.
  let kept: [Int]
  /// One for each kept column.
  let coefficients: [Double]
  /// Upper triangular U with (XᵀWX)⁻¹ = U Uᵀ, of the kept columns.
  let root: Matrix
  /// The part of W^½ y along each kept column and not along those before it.
  let effects: [Double]
  /// The least ratio of what a kept column has left beside those before it to its whole length.
  let independence: Double

  /// Below this a column counts as a combination of those before it. R's 1e-7 would drop x¹⁰ of NIST's Filip, which is
  /// determined to seven digits.
  static let tolerance = 1e-13

  /// - Parameters: `x` is finite; `y` and `weights` have an element for each of its rows.
  init(_ x: Matrix, _ y: [Double], weights: [Double]? = nil) throws(MathError) {
    let (m, n) = (x.rows, x.columns)
    let scales = Self.scales(x, weights)
    let roots = weights.map { $0.map { $0.squareRoot() } }
    let factor = try Self.triangle(x, y, roots, scales)
    let small = LimitedPivoting(factor, columns: n)
    kept = small.kept
    independence = small.independence
    effects = small.effects
    var solution = small.solution
    if m * n <= Self.refinedSize {
      let problem = ScaledProblem(x, y, roots, scales, kept)
      solution = try problem.refined(solution)
    } else if independence > 1e-7 {
      solution = Self.corrected(solution, x, y, weights, scales, small)
    }
    coefficients = zip(kept, solution).map { scales[$0] * $1 }
    let inverse = small.inverse
    let (kept, count) = (kept, kept.count)
    root = Matrix(rows: count, columns: count) { i, j in scales[kept[i]] * inverse[i, j] }
  }

  /// Entries up to which the whole is refined.
  private static let refinedSize = 1 << 18

  /// Powers of two that make columns about as long as 1.
  private static func scales(_ x: Matrix, _ weights: [Double]?) -> [Double] {
    (0..<x.columns).map { j in
      var largest = 0.0
      x.elements.withUnsafeBufferPointer { x0 in
        let column = x0[j * x.rows..<(j + 1) * x.rows]
        for value in column { largest = max(largest, value.magnitude) }
      }
      return largest > 0 ? Double(sign: .plus, exponent: -largest.exponent, significand: 1) : 1
    }
  }

  /// The triangle of [W^½ X S, W^½ y], with as many rows as columns.
  private static func triangle(
    _ x: Matrix, _ y: [Double], _ roots: [Double]?, _ scales: [Double]
  ) throws(MathError) -> Matrix {
    let (m, n) = (x.rows, x.columns)
    let width = n + 1
    // A block and the triangle above it stay in the second cache.
    let block = max(4 * width, 24_576 / width)
    var triangle = Matrix(rows: width, columns: width)
    var start = 0
    while start < m {
      let count = min(block, m - start)
      let top = start == 0 ? 0 : width
      let rows = max(top + count, width)
      var elements = [Double](repeating: 0, count: rows * width)
      for j in 0..<width {
        for i in 0..<top { elements[i + j * rows] = triangle.elements[i + j * width] }
      }
      elements.withUnsafeMutableBufferPointer { out in
        x.elements.withUnsafeBufferPointer { x in
          y.withUnsafeBufferPointer { y in
            for j in 0..<width {
              let source = j < n ? UnsafeBufferPointer(rebasing: x[j * m..<(j + 1) * m]) : y
              let (scale, target) = (j < n ? scales[j] : 1, top + j * rows)
              if let roots {
                for i in 0..<count { out[target + i] = source[start + i] * scale * roots[start + i] }
              } else {
                for i in 0..<count { out[target + i] = source[start + i] * scale }
              }
            }
          }
        }
      }
      triangle = try QR(Matrix(rows: rows, columns: width, elements: elements)).upper
      start += count
    }
    return triangle
  }

  /// One step of the corrected seminormal equations.
  private static func corrected(
    _ solution: [Double], _ x: Matrix, _ y: [Double], _ weights: [Double]?, _ scales: [Double],
    _ small: LimitedPivoting
  ) -> [Double] {
    let m = x.rows
    var residual = y
    for (j, value) in zip(small.kept, solution) {
      x.subtract(column: j, times: value * scales[j], from: &residual)
    }
    if let weights { for i in 0..<m { residual[i] *= weights[i] } }
    let gradient = small.kept.map { j in x.dot(column: j, residual) * scales[j] }
    return zip(solution, small.solvedNormal(gradient)).map { $0 + $1 }
  }
}

extension Matrix {
  /// target −= factor · column
  func subtract(column: Int, times factor: Double, from target: inout [Double]) {
    target.withUnsafeMutableBufferPointer { target in
      elements.withUnsafeBufferPointer { x in
        let x = UnsafeBufferPointer(rebasing: x[column * rows..<(column + 1) * rows])
        for i in 0..<rows { target[i] -= factor * x[i] }
      }
    }
  }

  /// The inner product of a column and a vector, in eight lanes.
  func dot(column: Int, _ other: [Double]) -> Double {
    elements.withUnsafeBufferPointer { x in
      other.withUnsafeBufferPointer { y in
        let x = UnsafeBufferPointer(rebasing: x[column * rows..<(column + 1) * rows])
        var sum = SIMD8<Double>.zero
        let whole = rows & ~7
        var i = 0
        while i < whole {
          let a = SIMD8(x[i], x[i + 1], x[i + 2], x[i + 3], x[i + 4], x[i + 5], x[i + 6], x[i + 7])
          let b = SIMD8(y[i], y[i + 1], y[i + 2], y[i + 3], y[i + 4], y[i + 5], y[i + 6], y[i + 7])
          sum += a * b
          i += 8
        }
        var total = sum.sum()
        while i < rows {
          total += x[i] * y[i]
          i += 1
        }
        return total
      }
    }
  }
}

import LinearAlgebra

/// A triangle [R, c] made regular: columns of R that depend on those before them are left out, the others are brought
/// back to triangular form.
///
/// - Source: the strategy is that of LINPACK's `dqrdc2` in R, which keeps columns in their order.
struct LimitedPivoting: Sendable {
  let kept: [Int]
  /// Upper triangular, kept × kept.
  let triangle: Matrix
  let effects: [Double]
  let independence: Double

  /// - Parameter factor: has at least `columns` rows, and one column more than `columns`.
  init(_ factor: Matrix, columns n: Int) {
    let rows = factor.rows
    var a = (0...n).map { j in (0..<rows).map { factor.elements[$0 + j * rows] } }
    var kept: [Int] = []
    var least = 1.0
    for j in 0..<n {
      let whole = Self.norm(a[j][...])
      let first = kept.count
      let rest = Self.norm(a[j][first...])
      guard whole > 0, rest > LeastSquares.tolerance * whole else { continue }
      least = min(least, rest / whole)
      // The reflection that turns the rest of the column into one entry.
      var v = Array(a[j][first...])
      let alpha = v[0] > 0 ? -rest : rest
      v[0] -= alpha
      let square = v.reduce(0) { $0 + $1 * $1 }
      if square > 0 {
        for k in j + 1...n {
          let product = zip(v, a[k][first...]).reduce(0) { $0 + $1.0 * $1.1 }
          let factor = 2 * product / square
          for i in v.indices { a[k][first + i] -= factor * v[i] }
        }
      }
      a[j][first] = alpha
      for i in first + 1..<max(rows, first + 1) { a[j][i] = 0 }
      kept.append(j)
    }
    self.kept = kept
    independence = least
    let columns = kept.map { a[$0] }
    triangle = Matrix(rows: kept.count, columns: kept.count) { i, j in i <= j ? columns[j][i] : 0 }
    effects = Array(a[n].prefix(kept.count))
  }

  private static func norm(_ x: ArraySlice<Double>) -> Double {
    let largest = x.reduce(0) { max($0, $1.magnitude) }
    guard largest > 0 else { return 0 }
    return largest * x.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }.squareRoot()
  }

  /// The solution of R b = c.
  var solution: [Double] { triangle.backSolved(effects) }

  /// The solution of RᵀR b = g.
  func solvedNormal(_ g: [Double]) -> [Double] { triangle.backSolved(triangle.forwardSolved(g)) }

  /// R⁻¹
  var inverse: Matrix {
    let n = triangle.rows
    var elements: [Double] = []
    for j in 0..<n { elements += triangle.backSolved((0..<n).map { $0 == j ? 1 : 0 }) }
    return Matrix(rows: n, columns: n, elements: elements)
  }
}

extension Matrix {
  /// The solution of R b = c for an upper triangular R.
  func backSolved(_ c: [Double]) -> [Double] {
    var b = c
    for j in stride(from: columns - 1, through: 0, by: -1) {
      b[j] /= elements[j + j * rows]
      for i in 0..<j { b[i] = b[i].addingProduct(-elements[i + j * rows], b[j]) }
    }
    return b
  }

  /// The solution of Rᵀ b = c for an upper triangular R.
  func forwardSolved(_ c: [Double]) -> [Double] {
    var b = c
    for j in 0..<columns {
      var sum = b[j]
      for i in 0..<j { sum = sum.addingProduct(-elements[i + j * rows], b[i]) }
      b[j] = sum / elements[j + j * rows]
    }
    return b
  }
}

import LinearAlgebra

// The dense algebra the array primitives stand on, in one place.

extension Tensor {
  /// The same elements as a matrix, a vector being one column.
  var asMatrix: Matrix {
    let (m, n) = shape.extent
    return Matrix(rows: m, columns: n, elements: elements)
  }
}

enum Dense {
  static func product(_ a: Matrix, _ b: Matrix) -> Matrix {
    let (m, k, n) = (a.rows, a.columns, b.columns)
    var result = [Double](repeating: 0, count: m * n)
    for j in 0..<n {
      for l in 0..<k {
        let scale = b.elements[l + j * k]
        for i in 0..<m { result[i + j * m] += a.elements[i + l * m] * scale }
      }
    }
    return Matrix(rows: m, columns: n, elements: result)
  }

  static func transposed(_ a: Matrix) -> Matrix {
    var result = Matrix(rows: a.columns, columns: a.rows)
    for i in 0..<a.rows { for j in 0..<a.columns { result[j, i] = a[i, j] } }
    return result
  }

  /// `P A = L U` by partial pivoting.
  struct Factors {
    var lu: Matrix
    var order: [Int]
    var determinant: Double
    var singular: Bool

    init(_ a: Matrix) {
      let n = a.rows
      (lu, order, determinant, singular) = (a, Array(0..<n), 1, false)
      for k in 0..<n {
        let pivot = (k..<n).max { lu[$0, k].magnitude < lu[$1, k].magnitude } ?? k
        if pivot != k {
          for j in 0..<n { (lu[k, j], lu[pivot, j]) = (lu[pivot, j], lu[k, j]) }
          order.swapAt(k, pivot)
          determinant = -determinant
        }
        determinant *= lu[k, k]
        guard lu[k, k] != 0 else {
          singular = true
          continue
        }
        for i in k + 1..<max(n, k + 1) {
          lu[i, k] /= lu[k, k]
          for j in k + 1..<n { lu[i, j] -= lu[i, k] * lu[k, j] }
        }
      }
    }

    /// The solution of `A X = B`, or nil when A is singular.
    func solve(_ b: Matrix) -> Matrix? {
      guard !singular else { return nil }
      let n = lu.rows
      var x = Matrix(rows: n, columns: b.columns)
      for j in 0..<b.columns {
        for i in 0..<n {
          var sum = b[order[i], j]
          for k in 0..<i { sum -= lu[i, k] * x[k, j] }
          x[i, j] = sum
        }
        for i in (0..<n).reversed() {
          var sum = x[i, j]
          for k in i + 1..<max(n, i + 1) { sum -= lu[i, k] * x[k, j] }
          x[i, j] = sum / lu[i, i]
        }
      }
      return x
    }
  }

  /// √Σx², scaled so that it neither overflows nor vanishes.
  static func norm(_ x: [Double]) -> Double {
    let largest = x.reduce(0) { $1.magnitude > $0 || $1.isNaN ? $1.magnitude : $0 }
    guard largest > 0, largest.isFinite else { return largest }
    return largest * x.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }.squareRoot()
  }
}

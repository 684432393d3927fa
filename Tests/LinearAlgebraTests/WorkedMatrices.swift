import Document
import LinearAlgebra
import Numerics

/// Matrices to be worked out by hand: small whole numbers, fractions, random ones, zeros where pivots are wanted, and
/// numbers of very different size.
enum WorkedMatrices {
  static func whole(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
    var stream = RandomStream(seed: seed, key: "whole")
    let elements = stream.normals(rows * columns).map { ($0 * 3).rounded() }
    return Matrix(rows: rows, columns: columns, elements: elements)
  }

  static func fractions(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
    var stream = RandomStream(seed: seed, key: "fractions")
    let elements = stream.normals(rows * columns).map { x in
      (x * 4).rounded() / Double(1 + (Int(x.magnitude * 1000) % 7))
    }
    return Matrix(rows: rows, columns: columns, elements: elements)
  }

  /// Rows scaled by 1, 10³, 10⁻³, 1 …
  static func scaled(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
    let a = randomMatrix(rows, columns, seed: seed)
    return Matrix(rows: rows, columns: columns) { i, j in a[i, j] * [1, 1e3, 1e-3][i % 3] }
  }

  /// Many zeros, also on the diagonal.
  static func sparse(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
    let a = whole(rows, columns, seed: seed)
    return Matrix(rows: rows, columns: columns) { i, j in (i + j + Int(seed)).isMultiple(of: 2) ? a[i, j] : 0 }
  }

  static func all(_ rows: Int, _ columns: Int, seeds: ClosedRange<UInt64> = 1...3) -> [Matrix] {
    seeds.flatMap { seed in
      [
        whole(rows, columns, seed: seed), fractions(rows, columns, seed: seed),
        randomMatrix(rows, columns, seed: seed), scaled(rows, columns, seed: seed),
        sparse(rows, columns, seed: seed),
      ]
    }
  }

  static let singular = [
    oneToNine, Matrix([[1, 2], [2, 4]]), Matrix([[0, 0], [0, 0]]), Matrix([[0, 1], [0, 2]]),
    Matrix([[1, 2, 3], [2, 4, 6], [3, 6, 9]]), magic4,
  ]
}

/// The size of the largest entry.
func largest<M: DenseMatrix>(_ a: M) -> Double { a.elements.map(\.modulus).max() ?? 0 }

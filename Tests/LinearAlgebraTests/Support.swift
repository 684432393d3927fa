import LinearAlgebra
import Numerics

/// Random matrices that are the same in every run.
func randomMatrix(_ rows: Int, _ columns: Int, seed: UInt64 = 1) -> Matrix {
  var stream = RandomStream(seed: seed, key: "\(rows)×\(columns)")
  return Matrix(rows: rows, columns: columns, elements: stream.normals(rows * columns))
}

func randomComplex(_ rows: Int, _ columns: Int, seed: UInt64 = 1) -> ComplexMatrix {
  let (re, im) = (randomMatrix(rows, columns, seed: seed), randomMatrix(rows, columns, seed: seed + 1000))
  return ComplexMatrix(
    rows: rows, columns: columns, elements: zip(re.elements, im.elements).map { Complex($0, $1) })
}

/// The largest difference of two entries, infinite for different shapes.
func distance<M: DenseMatrix>(_ a: M, _ b: M) -> Double {
  guard a.rows == b.rows, a.columns == b.columns else { return .infinity }
  return zip(a.elements, b.elements).map { ($0 - $1).modulus }.reduce(0) { $1 > $0 || $1.isNaN ? $1 : $0 }
}

func distance<V: DenseVector>(_ a: V, _ b: V) -> Double {
  guard a.elements.count == b.elements.count else { return .infinity }
  return zip(a.elements, b.elements).map { ($0 - $1).modulus }.reduce(0) { $1 > $0 || $1.isNaN ? $1 : $0 }
}

/// |got − expected| ≤ absolute + relative·|expected|, entry by entry.
func close(_ got: [Double], _ expected: [Double], relative: Double = 0, absolute: Double = 0) -> Bool {
  got.count == expected.count
    && zip(got, expected).allSatisfy { ($0 - $1).magnitude <= absolute + relative * $1.magnitude }
}

func close(_ got: Matrix, _ expected: Matrix, relative: Double = 0, absolute: Double = 0) -> Bool {
  got.rows == expected.rows && close(got.elements, expected.elements, relative: relative, absolute: absolute)
}

/// Shapes a factorisation must survive: empty, 1×1, square, tall, wide, larger than a block of LAPACK.
let shapes = [(0, 0), (0, 3), (3, 0), (1, 1), (1, 4), (4, 1), (3, 3), (7, 4), (4, 7), (40, 40), (70, 33), (33, 70)]
let sides = [0, 1, 2, 3, 5, 17, 40]

let oneToNine = Matrix([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
/// 360360 × Hilbert's matrix of order 8, whose entries are integers.
let scaledHilbert = Matrix(rows: 8, columns: 8) { i, j in 360_360 / Double(i + j + 1) }
let magic4 = Matrix([[16, 2, 3, 13], [5, 11, 10, 8], [9, 7, 6, 12], [4, 14, 15, 1]])
let lauchli = Matrix([[1, 1], [1e-9, 0], [0, 1e-9]])

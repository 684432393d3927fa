import COpenBLAS
import Numerics

/// A V = V diag(values) for a symmetric (Hermitian) matrix: real eigenvalues, descending, and orthonormal vectors whose
/// largest component is positive.
///
/// - Source: Golub & Van Loan 4e, §8.4; LAPACK `syevd`, `heevd`.
public struct SymmetricEigen<M: DenseMatrix>: Hashable, Sendable {
  public let values: Vector
  public let vectors: M

  /// Reads the lower triangle only.
  /// - Throws: `.notSquare`, `.notFinite`, `.notConverged`, `.tooLarge`.
  @specialized(where M == Matrix)
  @specialized(where M == ComplexMatrix)
  public init(_ a: M) throws(MathError) {
    let (values, vectors) = try Self.decompose(a, job: "V")
    let n = a.rows
    self.values = Vector(values.reversed())
    var sorted = M(rows: n, columns: n) { i, j in vectors[i + (n - 1 - j) * n] }
    for j in 0..<n { sorted.scaleColumn(j, by: sorted.orientation(ofColumn: j)) }
    self.vectors = sorted
  }

  /// The eigenvalues alone, descending.
  @specialized(where M == Matrix)
  @specialized(where M == ComplexMatrix)
  public static func values(_ a: M) throws(MathError) -> Vector {
    Vector(try decompose(a, job: "N").values.reversed())
  }

  private static func decompose(
    _ a: M, job: Unicode.Scalar
  ) throws(MathError) -> (values: [Double], vectors: [M.Entry]) {
    let n = try a.side()
    try a.requireFinite()
    var elements = a.elements
    var values = [Double](repeating: 0, count: n)
    if n > 0 {
      let info = write(&elements) { nabla_syevd(M.Entry.z, Lapack.letter(job), Int32(n), $0, &values) }
      try Lapack.check(info, "the symmetric eigenvalue iteration", a.shape, converges: true)
    }
    return (values, elements)
  }
}

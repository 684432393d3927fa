import COpenBLAS
import Numerics

/// A = Q T Qᴴ with Q orthogonal (unitary). T is upper triangular; for a real matrix with complex eigenvalues it is
/// quasi-triangular, each pair a 2×2 block on the diagonal.
///
/// - Source: Golub & Van Loan 4e, §7.4–7.5; LAPACK `gees`.
public struct Schur<M: DenseMatrix>: Hashable, Sendable {
  public let vectors: M
  public let triangle: M

  /// - Throws: `.notSquare`, `.notFinite`, `.notConverged`, `.tooLarge`.
  @specialized(where M == Matrix)
  @specialized(where M == ComplexMatrix)
  public init(_ a: M) throws(MathError) {
    let n = try a.side()
    try a.requireFinite()
    var t = a.elements
    var q = [M.Entry](repeating: 0, count: n * n)
    if n > 0 {
      let info = write(&t, &q) { nabla_gees(M.Entry.z, Int32(n), $0, $1) }
      try Lapack.check(info, "the QR iteration", a.shape, converges: true)
    }
    vectors = M(rows: n, columns: n, elements: q)
    triangle = M(rows: n, columns: n, elements: t)
  }
}

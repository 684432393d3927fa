import COpenBLAS
import Numerics

/// A = L Lᴴ for a symmetric (Hermitian) positive definite matrix.
///
/// - Source: Golub & Van Loan 4e, §4.2; LAPACK `potrf`.
public struct Cholesky<M: DenseMatrix>: Hashable, Sendable {
  /// The lower triangle L.
  public let lower: M
  private let oneNorm: Double

  /// - Throws: `.notSquare`, `.notFinite`, `.notSymmetric`, `.notPositiveDefinite`, `.tooLarge`.
  @specialized(where M == Matrix)
  @specialized(where M == ComplexMatrix)
  public init(_ a: M) throws(MathError) {
    let n = try a.side()
    try a.requireFinite()
    if let (row, column) = a.asymmetry { throw .notSymmetric(row: row + 1, column: column + 1) }
    oneNorm = M.Entry.largestColumn(a.elements, rows: a.rows)
    var elements = a.elements
    if n > 0 {
      let info = write(&elements) { nabla_potrf(M.Entry.z, Int32(n), $0) }
      if info > 0 { throw .notPositiveDefinite(pivot: Int(info)) }
      try Lapack.check(info, "Cholesky", a.shape)
    }
    for j in stride(from: 1, to: n, by: 1) {
      for i in j * n..<j * n + j { elements[i] = 0 }
    }
    lower = M(rows: n, columns: n, elements: elements)
  }

  var reciprocalCondition: Double {
    @specialized(where M == Matrix)
    @specialized(where M == ComplexMatrix)
    get {
      guard lower.rows > 0 else { return 1 }
      var result = 0.0
      let n = Int32(lower.rows)
      let info = read(lower.elements) { nabla_pocon(M.Entry.z, n, $0, oneNorm, &result) }
      return info == 0 ? result : 0
    }
  }

  func solve(_ b: M) throws(MathError) -> M {
    var x = b.elements
    try Lapack.check(
      read(lower.elements) { factor in
        write(&x) { nabla_potrs(M.Entry.z, Int32(lower.rows), Int32(b.columns), factor, $0) }
      }, "Cholesky", lower.shape)
    return M(rows: b.rows, columns: b.columns, elements: x)
  }
}

import COpenBLAS
import Numerics

/// A = Q R by Householder reflections, as LAPACK and NumPy give it: R's diagonal may be negative.
///
/// - Source: Golub & Van Loan 4e, §5.2; LAPACK `geqrf`, `orgqr`.
public struct QR<M: DenseMatrix>: Hashable, Sendable {
  private let packed: M
  private let scalars: [M.Entry]

  /// - Throws: `.notFinite`, `.tooLarge`.
  @specialized(where M == Matrix)
  @specialized(where M == ComplexMatrix)
  public init(_ a: M) throws(MathError) {
    try a.requireFinite()
    var elements = a.elements
    var scalars = [M.Entry](repeating: 0, count: min(a.rows, a.columns))
    if !elements.isEmpty {
      try Lapack.check(
        write(&elements, &scalars) { nabla_geqrf(M.Entry.z, Int32(a.rows), Int32(a.columns), $0, $1) }, "QR", a.shape)
    }
    packed = M(rows: a.rows, columns: a.columns, elements: elements)
    self.scalars = scalars
  }

  /// The upper triangle, min(m, n) × n.
  public var upper: M {
    @specialized(where M == Matrix)
    @specialized(where M == ComplexMatrix)
    get {
      M(rows: scalars.count, columns: packed.columns) { i, j in i > j ? 0 : packed.elements[i + j * packed.rows] }
    }
  }

  /// The first min(m, n) orthonormal columns (thin Q).
  /// - Throws: `.tooLarge` when LAPACK finds no workspace.
  @specialized(where M == Matrix)
  @specialized(where M == ComplexMatrix)
  public func orthonormal() throws(MathError) -> M { try columns(scalars.count) }

  private func columns(_ count: Int) throws(MathError) -> M {
    let (m, k) = (packed.rows, scalars.count)
    var elements = Array(packed.elements.prefix(m * k))
    elements += Array(repeating: 0, count: m * (count - k))
    guard !elements.isEmpty else { return M(rows: m, columns: count, elements: elements) }
    if k == 0 { return M.identity(m) }
    try Lapack.check(
      read(scalars) { scalars in
        write(&elements) { nabla_orgqr(M.Entry.z, Int32(m), Int32(count), Int32(k), $0, scalars) }
      }, "QR", packed.shape)
    return M(rows: m, columns: count, elements: elements)
  }

  /// An estimate of 1/κ₁ of R, for m ≥ n.
  var reciprocalCondition: Double {
    @specialized(where M == Matrix)
    @specialized(where M == ComplexMatrix)
    get {
      let n = packed.columns
      guard n > 0 else { return 1 }
      var result = 0.0
      let info = read(packed.elements) { nabla_trcon(M.Entry.z, Int32(n), $0, Int32(packed.rows), &result) }
      return info == 0 ? result : 0
    }
  }

  /// The least-squares solution for m ≥ n and full rank.
  func solve(_ b: M) throws(MathError) -> M {
    let (m, n) = (Int32(packed.rows), Int32(packed.columns))
    var x = b.elements
    let z = M.Entry.z
    let width = Int32(b.columns)
    let info = read(packed.elements, scalars) { qr, scalars in
      write(&x) { x in
        let rotated = nabla_ormqr(z, m, width, n, qr, scalars, x)
        return rotated == 0 ? nabla_trtrs(z, n, width, qr, m, x, m) : rotated
      }
    }
    if info > 0 { throw .singular(pivot: Int(info)) }
    try Lapack.check(info, "QR", packed.shape)
    return M(rows: b.rows, columns: b.columns, elements: x).firstRows(packed.columns)
  }
}

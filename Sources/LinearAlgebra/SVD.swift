import COpenBLAS
import Numerics

/// A = U diag(S) Vᴴ, thin, with descending singular values. The largest component of each column of V is positive.
///
/// - Source: Golub & Van Loan 4e, §8.6; LAPACK `gesdd`.
public struct SVD<M: DenseMatrix>: Hashable, Sendable {
  /// m × min(m, n), orthonormal columns.
  public let left: M
  /// Descending.
  public let values: Vector
  /// n × min(m, n), orthonormal columns.
  public let right: M

  /// - Throws: `.notFinite`, `.notConverged`, `.tooLarge`.
  @specialized(where M == Matrix)
  @specialized(where M == ComplexMatrix)
  public init(_ a: M) throws(MathError) { try self.init(a, job: "S") }

  /// With all of U and V: m × m and n × n.
  @specialized(where M == Matrix)
  @specialized(where M == ComplexMatrix)
  public static func full(_ a: M) throws(MathError) -> SVD { try SVD(a, job: "A") }

  /// The singular values alone.
  @specialized(where M == Matrix)
  @specialized(where M == ComplexMatrix)
  public static func values(_ a: M) throws(MathError) -> Vector { try SVD(a, job: "N").values }

  private init(_ a: M, job: Unicode.Scalar) throws(MathError) {
    try a.requireFinite()
    let (m, n) = (a.rows, a.columns)
    let small = min(m, n)
    let (leftColumns, rightRows) = job == "A" ? (m, n) : job == "S" ? (small, small) : (0, 0)
    let width = MemoryLayout<M.Entry>.stride
    let leftCount = try MemoryBudget.standard.count(rows: m, columns: leftColumns, bytesEach: width)
    let rightCount = try MemoryBudget.standard.count(rows: rightRows, columns: n, bytesEach: width)
    guard small > 0 else {
      values = Vector([])
      left = M(rows: m, columns: leftColumns) { $0 == $1 ? 1 : 0 }
      right = M(rows: n, columns: rightRows) { $0 == $1 ? 1 : 0 }
      return
    }
    var copy = a.elements
    var s = [Double](repeating: 0, count: small)
    var u = [M.Entry](repeating: 0, count: max(1, leftCount))
    var vt = [M.Entry](repeating: 0, count: max(1, rightCount))
    let info = write(&copy) { copy in
      write(&u, &vt) { u, vt in
        nabla_gesdd(
          M.Entry.z, Lapack.letter(job), Int32(m), Int32(n), copy, &s, u, Int32(m), vt, Int32(max(1, rightRows)))
      }
    }
    try Lapack.check(info, "the singular value decomposition", a.shape, converges: true)
    values = Vector(s)
    guard job != "N" else {
      left = M(rows: m, columns: 0, elements: [])
      right = M(rows: n, columns: 0, elements: [])
      return
    }
    var v = M(rows: rightRows, columns: n, elements: vt).adjoint()
    var left = M(rows: m, columns: leftColumns, elements: u)
    for j in 0..<v.columns {
      let turn = v.orientation(ofColumn: j)
      v.scaleColumn(j, by: turn)
      if j < small { left.scaleColumn(j, by: turn) }
    }
    self.left = left
    right = v
  }
}

extension DenseMatrix {
  /// The unit factor that makes the largest component of a column real and positive. Among components of equal size,
  /// as in [0.7, −0.7], it is the last, so that rounding does not choose.
  func orientation(ofColumn j: Int) -> Entry {
    let column = elements[j * rows..<(j + 1) * rows]
    guard let top = column.map(\.modulus).max(), top > 0,
      let largest = column.last(where: { $0.modulus >= top * (1 - 1e-10) })
    else { return 1 }
    if !Entry.isComplex { return largest.realPart < 0 ? -1 : 1 }
    return largest.conjugated / Entry(real: largest.modulus)
  }

  mutating func scaleColumn(_ j: Int, by factor: Entry) {
    guard factor != 1 else { return }
    for i in j * rows..<(j + 1) * rows { elements[i] = elements[i] * factor }
  }
}

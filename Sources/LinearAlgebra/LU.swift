import COpenBLAS
import Numerics

/// P A = L U with partial pivoting, for a matrix of any shape. Making it never meets a singular matrix; `singularPivot`
/// tells whether U has a zero on its diagonal.
///
/// - Source: Golub & Van Loan 4e, §3.4; LAPACK `getrf`.
public struct LU<M: DenseMatrix>: Hashable, Sendable {
  /// L below the diagonal (its ones left out) and U on and above it.
  private let packed: M
  /// Row i was exchanged with row `exchanges[i]`, counted from 1.
  private let exchanges: [Int32]
  private let oneNorm: Double

  /// - Throws: `.notFinite`, `.tooLarge`.
  @specialized(where M == Matrix)
  @specialized(where M == ComplexMatrix)
  public init(_ a: M) throws(MathError) {
    try a.requireFinite()
    oneNorm = M.Entry.largestColumn(a.elements, rows: a.rows)
    var elements = a.elements
    var exchanges = [Int32](repeating: 0, count: min(a.rows, a.columns))
    if !elements.isEmpty {
      try Lapack.check(
        write(&elements) { nabla_getrf(M.Entry.z, Int32(a.rows), Int32(a.columns), $0, &exchanges) }, "LU", a.shape)
    }
    packed = M(rows: a.rows, columns: a.columns, elements: elements)
    self.exchanges = exchanges
  }

  /// The unit lower triangle, m × min(m, n).
  public var lower: M {
    @specialized(where M == Matrix)
    @specialized(where M == ComplexMatrix)
    get {
      M(rows: packed.rows, columns: exchanges.count) { i, j in
        i > j ? packed.elements[i + j * packed.rows] : i == j ? 1 : 0
      }
    }
  }

  /// The upper triangle, min(m, n) × n.
  public var upper: M {
    @specialized(where M == Matrix)
    @specialized(where M == ComplexMatrix)
    get {
      M(rows: exchanges.count, columns: packed.columns) { i, j in i > j ? 0 : packed.elements[i + j * packed.rows] }
    }
  }

  /// Row i of P A is row `order[i]` of A, counted from 0.
  public var order: [Int] {
    @specialized(where M == Matrix)
    @specialized(where M == ComplexMatrix)
    get {
      var order = Array(0..<packed.rows)
      for (i, other) in exchanges.enumerated() { order.swapAt(i, Int(other) - 1) }
      return order
    }
  }

  /// The permutation P as a matrix.
  public var permutation: M {
    @specialized(where M == Matrix)
    @specialized(where M == ComplexMatrix)
    get {
      let order = self.order
      return M(rows: order.count, columns: order.count) { i, j in order[i] == j ? 1 : 0 }
    }
  }

  /// The first column (from 1) whose pivot is exactly zero.
  public var singularPivot: Int? {
    @specialized(where M == Matrix)
    @specialized(where M == ComplexMatrix)
    get {
      exchanges.indices.first { packed.elements[$0 + $0 * packed.rows] == 0 }.map { $0 + 1 }
    }
  }

  /// The determinant of a square matrix: the product of the pivots, which cannot overflow on the way to a finite value.
  var determinant: M.Entry {
    @specialized(where M == Matrix)
    @specialized(where M == ComplexMatrix)
    get {
      var sign: M.Entry = 1
      for (i, other) in exchanges.enumerated() where Int(other) != i + 1 { sign = -sign }
      let pivots = exchanges.indices.map { packed.elements[$0 + $0 * packed.rows] }
      return pivots.balancedProduct * sign
    }
  }

  /// An estimate of 1/κ₁, 0 when exactly singular.
  var reciprocalCondition: Double {
    @specialized(where M == Matrix)
    @specialized(where M == ComplexMatrix)
    get {
      var result = 0.0
      guard !exchanges.isEmpty else { return 1 }
      guard singularPivot == nil else { return 0 }
      let n = Int32(packed.rows)
      let info = read(packed.elements) { nabla_gecon(M.Entry.z, n, $0, oneNorm, &result) }
      return info == 0 ? result : 0
    }
  }

  /// Solves with a square, non-singular factorisation.
  func solve(_ b: M) throws(MathError) -> M {
    var x = b.elements
    let n = Int32(packed.rows)
    try Lapack.check(
      read(packed.elements) { lu in
        write(&x) { nabla_getrs(M.Entry.z, n, Int32(b.columns), lu, exchanges, $0) }
      }, "LU", packed.shape)
    return M(rows: b.rows, columns: b.columns, elements: x)
  }

  func inverse() throws(MathError) -> M {
    var x = packed.elements
    let info = write(&x) { nabla_getri(M.Entry.z, Int32(packed.rows), $0, exchanges) }
    if info > 0 { throw .singular(pivot: Int(info)) }
    try Lapack.check(info, "inverse", packed.shape)
    return M(rows: packed.rows, columns: packed.columns, elements: x)
  }
}

extension Array where Element: Scalar {
  /// The product, taking large and small factors in turn so that no partial product leaves the range early.
  var balancedProduct: Element {
    var (large, small) = (filter { $0.modulus >= 1 }, filter { !($0.modulus >= 1) })
    var product: Element = 1
    while let next = product.modulus >= 1 ? small.popLast() ?? large.popLast() : large.popLast() ?? small.popLast() {
      product = product * next
    }
    return product
  }
}

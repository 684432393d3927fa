import COpenBLAS
import Numerics

/// A solution of A x = b, and how far to trust it.
public struct Solution<X: Hashable & Sendable>: Hashable, Sendable {
  public let value: X
  /// 1/κ: the fraction of A's size by which A must change to become singular. Near 2⁻⁵³ no digit is certain.
  public let reciprocalCondition: Double
  /// The numerical rank, less than full where the minimum-norm solution was chosen among many.
  public let rank: Int
  /// The rank A would have if nothing were dependent.
  public let fullRank: Int

  /// How many significant digits to expect: log₁₀ κ of the sixteen are lost.
  public var digits: Int {
    guard reciprocalCondition > 0 else { return 0 }
    return max(0, Int((15.95 + Double.log10(reciprocalCondition)).rounded(.down)))
  }

  fileprivate func map<Y>(_ f: (X) -> Y) -> Solution<Y> {
    Solution<Y>(value: f(value), reciprocalCondition: reciprocalCondition, rank: rank, fullRank: fullRank)
  }
}

extension DenseMatrix {
  /// A \ B: square by Cholesky or LU, tall by QR least squares, wide or rank-deficient by minimum norm.
  /// - Throws: `.shape(.solve)`, `.notFinite`, `.singular` and `.overflow` for a square A, `.tooLarge`.
  @specialized(where Self == Matrix)
  @specialized(where Self == ComplexMatrix)
  public func solve(_ b: Self) throws(MathError) -> Solution<Self> {
    guard rows == b.rows else { throw .shape(.solve(shape, b.shape)) }
    try b.requireFinite()
    return rows == columns ? try solveSquare(b) : try leastSquares(b)
  }

  @specialized(where Self == Matrix)
  @specialized(where Self == ComplexMatrix)
  public func solve(_ b: Column) throws(MathError) -> Solution<Column> {
    guard rows == b.elements.count else { throw .shape(.solve(shape, b.shape)) }
    return try solve(b.column(as: Self.self)).map { Column($0.elements) }
  }

  /// The x of least norm among those that minimise ‖A x − b‖, for any shape and rank.
  /// - Throws: `.shape(.solve)`, `.notFinite`, `.notConverged`, `.tooLarge`.
  @specialized(where Self == Matrix)
  @specialized(where Self == ComplexMatrix)
  public func leastSquares(_ b: Self) throws(MathError) -> Solution<Self> {
    guard rows == b.rows else { throw .shape(.solve(shape, b.shape)) }
    try b.requireFinite()
    if rows >= columns, columns > 0 {
      let qr = try QR(self)
      let condition = qr.reciprocalCondition
      if condition > Double.ulpOfOne * Double(max(rows, columns)) {
        let x = try qr.solve(b)
        return Solution(value: x, reciprocalCondition: condition, rank: columns, fullRank: columns)
      }
    }
    return try minimumNorm(b)
  }

  @specialized(where Self == Matrix)
  @specialized(where Self == ComplexMatrix)
  public func leastSquares(_ b: Column) throws(MathError) -> Solution<Column> {
    guard rows == b.elements.count else { throw .shape(.solve(shape, b.shape)) }
    return try leastSquares(b.column(as: Self.self)).map { Column($0.elements) }
  }

  /// A / B, which is A B⁻¹ found by solving.
  /// - Throws: `.shape(.quotient)`, `.singularDivisor`, and as `solve`.
  @specialized(where Self == Matrix)
  @specialized(where Self == ComplexMatrix)
  public func dividedFromRight(by b: Self) throws(MathError) -> Solution<Self> {
    guard columns == b.columns else { throw .shape(.quotient(shape, b.shape)) }
    do {
      return try b.adjoint().solve(adjoint()).map { $0.adjoint() }
    } catch .singular(let pivot) {
      throw .singularDivisor(row: pivot)
    }
  }

  private func solveSquare(_ b: Self) throws(MathError) -> Solution<Self> {
    if isHermitian, (0..<rows).allSatisfy({ elements[$0 + $0 * rows].realPart > 0 }), let factor = try? Cholesky(self) {
      let condition = factor.reciprocalCondition
      try requireRegular(condition)
      let x = try factor.solve(b).requiringFinite("the solution")
      return Solution(value: x, reciprocalCondition: condition, rank: rows, fullRank: rows)
    }
    let lu = try LU(self)
    if let pivot = lu.singularPivot { throw .singular(pivot: pivot) }
    let condition = lu.reciprocalCondition
    try requireRegular(condition)
    let x = try lu.solve(b).requiringFinite("the solution")
    return Solution(value: x, reciprocalCondition: condition, rank: rows, fullRank: rows)
  }

  private func minimumNorm(_ b: Self) throws(MathError) -> Solution<Self> {
    try requireFinite()
    let (m, n, small) = (rows, columns, min(rows, columns))
    guard small > 0, b.columns > 0 else {
      let none = Self(rows: n, columns: b.columns) { _, _ in 0 }
      return Solution(value: none, reciprocalCondition: 1, rank: 0, fullRank: small)
    }
    let tall = max(m, n)
    var a = elements
    var x = Self(rows: tall, columns: b.columns) { i, j in i < m ? b.elements[i + j * m] : 0 }
    var s = [Double](repeating: 0, count: small)
    var rank: Int32 = 0
    let cut = Double.ulpOfOne * Double(tall)
    let info = write(&a, &x.elements) {
      nabla_gelsd(Entry.z, Int32(m), Int32(n), Int32(b.columns), $0, $1, &s, cut, &rank)
    }
    try Lapack.check(info, "least squares", shape, converges: true)
    let kept = Int(rank)
    return Solution(
      value: x.firstRows(n), reciprocalCondition: kept > 0 ? s[kept - 1] / s[0] : 1, rank: kept, fullRank: small)
  }

  /// Rounding can hide a zero pivot as 1e-16; where the entries are integers, exact elimination still finds it.
  func requireRegular(_ reciprocalCondition: Double) throws(MathError) {
    guard reciprocalCondition < 1e-12, let exact = Elimination(self) else { return }
    if let pivot = exact.firstDependentColumn { throw .singular(pivot: pivot + 1) }
  }
}

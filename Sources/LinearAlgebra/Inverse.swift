import Numerics

extension DenseMatrix {
  /// The determinant; exact for integers whose minors fit into 127 bits, else by LU. 1 for the empty matrix.
  /// - Throws: `.notSquare`, `.notFinite`, `.tooLarge`.
  @specialized(where Self == Matrix)
  @specialized(where Self == ComplexMatrix)
  public func determinant() throws(MathError) -> Entry {
    _ = try side()
    if let exact = Elimination(self) { return Entry(real: exact.determinant) }
    return try LU(self).determinant
  }

  /// - Throws: `.notInvertible`, `.singular`, `.overflow`, `.notFinite`, `.tooLarge`.
  @specialized(where Self == Matrix)
  @specialized(where Self == ComplexMatrix)
  public func inverse() throws(MathError) -> Self { try conditionedInverse().value }

  /// The inverse with its condition.
  @specialized(where Self == Matrix)
  @specialized(where Self == ComplexMatrix)
  public func conditionedInverse() throws(MathError) -> Solution<Self> {
    guard rows == columns else { throw .notInvertible(shape) }
    let n = rows
    let lu = try LU(self)
    if let pivot = lu.singularPivot { throw .singular(pivot: pivot) }
    let condition = lu.reciprocalCondition
    try requireRegular(condition)
    // LAPACK leaves −0 beside the diagonal; adding 0 turns it into 0.
    let value = n == 0 ? self : try lu.inverse().map { $0 + 0 }.requiringFinite("the inverse")
    return Solution(value: value, reciprocalCondition: condition, rank: n, fullRank: n)
  }

  /// The Moore–Penrose inverse; singular values below max(m, n) ε σ₁ count as zero.
  /// - Throws: `.notFinite`, `.notConverged`, `.tooLarge`.
  @specialized(where Self == Matrix)
  @specialized(where Self == ComplexMatrix)
  public func pseudoInverse() throws(MathError) -> Self {
    let svd = try SVD(self)
    let rank = numericalRank(svd.values)
    var scaled = svd.right.firstColumns(rank)
    for j in 0..<rank { scaled.scaleColumn(j, by: Entry(real: 1 / svd.values[j])) }
    return try scaled * svd.left.firstColumns(rank).adjoint()
  }

  /// κ in the given norm, infinite for a singular matrix; in the 2-norm for any shape.
  /// - Throws: `.notSquare` for norms other than 2, `.notFinite`, `.notConverged`.
  @specialized(where Self == Matrix)
  @specialized(where Self == ComplexMatrix)
  public func condition(_ kind: MatrixNorm = .two) throws(MathError) -> Double {
    if kind == .two {
      let s = try SVD.values(self).elements
      guard let first = s.first, let last = s.last else { return 0 }
      if let exact = Elimination(self), exact.rank < s.count { return .infinity }
      return last == 0 ? .infinity : first / last
    }
    _ = try side()
    do {
      return try norm(kind) * inverse().norm(kind)
    } catch .singular {
      return .infinity
    }
  }

  func numericalRank(_ s: Vector) -> Int {
    guard let top = s.elements.first else { return 0 }
    let cut = top * Double.ulpOfOne * Double(max(rows, columns))
    return s.elements.prefix { $0 > cut }.count
  }
}

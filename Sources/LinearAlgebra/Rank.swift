import Numerics

extension DenseMatrix {
  /// The rank; exact for small integers, else the number of singular values above max(m, n) ε σ₁.
  /// - Throws: `.notFinite`, `.notConverged`, `.tooLarge`.
  @specialized(where Self == Matrix)
  @specialized(where Self == ComplexMatrix)
  public func rank() throws(MathError) -> Int {
    if let exact = Elimination(self) { return exact.rank }
    return numericalRank(try SVD.values(self))
  }

  /// An orthonormal basis of {x : A x = 0}, one vector a column.
  /// - Throws: `.notFinite`, `.notConverged`, `.tooLarge`.
  @specialized(where Self == Matrix)
  @specialized(where Self == ComplexMatrix)
  public func nullSpace() throws(MathError) -> Self {
    let svd = try SVD.full(self)
    let rank = numericalRank(svd.values)
    return Self(
      rows: columns, columns: columns - rank, elements: Array(svd.right.elements.dropFirst(columns * rank)))
  }

  /// An orthonormal basis of {A x}, one vector a column.
  /// - Throws: `.notFinite`, `.notConverged`, `.tooLarge`.
  @specialized(where Self == Matrix)
  @specialized(where Self == ComplexMatrix)
  public func columnSpace() throws(MathError) -> Self {
    let svd = try SVD(self)
    return svd.left.firstColumns(numericalRank(svd.values))
  }

  /// The reduced row echelon form; exact for small integers, else with partial pivoting, where a pivot below
  /// max(m, n) ε ‖A‖∞ counts as zero.
  /// - Throws: `.notFinite`, `.tooLarge`.
  @specialized(where Self == Matrix)
  @specialized(where Self == ComplexMatrix)
  public func reducedRowEchelon() throws(MathError) -> Self {
    if let exact = Elimination(self) { return exact.reduced(as: Self.self) }
    try requireFinite()
    var a = self
    let cut = Double.ulpOfOne * Double(max(rows, columns)) * transposed().oneNorm
    var row = 0
    for column in 0..<columns where row < rows {
      let sizes = (row..<rows).map { a.elements[$0 + column * rows].modulus }
      guard let top = sizes.max(), top > cut, let best = sizes.firstIndex(of: top) else {
        for i in row..<rows { a.elements[i + column * rows] = 0 }
        continue
      }
      a.eliminate(row: row, pivotRow: row + best, column: column)
      row += 1
    }
    return a
  }

  private mutating func eliminate(row: Int, pivotRow: Int, column: Int) {
    for j in 0..<columns { elements.swapAt(row + j * rows, pivotRow + j * rows) }
    let pivot = elements[row + column * rows]
    for j in column..<columns { elements[row + j * rows] = elements[row + j * rows] / pivot }
    for i in 0..<rows where i != row {
      let factor = elements[i + column * rows]
      if factor == 0 { continue }
      for j in column..<columns { elements[i + j * rows] -= factor * elements[row + j * rows] }
      elements[i + column * rows] = 0
    }
  }
}

import Numerics

extension DenseVector {
  /// The point of the line through `onto` that is nearest to x.
  /// - Throws: `.shape(.dot)`, `.domain` for a zero vector.
  @specialized(where Self == Vector)
  @specialized(where Self == ComplexVector)
  public func projected(onto direction: Self) throws(MathError) -> Self {
    guard elements.count == direction.elements.count else { throw .shape(.dot(shape, direction.shape)) }
    let length = direction.norm
    guard length > 0 else { throw .domain(function: "project", value: length) }
    let unit = direction / Entry(real: length)
    return unit * (try unit.dot(self))
  }

  /// The point of the column space of `basis` that is nearest to x, whatever the rank.
  /// - Throws: `.shape(.solve)`, `.notFinite`, `.notConverged`, `.tooLarge`.
  public func projected<M: DenseMatrix>(ontoColumnsOf basis: M) throws(MathError) -> Self where M.Column == Self {
    guard elements.count == basis.rows else { throw .shape(.solve(basis.shape, shape)) }
    let q = try basis.columnSpace()
    return try q * (q.adjoint() * self)
  }
}

extension DenseMatrix {
  /// Orthonormal columns that span, for each k, what the first k columns span.
  ///
  /// Modified Gram–Schmidt, twice: once leaves errors as large as the condition number.
  /// - Throws: `.dependent` at the first column that the ones before it span; `.notFinite`.
  /// - Source: Giraud, Langou & Rozložník 2005.
  @specialized(where Self == Matrix)
  @specialized(where Self == ComplexMatrix)
  public func gramSchmidt() throws(MathError) -> Self {
    try requireFinite()
    var basis: [Column] = []
    for j in 0..<columns {
      var v = column(j)
      let before = v.norm
      for _ in 0..<2 {
        for q in basis {
          let part = try q.dot(v)
          v = try v.zipped(q) { $0 - part * $1 }
        }
      }
      let after = v.norm
      guard after > before * Double.ulpOfOne * Double(max(rows, columns)), after > 0 else {
        throw .dependent(column: j + 1)
      }
      basis.append(v / Entry(real: after))
    }
    return Self(rows: rows, columns: columns, elements: basis.flatMap(\.elements))
  }
}

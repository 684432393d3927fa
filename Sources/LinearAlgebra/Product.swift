import Numerics

extension DenseVector {
  /// Σ conj(xᵢ) yᵢ, in twice the working precision.
  /// - Throws: `.shape(.dot)` unless both have equally many elements.
  @specialized(where Self == Vector)
  @specialized(where Self == ComplexVector)
  public func dot(_ other: Self) throws(MathError) -> Entry {
    guard elements.count == other.elements.count else { throw .shape(.dot(shape, other.shape)) }
    return Entry.dot(elements, other.elements)
  }

  /// The cross product of two vectors of three elements.
  @specialized(where Self == Vector)
  @specialized(where Self == ComplexVector)
  public func cross(_ other: Self) throws(MathError) -> Self {
    guard elements.count == 3, other.elements.count == 3 else { throw .shape(.cross(shape, other.shape)) }
    let (u, v) = (elements, other.elements)
    return Self([u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]])
  }

  /// The matrix x yᴴ.
  public func outer<M: DenseMatrix>(_ other: Self, as type: M.Type) throws(MathError) -> M where M.Column == Self {
    let (m, n) = (elements.count, other.elements.count)
    try MemoryBudget.standard.count(rows: m, columns: n, bytesEach: MemoryLayout<Entry>.stride)
    let (x, y) = (elements, other.elements)
    return M(rows: m, columns: n) { i, j in x[i] * y[j].conjugated }
  }
}

extension Vector {
  public func outer(_ other: Vector) throws(MathError) -> Matrix { try outer(other, as: Matrix.self) }
}

extension ComplexVector {
  public func outer(_ other: ComplexVector) throws(MathError) -> ComplexMatrix {
    try outer(other, as: ComplexMatrix.self)
  }
}

extension DenseMatrix {
  /// The matrix product.
  /// - Throws: `.shape(.product)` unless the columns of `a` are as many as the rows of `b`; `.tooLarge`.
  @specialized(where Self == Matrix)
  @specialized(where Self == ComplexMatrix)
  public static func * (a: Self, b: Self) throws(MathError) -> Self {
    guard a.columns == b.rows else { throw .shape(.product(a.shape, b.shape)) }
    try MemoryBudget.standard.count(rows: a.rows, columns: b.columns, bytesEach: MemoryLayout<Entry>.stride)
    return Self(
      rows: a.rows, columns: b.columns,
      elements: Entry.multiply(a.elements, b.elements, rows: a.rows, inner: a.columns, columns: b.columns))
  }

  /// The matrix times a column; always a vector, also for a matrix of one row.
  @specialized(where Self == Matrix)
  @specialized(where Self == ComplexMatrix)
  public static func * (a: Self, b: Column) throws(MathError) -> Column {
    guard a.columns == b.elements.count else { throw .shape(.product(a.shape, b.shape)) }
    return Column(Entry.multiply(a.elements, b.elements, rows: a.rows, inner: a.columns, columns: 1))
  }

  @specialized(where Self == Matrix)
  @specialized(where Self == ComplexMatrix)
  public func transposed() -> Self {
    let (m, x) = (rows, elements)
    return Self(rows: columns, columns: rows) { i, j in x[j + i * m] }
  }

  /// The conjugate transpose; the transpose of a real matrix.
  @specialized(where Self == Matrix)
  @specialized(where Self == ComplexMatrix)
  public func adjoint() -> Self { Entry.isComplex ? transposed().map(\.conjugated) : transposed() }

  /// Aᵏ by squaring; negative powers are those of the inverse.
  /// - Throws: `.notSquare`, `.fractionalPower`, `.singular`.
  @specialized(where Self == Matrix)
  @specialized(where Self == ComplexMatrix)
  public func power(_ k: Double) throws(MathError) -> Self {
    let n = try side()
    guard k == k.rounded(), k.magnitude < 0x1p62 else { throw .fractionalPower(k) }
    var base = k < 0 ? try inverse() : self
    var left = Int(k.magnitude)
    var result = Self.identity(n)
    while left > 0 {
      if left & 1 == 1 { result = try result * base }
      left >>= 1
      if left > 0 { base = try base * base }
    }
    return result
  }

  /// The Kronecker product: every entry of the matrix times the whole of the other.
  @specialized(where Self == Matrix)
  @specialized(where Self == ComplexMatrix)
  public func kron(_ other: Self) throws(MathError) -> Self {
    let budget = MemoryBudget.standard
    let (m, tall) = rows.multipliedReportingOverflow(by: other.rows)
    let (n, wide) = columns.multipliedReportingOverflow(by: other.columns)
    guard !tall, !wide else { throw .tooLarge(count: .infinity) }
    try budget.count(rows: m, columns: n, bytesEach: MemoryLayout<Entry>.stride)
    let (a, b, p, q, r) = (elements, other.elements, other.rows, other.columns, rows)
    return Self(rows: m, columns: n) { i, j in a[i / p + j / q * r] * b[i % p + j % q * p] }
  }

  /// Σ of the diagonal, compensated.
  @specialized(where Self == Matrix)
  @specialized(where Self == ComplexMatrix)
  public func trace() throws(MathError) -> Entry {
    let n = try side()
    let diagonal = (0..<n).map { elements[$0 + $0 * n] }
    return Entry.dot([Entry](repeating: 1, count: n), diagonal)
  }
}

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

  /// The conjugate transpose; the transpose of a real matrix. A real entry stays without a negative imaginary zero.
  @specialized(where Self == Matrix)
  @specialized(where Self == ComplexMatrix)
  public func adjoint() -> Self { Entry.isComplex ? transposed().map { $0.conjugated + 0 } : transposed() }

  /// Aᵏ by squaring; negative powers are those of the inverse. Entries past the largest number are infinite.
  /// - Throws: `.notSquare`, `.fractionalPower`, `.singular`.
  @specialized(where Self == Matrix)
  @specialized(where Self == ComplexMatrix)
  public func power(_ k: Double) throws(MathError) -> Self {
    let n = try side()
    guard k == k.rounded(), k.magnitude < 0x1p62 else { throw .fractionalPower(k) }
    let base = k < 0 ? try inverse() : self
    let count = Int(k.magnitude)
    let plain = try base.repeatedly(count)
    if plain.elements.allSatisfy(\.isFiniteNumber) || !base.elements.allSatisfy(\.isFiniteNumber) { return plain }
    if base.isUpperTriangular, base.isLowerTriangular {
      return .diagonal((0..<n).map { i in base.elements[i + i * n].repeatedly(count) })
    }
    return try base.repeatedlyScaled(count)
  }

  private func repeatedly(_ count: Int) throws(MathError) -> Self {
    var (base, left, result) = (self, count, Self.identity(rows))
    while left > 0 {
      if left & 1 == 1 { result = try result * base }
      left >>= 1
      if left > 0 { base = try base * base }
    }
    return result
  }

  /// Aᵏ whose size is kept apart as a power of two. Where the plain product overflows it meets 0·∞, which is no number.
  private func repeatedlyScaled(_ count: Int) throws(MathError) -> Self {
    var (base, result) = (Balanced(self), Balanced(Self.identity(rows)))
    var left = count
    while left > 0 {
      if left & 1 == 1 { result = try result.times(base) }
      left >>= 1
      if left > 0 { base = try base.times(base) }
    }
    return result.value
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

extension Scalar {
  fileprivate func repeatedly(_ count: Int) -> Self {
    var (base, left, result) = (self, count, Self(real: 1))
    while left > 0 {
      if left & 1 == 1 { result = result * base }
      left >>= 1
      if left > 0 { base = base * base }
    }
    return result
  }
}

/// A matrix with entries about 1, times a power of two.
private struct Balanced<M: DenseMatrix> {
  private let matrix: M
  private let exponent: Double

  init(_ matrix: M, exponent: Double = 0) {
    let top = matrix.elements.reduce(0) { max($0, $1.modulus) }
    let e = top > 0 && top.isFinite ? Int(top.exponent) : 0
    self.matrix = matrix.map { $0.scaled(byPowerOfTwo: -e) }
    self.exponent = exponent + Double(e)
  }

  func times(_ other: Balanced) throws(MathError) -> Balanced {
    Balanced(try matrix * other.matrix, exponent: exponent + other.exponent)
  }

  var value: M {
    // Beyond ±5000 every entry but zero is infinite, or zero.
    let e = Int(max(-5000, min(5000, exponent)))
    return matrix.map { $0.scaled(byPowerOfTwo: e) }
  }
}

import Numerics

/// Sides that come from outside go through `MemoryBudget.count(rows:columns:)` first.
extension DenseMatrix {
  /// The n×n identity.
  @specialized(where Self == Matrix)
  @specialized(where Self == ComplexMatrix)
  public static func identity(_ n: Int) -> Self { diagonal([Entry](repeating: 1, count: n)) }

  /// The square matrix with these on its diagonal.
  @specialized(where Self == Matrix)
  @specialized(where Self == ComplexMatrix)
  public static func diagonal(_ entries: [Entry]) -> Self {
    let n = entries.count
    var elements = [Entry](repeating: 0, count: n * n)
    for i in 0..<n { elements[i + i * n] = entries[i] }
    return Self(rows: n, columns: n, elements: elements)
  }

  /// The entries (i, i).
  public var diagonal: Column {
    @specialized(where Self == Matrix)
    @specialized(where Self == ComplexMatrix)
    get { Column((0..<min(rows, columns)).map { elements[$0 + $0 * rows] }) }
  }

  /// `[A B]`
  /// - Throws: `.shape(.beside)` unless both have equally many rows.
  @specialized(where Self == Matrix)
  @specialized(where Self == ComplexMatrix)
  public func beside(_ other: Self) throws(MathError) -> Self {
    guard rows == other.rows else { throw .shape(.beside(shape, other.shape)) }
    return Self(rows: rows, columns: columns + other.columns, elements: elements + other.elements)
  }

  /// `[A; B]`
  /// - Throws: `.shape(.stacked)` unless both have equally many columns.
  @specialized(where Self == Matrix)
  @specialized(where Self == ComplexMatrix)
  public func stacked(_ other: Self) throws(MathError) -> Self {
    guard columns == other.columns else { throw .shape(.stacked(shape, other.shape)) }
    var result: [Entry] = []
    result.reserveCapacity(elements.count + other.elements.count)
    for j in 0..<columns {
      result += elements[j * rows..<(j + 1) * rows]
      result += other.elements[j * other.rows..<(j + 1) * other.rows]
    }
    return Self(rows: rows + other.rows, columns: columns, elements: result)
  }
}

extension Matrix {
  /// A matrix of given rows.
  /// - Precondition: the rows are equally long.
  public init(_ rows: [[Double]]) {
    let columns = rows.first?.count ?? 0
    self.init(rows: rows.count, columns: columns) { i, j in rows[i][j] }
  }

  /// Hilbert's matrix 1/(i + j − 1): symmetric, positive definite and almost singular. `n` is within memory, as above.
  public static func hilbert(_ n: Int) -> Matrix {
    Matrix(rows: n, columns: n) { i, j in 1 / Double(i + j + 1) }
  }
}

/// A real matrix, stored column by column as LAPACK reads it.
public struct Matrix: Hashable, Sendable {
  public let rows: Int
  public let columns: Int
  /// Entry (i, j) is `elements[i + j*rows]`, counted from 0.
  public var elements: [Double]

  /// - Precondition: `elements.count == rows * columns`.
  @inlinable public init(rows: Int, columns: Int, elements: [Double]) {
    precondition(elements.count == rows * columns, "a matrix needs rows × columns elements")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  @inlinable public init(rows: Int, columns: Int, repeating value: Double = 0) {
    self.init(rows: rows, columns: columns, elements: Array(repeating: value, count: rows * columns))
  }

  @inlinable public subscript(row: Int, column: Int) -> Double {
    get { elements[row + column * rows] }
    set { elements[row + column * rows] = newValue }
  }
}

import Numerics

/// A column of complex numbers.
public struct ComplexVector: Hashable, Sendable {
  public var elements: [Complex<Double>]

  @inlinable public init(_ elements: [Complex<Double>]) { self.elements = elements }

  @inlinable public var count: Int { elements.count }
}

/// A complex matrix, stored column by column as LAPACK reads it.
public struct ComplexMatrix: Hashable, Sendable {
  public let rows: Int
  public let columns: Int
  /// Entry (i, j) is `elements[i + j*rows]`, counted from 0.
  public var elements: [Complex<Double>]

  /// - Precondition: `elements.count == rows * columns`.
  @inlinable public init(rows: Int, columns: Int, elements: [Complex<Double>]) {
    precondition(elements.count == rows * columns, "a matrix needs rows × columns elements")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  @inlinable public subscript(row: Int, column: Int) -> Complex<Double> {
    get { elements[row + column * rows] }
    set { elements[row + column * rows] = newValue }
  }
}

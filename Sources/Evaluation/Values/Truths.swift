import LinearAlgebra

/// Truths in a vector, or in a matrix column by column.
public struct Truths: Hashable, Sendable {
  public var elements: [Bool]
  /// `nil` for a vector.
  public let columns: Int?

  public init(_ elements: [Bool], columns: Int? = nil) {
    self.elements = elements
    self.columns = columns
  }

  public var shape: Shape {
    guard let columns else { return .vector(elements.count) }
    return .matrix(columns == 0 ? 0 : elements.count / columns, columns)
  }
}

/// A column of real numbers.
public struct Vector: Hashable, Sendable {
  /// The entries, first to last. Hot loops take this once.
  public var elements: [Double]

  @inlinable public init(_ elements: [Double]) { self.elements = elements }

  @inlinable public init(repeating value: Double, count: Int) {
    elements = Array(repeating: value, count: count)
  }

  @inlinable public var count: Int { elements.count }

  @inlinable public subscript(index: Int) -> Double {
    get { elements[index] }
    set { elements[index] = newValue }
  }
}

import LinearAlgebra

/// A number, a vector or a matrix.
public enum Tensor: Hashable, Sendable {
  case scalar(Double)
  case vector(Vector)
  case matrix(Matrix)

  public var shape: Shape {
    switch self {
    case .scalar: .scalar
    case .vector(let v): .vector(v.count)
    case .matrix(let m): .matrix(m.rows, m.columns)
    }
  }

  /// The entries, column by column.
  public var elements: [Double] {
    switch self {
    case .scalar(let x): [x]
    case .vector(let v): v.elements
    case .matrix(let m): m.elements
    }
  }

  /// - Precondition: as many elements as the shape holds.
  public init(_ shape: Shape, _ elements: [Double]) {
    precondition(elements.count == shape.count, "a shape needs its elements")
    switch shape {
    case .scalar: self = .scalar(elements[0])
    case .vector: self = .vector(Vector(elements))
    case .matrix(let m, let n): self = .matrix(Matrix(rows: m, columns: n, elements: elements))
    }
  }

  /// The same number everywhere.
  public init(_ shape: Shape, repeating value: Double) {
    self.init(shape, Array(repeating: value, count: shape.count))
  }

  /// The number, if it is one.
  public var scalar: Double? {
    if case .scalar(let x) = self { x } else { nil }
  }
}

extension Tensor {
  /// A few elements tell arrays apart; all of a large one would take longer than computing with them.
  public func hash(into hasher: inout Hasher) {
    let (shape, elements) = (shape, elements)
    hasher.combine(shape)
    guard !elements.isEmpty else { return }
    for k in stride(from: 0, to: elements.count, by: max(1, elements.count / 8)) { hasher.combine(elements[k]) }
  }
}

extension Tensor {
  /// The same elements as a matrix, a vector being one column.
  var asMatrix: Matrix {
    let (m, n) = shape.extent
    return Matrix(rows: m, columns: n, elements: elements)
  }
}

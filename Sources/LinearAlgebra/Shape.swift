/// The shape of a value in algebra, and the one home of every rule about shapes.
public enum Shape: Hashable, Sendable {
  case scalar
  case vector(Int)
  case matrix(Int, Int)

  /// The number of elements.
  @inlinable public var count: Int {
    switch self {
    case .scalar: 1
    case .vector(let n): n
    case .matrix(let m, let n): m * n
    }
  }
}

/// Two shapes that an operation cannot bring together.
public enum ShapeError: Error, Hashable, Sendable {
  /// `a + b` and its like need equal shapes or a scalar.
  case unequal(Shape, Shape)
  /// `A * B` needs as many columns on the left as rows on the right.
  case product(Shape, Shape)
  /// A dotted operator stretches only dimensions of size 1.
  case broadcast(Shape, Shape)
  /// `A \ b` needs as many rows in A as in b.
  case solve(Shape, Shape)
  /// `A / B` needs a number, or a matrix with as many columns as A, on the right.
  case quotient(Shape, Shape)
  /// The dot product needs equally many elements.
  case dot(Shape, Shape)
  /// The cross product needs two vectors of three elements.
  case cross(Shape, Shape)
  /// `[A B]` needs equally many rows.
  case beside(Shape, Shape)
  /// `[A; B]` needs equally many columns.
  case stacked(Shape, Shape)
  /// An index outside 1...count along a dimension (1-based; dimension 0 counts elements of a vector).
  case index(Int, count: Int, dimension: Int)
}

extension Shape {
  /// The shape of `self + other` and of every other elementwise operation without a dot.
  public func sum(_ other: Shape) throws(ShapeError) -> Shape {
    switch (self, other) {
    case (.scalar, _): return other
    case (_, .scalar): return self
    default:
      guard self == other else { throw .unequal(self, other) }
      return self
    }
  }

  /// The shape of `self * other`: a vector is a column, and a row times a column is a number.
  public func product(_ other: Shape) throws(ShapeError) -> Shape {
    switch (self, other) {
    case (.scalar, _): return other
    case (_, .scalar): return self
    case (.matrix(let m, let k), .vector(let n)) where k == n: return m == 1 ? .scalar : .vector(m)
    case (.matrix(let m, let k), .matrix(let l, let n)) where k == l: return .matrix(m, n)
    case (.vector(let m), .matrix(1, let n)): return .matrix(m, n)
    default: throw .product(self, other)
    }
  }

  /// The shape of a dotted operation, which stretches dimensions of size 1.
  public func broadcast(_ other: Shape) throws(ShapeError) -> Shape {
    switch (self, other) {
    case (.scalar, _): return other
    case (_, .scalar): return self
    case (.vector(let m), .vector(let n)):
      guard m == n || m == 1 || n == 1 else { throw .broadcast(self, other) }
      return .vector(m == 1 ? n : m)
    default:
      let (a, b) = (extent, other.extent)
      guard a.rows == b.rows || a.rows == 1 || b.rows == 1,
        a.columns == b.columns || a.columns == 1 || b.columns == 1
      else { throw .broadcast(self, other) }
      return .matrix(a.rows == 1 ? b.rows : a.rows, a.columns == 1 ? b.columns : a.columns)
    }
  }

  /// Rows and columns, a vector being one column.
  public var extent: (rows: Int, columns: Int) {
    switch self {
    case .scalar: (1, 1)
    case .vector(let n): (n, 1)
    case .matrix(let m, let n): (m, n)
    }
  }
}

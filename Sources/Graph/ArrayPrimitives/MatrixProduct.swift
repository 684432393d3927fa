import LinearAlgebra

/// `A B` for vectors and matrices; a vector is a column, and a row times a column is a number. Either side may be taken
/// transposed, which copies nothing.
public struct MatrixProduct: ArrayPrimitive {
  public static let name = "*"
  public static let rule = ArrayRule(
    "matrix product rule", shares: ["G Bᵀ", "Aᵀ G"], numpy: "@", r: "%*%")
  /// Whether the left and the right side are transposed; then that side is a matrix.
  public let left: Bool
  public let right: Bool

  public init(transposingLeft left: Bool = false, right: Bool = false) {
    self.left = left
    self.right = right
  }

  public func shape(_ operands: [Shape]) throws(GraphError) -> Shape {
    for operand in operands where operand == .scalar {
      throw .unfit(Self.name, operand, need: "vectors or matrices")
    }
    let (a, b) = (left ? operands[0].turned : operands[0], right ? operands[1].turned : operands[1])
    do { return try a.product(b) } catch { throw .shape(error) }
  }

  public func value(_ operands: [Tensor]) throws(GraphError) -> Tensor {
    let shape = try shape(operands.map(\.shape))
    let (a, b) = (operands[0].shape.extent, operands[1].shape.extent)
    let inner = left ? a.rows : a.columns
    do {
      try MemoryBudget.standard.count(rows: shape.extent.rows, columns: shape.extent.columns)
    } catch { throw .math(error) }
    let elements = Double.multiply(
      operands[0].elements, operands[1].elements, rows: left ? a.columns : a.rows, inner: inner,
      columns: right ? b.rows : b.columns, transposing: (left, right))
    return Tensor(shape, elements)
  }

  /// ∂A = G Bᵀ and ∂B = Aᵀ G, everything being taken for a matrix; transposed sides take theirs transposed.
  public func pullback(
    _ upstream: NodeID, operands: [NodeID], result: NodeID, active: [Bool], in graph: inout Graph
  ) throws(GraphError) -> [NodeID?] {
    let (a, b) = (operands[0], operands[1])
    let (aShape, bShape) = (graph.shape(a), graph.shape(b))
    // Everything as matrices: a number or a vector upstream has lost which of its sides is 1.
    let g = try graph.reshaped(
      upstream,
      .matrix(left ? aShape.extent.columns : aShape.extent.rows, right ? bShape.extent.rows : bShape.extent.columns))
    let (x, y) = (try graph.matrix(a), try graph.matrix(b))
    var parts: [NodeID?] = [nil, nil]
    if active[0] {
      let part =
        left
        ? try graph.add(MatrixProduct(transposingLeft: right, right: true), [y, g])
        : try graph.add(MatrixProduct(right: !right), [g, y])
      parts[0] = try graph.reshaped(part, aShape)
    }
    if active[1] {
      let part =
        right
        ? try graph.add(MatrixProduct(transposingLeft: true, right: left), [g, x])
        : try graph.add(MatrixProduct(transposingLeft: !left), [x, g])
      parts[1] = try graph.reshaped(part, bShape)
    }
    return parts
  }
}

extension Shape {
  /// Rows for columns.
  fileprivate var turned: Shape {
    let (m, n) = extent
    return .matrix(n, m)
  }
}

extension Graph {
  /// The node as a matrix, a vector being one column.
  mutating func matrix(_ id: NodeID) throws(GraphError) -> NodeID {
    let (m, n) = shape(id).extent
    return try reshaped(id, .matrix(m, n))
  }

  mutating func transposedMatrix(_ id: NodeID) throws(GraphError) -> NodeID { try add(Transpose(), [id]) }

  /// The product of two matrices as a matrix, even of a row and a column.
  mutating func matrixProduct(_ a: NodeID, _ b: NodeID) throws(GraphError) -> NodeID {
    try add(MatrixProduct(), [a, b])
  }
}

import LinearAlgebra

/// `A B` for vectors and matrices; a vector is a column, and a row times a column is a number.
public struct MatrixProduct: ArrayPrimitive {
  public static let name = "*"
  public init() {}

  public func shape(_ operands: [Shape]) throws(GraphError) -> Shape {
    for operand in operands where operand == .scalar {
      throw .unfit(Self.name, operand, need: "vectors or matrices")
    }
    do { return try operands[0].product(operands[1]) } catch { throw .shape(error) }
  }

  public func value(_ operands: [Tensor]) throws(GraphError) -> Tensor {
    let shape = try shape(operands.map(\.shape))
    do { return Tensor(shape, try (operands[0].asMatrix * operands[1].asMatrix).elements) } catch { throw .math(error) }
  }

  /// ∂A = G Bᵀ and ∂B = Aᵀ G, everything being taken for a matrix.
  public func pullback(
    _ upstream: NodeID, operands: [NodeID], result: NodeID, active: [Bool], in graph: inout Graph
  ) throws(GraphError) -> [NodeID?] {
    let g = try graph.matrix(upstream)
    let (a, b) = (try graph.matrix(operands[0]), try graph.matrix(operands[1]))
    var parts: [NodeID?] = [nil, nil]
    if active[0] {
      let part = try graph.matrixProduct(g, graph.transposedMatrix(b))
      parts[0] = try graph.reshaped(part, graph.shape(operands[0]))
    }
    if active[1] {
      let part = try graph.matrixProduct(graph.transposedMatrix(a), g)
      parts[1] = try graph.reshaped(part, graph.shape(operands[1]))
    }
    return parts
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

import LinearAlgebra

/// Rows for columns; a vector becomes a row.
public struct Transpose: ArrayPrimitive {
  public static let name = "transpose"
  public static let rule = ArrayRule(
    "transpose rule", shares: ["Gᵀ"], numpy: "np.transpose", r: "t")
  public init() {}

  public func shape(_ operands: [Shape]) throws(GraphError) -> Shape {
    if operands[0] == .scalar { return .scalar }
    let (m, n) = operands[0].extent
    return .matrix(n, m)
  }

  public func value(_ operands: [Tensor]) throws(GraphError) -> Tensor {
    if case .scalar = operands[0] { return operands[0] }
    return .matrix(operands[0].asMatrix.transposed())
  }

  public func pullback(
    _ upstream: NodeID, operands: [NodeID], result: NodeID, active: [Bool], in graph: inout Graph
  ) throws(GraphError) -> [NodeID?] {
    [try graph.reshaped(graph.add(Transpose(), [upstream]), graph.shape(operands[0]))]
  }
}

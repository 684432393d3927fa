import LinearAlgebra

/// √Σx² over all elements, scaled against overflow. Its gradient at 0 is taken as 0, as in PyTorch.
public struct Norm: ArrayPrimitive {
  public static let name = "norm"
  public static let rule = ArrayRule(
    "norm rule", shares: ["G A / R"], numpy: "np.linalg.norm", r: "norm")
  public init() {}

  public func shape(_ operands: [Shape]) throws(GraphError) -> Shape { .scalar }

  public func value(_ operands: [Tensor]) throws(GraphError) -> Tensor { .scalar(Vector(operands[0].elements).norm) }

  public func pullback(
    _ upstream: NodeID, operands: [NodeID], result: NodeID, active: [Bool], in graph: inout Graph
  ) throws(GraphError) -> [NodeID?] {
    // x/‖x‖ where ‖x‖ = 0 is 0/0; over the least positive number it is 0.
    let least = try graph.constant(Double.leastNonzeroMagnitude)
    let length = try graph.add(.max, [result, least])
    let direction = try graph.add(.divide, [operands[0], length])
    return [try graph.add(.multiply, [upstream, direction])]
  }

  public var mayHaveKinks: Bool { true }

  public func kink(_ operands: [Tensor], result: Tensor) -> ArrayKink? {
    result.scalar == 0 ? ArrayKink("where all elements are 0", taken: "0") : nil
  }
}

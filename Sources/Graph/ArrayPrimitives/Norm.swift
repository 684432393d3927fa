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
    // x/‖x‖ where ‖x‖ = 0 is 0/0. Over a tiny number it would be 0, but its own derivative infinite; so 0·x/1 is taken,
    // whose derivatives are all 0.
    let isPositive = try graph.add(.sign, [result])
    let length = try graph.add(.max, [result, graph.add(.subtract, [graph.constant(1), isPositive])])
    let factor = try graph.add(.divide, [graph.add(.multiply, [upstream, isPositive]), length])
    return [try graph.add(.multiply, [operands[0], factor])]
  }

  public var mayHaveKinks: Bool { true }

  public func kink(_ operands: [Tensor], result: Tensor) -> ArrayKink? {
    result.scalar == 0 ? ArrayKink("where all elements are 0", taken: "0") : nil
  }
}

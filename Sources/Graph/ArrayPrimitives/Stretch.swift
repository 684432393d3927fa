import LinearAlgebra

/// Dimensions of size 1 repeated to fill a shape.
public struct Stretch: ArrayPrimitive {
  public static let name = "stretch"
  public static let rule = ArrayRule(
    "stretching rule", shares: ["G summed over what was stretched"], numpy: "np.broadcast_to", r: nil)
  public let target: Shape
  public init(_ target: Shape) { self.target = target }

  public func shape(_ operands: [Shape]) throws(GraphError) -> Shape {
    let (from, to) = (operands[0].extent, target.extent)
    guard from.rows == to.rows || from.rows == 1, from.columns == to.columns || from.columns == 1 else {
      throw .shape(.broadcast(operands[0], target))
    }
    return target
  }

  public func value(_ operands: [Tensor]) throws(GraphError) -> Tensor { operands[0].stretched(to: target) }

  public func pullback(
    _ upstream: NodeID, operands: [NodeID], result: NodeID, active: [Bool], in graph: inout Graph
  ) throws(GraphError) -> [NodeID?] {
    [try graph.add(SumTo(graph.shape(operands[0])), [upstream])]
  }
}

import LinearAlgebra

/// Sums down to a shape: `.scalar` sums everything, one row sums columns, one column sums rows. Compensated.
public struct SumTo: ArrayPrimitive {
  public static let name = "sum"
  public static let rule = ArrayRule(
    "sum rule", shares: ["G for every element"], numpy: "np.sum", r: "sum")
  public let target: Shape
  public init(_ target: Shape) { self.target = target }

  public func shape(_ operands: [Shape]) throws(GraphError) -> Shape {
    let (from, to) = (operands[0].extent, target.extent)
    guard from.rows == to.rows || to.rows == 1, from.columns == to.columns || to.columns == 1 else {
      throw .shape(.broadcast(operands[0], target))
    }
    return target
  }

  public func value(_ operands: [Tensor]) throws(GraphError) -> Tensor { operands[0].summed(to: target) }

  public func pullback(
    _ upstream: NodeID, operands: [NodeID], result: NodeID, active: [Bool], in graph: inout Graph
  ) throws(GraphError) -> [NodeID?] {
    [try graph.add(Stretch(graph.shape(operands[0])), [upstream])]
  }
}

import LinearAlgebra

/// The same elements, column by column, in another shape.
public struct Reshape: ArrayPrimitive {
  public static let name = "reshape"
  public static let rule = ArrayRule(
    "reshaping rule", shares: ["G in the shape of A"], numpy: "np.reshape(order=\"F\")", r: "dim<-")
  public let target: Shape
  public init(_ target: Shape) { self.target = target }

  public func shape(_ operands: [Shape]) throws(GraphError) -> Shape {
    guard operands[0].count == target.count else { throw .shape(.unequal(operands[0], target)) }
    return target
  }

  public func value(_ operands: [Tensor]) throws(GraphError) -> Tensor { Tensor(target, operands[0].elements) }

  public func pullback(
    _ upstream: NodeID, operands: [NodeID], result: NodeID, active: [Bool], in graph: inout Graph
  ) throws(GraphError) -> [NodeID?] {
    [try graph.reshaped(upstream, graph.shape(operands[0]))]
  }
}

extension Graph {
  /// The node in another shape of as many elements; itself when it has that shape.
  public mutating func reshaped(_ id: NodeID, _ shape: Shape) throws(GraphError) -> NodeID {
    self.shape(id) == shape ? id : try add(Reshape(shape), [id])
  }
}

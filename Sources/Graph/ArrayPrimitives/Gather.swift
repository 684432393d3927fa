import LinearAlgebra

/// Elements picked by place, counted from 0 column by column: every kind of indexing with known indices.
public struct Gather: ArrayPrimitive {
  public static let name = "index"
  public let places: [Int]
  public let target: Shape

  /// - Precondition: as many places as the target holds.
  public init(_ places: [Int], _ target: Shape) {
    precondition(places.count == target.count, "a place for every element")
    self.places = places
    self.target = target
  }

  public func shape(_ operands: [Shape]) throws(GraphError) -> Shape {
    let count = operands[0].count
    for place in places where !(0..<count).contains(place) {
      throw .shape(.index(place &+ 1, count: count, dimension: 0))
    }
    return target
  }

  public func value(_ operands: [Tensor]) throws(GraphError) -> Tensor {
    let elements = operands[0].elements
    return Tensor(target, places.map { elements[$0] })
  }

  public func pullback(
    _ upstream: NodeID, operands: [NodeID], result: NodeID, active: [Bool], in graph: inout Graph
  ) throws(GraphError) -> [NodeID?] {
    [try graph.add(Scatter(places, graph.shape(operands[0])), [upstream])]
  }
}

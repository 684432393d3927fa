import LinearAlgebra

/// Elements put at places of a shape that is zero elsewhere, those for one place being added: a diagonal matrix,
/// and the derivative of picking.
public struct Scatter: ArrayPrimitive {
  public static let name = "scatter"
  public static let rule = ArrayRule(
    "placing rule", shares: ["G at the places filled"], numpy: "np.add.at", r: "[<-")
  public let places: [Int]
  public let target: Shape

  public init(_ places: [Int], _ target: Shape) {
    self.places = places
    self.target = target
  }

  public func shape(_ operands: [Shape]) throws(GraphError) -> Shape {
    guard operands[0].count == places.count else {
      throw .unfit(Self.name, operands[0], need: "\(places.count) elements")
    }
    for place in places where !(0..<target.count).contains(place) {
      throw .shape(.index(place &+ 1, count: target.count, dimension: 0))
    }
    return target
  }

  public func value(_ operands: [Tensor]) throws(GraphError) -> Tensor {
    var elements = [Double](repeating: 0, count: target.count)
    let source = operands[0].elements
    for k in source.indices { elements[places[k]] += source[k] }
    return Tensor(target, elements)
  }

  public func pullback(
    _ upstream: NodeID, operands: [NodeID], result: NodeID, active: [Bool], in graph: inout Graph
  ) throws(GraphError) -> [NodeID?] {
    [try graph.add(Gather(places, graph.shape(operands[0])), [upstream])]
  }

  /// A few places tell them apart; all of many would take longer than picking.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(target)
    guard !places.isEmpty else { return }
    for k in stride(from: 0, to: places.count, by: max(1, places.count / 8)) { hasher.combine(places[k]) }
  }
}

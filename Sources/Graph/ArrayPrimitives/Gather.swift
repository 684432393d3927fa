import LinearAlgebra

/// Elements picked by place, counted from 0 column by column: every kind of indexing with known indices.
public struct Gather: ArrayPrimitive {
  public static let name = "index"
  public static let rule = ArrayRule(
    "picking rule", shares: ["G at the places picked, 0 elsewhere"], numpy: "A[...]", r: "A[...]")
  public let places: [Int]
  public let target: Shape
  /// The first place when they follow one another: then a part is copied.
  private let first: Int?

  /// - Precondition: as many places as the target holds.
  public init(_ places: [Int], _ target: Shape) {
    precondition(places.count == target.count, "a place for every element")
    self.places = places
    self.target = target
    first = zip(places, places.dropFirst()).allSatisfy { $0 + 1 == $1 } ? places.first : nil
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
    if let first { return Tensor(target, Array(elements[first..<first + places.count])) }
    return Tensor(target, places.map { elements[$0] })
  }

  public func pullback(
    _ upstream: NodeID, operands: [NodeID], result: NodeID, active: [Bool], in graph: inout Graph
  ) throws(GraphError) -> [NodeID?] {
    [try graph.add(Scatter(places, graph.shape(operands[0])), [upstream])]
  }

  /// A few places tell them apart; all of many would take longer than picking.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(target)
    guard !places.isEmpty else { return }
    for k in stride(from: 0, to: places.count, by: max(1, places.count / 8)) { hasher.combine(places[k]) }
  }
}

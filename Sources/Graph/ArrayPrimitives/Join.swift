import LinearAlgebra

/// The elements of all operands, one after another, in a shape: a vector of numbers, a matrix of columns.
public struct Join: ArrayPrimitive {
  public static let name = "join"
  public static let rule = ArrayRule(
    "joining rule", shares: ["the part of G at its place"], numpy: "np.concatenate", r: "c")
  public let target: Shape
  public init(_ target: Shape) { self.target = target }

  public func shape(_ operands: [Shape]) throws(GraphError) -> Shape {
    let count = operands.reduce(0) { $0 + $1.count }
    guard count == target.count else { throw .shape(.unequal(.vector(count), target)) }
    return target
  }

  public func value(_ operands: [Tensor]) throws(GraphError) -> Tensor {
    Tensor(target, operands.flatMap(\.elements))
  }

  public func pullback(
    _ upstream: NodeID, operands: [NodeID], result: NodeID, active: [Bool], in graph: inout Graph
  ) throws(GraphError) -> [NodeID?] {
    var parts: [NodeID?] = []
    var start = 0
    for (i, operand) in operands.enumerated() {
      let shape = graph.shape(operand)
      parts.append(active[i] ? try graph.add(Gather(Array(start..<start + shape.count), shape), [upstream]) : nil)
      start += shape.count
    }
    return parts
  }
}

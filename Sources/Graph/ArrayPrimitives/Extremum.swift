import LinearAlgebra

/// The largest or smallest of all elements; NaN if any is. Equal ones share the derivative, as in PyTorch's `amax`.
public struct Extremum: ArrayPrimitive {
  public enum Kind: Hashable, Sendable { case max, min }
  public static let name = "extremum"
  public static let rule = ArrayRule(
    "extremum rule", shares: ["G where A is R, 0 elsewhere"], numpy: "np.max, np.min", r: "max, min")
  public let kind: Kind
  public init(_ kind: Kind) { self.kind = kind }

  public func shape(_ operands: [Shape]) throws(GraphError) -> Shape {
    guard operands[0].count > 0 else { throw .unfit(Self.name, operands[0], need: "at least one element") }
    return .scalar
  }

  public func value(_ operands: [Tensor]) throws(GraphError) -> Tensor {
    let x = operands[0].elements
    let primitive: Primitive = kind == .max ? .max : .min
    return .scalar(x.dropFirst().reduce(x[0]) { primitive.value($0, $1) })
  }

  public func pullback(
    _ upstream: NodeID, operands: [NodeID], result: NodeID, active: [Bool], in graph: inout Graph
  ) throws(GraphError) -> [NodeID?] {
    // 1 where the element is the extremum, 0 elsewhere.
    let distance = try graph.add(.abs, [graph.add(.sign, [graph.add(.subtract, [operands[0], result])])])
    let mask = try graph.add(.subtract, [graph.constant(1), distance])
    let share = try graph.add(.divide, [mask, graph.sum(mask)])
    return [try graph.add(.multiply, [upstream, share])]
  }

  public var mayHaveKinks: Bool { true }

  public func kink(_ operands: [Tensor], result: Tensor) -> ArrayKink? {
    guard let extremum = result.scalar, operands[0].elements.count(where: { $0 == extremum }) > 1 else { return nil }
    return ArrayKink("where several elements are the \(kind == .max ? "largest" : "smallest")", taken: "equal shares")
  }
}

import LinearAlgebra

/// Running sums of a vector, from its first element or, reversed, from its last.
public struct CumulativeSum: ArrayPrimitive {
  public static let name = "cumsum"
  public static let rule = ArrayRule(
    "running sum rule", shares: ["the running sums of G from the other end"], numpy: "np.cumsum", r: "cumsum")
  public let reversed: Bool
  public init(reversed: Bool = false) { self.reversed = reversed }

  public func shape(_ operands: [Shape]) throws(GraphError) -> Shape {
    guard case .vector = operands[0] else { throw .unfit(Self.name, operands[0], need: "a vector") }
    return operands[0]
  }

  public func value(_ operands: [Tensor]) throws(GraphError) -> Tensor {
    let x = operands[0].elements
    var sum = 0.0
    let sums = (reversed ? x.reversed() : x).map { term in
      sum += term
      return sum
    }
    return Tensor(operands[0].shape, reversed ? sums.reversed() : sums)
  }

  public func pullback(
    _ upstream: NodeID, operands: [NodeID], result: NodeID, active: [Bool], in graph: inout Graph
  ) throws(GraphError) -> [NodeID?] {
    [try graph.add(CumulativeSum(reversed: !reversed), [upstream])]
  }
}

import LinearAlgebra

/// The elements of the first operand in the order that sorts the second; or, restoring, put back from that order. An
/// array sorted is itself in its own order. Equal keys keep their order, NaN comes last.
public struct Reordered: ArrayPrimitive {
  public static let name = "sort"
  public static let rule = ArrayRule(
    "sorting rule", shares: ["G put back in the order of A", "0"], numpy: "np.take(x, np.argsort(key))",
    r: "x[order(key)]")
  public let descending: Bool
  public let restoring: Bool

  public init(descending: Bool = false, restoring: Bool = false) {
    self.descending = descending
    self.restoring = restoring
  }

  public func shape(_ operands: [Shape]) throws(GraphError) -> Shape {
    guard operands[0].count == operands[1].count else { throw .shape(.unequal(operands[0], operands[1])) }
    return operands[0]
  }

  public func value(_ operands: [Tensor]) throws(GraphError) -> Tensor {
    let (x, key) = (operands[0].elements, operands[1].elements)
    let order = key.indices.sorted { i, j in
      let (a, b) = (key[i], key[j])
      if a == b || a.isNaN && b.isNaN { return i < j }
      if a.isNaN || b.isNaN { return b.isNaN }
      return descending ? a > b : a < b
    }
    guard restoring else { return Tensor(operands[0].shape, order.map { x[$0] }) }
    var result = x
    for (place, i) in order.enumerated() { result[i] = x[place] }
    return Tensor(operands[0].shape, result)
  }

  /// Nothing changes with the keys until their order does.
  public func pullback(
    _ upstream: NodeID, operands: [NodeID], result: NodeID, active: [Bool], in graph: inout Graph
  ) throws(GraphError) -> [NodeID?] {
    guard active[0] else { return [nil, nil] }
    return [try graph.add(Reordered(descending: descending, restoring: !restoring), [upstream, operands[1]]), nil]
  }

  public var mayHaveKinks: Bool { true }

  public func kink(_ operands: [Tensor], result: Tensor) -> ArrayKink? {
    let sorted = operands[1].elements.sorted()
    guard zip(sorted, sorted.dropFirst()).contains(where: { $0 == $1 }) else { return nil }
    return ArrayKink("where elements are equal", taken: "them in the order they stand")
  }
}

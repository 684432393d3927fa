import Glibc
import LinearAlgebra

/// exp(x) / Σ exp(x) over all elements, shifted by the largest so that nothing overflows.
public struct Softmax: ArrayPrimitive {
  public static let name = "softmax"
  public static let rule = ArrayRule(
    "softmax rule", shares: ["R ∘ (G − Σ G∘R)"], numpy: "scipy.special.softmax", r: nil)
  public init() {}

  public func shape(_ operands: [Shape]) throws(GraphError) -> Shape { operands[0] }

  public func value(_ operands: [Tensor]) throws(GraphError) -> Tensor {
    let x = operands[0].elements
    let largest = x.max() ?? 0
    let weights = x.map { exp($0 - largest) }
    let sum = weights.reduce(0, +)
    return Tensor(operands[0].shape, weights.map { $0 / sum })
  }

  /// s ∘ (G − Σ G∘s).
  public func pullback(
    _ upstream: NodeID, operands: [NodeID], result: NodeID, active: [Bool], in graph: inout Graph
  ) throws(GraphError) -> [NodeID?] {
    let mean = try graph.dot(upstream, result)
    return [try graph.add(.multiply, [result, graph.add(.subtract, [upstream, mean])])]
  }
}

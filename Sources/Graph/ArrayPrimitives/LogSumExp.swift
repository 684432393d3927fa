import Glibc
import LinearAlgebra

/// log Σ exp(x) over all elements, shifted by the largest so that nothing overflows.
public struct LogSumExp: ArrayPrimitive {
  public static let name = "logsumexp"
  public static let rule = ArrayRule(
    "logsumexp rule", shares: ["G softmax(A)"], numpy: "scipy.special.logsumexp", r: nil)
  public init() {}

  public func shape(_ operands: [Shape]) throws(GraphError) -> Shape { .scalar }

  public func value(_ operands: [Tensor]) throws(GraphError) -> Tensor {
    let x = operands[0].elements
    guard let largest = x.max(), largest.isFinite else { return .scalar(x.max() ?? -.infinity) }
    return .scalar(largest + log(x.reduce(0) { $0 + exp($1 - largest) }))
  }

  public func pullback(
    _ upstream: NodeID, operands: [NodeID], result: NodeID, active: [Bool], in graph: inout Graph
  ) throws(GraphError) -> [NodeID?] {
    [try graph.add(.multiply, [upstream, graph.add(Softmax(), operands)])]
  }
}

import LinearAlgebra

/// The same value under a name of its own, so that a derivative by it does not see other uses of the value:
/// in `grad(t -> t*w)(w)` the point is w, and yet only t varies.
public struct Alias: ArrayPrimitive {
  public static let name = "alias"
  public static let rule = ArrayRule(
    "renaming", shares: ["G"], numpy: "x", r: "x")
  /// Distinct for distinct names: equal nodes are one node.
  public let number: Int
  public init(_ number: Int) { self.number = number }

  public func shape(_ operands: [Shape]) throws(GraphError) -> Shape { operands[0] }

  public func value(_ operands: [Tensor]) throws(GraphError) -> Tensor { operands[0] }

  public func pullback(
    _ upstream: NodeID, operands: [NodeID], result: NodeID, active: [Bool], in graph: inout Graph
  ) throws(GraphError) -> [NodeID?] { [upstream] }
}

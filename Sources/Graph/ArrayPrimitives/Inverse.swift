import LinearAlgebra

/// A⁻¹.
public struct Inverse: ArrayPrimitive {
  public static let name = "inv"
  public static let rule = ArrayRule(
    "inverse rule", shares: ["−Rᵀ G Rᵀ"], numpy: "np.linalg.inv", r: "solve")
  public init() {}

  public func shape(_ operands: [Shape]) throws(GraphError) -> Shape {
    guard case .matrix(let m, let n) = operands[0], m == n else {
      throw .unfit(Self.name, operands[0], need: "a square matrix")
    }
    return operands[0]
  }

  public func value(_ operands: [Tensor]) throws(GraphError) -> Tensor {
    do { return .matrix(try operands[0].asMatrix.inverse()) } catch { throw .math(error) }
  }

  /// ∂A = −A⁻ᵀ G A⁻ᵀ.
  public func pullback(
    _ upstream: NodeID, operands: [NodeID], result: NodeID, active: [Bool], in graph: inout Graph
  ) throws(GraphError) -> [NodeID?] {
    let t = try graph.transposedMatrix(result)
    return [try graph.add(.negate, [graph.matrixProduct(graph.matrixProduct(t, upstream), t)])]
  }
}

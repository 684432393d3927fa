import LinearAlgebra

/// det A, by LU. Its gradient is `det(A) A⁻ᵀ`, which needs A regular.
public struct Determinant: ArrayPrimitive {
  public static let name = "det"
  public static let rule = ArrayRule(
    "determinant rule", shares: ["G R A⁻ᵀ"], numpy: "np.linalg.det", r: "det")
  public init() {}

  public func shape(_ operands: [Shape]) throws(GraphError) -> Shape {
    guard case .matrix(let m, let n) = operands[0], m == n else {
      throw .unfit(Self.name, operands[0], need: "a square matrix")
    }
    return .scalar
  }

  public func value(_ operands: [Tensor]) throws(GraphError) -> Tensor {
    do { return .scalar(try operands[0].asMatrix.determinant()) } catch { throw .math(error) }
  }

  public func pullback(
    _ upstream: NodeID, operands: [NodeID], result: NodeID, active: [Bool], in graph: inout Graph
  ) throws(GraphError) -> [NodeID?] {
    let t = try graph.transposedMatrix(graph.add(Inverse(), [operands[0]]))
    return [try graph.add(.multiply, [graph.add(.multiply, [upstream, result]), t])]
  }
}

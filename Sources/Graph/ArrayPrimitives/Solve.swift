import LinearAlgebra

/// The solution X of `A X = B`, A square, by Cholesky or LU.
public struct Solve: ArrayPrimitive {
  public static let name = "solve"
  public static let rule = ArrayRule(
    "solution rule", shares: ["−A⁻ᵀ G Rᵀ", "A⁻ᵀ G"], numpy: "np.linalg.solve", r: "solve")
  public init() {}

  public func shape(_ operands: [Shape]) throws(GraphError) -> Shape {
    guard case .matrix(let m, let n) = operands[0], m == n else {
      throw .unfit(Self.name, operands[0], need: "a square matrix")
    }
    guard operands[1] != .scalar, operands[1].extent.rows == n else {
      throw .shape(.solve(operands[0], operands[1]))
    }
    return operands[1]
  }

  public func value(_ operands: [Tensor]) throws(GraphError) -> Tensor {
    do {
      return Tensor(operands[1].shape, try operands[0].asMatrix.solve(operands[1].asMatrix).value.elements)
    } catch { throw .math(error) }
  }

  /// ∂B = A⁻ᵀ G and ∂A = −∂B Xᵀ.
  public func pullback(
    _ upstream: NodeID, operands: [NodeID], result: NodeID, active: [Bool], in graph: inout Graph
  ) throws(GraphError) -> [NodeID?] {
    let byB = try graph.add(Solve(), [graph.transposedMatrix(operands[0]), upstream])
    guard active[0] else { return [nil, byB] }
    let x = try graph.transposedMatrix(graph.matrix(result))
    let byA = try graph.add(.negate, [graph.matrixProduct(graph.matrix(byB), x)])
    return [byA, active[1] ? byB : nil]
  }
}

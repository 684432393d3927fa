import LinearAlgebra

/// A⁻¹.
public struct Inverse: ArrayPrimitive {
  public static let name = "inv"
  public init() {}

  public func shape(_ operands: [Shape]) throws(GraphError) -> Shape {
    guard case .matrix(let m, let n) = operands[0], m == n else {
      throw .unfit(Self.name, operands[0], need: "a square matrix")
    }
    return operands[0]
  }

  public func value(_ operands: [Tensor]) throws(GraphError) -> Tensor {
    let a = operands[0].asMatrix
    var identity = Matrix(rows: a.rows, columns: a.rows)
    for i in 0..<a.rows { identity[i, i] = 1 }
    guard let inverse = Dense.Factors(a).solve(identity) else { throw .singular(Self.name) }
    return .matrix(inverse)
  }

  /// ∂A = −A⁻ᵀ G A⁻ᵀ.
  public func pullback(
    _ upstream: NodeID, operands: [NodeID], result: NodeID, active: [Bool], in graph: inout Graph
  ) throws(GraphError) -> [NodeID?] {
    let t = try graph.transposedMatrix(result)
    return [try graph.add(.negate, [graph.matrixProduct(graph.matrixProduct(t, upstream), t)])]
  }
}

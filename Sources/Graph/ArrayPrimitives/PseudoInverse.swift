import LinearAlgebra

/// The pseudo-inverse P of a matrix A, which has a derivative while the rank of A stays.
///
/// - Source: Golub & Pereyra, The differentiation of pseudo-inverses (1973).
public struct PseudoInverse: ArrayPrimitive {
  public static let name = "pinv"
  public static let rule = ArrayRule(
    "pseudo-inverse rule", shares: ["−Rᵀ G Rᵀ + (I − A R) Gᵀ R Rᵀ + Rᵀ R Gᵀ (I − R A)"], numpy: "np.linalg.pinv",
    r: "MASS::ginv")
  public init() {}

  public func shape(_ operands: [Shape]) throws(GraphError) -> Shape {
    guard case .matrix(let m, let n) = operands[0] else { throw .unfit(Self.name, operands[0], need: "a matrix") }
    return .matrix(n, m)
  }

  public func value(_ operands: [Tensor]) throws(GraphError) -> Tensor {
    do { return .matrix(try operands[0].asMatrix.pseudoInverse()) } catch { throw .math(error) }
  }

  public func pullback(
    _ upstream: NodeID, operands: [NodeID], result: NodeID, active: [Bool], in graph: inout Graph
  ) throws(GraphError) -> [NodeID?] {
    let (a, p) = (operands[0], result)
    let (m, n) = graph.shape(a).extent
    let g = try graph.transposedMatrix(upstream)
    let turned = try graph.transposedMatrix(p)
    let main = try graph.matrixProduct(graph.matrixProduct(turned, upstream), turned)
    let outside = try graph.add(.subtract, [graph.identity(m), graph.matrixProduct(a, p)])
    let right = try graph.matrixProduct(graph.matrixProduct(outside, g), graph.matrixProduct(p, turned))
    let null = try graph.add(.subtract, [graph.identity(n), graph.matrixProduct(p, a)])
    let left = try graph.matrixProduct(graph.matrixProduct(turned, p), graph.matrixProduct(g, null))
    return [try graph.add(.subtract, [graph.add(.add, [right, left]), main])]
  }
}

import LinearAlgebra

/// Orthonormal eigenvectors of a symmetric matrix as columns, in the order of descending eigenvalues. They have
/// derivatives where no two eigenvalues are equal.
///
/// - Source: Giles, Collected matrix derivative results for forward and reverse mode (2008), §3.1.
public struct SymmetricEigenvectors: ArrayPrimitive {
  public static let name = "eigenvectors"
  public static let rule = ArrayRule(
    "eigenvector rule", shares: ["V (F ∘ Vᵀ G) Vᵀ, made symmetric; Fᵢⱼ = 1/(λⱼ − λᵢ), 0 on the diagonal"],
    numpy: "np.linalg.eigh", r: "eigen(A)$vectors")
  public init() {}

  public func shape(_ operands: [Shape]) throws(GraphError) -> Shape { try operands[0].square(for: Self.name) }

  public func value(_ operands: [Tensor]) throws(GraphError) -> Tensor {
    let a = operands[0].asMatrix
    guard a.isHermitian else { throw .notDifferentiable("eig of a matrix that is not symmetric") }
    do { return .matrix(try SymmetricEigen(a).vectors) } catch { throw .math(error) }
  }

  public func pullback(
    _ upstream: NodeID, operands: [NodeID], result: NodeID, active: [Bool], in graph: inout Graph
  ) throws(GraphError) -> [NodeID?] {
    let gaps = try graph.reciprocalGaps(graph.add(SymmetricEigenvalues(), operands))
    let turned = try graph.add(MatrixProduct(transposingLeft: true), [result, upstream])
    let inner = try graph.matrixProduct(result, graph.add(.multiply, [gaps, turned]))
    return [try graph.symmetricPart(graph.add(MatrixProduct(right: true), [inner, result]))]
  }
}

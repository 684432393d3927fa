import LinearAlgebra

/// The eigenvalues of a symmetric matrix, descending.
public struct SymmetricEigenvalues: ArrayPrimitive {
  public static let name = "eigvals"
  public static let rule = ArrayRule(
    "eigenvalue rule", shares: ["V diag(G) Vᵀ, V being the eigenvectors"], numpy: "np.linalg.eigvalsh",
    r: "eigen(A)$values")
  public init() {}

  public func shape(_ operands: [Shape]) throws(GraphError) -> Shape {
    .vector(try operands[0].square(for: Self.name).extent.rows)
  }

  public func value(_ operands: [Tensor]) throws(GraphError) -> Tensor {
    let a = operands[0].asMatrix
    guard a.isHermitian else { throw .notDifferentiable("eigvals of a matrix that is not symmetric") }
    do { return .vector(try SymmetricEigen.values(a)) } catch { throw .math(error) }
  }

  public func pullback(
    _ upstream: NodeID, operands: [NodeID], result: NodeID, active: [Bool], in graph: inout Graph
  ) throws(GraphError) -> [NodeID?] {
    let vectors = try graph.add(SymmetricEigenvectors(), operands)
    let scaled = try graph.scalingColumns(of: vectors, by: upstream)
    return [try graph.add(MatrixProduct(right: true), [scaled, vectors])]
  }

  public var mayHaveKinks: Bool { true }

  public func kink(_ operands: [Tensor], result: Tensor) -> ArrayKink? {
    let values = result.elements
    let scale = values.reduce(0) { max($0, $1.magnitude) }
    guard zip(values, values.dropFirst()).contains(where: { ($0 - $1).magnitude <= 4 * scale.ulp }) else { return nil }
    return ArrayKink("where eigenvalues are equal", taken: "that along the eigenvectors found")
  }
}

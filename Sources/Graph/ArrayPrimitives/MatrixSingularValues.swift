import LinearAlgebra

/// The singular values of a matrix, descending.
public struct MatrixSingularValues: ArrayPrimitive {
  public static let name = "singular values"
  public static let rule = ArrayRule(
    "singular value rule", shares: ["U diag(G) Vᵀ"], numpy: "np.linalg.svd(compute_uv=False)", r: "svd(A)$d")
  public init() {}

  public func shape(_ operands: [Shape]) throws(GraphError) -> Shape {
    let (m, n) = operands[0].extent
    return .vector(min(m, n))
  }

  public func value(_ operands: [Tensor]) throws(GraphError) -> Tensor {
    do { return .vector(try SVD.values(operands[0].asMatrix)) } catch { throw .math(error) }
  }

  public func pullback(
    _ upstream: NodeID, operands: [NodeID], result: NodeID, active: [Bool], in graph: inout Graph
  ) throws(GraphError) -> [NodeID?] {
    let a = try graph.matrix(operands[0])
    let left = try graph.add(SingularVectors(.left), [a]), right = try graph.add(SingularVectors(.right), [a])
    let part = try graph.add(MatrixProduct(right: true), [graph.scalingColumns(of: left, by: upstream), right])
    return [try graph.reshaped(part, graph.shape(operands[0]))]
  }

  public var mayHaveKinks: Bool { true }

  public func kink(_ operands: [Tensor], result: Tensor) -> ArrayKink? {
    let values = result.elements
    guard let largest = values.first, let least = values.last else { return nil }
    let scale = Double(max(operands[0].shape.extent.rows, operands[0].shape.extent.columns)) * largest.ulp
    if least <= scale { return ArrayKink("where a singular value is 0", taken: "that along the vectors found") }
    guard zip(values, values.dropFirst()).contains(where: { $0 - $1 <= scale }) else { return nil }
    return ArrayKink("where singular values are equal", taken: "that along the vectors found")
  }
}

import LinearAlgebra

/// exp A, the sum of all Aᵏ/k!.
///
/// - Source: Higham, Functions of Matrices (2008), (10.43): the upper right block of exp [Aᵀ G; 0 Aᵀ] is the pullback.
public struct MatrixExponential: ArrayPrimitive {
  public static let name = "expm"
  public static let rule = ArrayRule(
    "matrix exponential rule", shares: ["the upper right block of expm([Aᵀ G; 0 Aᵀ])"], numpy: "scipy.linalg.expm",
    r: nil)
  public init() {}

  public func shape(_ operands: [Shape]) throws(GraphError) -> Shape { try operands[0].square(for: Self.name) }

  public func value(_ operands: [Tensor]) throws(GraphError) -> Tensor {
    do { return .matrix(try operands[0].asMatrix.exponential()) } catch { throw .math(error) }
  }

  public func pullback(
    _ upstream: NodeID, operands: [NodeID], result: NodeID, active: [Bool], in graph: inout Graph
  ) throws(GraphError) -> [NodeID?] {
    let n = graph.shape(result).extent.rows
    let a = try graph.transposedMatrix(operands[0])
    let zero = try graph.constant(Tensor(.matrix(n, n), repeating: 0))
    let left = try graph.stacked([a, zero]), right = try graph.stacked([upstream, a])
    let whole = try graph.add(MatrixExponential(), [graph.beside([left, right])])
    let places = (0..<n).flatMap { j in (0..<n).map { i in i + (n + j) * 2 * n } }
    return [try graph.add(Gather(places, .matrix(n, n)), [whole])]
  }
}

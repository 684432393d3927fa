import LinearAlgebra

/// The left or right singular vectors of A = U diag(s) Vᵀ, thin, as columns. They have derivatives where no two
/// singular values are equal and none is 0.
///
/// - Source: Townsend, Differentiating the singular value decomposition (2016).
public struct SingularVectors: ArrayPrimitive {
  public enum Side: Hashable, Sendable { case left, right }
  public static let name = "singular vectors"
  public static let rule = ArrayRule(
    "singular vector rule", shares: ["the change of A that turns them by G, between equal columns none"],
    numpy: "np.linalg.svd", r: "svd(A)")
  public let side: Side
  public init(_ side: Side) { self.side = side }

  public func shape(_ operands: [Shape]) throws(GraphError) -> Shape {
    guard case .matrix(let m, let n) = operands[0] else { throw .unfit(Self.name, operands[0], need: "a matrix") }
    return .matrix(side == .left ? m : n, min(m, n))
  }

  public func value(_ operands: [Tensor]) throws(GraphError) -> Tensor {
    do {
      let svd = try SVD(operands[0].asMatrix)
      return .matrix(side == .left ? svd.left : svd.right)
    } catch { throw .math(error) }
  }

  public func pullback(
    _ upstream: NodeID, operands: [NodeID], result: NodeID, active: [Bool], in graph: inout Graph
  ) throws(GraphError) -> [NodeID?] {
    // The right vectors of A are the left ones of its transpose.
    let other = try graph.add(SingularVectors(side == .left ? .right : .left), operands)
    let values = try graph.add(MatrixSingularValues(), operands)
    let square = try graph.add(.multiply, [values, values])
    let gaps = try graph.reciprocalGaps(square)
    // With Q the vectors asked for and W the others: [Q (F ∘ (QᵀG − GᵀQ)) S + (I − QQᵀ) G S⁻¹] Wᵀ.
    let product = try graph.add(MatrixProduct(transposingLeft: true), [result, upstream])
    let turn = try graph.add(.subtract, [product, graph.transposedMatrix(product)])
    let within = try graph.matrixProduct(result, graph.add(.multiply, [gaps, turn]))
    let rest = try graph.add(.subtract, [upstream, graph.matrixProduct(result, product)])
    let inverse = try graph.add(.divide, [graph.constant(1), values])
    let sum = try graph.add(
      .add, [graph.scalingColumns(of: within, by: values), graph.scalingColumns(of: rest, by: inverse)])
    let part = try graph.add(MatrixProduct(right: true), [sum, other])
    return [side == .left ? part : try graph.transposedMatrix(part)]
  }
}

import LinearAlgebra

/// The lower triangle L of A = L Lᵀ, A symmetric and positive definite. Its gradient is symmetric, as A is.
///
/// - Source: Murray, Differentiation of the Cholesky decomposition (2016), §3.
public struct CholeskyFactor: ArrayPrimitive {
  public static let name = "chol"
  public static let rule = ArrayRule(
    "Cholesky rule", shares: ["L⁻ᵀ Φ(Lᵀ G) L⁻¹, made symmetric; Φ halves the diagonal of the lower triangle"],
    numpy: "np.linalg.cholesky", r: "t(chol(A))")
  public init() {}

  public func shape(_ operands: [Shape]) throws(GraphError) -> Shape { try operands[0].square(for: Self.name) }

  public func value(_ operands: [Tensor]) throws(GraphError) -> Tensor {
    do { return .matrix(try Cholesky(operands[0].asMatrix).lower) } catch { throw .math(error) }
  }

  public func pullback(
    _ upstream: NodeID, operands: [NodeID], result: NodeID, active: [Bool], in graph: inout Graph
  ) throws(GraphError) -> [NodeID?] {
    let n = graph.shape(result).extent.rows
    let weights = Matrix(rows: n, columns: n) { i, j in i > j ? 1 : i == j ? 0.5 : 0 }
    let product = try graph.add(MatrixProduct(transposingLeft: true), [result, upstream])
    let lower = try graph.add(.multiply, [product, graph.constant(.matrix(weights))])
    let turned = try graph.transposedMatrix(result)
    // L⁻ᵀ P L⁻¹ is L⁻ᵀ times the transpose of L⁻ᵀ Pᵀ.
    let inner = try graph.add(Solve(), [turned, graph.transposedMatrix(lower)])
    let whole = try graph.add(Solve(), [turned, graph.transposedMatrix(inner)])
    return [try graph.symmetricPart(whole)]
  }
}

extension Shape {
  /// The shape itself when it is that of a square matrix.
  func square(for name: String) throws(GraphError) -> Shape {
    guard case .matrix(let m, let n) = self, m == n else { throw .unfit(name, self, need: "a square matrix") }
    return self
  }
}

extension Graph {
  /// (A + Aᵀ)/2.
  mutating func symmetricPart(_ a: NodeID) throws(GraphError) -> NodeID {
    try add(.multiply, [add(.add, [a, transposedMatrix(a)]), constant(0.5)])
  }

  /// A diagonal matrix times a matrix: rows scaled.
  mutating func scalingRows(of a: NodeID, by v: NodeID) throws(GraphError) -> NodeID {
    try add(.multiply, [v, a], dotted: true)
  }

  /// A matrix times a diagonal matrix: columns scaled.
  mutating func scalingColumns(of a: NodeID, by v: NodeID) throws(GraphError) -> NodeID {
    try add(.multiply, [a, transposedMatrix(v)], dotted: true)
  }

  /// 1/(xⱼ − xᵢ) off the diagonal and 0 on it.
  mutating func reciprocalGaps(_ x: NodeID) throws(GraphError) -> NodeID {
    let identity = try constant(.matrix(Matrix.identity(shape(x).count)))
    let gaps = try add(.subtract, [transposedMatrix(x), x], dotted: true)
    return try add(.subtract, [add(.divide, [constant(1), add(.add, [gaps, identity])]), identity])
  }

  mutating func identity(_ n: Int) throws(GraphError) -> NodeID { try constant(.matrix(Matrix.identity(n))) }
}

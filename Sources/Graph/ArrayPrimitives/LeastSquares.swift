import LinearAlgebra

/// The X that brings A X closest to B, of least norm where there are several; differentiable while the rank of A stays.
public struct LeastSquares: ArrayPrimitive {
  public static let name = "lstsq"
  public static let rule = ArrayRule(
    "least squares rule",
    shares: ["−Pᵀ G Rᵀ + (B − A R)(P Pᵀ G)ᵀ + Pᵀ R ((I − P A)ᵀ G)ᵀ, P being the pseudo-inverse", "Pᵀ G"],
    numpy: "np.linalg.lstsq", r: "qr.solve")
  public init() {}

  public func shape(_ operands: [Shape]) throws(GraphError) -> Shape {
    guard case .matrix(let m, let n) = operands[0] else { throw .unfit(Self.name, operands[0], need: "a matrix") }
    switch operands[1] {
    case .vector(m): return .vector(n)
    case .matrix(m, let k): return .matrix(n, k)
    default: throw .shape(.solve(operands[0], operands[1]))
    }
  }

  public func value(_ operands: [Tensor]) throws(GraphError) -> Tensor {
    let shape = try shape(operands.map(\.shape))
    do {
      return Tensor(shape, try operands[0].asMatrix.leastSquares(operands[1].asMatrix).value.elements)
    } catch { throw .math(error) }
  }

  public func pullback(
    _ upstream: NodeID, operands: [NodeID], result: NodeID, active: [Bool], in graph: inout Graph
  ) throws(GraphError) -> [NodeID?] {
    let a = operands[0]
    let (g, x, b) = (try graph.matrix(upstream), try graph.matrix(result), try graph.matrix(operands[1]))
    let p = try graph.add(PseudoInverse(), [a])
    let turned = try graph.add(MatrixProduct(transposingLeft: true), [p, g])
    let byB = active[1] ? try graph.reshaped(turned, graph.shape(operands[1])) : nil
    guard active[0] else { return [nil, byB] }
    let main = try graph.add(MatrixProduct(right: true), [turned, x])
    let residual = try graph.add(.subtract, [b, graph.matrixProduct(a, x)])
    let ofResidual = try graph.add(MatrixProduct(right: true), [residual, graph.matrixProduct(p, turned)])
    let null = try graph.add(.subtract, [g, graph.add(MatrixProduct(transposingLeft: true), [a, turned])])
    let ofNull = try graph.add(
      MatrixProduct(right: true), [graph.add(MatrixProduct(transposingLeft: true), [p, x]), null])
    return [try graph.add(.subtract, [graph.add(.add, [ofResidual, ofNull]), main]), byB]
  }
}

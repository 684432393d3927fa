import LinearAlgebra
import Numerics

/// The regularised incomplete beta function I(a, b; x) along elements, numbers being the same for all. Its derivative by
/// x is the density of the beta law; by a and b none is stated.
public struct IncompleteBeta: ArrayPrimitive {
  public static let name = "beta_i"
  public static let rule = ArrayRule(
    "incomplete beta rule", shares: ["none", "none", "G xᵃ⁻¹ (1 − x)ᵇ⁻¹ / B(a, b)"], numpy: "scipy.special.betainc",
    r: "pbeta(x, a, b)")
  public init() {}

  public func shape(_ operands: [Shape]) throws(GraphError) -> Shape {
    do { return try operands[0].broadcast(operands[1]).broadcast(operands[2]) } catch { throw .shape(error) }
  }

  public func value(_ operands: [Tensor]) throws(GraphError) -> Tensor {
    let shape = try shape(operands.map(\.shape))
    let (a, b, x) = (
      operands[0].stretched(to: shape), operands[1].stretched(to: shape), operands[2].stretched(to: shape)
    )
    let elements = zip(zip(a.elements, b.elements), x.elements).map { Special.betaI($0.0, $0.1, $1) }
    return Tensor(shape, elements)
  }

  public func pullback(
    _ upstream: NodeID, operands: [NodeID], result: NodeID, active: [Bool], in graph: inout Graph
  ) throws(GraphError) -> [NodeID?] {
    if active[0] || active[1] { throw .notDifferentiable("beta_i by its parameters a and b") }
    let (a, b, x) = (Term.variable(0), Term.variable(1), Term.variable(2))
    let logarithm = Primitive.lgamma(a + b) - Primitive.lgamma(a) - Primitive.lgamma(b)
    let power = (a - 1) * Primitive.log(x) + (b - 1) * Primitive.log1p(-x)
    let density = try graph.add(Primitive.exp(logarithm + power), operands, dotted: true)
    let part = try graph.add(.multiply, [upstream, density], dotted: true)
    return [nil, nil, try graph.reduced(part, to: graph.shape(operands[2]))]
  }
}

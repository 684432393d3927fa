import LinearAlgebra

/// Gradient descent: `x ← x − η ∇f(x)`.
/// - Source: Deisenroth, Faisal, Ong, Mathematics for Machine Learning, (7.6); PyTorch `SGD`.
public struct Plain: Stepper {
  public static let name = "plain"
  public static let title = "plain gradient descent"
  public var rate: Double

  public init(rate: Double) { self.rate = rate }

  public mutating func step(_ x: inout Vector, gradient: Vector) -> StepWork {
    let before = x
    let move = gradient * -rate
    for i in x.elements.indices { x.elements[i] += move.elements[i] }
    return StepWork(
      "x − η ∇f(x)", [.init("x", before), .init("η", rate), .init("∇f(x)", gradient)], move: move)
  }
}

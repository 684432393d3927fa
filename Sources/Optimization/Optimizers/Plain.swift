import LinearAlgebra

/// Gradient descent: `x ← x − η ∇f(x)`.
/// - Source: Deisenroth, Faisal, Ong, Mathematics for Machine Learning, (7.6); PyTorch `SGD`.
public struct Plain: GradientRule {
  public static let name = "plain"
  public static let title = "plain gradient descent"
  public static let options: [StepperOption] = [.rate(0.1)]
  public var rate: Double

  public init(rate: Double) { self.rate = rate }

  public init(_ options: StepperOptions) {
    self.init(rate: options["rate"])
  }

  public mutating func step(_ x: inout Vector, gradient: Vector) -> StepWork {
    let before = x
    let move = gradient * -rate
    x = before.moved(by: 1, along: move)
    return StepWork(
      "x − η ∇f(x)", [.init("x", before), .init("η", rate), .init("∇f(x)", gradient)], move: move)
  }
}

import LinearAlgebra

/// Descent with momentum: `v ← μ v + ∇f(x)`, `x ← x − η v`.
/// - Source: PyTorch `SGD(momentum=μ, dampening=0)`; the first velocity is the gradient.
public struct Momentum: GradientRule {
  public static let name = "momentum"
  public static let title = "gradient descent with momentum"
  public static let options: [StepperOption] = [.rate(0.1), .momentum(0.9)]
  public var rate: Double
  public let momentum: Double
  /// v, empty before the first step.
  public private(set) var velocity = Vector([])

  public init(rate: Double, momentum: Double) {
    self.rate = rate
    self.momentum = momentum
  }

  public init(_ options: StepperOptions) {
    self.init(rate: options["rate"], momentum: options["momentum"])
  }

  public mutating func step(_ x: inout Vector, gradient: Vector) -> StepWork {
    let before = velocity.count == x.count ? velocity : Vector(repeating: 0, count: x.count)
    let start = x
    velocity = gradient.moved(by: momentum, along: before)
    let move = velocity * -rate
    x = start.moved(by: 1, along: move)
    return StepWork(
      "x − η (μ v + ∇f(x))",
      [
        .init("x", start), .init("η", rate), .init("μ", momentum), .init("v", before), .init("∇f(x)", gradient),
      ], states: ["v": velocity], move: move)
  }
}

import LinearAlgebra

/// Descent with Nesterov's momentum: `v ← μ v + ∇f(x)`, `x ← x − η (∇f(x) + μ v)`.
/// - Source: PyTorch `SGD(momentum=μ, nesterov=True)`.
public struct Nesterov: GradientRule {
  public static let name = "nesterov"
  public static let title = "gradient descent with Nesterov momentum"
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
    velocity = before
    var (ahead, move) = (before, before)
    for i in x.elements.indices {
      velocity.elements[i] = momentum * before.elements[i] + gradient.elements[i]
      ahead.elements[i] = gradient.elements[i] + momentum * velocity.elements[i]
      move.elements[i] = -rate * ahead.elements[i]
      x.elements[i] += move.elements[i]
    }
    return StepWork(
      "x − η (∇f(x) + μ v)",
      [
        .init("x", start), .init("η", rate), .init("∇f(x)", gradient), .init("μ", momentum), .init("v", velocity),
      ], states: ["v": velocity, "d": ahead], move: move)
  }
}

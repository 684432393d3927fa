import LinearAlgebra

/// RMSProp: each variable's rate is divided by the root of a running mean of its squared slopes.
///
/// `s ← α s + (1−α) g²`, `x ← x − η g / (√s + ε)`; with momentum `v ← μ v + g / (√s + ε)`, `x ← x − η v`.
/// - Source: Tieleman & Hinton 2012, lecture 6.5; PyTorch `RMSprop` (ε outside the root, not centred).
public struct RMSProp: GradientRule {
  public static let name = "rmsprop"
  public static let title = "RMSProp"
  public static let options: [StepperOption] = [
    .rate(0.01), StepperOption("alpha", "α", usual: 0.99, .fraction), .momentum(0), .epsilon(1e-8),
  ]
  public var rate: Double
  public let alpha: Double
  public let momentum: Double
  public let epsilon: Double
  /// s, empty before the first step.
  public private(set) var square = Vector([])
  /// v, empty before the first step.
  public private(set) var velocity = Vector([])

  public init(_ options: StepperOptions) {
    (rate, alpha) = (options["rate"], options["alpha"])
    (momentum, epsilon) = (options["momentum"], options["epsilon"])
  }

  public mutating func step(_ x: inout Vector, gradient: Vector) -> StepWork {
    if square.count != x.count {
      square = Vector(repeating: 0, count: x.count)
      velocity = square
    }
    let (start, before) = (x, velocity)
    var (move, scaled) = (x, x)
    for i in x.elements.indices {
      let g = gradient.elements[i]
      square.elements[i] = alpha * square.elements[i] + (1 - alpha) * g * g
      scaled.elements[i] = g / (square.elements[i].squareRoot() + epsilon)
      velocity.elements[i] = momentum * velocity.elements[i] + scaled.elements[i]
      move.elements[i] = -rate * velocity.elements[i]
      x.elements[i] += move.elements[i]
    }
    let common: [StepWork.Ingredient] = [.init("∇f(x)", gradient), .init("s", square), .init("ε", epsilon)]
    let (first, states) = (
      [StepWork.Ingredient("x", start), .init("η", rate)], ["s": square, "v": velocity, "d": scaled]
    )
    guard momentum > 0 else {
      return StepWork("x − η ∇f(x) / (√s + ε)", first + common, states: states, move: move)
    }
    return StepWork(
      "x − η (μ v + ∇f(x) / (√s + ε))", first + [.init("μ", momentum), .init("v", before)] + common, states: states,
      move: move)
  }
}

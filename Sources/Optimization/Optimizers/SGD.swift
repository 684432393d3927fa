import LinearAlgebra

/// Stochastic gradient descent, the rule that goes through data in batches: `v ← μ v + g + λ x`, `x ← x − η v`.
///
/// The gradient is that of the batch whose turn it is; `MiniBatches` chooses it.
/// - Source: Robbins & Monro 1951; PyTorch `SGD(momentum=μ, weight_decay=λ)`.
public struct SGD: GradientRule {
  public static let name = "sgd"
  public static let title = "stochastic gradient descent"
  public static let options: [StepperOption] = [.rate(0.01), .momentum(0), .weightDecay(0)]
  public var rate: Double
  public let momentum: Double
  public let weightDecay: Double
  /// v, empty before the first step.
  public private(set) var velocity = Vector([])

  public init(_ options: StepperOptions) {
    (rate, momentum, weightDecay) = (options["rate"], options["momentum"], options["weight_decay"])
  }

  public mutating func step(_ x: inout Vector, gradient: Vector) -> StepWork {
    let before = velocity.count == x.count ? velocity : Vector(repeating: 0, count: x.count)
    let start = x
    velocity = before
    var (move, slope) = (before, gradient)
    for i in x.elements.indices {
      slope.elements[i] += weightDecay * x.elements[i]
      velocity.elements[i] = momentum * before.elements[i] + slope.elements[i]
      move.elements[i] = -rate * velocity.elements[i]
      x.elements[i] += move.elements[i]
    }
    var (formula, symbols) = ("∇f(x)", [StepWork.Ingredient("x", start), .init("η", rate), .init("∇f(x)", gradient)])
    if weightDecay > 0 {
      formula += " + λ x"
      symbols.append(.init("λ", weightDecay))
    }
    if momentum > 0 {
      formula = "μ v + " + formula
      symbols += [.init("μ", momentum), .init("v", before)]
    }
    if formula != "∇f(x)" { formula = "(\(formula))" }
    return StepWork("x − η \(formula)", symbols, states: ["v": velocity, "g": slope], move: move)
  }
}

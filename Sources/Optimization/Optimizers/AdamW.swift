import LinearAlgebra

/// AdamW: Adam on the gradient alone, and beside it every variable shrinks by the same share.
///
/// `x ← (1 − η λ) x − η m̂ / (√ŝ + ε)`, with Adam's m̂ and ŝ.
/// - Source: Loshchilov & Hutter 2019, Algorithm 2; PyTorch `AdamW`.
public struct AdamW: GradientRule {
  public static let name = "adamw"
  public static let title = "AdamW"
  public static let options: [StepperOption] = Adam.options + [.weightDecay(0.01)]
  public let weightDecay: Double
  /// The rule without the shrinking.
  public private(set) var adam: Adam
  public var rate: Double {
    get { adam.rate }
    set { adam.rate = newValue }
  }

  public init(_ options: StepperOptions) { (adam, weightDecay) = (Adam(options), options["weight_decay"]) }

  public mutating func step(_ x: inout Vector, gradient: Vector) -> StepWork {
    let before = x
    let kept = 1 - rate * weightDecay
    x = x * kept
    var work = adam.step(&x, gradient: gradient)
    work.formula = "(1 − η λ) x − η m̂ / (√ŝ + ε)"
    work.ingredients[0] = .init("x", before)
    work.ingredients.append(.init("λ", weightDecay))
    work.states["adam"] = work.move
    work.move = x.moved(by: -1, along: before)
    return work
  }
}

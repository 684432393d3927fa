import LinearAlgebra

/// AdaGrad: each variable's rate is divided by the root of all its squared slopes so far.
///
/// `G ← G + g²`, `x ← x − η g / (√G + ε)`.
/// - Source: Duchi, Hazan & Singer 2011; PyTorch `Adagrad` (ε outside the root).
public struct AdaGrad: GradientRule {
  public static let name = "adagrad"
  public static let title = "AdaGrad"
  public static let options: [StepperOption] = [.rate(0.01), .epsilon(1e-10)]
  public var rate: Double
  public let epsilon: Double
  /// G, empty before the first step.
  public private(set) var total = Vector([])

  public init(_ options: StepperOptions) { (rate, epsilon) = (options["rate"], options["epsilon"]) }

  public mutating func step(_ x: inout Vector, gradient: Vector) -> StepWork {
    if total.count != x.count { total = Vector(repeating: 0, count: x.count) }
    let before = x
    var move = x
    for i in x.elements.indices {
      let g = gradient.elements[i]
      total.elements[i] += g * g
      move.elements[i] = -rate * g / (total.elements[i].squareRoot() + epsilon)
      x.elements[i] += move.elements[i]
    }
    return StepWork(
      "x − η ∇f(x) / (√G + ε)",
      [.init("x", before), .init("η", rate), .init("∇f(x)", gradient), .init("G", total), .init("ε", epsilon)],
      states: ["G": total], move: move)
  }
}

import Glibc
import LinearAlgebra

/// Adam: running means of the gradient and its square, each divided by what it still lacks.
///
/// `m ← β₁ m + (1−β₁) g`, `s ← β₂ s + (1−β₂) g²`, `x ← x − η m̂ / (√ŝ + ε)`, with `m̂ = m/(1−β₁ᵏ)`, `ŝ = s/(1−β₂ᵏ)`.
/// - Source: Kingma & Ba 2015, Algorithm 1; PyTorch `Adam` (ε outside the root).
public struct Adam: GradientRule {
  public static let name = "adam"
  public static let title = "Adam"
  public static let options: [StepperOption] = [.rate(0.001), .beta1, .beta2, .epsilon(1e-8)]
  public var rate: Double
  public let beta1: Double
  public let beta2: Double
  public let epsilon: Double
  /// m, empty before the first step.
  public private(set) var mean = Vector([])
  /// s, empty before the first step.
  public private(set) var square = Vector([])
  /// k, the steps taken.
  public private(set) var steps = 0

  public init(rate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8) {
    self.rate = rate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
  }

  /// 1 − β₁ᵏ and 1 − β₂ᵏ: what means that start from 0 reach of their values by step k.
  func bias(_ k: Int) -> (Double, Double) { (1 - pow(beta1, Double(k)), 1 - pow(beta2, Double(k))) }

  public init(_ options: StepperOptions) {
    self.init(
      rate: options["rate"], beta1: options["beta1"], beta2: options["beta2"], epsilon: options["epsilon"])
  }

  public mutating func step(_ x: inout Vector, gradient: Vector) -> StepWork {
    if mean.count != x.count {
      mean = Vector(repeating: 0, count: x.count)
      square = mean
    }
    steps += 1
    let before = x
    let (bias1, bias2) = bias(steps)
    var (corrected1, corrected2, move) = (mean, square, mean)
    for i in x.elements.indices {
      let g = gradient.elements[i]
      mean.elements[i] = beta1 * mean.elements[i] + (1 - beta1) * g
      square.elements[i] = beta2 * square.elements[i] + (1 - beta2) * g * g
      corrected1.elements[i] = mean.elements[i] / bias1
      corrected2.elements[i] = square.elements[i] / bias2
      move.elements[i] = -rate * corrected1.elements[i] / (corrected2.elements[i].squareRoot() + epsilon)
      x.elements[i] += move.elements[i]
    }
    return StepWork(
      "x − η m̂ / (√ŝ + ε)",
      [
        .init("x", before), .init("η", rate), .init("m̂", corrected1), .init("ŝ", corrected2), .init("ε", epsilon),
      ], states: ["m": mean, "s": square, "m̂": corrected1, "ŝ": corrected2], move: move)
  }
}

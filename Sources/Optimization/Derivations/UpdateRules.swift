import Document
import Glibc
import LinearAlgebra

extension Plain {
  public func explained(_ gradient: Vector, _ names: StepNames) -> (steps: [Derivation.Step], move: Vector) {
    let move = gradient * -rate
    return ([names.step("−η \(names.slope)", -rate, gradient, move)], move)
  }
}

extension Momentum {
  public func explained(_ gradient: Vector, _ names: StepNames) -> (steps: [Derivation.Step], move: Vector) {
    let known = velocity.count == gradient.count ? velocity : Vector(repeating: 0, count: gradient.count)
    let next = known.combined(momentum, gradient, 1)
    let move = next * -rate
    let velocity = names.mixed("v", "μ", momentum, known, nil, gradient, names.slope, next)
    return (
      [
        .init("velocity", Document(velocity)), names.step("−η \(names.state("v", after: true))", -rate, next, move),
      ], move
    )
  }
}

extension Nesterov {
  public func explained(_ gradient: Vector, _ names: StepNames) -> (steps: [Derivation.Step], move: Vector) {
    let known = velocity.count == gradient.count ? velocity : Vector(repeating: 0, count: gradient.count)
    let next = known.combined(momentum, gradient, 1)
    let ahead = next.combined(momentum, gradient, 1)
    let move = ahead * -rate
    let name = names.state("v", after: true)
    return (
      [
        .init("velocity", Document(names.mixed("v", "μ", momentum, known, nil, gradient, names.slope, next))),
        .init(
          "look ahead",
          Document([
            .line("d = \(names.slope) + μ \(name)"),
            .line(
              Text("  = ") + names.write(gradient) + Text(" + ") + names.scaled(momentum, next) + Text(" = ")
                + names.write(ahead)),
          ])), names.step("−η d", -rate, ahead, move),
      ], move
    )
  }
}

extension Adam {
  public func explained(_ gradient: Vector, _ names: StepNames) -> (steps: [Derivation.Step], move: Vector) {
    let zero = Vector(repeating: 0, count: gradient.count)
    let (m, s) = mean.count == gradient.count ? (mean, square) : (zero, zero)
    let squared = Vector(gradient.elements.map { $0 * $0 })
    let (nextM, nextS) = (m.combined(beta1, gradient, 1 - beta1), s.combined(beta2, squared, 1 - beta2))
    let k = steps + 1
    let (bias1, bias2) = (1 - pow(beta1, Double(k)), 1 - pow(beta2, Double(k)))
    let (hatM, hatS) = (nextM * (1 / bias1), nextS * (1 / bias2))
    let move = Vector(zip(hatM.elements, hatS.elements).map { -rate * $0 / ($1.squareRoot() + epsilon) })
    func corrected(_ letter: String, _ hat: String, _ beta: String, _ bias: Double, _ v: Vector) -> Block {
      .line(
        Text(
          "\(hat) = \(names.state(letter, after: true))/(1 − \(beta)\(k.raised)) = \(names.state(letter, after: true))/"
        )
          + bias.term + Text(" = ") + names.write(v))
    }
    return (
      [
        .init("mean of g", Document(names.mixed("m", "β₁", beta1, m, 1 - beta1, gradient, "g", nextM))),
        .init("mean of g²", Document(names.mixed("s", "β₂", beta2, s, 1 - beta2, squared, "g²", nextS))),
        .init(
          "correct the start from 0",
          Document([corrected("m", "m̂", "β₁", bias1, hatM), corrected("s", "ŝ", "β₂", bias2, hatS)])),
        .init(
          "step",
          Document([
            .line(Text("−η m̂/(√ŝ + ε) = ") + names.write(move)),
            .line(Text("element by element, with ε = ") + epsilon.term),
          ])),
      ], move
    )
  }
}

extension StepNames {
  /// The last line of every rule.
  fileprivate func step(_ formula: String, _ factor: Double, _ v: Vector, _ move: Vector) -> Derivation.Step {
    Derivation.Step(
      "step", Document([.line(Text("\(formula) = ") + scaled(factor, v) + Text(" = ") + write(move))]))
  }

  /// `v₁ = μ v₀ + g`, or with a weight on the new part, then the same in numbers.
  fileprivate func mixed(
    _ letter: String, _ name: String, _ factor: Double, _ known: Vector, _ weight: Double?, _ new: Vector,
    _ newName: String, _ result: Vector
  ) -> [Block] {
    let part = weight == nil ? newName : "(1 − \(name)) \(newName)"
    let numbers = weight.map { scaled($0, new) } ?? bracketed(new)
    let margin = Text(String(repeating: " ", count: state(letter, after: true).count + 1))
    return [
      .line(Text("\(state(letter, after: true)) = \(name) \(state(letter)) + \(part)")),
      .line(margin + Text("= ") + scaled(factor, known) + Text(" + ") + numbers),
      .line(margin + Text("= ") + write(result)),
    ]
  }
}

extension Vector {
  /// p self + q other
  fileprivate func combined(_ p: Double, _ other: Vector, _ q: Double) -> Vector {
    Vector(zip(elements, other.elements).map { p * $0 + q * $1 })
  }
}

extension Int {
  /// In raised digits: `¹²`.
  fileprivate var raised: String {
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return String("\(self)".compactMap { $0.wholeNumberValue.map { digits[$0] } })
  }
}

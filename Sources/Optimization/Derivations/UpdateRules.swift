import Document
import LinearAlgebra

extension Plain {
  public func explained(_ work: StepWork, from point: Iterate, _ names: StepNames) -> [Derivation.Step] {
    [names.step("−η \(names.slope)", -rate, point.gradient, work.move)]
  }
}

extension Momentum {
  public func explained(_ work: StepWork, from point: Iterate, _ names: StepNames) -> [Derivation.Step] {
    let gradient = point.gradient
    let next = work.state("v")
    let known = velocity.count == gradient.count ? velocity : Vector(repeating: 0, count: gradient.count)
    return [
      .init("velocity", Document(names.mixed("v", "μ", momentum, known, nil, gradient, names.slope, next))),
      names.step("−η \(names.state("v", after: true))", -rate, next, work.move),
    ]
  }
}

extension Nesterov {
  public func explained(_ work: StepWork, from point: Iterate, _ names: StepNames) -> [Derivation.Step] {
    let gradient = point.gradient
    let (next, ahead) = (work.state("v"), work.state("d"))
    let known = velocity.count == gradient.count ? velocity : Vector(repeating: 0, count: gradient.count)
    let name = names.state("v", after: true)
    return [
      .init("velocity", Document(names.mixed("v", "μ", momentum, known, nil, gradient, names.slope, next))),
      .init(
        "look ahead",
        Document([
          .line("d = \(names.slope) + μ \(name)"),
          .line(
            Text("  = ") + names.write(gradient) + Text(" + ") + names.scaled(momentum, next) + Text(" = ")
              + names.write(ahead)),
        ])), names.step("−η d", -rate, ahead, work.move),
    ]
  }
}

extension Adam {
  public func explained(_ work: StepWork, from point: Iterate, _ names: StepNames) -> [Derivation.Step] {
    let gradient = point.gradient
    let zero = Vector(repeating: 0, count: gradient.count)
    let (m, s) = mean.count == gradient.count ? (mean, square) : (zero, zero)
    let squared = Vector(gradient.elements.map { $0 * $0 })
    let k = steps + 1
    let (bias1, bias2) = bias(k)
    func corrected(_ letter: String, _ hat: String, _ beta: String, _ bias: Double) -> Block {
      let state = names.state(letter, after: true)
      return .line(
        Text("\(hat) = \(state)/(1 − \(beta)\(k.raised)) = \(state)/") + bias.term + Text(" = ")
          + names.write(work.state(hat)))
    }
    return [
      .init("mean of g", Document(names.mixed("m", "β₁", beta1, m, 1 - beta1, gradient, "g", work.state("m")))),
      .init("mean of g²", Document(names.mixed("s", "β₂", beta2, s, 1 - beta2, squared, "g²", work.state("s")))),
      .init(
        "correct the start from 0",
        Document([corrected("m", "m̂", "β₁", bias1), corrected("s", "ŝ", "β₂", bias2)])),
      .init(
        "step",
        Document([
          .line(Text("−η m̂/(√ŝ + ε) = ") + names.write(work.move)),
          .line(Text("element by element, with ε = ") + epsilon.term),
        ])),
    ]
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

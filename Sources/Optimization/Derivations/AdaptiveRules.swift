import Document
import LinearAlgebra

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

extension AdamW {
  public func explained(_ work: StepWork, from point: Iterate, _ names: StepNames) -> [Derivation.Step] {
    var inner = work
    inner.move = work.state("adam")
    let shrink = Vector(point.x.elements.map { -rate * weightDecay * $0 })
    let x = names.point(names.iteration)
    return adam.explained(inner, from: point, names) + [
      .init(
        "weight decay",
        Document([
          .line(
            Text("−η λ \(x) = ") + names.scaled(-rate * weightDecay, point.x) + Text(" = ") + names.write(shrink))
        ])),
      .init(
        "both",
        Document([
          .line(
            Text("−η λ \(x) − η m̂/(√ŝ + ε) = ") + names.write(shrink) + Text(" + ")
              + names.bracketed(work.state("adam")) + Text(" = ") + names.write(work.move))
        ])),
    ]
  }
}

extension AdaGrad {
  public func explained(_ work: StepWork, from point: Iterate, _ names: StepNames) -> [Derivation.Step] {
    let g = point.gradient
    let known = total.count == g.count ? total : Vector(repeating: 0, count: g.count)
    let squared = Vector(g.elements.map { $0 * $0 })
    let (before, after) = (names.state("G"), names.state("G", after: true))
    let margin = Text(String(repeating: " ", count: after.count + 1))
    return [
      .init(
        "sum of g²",
        Document([
          .line("\(after) = \(before) + g²"),
          .line(
            margin + Text("= ") + names.write(known) + Text(" + ") + names.bracketed(squared) + Text(" = ")
              + names.write(work.state("G"))),
        ])),
      names.divided("−η g/(√\(after) + ε)", work.move, epsilon),
    ]
  }
}

extension RMSProp {
  public func explained(_ work: StepWork, from point: Iterate, _ names: StepNames) -> [Derivation.Step] {
    let g = point.gradient
    let zero = Vector(repeating: 0, count: g.count)
    let (s, v) = square.count == g.count ? (square, velocity) : (zero, zero)
    let squared = Vector(g.elements.map { $0 * $0 })
    let after = names.state("s", after: true)
    let mean = Derivation.Step(
      "mean of g²", Document(names.mixed("s", "α", alpha, s, 1 - alpha, squared, "g²", work.state("s"))))
    guard momentum > 0 else { return [mean, names.divided("−η g/(√\(after) + ε)", work.move, epsilon)] }
    let next = work.state("v")
    return [
      mean,
      .init(
        "scale",
        Document([
          .line(Text("d = g/(√\(after) + ε) = ") + names.write(work.state("d"))),
          .line(Text("element by element, with ε = ") + epsilon.term),
        ])),
      .init("velocity", Document(names.mixed("v", "μ", momentum, v, nil, work.state("d"), "d", next))),
      names.step("−η \(names.state("v", after: true))", -rate, next, work.move),
    ]
  }
}

extension StepNames {
  /// The last line of the rules that divide each slope by a root of its own.
  fileprivate func divided(_ formula: String, _ move: Vector, _ epsilon: Double) -> Derivation.Step {
    Derivation.Step(
      "step",
      Document([
        .line(Text("\(formula) = ") + write(move)),
        .line(Text("element by element, with ε = ") + epsilon.term),
      ]))
  }
}

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
        Document(
          names.equal(
            "d",
            [
              Text("\(names.slope) + μ \(name)"),
              names.write(gradient) + Text(" + ") + names.scaled(momentum, next), names.write(ahead),
            ]))), names.step("−η d", -rate, ahead, work.move),
    ]
  }
}

extension SGD {
  public func explained(_ work: StepWork, from point: Iterate, _ names: StepNames) -> [Derivation.Step] {
    let (slope, next) = (work.state("g"), work.state("v"))
    let known = velocity.count == slope.count ? velocity : Vector(repeating: 0, count: slope.count)
    var lines: [Derivation.Step] = []
    if weightDecay > 0 {
      lines.append(
        Derivation.Step(
          "weight decay",
          Document(
            names.equal(
              "g",
              [
                Text("\(names.slope) + λ \(names.point(names.iteration))"),
                names.write(point.gradient) + Text(" + ") + names.scaled(weightDecay, point.x), names.write(slope),
              ]))))
    }
    let name = weightDecay > 0 ? "g" : names.slope
    guard momentum > 0 else { return lines + [names.step("−η \(name)", -rate, slope, work.move)] }
    return lines + [
      .init("velocity", Document(names.mixed("v", "μ", momentum, known, nil, slope, name, next))),
      names.step("−η \(names.state("v", after: true))", -rate, next, work.move),
    ]
  }
}

extension Coordinate {
  public func explained(_ work: StepWork, from point: Iterate, _ names: StepNames) -> [Derivation.Step] {
    let (unit, length) = (work.state("e"), work.state("t")[0])
    let slope = point.gradient.elements[turn]
    let (f, x) = (names.function, names.point(names.iteration))
    var tried: [Block] = [
      .line(Text("along e = ") + names.write(unit) + Text(" the slope is ") + slope.term),
      .line("lowest is \(f) at \(x) + t e where the slope is 0"),
    ]
    if slope == 0 { tried[1] = .line("so the point is the lowest along e already") }
    for trial in work.trials.suffix(8) {
      tried.append(.line(Text("t = ") + trial.rate.term + Text(":  \(trial.verdict), value ") + trial.value.term))
    }
    return [
      .init("line", Document(tried)), names.step("t e", length, unit, work.move),
    ]
  }
}

extension Projected {
  public func explained(_ work: StepWork, from point: Iterate, _ names: StepNames) -> [Derivation.Step] {
    let free = work.state("y")
    let pull = Vector(zip(free.elements, point.x.elements).map { $0 - $1 })
    return [
      names.step("−η \(names.slope)", -rate, point.gradient, pull),
      .init(
        "project",
        Document([
          .line(Text("P(") + names.write(free) + Text(") = ") + names.write(point.x.moved(by: work.move.elements)))
        ])),
    ]
  }
}

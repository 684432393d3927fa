import Document
import LinearAlgebra

/// What the quantities of a step are called where it is shown, and how its points are written.
public struct StepNames: Sendable {
  /// The function: `g`.
  public var function: String
  /// A point by its iteration: `w₀`.
  public var point: @Sendable (Int) -> String
  /// The gradient there: `∇g(w₀)`.
  public var gradient: @Sendable (Int) -> String
  /// A point, gradient or step in numbers.
  public var write: @Sendable (Vector) -> Text
  /// The iteration that the step starts from.
  public var iteration: Int

  public init(
    function: String, iteration: Int, point: @escaping @Sendable (Int) -> String,
    gradient: @escaping @Sendable (Int) -> String, write: @escaping @Sendable (Vector) -> Text
  ) {
    (self.function, self.iteration) = (function, iteration)
    (self.point, self.gradient, self.write) = (point, gradient, write)
  }

  /// The gradient where the step starts.
  var slope: String { gradient(iteration) }

  /// A state of the rule before the step, `v₀`, or after it.
  func state(_ letter: String, after: Bool = false) -> String { letter + (iteration + (after ? 1 : 0)).lowered }

  /// `0.9·[1, 2]`
  func scaled(_ factor: Double, _ v: Vector) -> Text { factor.term + Text("·") + bracketed(v) }

  /// A negative number after an operator needs brackets; arrays have their own.
  func bracketed(_ v: Vector) -> Text {
    let text = write(v)
    return text.plain.hasPrefix("−") ? Text("(") + text + Text(")") : text
  }
}

extension Descent {
  /// The newest step worked out: gradient, what the rule makes of it, the new point, and the values before and after.
  /// Before the first step, the one to come where the gradient decides it, whose value is not known yet.
  public func worked(_ names: StepNames) -> Worked<Vector> {
    guard let origin, let work = newestStep, reason != .stalled else { return coming(names) }
    let start = origin.point
    let (f, after) = (names.function, names.point(names.iteration + 1))
    var derivation = Derivation(goal: goal("step \(names.iteration + 1)", origin.stepper, rate: work.rate))
    derivation.steps += Self.lines(work, of: origin.stepper, from: start, to: x, names)
    let change = value - start.value
    let verb = change < 0 ? "fell by " : change > 0 ? "rose by " : "did not change: "
    derivation.step(
      "value",
      .line(
        Text("\(f) = ") + start.value.term + Text(" before, ") + value.term + Text(" after: it \(verb)")
          + change.magnitude.term))
    derivation.conclude(
      .line(Text("\(after) = ") + names.write(x) + Text(",  \(f) = ") + value.term),
      .line(stop(names)))
    if start.gradient.count == work.move.count {
      derivation.check(.line(promise(work.move, start.gradient, change, names)))
    }
    return Worked(x, derivation)
  }

  /// The step not taken yet, where the gradient here is all it needs.
  private func coming(_ names: StepNames) -> Worked<Vector> {
    var derivation = Derivation(goal: goal("the first step, not yet taken,", stepper, rate: nil))
    guard var rule = stepper as? any GradientRule, reason != .stalled else {
      let state = reason == .stalled ? stop(names) : Text("\(names.function) = ") + value.term + Text(" at the start")
      derivation.conclude(.line(state))
      return Worked(x, derivation)
    }
    var next = x
    let work = rule.step(&next, gradient: gradient)
    derivation.steps += Self.lines(work, of: stepper, from: point, to: next, names)
    derivation.conclude(.line(Text("\(names.point(names.iteration + 1)) = ") + names.write(next)))
    return Worked(next, derivation)
  }

  private func goal(_ step: String, _ rule: any Stepper, rate: Double?) -> Block {
    let title = Text("\(step) of \(type(of: rule).title)")
    guard let rate = rate ?? (rule as? any Paced)?.rate else { return .line(title) }
    return .line(title + Text(", η = ") + rate.term)
  }

  /// From the gradient to the new point.
  private static func lines(
    _ work: StepWork, of rule: any Stepper, from start: Iterate, to next: Vector, _ names: StepNames
  ) -> [Derivation.Step] {
    let (before, after) = (names.point(names.iteration), names.point(names.iteration + 1))
    var lines: [Derivation.Step] = []
    if !start.gradient.elements.isEmpty {
      lines.append(
        Derivation.Step(
          "gradient",
          Document([
            .line(Text("at \(before) = ") + names.write(start.x)),
            .line(
              Text("\(names.slope) = ") + names.write(start.gradient) + Text(", its length ")
                + start.gradient.norm.term),
          ])))
    }
    lines += rule.explained(work, from: start, names)
    lines.append(
      Derivation.Step(
        "new point",
        Document([
          .line(
            Text("\(after) = \(before) + step = ") + names.write(start.x) + Text(" + ") + names.bracketed(work.move)),
          .line(Text(String(repeating: " ", count: after.count)) + Text(" = ") + names.write(next)),
        ])))
    return lines
  }

  /// What the slope alone promises of a step.
  private func promise(_ move: Vector, _ gradient: Vector, _ change: Double, _ names: StepNames) -> Text {
    let promised = Double.dot(gradient.elements, move.elements)
    let start = Text("the slope alone promises \(names.slope)·step = ") + promised.term
    let curve = change > promised ? "; the curve upward takes back " : "; the curve downward adds "
    let rest = (change - promised).magnitude
    return rest == 0 ? start + Text(", which came true") : start + Text(curve) + rest.term
  }

  private func stop(_ names: StepNames) -> Text {
    let length = gradient.norm
    switch reason {
    case nil: return Text("under way: the gradient there has length ") + length.term
    case .converged(let norm):
      return Text("converged: the gradient's length ") + norm.term + Text(" is within the tolerance")
    case .smallStep(let length):
      return length == 0
        ? Text("stopped: rounding holds the point where it is") : Text("stopped: the step was only ") + length.term
    case .smallChange(let change): return Text("stopped: the value changed by only ") + change.term
    case .target(let target): return Text("stopped: the value is down to the target ") + target.term
    case .stalled: return Text("stopped: no lower point was found from here; the gradient's length is ") + length.term
    case .diverged: return Text("diverging: the value lies above the start and keeps rising; a smaller η may do")
    case .notFinite:
      return Text("stopped: the next step leads to where \(names.function) has no finite value or gradient")
    case .iterationLimit(let limit):
      return Text("stopped at the limit of \(limit) steps: the gradient there has length ") + length.term
    case .interrupted: return Text("interrupted: the gradient there has length ") + length.term
    }
  }
}

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
    derivation.step("value", .line(origin.stepper.isNoisy ? batches(start, f) : difference(change, start, f)))
    derivation.conclude(
      .line(Text("\(after) = ") + names.write(x) + Text(",  \(f) = ") + value.term),
      .line(stop(names)))
    if start.gradient.count == work.move.count, !origin.stepper.isNoisy {
      derivation.check(.line(promise(work.move, start.gradient, change, names)))
    }
    return Worked(x, derivation)
  }

  private func difference(_ change: Double, _ start: Iterate, _ f: String) -> Text {
    let verb = change < 0 ? "fell by " : change > 0 ? "rose by " : "did not change: "
    return Text("\(f) = ") + start.value.term + Text(" before, ") + value.term + Text(" after: it \(verb)")
      + change.magnitude.term
  }

  /// Values on different batches do not compare.
  private func batches(_ start: Iterate, _ f: String) -> Text {
    let values =
      Text("\(f) = ") + start.value.term + Text(" on this batch before, ") + value.term
      + Text(" on the next one after")
    guard let whole = point.whole else { return values }
    return values + Text(", and ") + whole.term + Text(" on all rows: an epoch ends")
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
    var lines = rule.explained(work, from: start, names)
    if !start.gradient.elements.isEmpty {
      let gradient = Derivation.Step(
        "gradient",
        Document([
          .line(Text("at \(before) = ") + names.write(start.x)),
          .line(
            Text("\(names.slope) = ") + names.write(start.gradient) + Text(", its length ") + start.gradient.norm.term),
        ]))
      // A batch comes before its gradient.
      lines.insert(gradient, at: rule.isNoisy ? min(1, lines.count) : 0)
    }
    let sum = names.write(start.x) + Text(" + ") + names.bracketed(work.move)
    lines.append(
      Derivation.Step(
        "new point", Document(names.equal(after, ["\(before) + step"].map { Text($0) } + [sum, names.write(next)]))))
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
    switch reason {
    case nil: return Text("under way: ") + distance
    case .converged: return Text("converged: ") + distance + Text(", within the tolerance")
    case .smallStep(let length):
      return length == 0
        ? Text("stopped: rounding holds the point where it is") : Text("stopped: the step was only ") + length.term
    case .smallChange(let change): return Text("stopped: the value changed by only ") + change.term
    case .target(let target): return Text("stopped: the value is down to the target ") + target.term
    case .stalled: return Text("stopped: no lower point was found from here; ") + distance
    case .diverged:
      return fall == nil
        ? Text("diverging: the value lies above the start and keeps rising; a smaller η may do")
        : Text("diverging: the value has risen, and the next step leads beyond all numbers; a smaller η may do")
    case .notFinite:
      return Text("stopped: the next step leads to where \(names.function) has no finite value or gradient")
    case .iterationLimit(let limit): return Text("stopped at the limit of \(limit) steps: ") + distance
    case .interrupted: return Text("interrupted: ") + distance
    }
  }

  /// What tells how far from a minimum the point is.
  private var distance: Text {
    let size = (path.last?.gradientNorm ?? .nan).term
    switch type(of: stepper).measure {
    case .gradient:
      let place = stepper.isNoisy ? "of the next batch" : "there"
      return Text("the gradient \(place) has length ") + gradient.norm.term
    case .projectedGradient: return Text("a step of the gradient's own length would move ") + size + Text(" in the set")
    case .simplex: return Text("the simplex, or the spread of its values, has width ") + size
    }
  }
}

import Document
import Evaluation
import LinearAlgebra
import Optimization

extension FunctionDescent {
  // MARK: the last lines

  var closing: [Block] {
    var lines: [Text] = []
    if newest.count > Self.mostRows {
      lines.append(Text("The table leaves out steps \(newest.lowerBound + 6) to \(newest.upperBound - 7).", .dim))
    }
    let count = newest.count
    let steps = newest.isEmpty ? Text("no step") : Text("\(count) step\(count == 1 ? "" : "s")")
    switch descent.reason {
    case nil, .iterationLimit: lines.append(steps + change + flatness + limitRemark + hints)
    case .interrupted: lines.append(Text("interrupted: ") + steps + change + Text(", kept.") + hints)
    case .converged(let norm):
      let met = Text(", \(names.slope) = ") + .number(norm) + Text(" ≤ ") + .number(goal.optimality ?? norm)
      lines.append(Text("converged: ") + steps + change + met + Text(".") + Text("   :plot gd", .dim))
    case .smallStep(let length):
      let short = Text(", the last of length ") + .number(length) + Text(".")
      lines.append(Text("stopped: ") + steps + change + short + Text("   :plot gd", .dim))
    case .smallChange(let size):
      let small = Text(", the last time by ") + .number(size) + Text(".")
      lines.append(Text("stopped: ") + steps + change + small + Text("   :plot gd", .dim))
    case .target(let target):
      let met = Text(", down to the target ") + .number(target) + Text(".")
      lines.append(Text("stopped: ") + steps + change + met + Text("   :plot gd", .dim))
    case .stalled:
      lines.append(
        Text("stopped: ") + steps + change + Text("; from here no lower point was found.")
          + Text("   :plot gd", .dim))
    case .diverged(let iteration): lines += divergence(steps, iteration)
    case .notFinite(let iteration): lines += dead(steps, iteration)
    }
    return (lines + bestRemark).map { .line($0) }
  }

  /// `, g fell from 19 to 5.45784`.
  private var change: Text {
    guard !newest.isEmpty else { return Text([]) }
    if plan.batch != nil { return epochs }
    let before = descent.path[newest.lowerBound - 1].value
    let verb = descent.value < before ? "fell" : descent.value > before ? "rose" : "stayed"
    guard before != descent.value else { return Text(", \(names.function) stayed at ") + .number(before) }
    return Text(", \(names.function) \(verb) from ") + .number(before) + Text(" to ") + .number(descent.value)
  }

  /// `, 2 epochs, L fell from 3 to 2 on all rows`.
  private var epochs: Text {
    let rows = descent.path[..<newest.upperBound]
    let ends = rows[newest].filter { $0.whole != nil }
    let count = Text(", \(ends.count) epoch\(ends.count == 1 ? "" : "s") ended")
    guard let after = ends.last?.whole, let before = rows[..<newest.lowerBound].last(where: { $0.whole != nil })?.whole
    else { return count }
    let verb = after < before ? "fell" : "rose"
    return count + Text(", \(names.function) \(verb) from ") + .number(before) + Text(" to ") + .number(after)
      + Text(" on all rows")
  }

  /// Where it was lower than where it ended, by more than rounding.
  private var bestRemark: [Text] {
    let best = descent.best
    guard descent.reason != nil, best.iteration > 0, best.iteration < descent.iterations, plan.batch == nil,
      descent.value - best.value > 1e-9 * descent.value.magnitude, shape.count <= 6
    else { return [] }
    return [
      Text("The lowest was step \(best.iteration): \(names.function) = ") + .number(best.value) + Text(" at ")
        + UpdateFormula.point(best.x, shape) + Text(", the field best.")
    ]
  }

  private var limitRemark: Text {
    guard case .iterationLimit = descent.reason else { return Text(".") }
    if let tolerance = goal.optimality {
      return Text(", and \(names.slope) is still above ") + .number(tolerance) + Text(".")
    }
    return Text(", and not there yet.")
  }

  private var hints: Text { Text("   :step 10   :step until 1e-6   :plot gd", .dim) }

  private func divergence(_ steps: Text, _ iteration: Int) -> [Text] {
    let end = descent.fall == nil ? ", and keeps rising." : "; the next step leads beyond all numbers."
    var lines = [Text("diverging: ") + steps + change + Text(end)]
    if let part = fall?.part { lines += [Text("There \(part.sentence):")] + part.lines }
    guard let safe = safeRate else {
      guard let rate else { return lines }
      return lines + [Text("The rate ") + .number(rate) + Text(" is too large here; try half of it.")]
    }
    let curvature = Text(", its largest curvature being λ = ") + .number(safe.curvature)
    if safe.isQuadratic {
      lines.append(
        Text("\(names.function) is quadratic: it needs a rate below ") + .number(safe.rate) + curvature + Text("."))
    } else {
      lines.append(
        Text("Near the start \(names.function) needs a rate below about ") + .number(safe.rate) + curvature
          + Text(" there; elsewhere it may need less."))
    }
    lines.append(Text("try   ", .dim) + Text(retry(rate: safe.rate), .accent))
    return lines
  }

  /// The call that starts again with a rate a tenth below the bound.
  private func retry(rate: Double) -> String {
    let start = value(at: descent.path[0].x).written()
    if plan.data != nil { return "rate = \((0.9 * rate).formatted(digits: 2))" }
    let method = method == .plain ? "" : ", method = \"\(method.rawValue)\""
    let kept = plan.options.given.filter { $0.key != "rate" }.sorted { $0.key < $1.key }
      .map { ", \($0.key) = \($0.value.formatted(digits: 17))" }.joined()
    let rounded = (0.9 * rate).formatted(digits: 2)
    return "descend(\(function.argument), \(start)\(method), rate = \(rounded)\(kept))"
  }

  private func dead(_ steps: Text, _ iteration: Int) -> [Text] {
    let place = fall.map { Text(" to ") + UpdateFormula.point($0.point, shape) + Text(", where ") } ?? Text(" where ")
    let reason = fall?.report.map { " \($0.message)" } ?? fall?.part.map { " There \($0.sentence):" } ?? ""
    return [
      Text("stopped: ") + steps + change + Text("."),
      Text("Step \(iteration) leads") + place
        + Text("\(names.call) has no finite value or gradient, so it was not taken.\(reason)"),
    ] + (fall?.part?.lines ?? []) + [
      rate.map { Text("Start again with a smaller rate than ") + .number($0) + Text(".") }
        ?? Text("Start again from another point.")
    ]
  }
}

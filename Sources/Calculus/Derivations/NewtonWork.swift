import Document
import Glibc
import LinearAlgebra
import Numerics

/// The search for a root with its steps.
extension RootSearch {
  /// - Parameters:
  ///   - call: the function at its variable: `f(x)`.
  ///   - slope: its derivative: `f′(x)`.
  public func derivation(goal: String, variable: String, call: String, slope: String) -> Derivation {
    var work = Derivation(goal: .line(Text(goal)))
    let isNewton = steps.first.map { $0.kind == .newton || $0.kind == .damped } ?? false
    if isNewton { newton(&work, variable, call, slope) } else { bracketing(&work, variable, call) }
    switch end {
    case .converged:
      work.conclude(.line(Text("\(variable) = ") + x.term + Text(" after \(steps.count.counted("step"))")))
      work.check(.line(Text("\(call) = ") + value.term + Text(" there")))
    case .pole: work.conclude(.line(Text("no root: the sign changes at a pole or a jump about ") + x.term))
    case .stalled: work.conclude(.line(Text("no further from ") + x.term + Text(", where \(call) = ") + value.term))
    case .limit: work.conclude(.line(Text("not converged: \(variable) = ") + x.term))
    }
    return work
  }

  private func newton(_ work: inout Derivation, _ variable: String, _ call: String, _ slope: String) {
    work.step("rule", .line("the tangent's zero: \(variable) − \(call)/\(slope)"))
    if let first = steps.first {
      work.step(
        "first step",
        .line(
          first.from.term + Text(" − ") + first.height.factor + Text("/") + first.slope.factor
            + Text(first.share == 1 ? " = " : " leads uphill; \(first.share.formatted()) of the step: ") + first.x.term)
      )
    }
    var rows = steps.enumerated().map { k, step -> [Text] in
      [
        Text("\(k)"), .number(step.from), .number(step.height), .number(step.slope), .number(step.x),
        Text(digits(step.from)),
        Text(
          step.share == 1
            ? ""
            : step.share > 1
              ? "\(step.share.formatted()) steps at once" : "\(step.share.formatted(digits: 2)) of the step", .dim),
      ]
    }
    rows.append([Text("\(steps.count)"), .number(x), .number(value), Text(""), Text(""), Text(digits(x)), Text("")])
    let header = ["k", variable, call, slope, "next \(variable)", "digits", ""].map { Text($0, .dim) }
    work.step(
      "steps",
      .table(
        TextTable(
          header: header, rows: rows.folded(first: 8, last: 5),
          alignments: [.right, .decimal, .decimal, .decimal, .decimal, .right, .left])))
    if end == .converged, steps.count > 3, steps.allSatisfy({ $0.share == 1 }) {
      let shares = zip(steps, steps.dropFirst()).map { ($1.from - x).magnitude / ($0.from - x).magnitude }
      if let last = shares.dropLast().last, last.isFinite {
        work.note(
          Text(
            last > 0.3
              ? "each step leaves about \(last.formatted(digits: 2)) of the distance: the root counts more than once"
              : "the correct digits about double from step to step, as at a simple root"))
      }
    }
  }

  private func bracketing(_ work: inout Derivation, _ variable: String, _ call: String) {
    work.step(
      "rule",
      .line(
        "between two places of opposite sign, by a line or a parabola through the last points where that is safe, and by halving where it is not"
      ))
    let rows = steps.enumerated().map { k, step -> [Text] in
      [
        Text("\(k + 1)"), Text(step.kind.rawValue), .number(step.x), .number(step.value),
        Text(step.bracket.map { ($0.1 - $0.0).formatted(digits: 2) } ?? ""),
      ]
    }
    let header = ["k", "step", variable, call, "bracket"].map { Text($0, .dim) }
    work.step(
      "steps",
      .table(
        TextTable(
          header: header, rows: rows.folded(first: 10, last: 4),
          alignments: [.right, .left, .decimal, .decimal, .decimal])))
  }

  /// The decimals that agree with the root found.
  private func digits(_ place: Double) -> String {
    guard end == .converged else { return "" }
    let distance = (place - x).magnitude
    guard distance > 0 else { return "all" }
    let scale = x == 0 ? 1 : x.magnitude
    // The quotient itself may be larger than the largest number.
    return "\(max(0, Int((log10(scale) - log10(distance)).rounded(.down))))"
  }
}

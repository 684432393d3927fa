import Document
import Evaluation
import LinearAlgebra
import Optimization

extension FunctionDescent {
  /// Before the first step what is descended and how; then the newest steps as a table.
  public var document: Document {
    guard !newest.isEmpty || descent.reason != nil else { return Document([.line(heading)]) }
    var blocks: [Block] = []
    if newest.contains(1), descent.path.count > 1, let work = descent.firstStep {
      blocks.append(.line(UpdateFormula(work: work, names: names, result: descent.path[1].x).text))
      if let remark { blocks.append(.line(Text(remark, .dim))) }
    }
    if !newest.isEmpty { blocks.append(.table(table)) }
    return Document(blocks + closing)
  }

  /// `plain gradient descent · rate 0.04 · g(w) = 19`.
  private var heading: Text {
    let told = method.options.map { option in
      (["rate", "momentum"].contains(option.name) ? option.name : option.symbol, options[option.name])
    }
    let title = Text(type(of: descent.stepper).title)
    let described = told.reduce(title) { $0 + Text(" · \($1.0) ") + .number($1.1) }
    return described + Text(" · \(names.call) = ") + .number(descent.value) + flatness
  }

  /// Where the gradient vanishes no step leads anywhere.
  private var flatness: Text {
    let isFlat = descent.gradient.elements.allSatisfy { $0 == 0 }
    return isFlat ? Text(" · \(names.slope) = 0 here, so a plain step stays") : Text([])
  }

  /// What the formula's letters are, where they are not numbers given.
  private var remark: String? {
    switch descent.stepper {
    case is Momentum:
      "The velocity v starts at 0 and becomes μ v + \(names.gradient(0)); each step goes along the new one."
    case is Nesterov:
      "The velocity v starts at 0 and becomes μ v + \(names.gradient(0)); the step looks one velocity ahead."
    case let rule as Adam:
      "m̂ and ŝ are the running means of the gradient (β₁ \(rule.beta1.formatted())) and of its square "
        + "(β₂ \(rule.beta2.formatted())), each divided by 1 − βᵏ because they start at 0."
    default: nil
    }
  }

  // MARK: the table

  /// More variables than this leave only the first few.
  private static let mostVariables = 6
  /// More steps than this are cut before they are laid out.
  private static let mostRows = 1000

  private var table: TextTable {
    let count = shape.count
    let shown = count > Self.mostVariables ? 3 : count
    let isCut = count > shown
    let variables = (0..<shown).map { Text(names.variable($0)) } + (isCut ? [Text("…")] : [])
    let header = [Text("k")] + variables + [Text(names.call), Text(names.slope), Text(names.stride)]
    let rows = shownRows.map { row in
      [Text("\(row.iteration)")] + row.x.elements.prefix(shown).map { .number($0) }
        + (isCut ? [Text("…", .dim)] : [])
        + [.number(row.value), .number(row.gradientNorm), .number(row.stepNorm)]
    }
    let alignments: [TextTable.Alignment] =
      [.right] + Array(repeating: .decimal, count: shown) + (isCut ? [.left] : [])
      + [.decimal, .decimal, .decimal]
    return TextTable(header: header, rows: rows, alignments: alignments)
  }

  private var shownRows: [Descent.Row] {
    let rows = descent.path[newest]
    return rows.count <= Self.mostRows ? Array(rows) : Array(rows.prefix(6)) + Array(rows.suffix(6))
  }

  // MARK: the last lines

  private var closing: [Block] {
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
      let met = Text(", \(names.slope) = ") + .number(norm) + Text(" ≤ ") + .number(tolerance ?? norm)
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
    return lines.map { .line($0) }
  }

  /// `, g fell from 19 to 5.45784`.
  private var change: Text {
    guard !newest.isEmpty else { return Text([]) }
    let before = descent.path[newest.lowerBound - 1].value
    let verb = descent.value < before ? "fell" : descent.value > before ? "rose" : "stayed"
    guard before != descent.value else { return Text(", \(names.function) stayed at ") + .number(before) }
    return Text(", \(names.function) \(verb) from ") + .number(before) + Text(" to ") + .number(descent.value)
  }

  private var limitRemark: Text {
    guard let tolerance, case .iterationLimit = descent.reason else { return Text(".") }
    return Text(", and \(names.slope) is still above ") + .number(tolerance) + Text(".")
  }

  private var hints: Text { Text("   :step 10   :step until 1e-6   :plot gd", .dim) }

  private func divergence(_ steps: Text, _ iteration: Int) -> [Text] {
    var lines = [Text("diverging: ") + steps + change + Text(", and keeps rising.")]
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
    let method = method == .plain ? "" : ", method = \"\(method.rawValue)\""
    let kept = options.given.filter { $0.key != "rate" }.sorted { $0.key < $1.key }
      .map { ", \($0.key) = \($0.value.formatted(digits: 17))" }.joined()
    let rounded = (0.9 * rate).formatted(digits: 2)
    return "descend(\(function.argument), \(start)\(method), rate = \(rounded)\(kept))"
  }

  private func dead(_ steps: Text, _ iteration: Int) -> [Text] {
    let place = fall.map { Text(" to ") + UpdateFormula.point($0.point, shape) + Text(", where ") } ?? Text(" where ")
    let reason = fall?.report.map { " \($0.message)" } ?? ""
    return [
      Text("stopped: ") + steps + change + Text("."),
      Text("Step \(iteration) leads") + place
        + Text("\(names.call) has no finite value or gradient, so it was not taken.\(reason)"),
      rate.map { Text("Start again with a smaller rate than ") + .number($0) + Text(".") }
        ?? Text("Start again from another point."),
    ]
  }
}

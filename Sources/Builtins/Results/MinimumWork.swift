import Document
import Evaluation
import LinearAlgebra
import Optimization

extension MinimumSearch {
  /// The search's first step with its numbers, all steps as a table with how many digits are right, and what the second
  /// derivatives say at the end.
  func worked(
    _ found: FunctionMinimum, in context: inout Context
  ) throws(EvaluationError) -> Worked<FunctionMinimum> {
    let (names, shape, search) = (found.names, found.shape, found.search)
    let word = found.isGreatest ? "maximum" : "minimum"
    let first = search.descents[0]
    let start = first.path[0]
    var work = Derivation(
      goal: .line(Text("\(word) of \(names.call) by \(type(of: first.stepper).title), ") + origin(first, names)))
    if found.isGreatest { work.note(Text("The greatest value of f is the least of −f: the steps are those of −f.")) }
    let objective = objective(in: context)
    if first.iterations > 0, let rule = Self.fresh(first.stepper) {
      var again = try Descent(from: start.x, by: rule, on: objective)
      try again.step(on: objective)
      let lines = again.worked(
        StepNames(
          function: names.call, iteration: 0, point: { names.point($0) }, gradient: { names.gradient($0) },
          write: { UpdateFormula.point($0, shape) }))
      work.steps += lines.derivation.steps.map { .init(Text("step 1: ") + $0.rule, $0.body) }
    }
    work.steps.append(.init("all steps", Document([.table(Self.table(found))])))
    if search.curvatures.count > 0, let hessian = search.hessian, hessian.rows <= 6 {
      let values = search.curvatures.elements.map { Text.exactTerm(found.sign * $0) }
      work.step(
        "second derivatives", .equation(.init(.text("∇²f ="), .matrix(hessian * found.sign))),
        .line(Text("eigenvalues ") + .joined(values, ", ") + Text(": \(found.kind ?? "they decide nothing")")))
    }
    work.conclude(.line(place(search.x, names) + Text(",  \(names.call) = ") + .exactTerm(found.value)))
    try check(&work, found, objective)
    context = objective.context
    return Worked(found, work)
  }

  private func origin(_ first: Descent, _ names: DescentNames) -> Text {
    guard let rule = first.stepper as? IntervalSearch else { return Text("from ") + place(first.path[0].x, names) }
    return Text("between ") + .exactTerm(rule.low) + Text(" and ") + .exactTerm(rule.high)
  }

  private func place(_ x: Vector, _ names: DescentNames) -> Text {
    let shown = x.count <= 6 ? x.count : 4
    let parts = (0..<shown).map { Text("\(names.variable($0)) = ") + Text.exactTerm(x[$0] + 0) }
    return .joined(parts + (shown < x.count ? [Text("…")] : []), ", ")
  }

  /// The rule at its beginning.
  private static func fresh(_ rule: any Stepper) -> (any Stepper)? {
    switch rule {
    case let rule as BoundedDescent: BoundedDescent(within: rule.box)
    case let rule as IntervalSearch: IntervalSearch(rule.low, rule.high, hasSlopes: rule.hasSlopes)
    default: Optimizer(rawValue: type(of: rule).name)?.stepper()
    }
  }

  /// Each step with how many digits of the place are right, measured by where the search ended.
  private static func table(_ found: FunctionMinimum) -> TextTable {
    let (search, names) = (found.search, found.names)
    let rows = search.path
    let variables = min(found.shape.count, 3)
    let header = ["k"] + (0..<variables).map(names.variable) + [names.call, names.slope, "correct digits"]
    let size = max(search.x.norm, 1e-300)
    let kept = rows.count <= 14 ? Array(rows.indices) : Array(0..<6) + Array((rows.count - 7)..<rows.count)
    var body: [[Text]] = []
    for (place, i) in kept.enumerated() {
      if place > 0, i != kept[place - 1] + 1 { body.append([Text("…")]) }
      let row = rows[i]
      let off = Vector(zip(row.x.elements, search.x.elements).map { $0 - $1 }).norm / size
      let digits = off == 0 ? "all" : "\(max(0, Int(-Self.decades(off))))"
      body.append(
        [Text("\(i)")] + (0..<variables).map { .number(row.x[$0] + 0) }
          + [.number(found.sign * row.value), .number(row.gradientNorm), Text(digits)])
    }
    return TextTable(
      header: header.map { Text($0, .dim) }, rows: body,
      alignments: [.right] + [TextTable.Alignment](repeating: .decimal, count: variables + 2) + [.right])
  }

  /// The power of ten, for numbers above 0.
  private static func decades(_ x: Double) -> Double {
    var (t, power) = (x, 0.0)
    while t < 1, power > -20 { (t, power) = (t * 10, power - 1) }
    return power + (t >= 1 && power < 0 ? 1 : 0)
  }

  /// Values a little to either side along each variable.
  private func check(
    _ work: inout Derivation, _ found: FunctionMinimum, _ objective: ExtremumObjective
  ) throws(EvaluationError) {
    let x = found.search.x
    guard x.count <= 6, found.search.isConverged else { return }
    var blocks: [Block] = []
    for i in 0..<x.count where !(i < found.search.held.count && found.search.held[i]) {
      let h = 0.01 * max(1, x[i].magnitude)
      let reach = h.formatted(digits: 3)
      var (ahead, behind) = (x, x)
      ahead.elements[i] += h
      behind.elements[i] -= h
      let sides = (try objective.value(at: behind), try objective.value(at: ahead))
      blocks.append(
        .line(
          Text("\(found.names.variable(i)) moved by −\(reach) and +\(reach): the value is ")
            + .number(found.sign * sides.0) + Text(" and ") + .number(found.sign * sides.1)))
    }
    if !blocks.isEmpty { work.checks.append(Document(blocks)) }
  }
}

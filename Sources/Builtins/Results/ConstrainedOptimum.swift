import Document
import Evaluation
import LinearAlgebra
import Optimization
import Tables

/// A minimum or maximum under constraints as a value.
struct ConstrainedOptimum: DomainValue, ResultType {
  static let typeName = "constrained optimum"

  let problem: ConditionedProblem
  let isMaximum: Bool
  let found: ConstrainedMinimum

  var value: Double { isMaximum ? -found.value : found.value }

  var fields: Record {
    let conditions = problem.table(found.conditions)
    return Record([
      .init("x", problem.point(found.x)), .init("value", .number(value)),
      .init("gradient", problem.point(isMaximum ? found.gradient * -1 : found.gradient)),
      .init("iterations", .number(Double(found.iterations))),
      .init("evaluations", .number(Double(found.evaluations))),
      .init("converged", .truth(isFound)), .init("reason", .text(found.reason.word)),
      .init("lambda", .vector(found.conditions.equalities)), .init("mu", .vector(found.conditions.inequalities)),
      .init("active", .truths(Truths(found.conditions.active))), .init("constraints", .table(conditions)),
      .init("path", path),
    ])
  }

  private var isFound: Bool { found.reason == .converged || found.reason == .kink }

  private var path: Value {
    .matrix(Matrix(rows: found.path.count, columns: found.x.count) { found.path[$0][$1] })
  }

  var document: Document {
    let word = isMaximum ? "maximum" : "minimum"
    let steps = found.iterations.counted("step")
    var head = Text("\(word) ") + Text.number(value).strong + Text(" at ") + problem.place(found.x)
    // A point that ran away is no news.
    let isNear = found.x.elements.allSatisfy { $0.magnitude < 1e6 }
    if !isFound {
      head = Text("no \(word) found", .strong)
      let now = found.reason == .infeasible ? "the constraints are missed least at " : "now at "
      if isNear { head = head + Text(", \(now)") + problem.place(found.x) }
    }
    var blocks: [Block] = [.line(head)]
    if !problem.conditions.isEmpty, isFound || isNear { blocks.append(.table(problem.layout(found.conditions))) }
    blocks.append(.line(Text("\(found.reason.told(isMaximum)) in \(steps) · \(verdict)", .dim)))
    return Document(blocks)
  }

  private var verdict: String {
    let k = found.conditions
    let multipliers = k.equalities.elements + k.inequalities.elements
    if multipliers.contains(where: { $0.magnitude > 1e8 * k.scale }) {
      return "a multiplier grows without end: a constraint's gradient vanishes here, so the KKT conditions need not "
        + "hold"
    }
    let worst = max(k.stationarity / k.scale, k.violation)
    if found.reason == .kink { return "there the KKT conditions need not hold" }
    guard k.hold(within: 1e-6) else { return "the KKT conditions do not hold here" }
    let dependent = k.isDependent ? "; active gradients are dependent, so the multipliers are one choice of many" : ""
    return "the KKT conditions hold to \(max(worst, 1e-16).formatted(digits: 1))\(dependent)"
  }

  var sentence: String? {
    guard isFound else {
      return found.reason == .infeasible
        ? "No point near the start obeys all the constraints; loosen one of them, or start elsewhere."
        : "The search ended early: \(found.reason.told(isMaximum))."
    }
    let word = isMaximum ? "largest" : "smallest"
    var words =
      "Under the constraints, the \(word) value nearby is \(value.formatted()), at "
      + "\(problem.place(found.x).plain)."
    let binding = problem.prices(found.conditions).filter { $0.price != 0 }
    if binding.isEmpty { words += " No constraint holds it back." }
    for item in binding.prefix(3) {
      words +=
        " Loosening \(item.text) by one unit would improve it by about \(item.price.magnitude.formatted(digits: 3))."
    }
    return words
  }
}

extension ConstrainedMinimum.Reason {
  /// The word of the field `reason`.
  var word: String {
    switch self {
    case .converged: "converged"
    case .kink: "kink"
    case .infeasible: "infeasible"
    case .unbounded: "unbounded"
    case .stalled: "stalled"
    case .iterationLimit: "limit"
    case .interrupted: "interrupted"
    }
  }

  func told(_ isMaximum: Bool) -> String {
    switch self {
    case .converged: "converged"
    case .kink: "converged at a kink, where a slope jumps: nothing \(isMaximum ? "higher" : "lower") was found"
    case .infeasible: "no point near obeys all constraints; gave up"
    case .unbounded: "f \(isMaximum ? "rises" : "falls") without end; stopped"
    case .stalled: "no step improves; stopped"
    case .iterationLimit: "stopped at the limit"
    case .interrupted: "interrupted"
    }
  }
}

/// A function with constraints of the language, ready to be asked.
struct ConditionedProblem: Sendable {
  let function: Function
  /// Equations first.
  let conditions: [Requirement]
  let names: DescentNames
  let shape: Shape
  let low: Vector
  let high: Vector

  private var equations: Int { conditions.count(where: \.isEquation) }

  func point(_ x: Vector) -> Value { shape == .scalar ? .number(x[0]) : .vector(x) }

  /// `x = 0.5, y = 1.5`
  func place(_ x: Vector) -> Text {
    let shown = x.count <= 6 ? Array(0..<x.count) : Array(0..<4) + [x.count - 1]
    var parts: [Text] = shown.map { Text("\(names.variable($0)) = ") + .number(x[$0] == 0 ? 0 : x[$0]) }
    if x.count > 6 { parts.insert(Text("…"), at: 4) }
    return .joined(parts, ", ")
  }

  func smooth(_ functions: SmoothFunctions, isMaximum: Bool) -> ConstrainedProblem<EvaluationError> {
    let f = functions.smooth(0)
    let all = conditions.indices.map { functions.smooth($0 + 1) }
    return ConstrainedProblem(
      isMaximum ? f.negated : f, equalities: Array(all.prefix(equations)),
      inequalities: Array(all.dropFirst(equations)),
      low: low, high: high)
  }

  /// What each constraint is at a point, its multiplier, and whether it holds as an equation.
  private func rows(_ k: KKT) -> [(text: String, value: Double, multiplier: Double, isActive: Bool)] {
    let (heights, rooms) = k.values
    return conditions.enumerated().map { place, condition in
      place < equations
        ? (condition.text, heights[place], k.equalities[place], true)
        : (condition.text, rooms[place - equations], k.inequalities[place - equations], k.active[place - equations])
    }
  }

  func prices(_ k: KKT) -> [(text: String, price: Double)] { rows(k).map { ($0.text, $0.multiplier) } }

  func table(_ k: KKT) -> Table {
    let rows = rows(k)
    return Table(uniform: [
      ("constraint", Column(rows.map(\.text))), ("value", Column(rows.map(\.value))),
      ("multiplier", Column(rows.map(\.multiplier))), ("active", Column(Column.Storage.truths(rows.map(\.isActive)))),
    ])
  }

  func layout(_ k: KKT) -> TextTable {
    let letters = (0..<conditions.count).map { place in
      place < equations
        ? "λ" + (equations == 1 ? "" : (place + 1).lowered)
        : "μ" + (conditions.count - equations == 1 ? "" : (place - equations + 1).lowered)
    }
    let body = rows(k).enumerated().map { place, row in
      [
        Text(row.text), Text.number(row.value == 0 ? 0 : row.value), Text(letters[place], .dim),
        Text.number(row.multiplier == 0 ? 0 : row.multiplier), Text(row.isActive ? "active" : "", .dim),
      ]
    }
    return TextTable(
      header: ["constraint", "left − right", "", "multiplier", ""].map { Text($0, .dim) }, rows: body,
      alignments: [.left, .decimal, .left, .decimal, .left])
  }
}

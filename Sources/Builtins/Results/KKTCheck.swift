import Document
import Evaluation
import LinearAlgebra
import Optimization

/// The Karush–Kuhn–Tucker conditions at a point that the person gives, as a value.
struct KKTCheck: DomainValue, ResultType {
  static let typeName = "KKT conditions"

  let problem: ConditionedProblem
  let x: Vector
  let conditions: KKT
  let tolerance: Double

  private var holds: Bool { conditions.hold(within: tolerance) }

  /// Each condition: its name, what it demands, how far it is missed, and whether it holds.
  private var rows: [(name: String, demand: String, miss: Double, holds: Bool)] {
    let k = conditions
    let limit = tolerance * k.scale
    return [
      ("stationarity", lagrangian, k.stationarity, k.stationarity <= limit),
      ("primal feasibility", "h = 0, g ≤ 0", k.violation, k.violation <= tolerance),
      ("dual feasibility", "μ ≥ 0", -k.wrongSign, -k.wrongSign <= limit),
      ("complementary slackness", "μ g = 0", k.complementarity, k.complementarity <= limit),
    ]
  }

  private var lagrangian: String {
    let hasEquations = conditions.equalities.count > 0
    let hasInequalities = conditions.inequalities.count > 0
    return "∇f" + (hasEquations ? " + Σ λ ∇h" : "") + (hasInequalities ? " + Σ μ ∇g" : "") + " = 0"
  }

  var fields: Record {
    Record([
      .init("holds", .truth(holds)), .init("stationarity", .number(conditions.stationarity)),
      .init("primal", .number(conditions.violation)), .init("dual", .number(-conditions.wrongSign)),
      .init("slackness", .number(conditions.complementarity)),
      .init("lambda", .vector(conditions.equalities)), .init("mu", .vector(conditions.inequalities)),
      .init("active", .truths(Truths(conditions.active))), .init("constraints", .table(problem.table(conditions))),
    ])
  }

  var document: Document {
    let body = rows.map { row in
      [
        Text(row.name), Text(row.demand), Text.number(row.miss == 0 ? 0 : row.miss),
        Text(row.holds ? "holds" : "fails"),
      ]
    }
    var blocks: [Block] = [
      .line(Text(holds ? "a KKT point: " : "not a KKT point: ", .strong) + problem.place(x)),
      .table(
        TextTable(
          header: ["condition", "demands", "off by", ""].map { Text($0, .dim) }, rows: body,
          alignments: [.left, .left, .decimal, .left])),
    ]
    if !problem.conditions.isEmpty { blocks.append(.table(problem.layout(conditions))) }
    if conditions.isDependent {
      blocks.append(.line(Text("The active gradients are dependent: the multipliers are one choice of many.", .dim)))
    }
    return Document(blocks)
  }

  var sentence: String? {
    let place = problem.place(x).plain
    guard !holds else {
      return
        "All four KKT conditions hold at \(place): a candidate for a minimum, and a minimum if everything is convex."
    }
    let failing = rows.filter { !$0.holds }.map(\.name)
    return
      "\(place) is no minimum candidate: \(failing.joined(separator: " and ")) \(failing.count == 1 ? "fails" : "fail")."
  }
}

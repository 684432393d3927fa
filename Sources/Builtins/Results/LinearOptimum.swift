import Charts
import Document
import Evaluation
import LinearAlgebra
import Optimization

/// The answer to a linear program as a value.
struct LinearOptimum: DomainValue, ResultType {
  static let typeName = "linear program"

  let program: LinearProgram
  let solution: LinearSolution

  var constraints: LinearConstraints { program.constraints }
  var count: Int { constraints.variables }

  var status: String { solution.status.word }

  var fields: Record {
    let isKnown = solution.isOptimal
    func known(_ value: @autoclosure () -> Value) -> Value { isKnown ? value() : .missing }
    let rows = constraints.matrix.rows
    var certificate = Value.missing
    var ray = Value.missing
    if case .infeasible(let proof) = solution.status { certificate = .vector(proof.multipliers) }
    if case .unbounded(let direction) = solution.status { ray = .vector(direction) }
    let isUnbounded = if case .unbounded = solution.status { true } else { false }
    return Record([
      .init("x", isKnown || isUnbounded ? .vector(solution.x) : .missing),
      .init("value", isKnown || isUnbounded ? .number(solution.value) : .missing),
      .init("duals", known(.vector(Vector(Array(solution.duals.elements.prefix(rows)))))),
      .init("reduced_costs", known(.vector(solution.reducedCosts))),
      .init("slack", known(.vector(solution.slack))),
      .init("status", .text(status)),
      .init("iterations", .number(Double(solution.iterations))),
      .init("equal_duals", known(.vector(Vector(Array(solution.duals.elements.dropFirst(rows)))))),
      .init("alternative", solution.alternative.map { .vector($0) } ?? .missing),
      .init("certificate", certificate), .init("ray", ray),
    ])
  }

  var document: Document {
    switch solution.status {
    case .optimal: Document(optimum)
    case .infeasible(let proof): Document(contradiction(proof))
    case .unbounded(let ray):
      Document([
        .line(Text("unbounded", .strong) + Text(" · the value \(program.isMaximum ? "rises" : "falls") without end")),
        .line(Text("from x = ") + LinearText.vector(solution.x)),
        .line(Text("along    ") + LinearText.vector(ray)),
      ])
    case .iterationLimit: Document([.line(Text("no answer after \(solution.iterations) exchanges"))])
    case .interrupted: Document([.line(Text("interrupted after \(solution.iterations) exchanges"))])
    }
  }

  private var optimum: [Block] {
    let word = program.isMaximum ? "maximum" : "minimum"
    let solved = LinearText.columns([solution.x, solution.reducedCosts])
    var blocks: [Block] = [
      .line(
        Text("\(word) ") + Text.exactTerm(solution.value).strong
          + Text("   \(solution.iterations.counted("exchange"))", .dim)),
      .table(
        TextTable(
          header: ["", "value", "reduced cost"].map { Text($0, .dim) },
          rows: zip(solved[0], solved[1]).enumerated().map {
            [Text("x\(($0 + 1).lowered)"), $1.0, $1.1]
          },
          alignments: [.left])),
    ]
    let rows = constraints.matrix.rows
    if !solution.duals.elements.isEmpty {
      let limits = constraints.limits.elements + constraints.targets.elements
      let slacks = solution.slack.elements + constraints.targets.elements.map { _ in 0 }
      let sides = LinearText.columns([
        Vector(zip(limits, slacks).map { $0 - $1 }), Vector(limits), Vector(slacks), solution.duals,
      ])
      let body = solution.duals.elements.indices.map { i in
        [
          Text(rowName(i)), sides[0][i], Text(i < rows ? "≤" : "=", .dim), sides[1][i],
          i < rows ? sides[2][i] : Text(""), sides[3][i],
        ]
      }
      blocks.append(
        .table(
          TextTable(
            header: ["", "left side", "", "limit", "slack", "dual"].map { Text($0, .dim) }, rows: body,
            alignments: [.left, .decimal, .left])))
    }
    return blocks + notes.map { .line(Text($0, .dim)) }
  }

  private var notes: [String] {
    var notes: [String] = []
    if let other = solution.alternative {
      notes.append(
        "Not the only optimum: \(LinearText.vector(other).plain) has the same value, and so has all between.")
    }
    if solution.isDegenerate, !solution.duals.elements.isEmpty {
      notes.append(
        "The vertex is degenerate: more limits meet there than needed, and the duals are one choice of many.")
    }
    return notes
  }

  /// `row 2`, and of equations `equation 1`; without inequalities all are equations.
  func rowName(_ i: Int) -> String {
    i < constraints.matrix.rows ? "row \(i + 1)" : "equation \(i - constraints.matrix.rows + 1)"
  }

  private func contradiction(_ proof: LinearSolution.Contradiction) -> [Block] {
    let used = proof.multipliers.elements.indices.filter { proof.multipliers[$0] != 0 }
    let names = used.map { i in
      let m = proof.multipliers[i]
      return m == 1 ? Text(rowName(i)) : Text.exactFactor(m) + Text("·" + (rowName(i)))
    }
    let isEquation = !used.contains { $0 < constraints.matrix.rows }
    let sum = LinearText.sum(proof.row.elements)
    return [
      .line(Text("infeasible", .strong) + Text(" · no x obeys all the constraints")),
      .line(
        Text.joined(names, " + ") + Text(used.count == 1 ? " says  " : " give  ") + sum
          + Text(isEquation ? " = " : " ≤ ")
          + .exactTerm(proof.limit)),
      .line(Text("within the bounds that side is at least ") + .exactTerm(proof.least)),
    ]
  }

  var sentence: String? {
    switch solution.status {
    case .optimal:
      let word = program.isMaximum ? "largest" : "smallest"
      var words = "The \(word) value is \(solution.value.formatted()), at x = \(LinearText.vector(solution.x).plain)."
      let binding = solution.duals.elements.indices.filter { solution.duals[$0] != 0 }
      let worth = binding.prefix(4).map { i in
        "\(rowName(i)) by one changes the value by \(solution.duals[i].formatted())"
      }
      if !worth.isEmpty { words += " Raising the right-hand side of " + worth.joined(separator: ", of ") + "." }
      return words
    case .infeasible(let proof):
      let used = proof.multipliers.elements.indices.filter { proof.multipliers[$0] != 0 }.map(rowName)
      return "No x obeys all the constraints: \(used.joined(separator: ", ")) and the bounds contradict each other. "
        + "Loosen one of them."
    case .unbounded:
      return "There is no best value: it \(program.isMaximum ? "rises" : "falls") without end. A limit is missing."
    case .iterationLimit, .interrupted: return nil
    }
  }
}

extension LinearSolution.Status {
  /// The word of the field `status`.
  var word: String {
    switch self {
    case .optimal: "optimal"
    case .infeasible: "infeasible"
    case .unbounded: "unbounded"
    case .iterationLimit: "limit"
    case .interrupted: "interrupted"
    }
  }
}

/// How linear programs write their numbers.
enum LinearText {
  /// Columns of numbers: short fractions where all of them are, else decimals, so that they line up.
  static func columns(_ columns: [Vector]) -> [[Text]] {
    let areShort = columns.allSatisfy { column in
      column.elements.allSatisfy { x in
        let text = Text.exact(x).plain
        return x == x.rounded() || text.contains("/") && text.count <= 5
      }
    }
    return columns.map { $0.elements.map { areShort ? .exact($0) : .number($0 + 0) } }
  }

  /// `[2, −1/3]`, the middle of a long one left out.
  static func vector(_ v: Vector) -> Text {
    let terms = v.elements.map { Text.exactTerm($0) }
    let shown = terms.count <= 8 ? terms : terms.prefix(5) + [Text("…")] + terms.suffix(2)
    return Text("[") + .joined(Array(shown), ", ") + Text("]")
  }

  /// `3 x₁ − x₂`, and `0` for nothing.
  static func sum(_ coefficients: [Double], name: String = "x") -> Text {
    let places = coefficients.indices.filter { coefficients[$0] != 0 }
    let terms = places.map { j in
      let c = coefficients[j]
      let variable = Text(name + (j + 1).lowered)
      return c == 1
        ? variable : c == -1 ? Text("−") + variable : Text.exactTerm(c) + Text(c == c.rounded() ? "" : " ") + variable
    }
    return Text.sum(terms)
  }
}

extension Text {
  var strong: Text {
    Text(
      fragments.map { fragment in
        var f = fragment; f.style = .strong; return f
      })
  }
}

import Document
import Evaluation
import LinearAlgebra
import Optimization

/// The Karush–Kuhn–Tucker conditions at a point, worked out as on paper.
struct KKTWork {
  let problem: ConditionedProblem
  let x: Vector
  let conditions: KKT
  let isMaximum: Bool

  private static let mostShown = 8

  /// Each constraint's letter, its value, its multiplier, whether it counts, and its place among the functions.
  private var rows: [(letter: String, value: Double, multiplier: Double, isActive: Bool, text: String)] {
    let m = conditions.equalities.count
    let (heights, rooms) = conditions.values
    return problem.conditions.enumerated().map { place, condition in
      if place < m {
        let letter = "h" + (m == 1 ? "" : (place + 1).lowered)
        return (letter, heights[place], conditions.equalities[place], true, condition.text)
      }
      let j = place - m
      let letter = "g" + (conditions.inequalities.count == 1 ? "" : (j + 1).lowered)
      return (letter, rooms[j], conditions.inequalities[j], conditions.active[j], condition.text)
    }
  }

  func worked(_ functions: SmoothFunctions) throws(EvaluationError) -> Derivation {
    let name = problem.function.conditionText
    var work = Derivation(
      goal: .line(Text("KKT conditions of a \(isMaximum ? "maximum" : "minimum") of \(name) at ") + problem.place(x)))
    let rows = rows
    let sum = rows.prefix(Self.mostShown).map { " + \(multiplier(of: $0.letter)) \($0.letter)" }.joined()
    let more = rows.count > Self.mostShown ? " + …" : ""
    work.step(
      "Lagrange function", .line(Text("ℒ = \(isMaximum ? "−f" : "f")\(sum)\(more)")),
      .line("equations are h = 0, inequalities g ≤ 0 with μ ≥ 0"))
    let values = rows.prefix(Self.mostShown).map { row in
      Block.line(
        Text("\(row.letter):  \(row.text),  left − right = ") + .exactTerm(row.value + 0)
          + Text(row.isActive ? "  active" : "  room left, so \(multiplier(of: row.letter)) = 0"))
    }
    work.steps.append(.init("constraints", Document(values.isEmpty ? [.line("none")] : values)))
    var slope = try functions.smooth(0).sample(at: x).gradient
    if isMaximum { slope = slope * -1 }
    var gradients: [Block] = [.line(Text("∇\(isMaximum ? "(−f)" : "f") = ") + LinearText.vector(slope))]
    var terms: [Text] = [LinearText.vector(slope)]
    var rest = slope
    for (place, row) in rows.enumerated() where row.isActive {
      let own = try functions.smooth(place + 1).sample(at: x).gradient
      rest = Vector(zip(rest.elements, own.elements).map { $0 + row.multiplier * $1 })
      guard terms.count <= Self.mostShown else { continue }
      gradients.append(.line(Text("∇\(row.letter) = ") + LinearText.vector(own)))
      terms.append(.exactTerm(row.multiplier + 0) + Text("·") + LinearText.vector(own))
    }
    for (i, push) in conditions.bounds.elements.enumerated() where push != 0 {
      rest.elements[i] += push
      terms.append(Text("(bound of \(problem.names.variable(i)): ") + .exactTerm(push) + Text(")"))
    }
    work.steps.append(.init("gradients of what is active", Document(gradients)))
    let found = rows.prefix(Self.mostShown).filter(\.isActive).map {
      Text("\(multiplier(of: $0.letter)) = ") + .exactTerm($0.multiplier + 0)
    }
    let zero = Vector(rest.elements.map { $0.magnitude <= 1e-12 * conditions.scale ? 0 : $0 })
    work.steps.append(
      .init(
        "stationarity",
        Document(
          (found.isEmpty ? [] : [.line(Text.joined(Array(found), ",  ") + Text("  by least squares"))]) + [
            .line(Text("∇ℒ = ") + .joined(terms, " + ") + Text(" = ") + LinearText.vector(zero))
          ])))
    conclude(&work)
    try check(&work, slope, functions)
    return work
  }

  private func multiplier(of letter: String) -> String { (letter.hasPrefix("h") ? "λ" : "μ") + letter.dropFirst() }

  private func conclude(_ work: inout Derivation) {
    let k = conditions
    func verdict(_ isHeld: Bool) -> String { isHeld ? "holds" : "fails" }
    let limit = 1e-6 * k.scale
    func miss(_ name: String, _ value: Double, _ isHeld: Bool) -> Block {
      .line(Text("\(name): off by ") + .number(value + 0) + Text(", \(verdict(isHeld))"))
    }
    work.step(
      "the four conditions", miss("∇ℒ = 0", k.stationarity, k.stationarity <= limit),
      miss("h = 0, g ≤ 0", k.violation, k.violation <= 1e-6), miss("μ ≥ 0", -k.wrongSign, -k.wrongSign <= limit),
      miss("μ g = 0", k.complementarity, k.complementarity <= limit))
    let word = isMaximum ? "maximum" : "minimum"
    work.conclude(
      .line(
        Text(
          k.hold(within: 1e-6)
            ? "a KKT point: a candidate for a \(word), and a \(word) if everything is convex"
            : "not a KKT point, so no \(word) unless the constraints' gradients are dependent here")))
    if k.isDependent { work.note(Text("The active gradients are dependent: the multipliers are one choice of many.")) }
  }

  /// The gradient against differences of values.
  private func check(_ work: inout Derivation, _ slope: Vector, _ functions: SmoothFunctions) throws(EvaluationError) {
    guard x.count <= Self.mostShown else { return }
    var differences: [Double] = []
    for i in x.elements.indices {
      let h = 1e-5 * max(1, x[i].magnitude)
      var (ahead, behind) = (x, x)
      ahead.elements[i] += h
      behind.elements[i] -= h
      let change = try functions.smooth(0).sample(at: ahead).value - functions.smooth(0).sample(at: behind).value
      differences.append((isMaximum ? -change : change) / (ahead[i] - behind[i]))
    }
    let shown = differences.map { Text.number(($0 * 1e6).rounded() / 1e6 + 0) }
    work.check(
      .line(
        Text("∇\(isMaximum ? "(−f)" : "f") by central differences: [") + .joined(shown, ", ") + Text("]")))
  }
}

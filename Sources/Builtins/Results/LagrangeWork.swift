import Calculus
import Document
import Evaluation
import LinearAlgebra
import Optimization
import Syntax

/// Extreme points under equations worked out as on paper.
struct LagrangeWork {
  let result: LagrangePoints
  let formulas: LagrangeFormulas?
  let f: SmoothFunction<EvaluationError>
  let constraints: [SmoothFunction<EvaluationError>]

  private var names: [String] { result.variables }
  private var letters: [String] {
    result.constraints.indices.map { "λ" + (result.constraints.count == 1 ? "" : ($0 + 1).lowered) }
  }

  /// More candidates than this are listed without their bordered Hessians.
  private static let mostShown = 6

  func worked() throws(EvaluationError) -> Worked<LagrangePoints> {
    var work = Derivation(
      goal: .line(Text("extreme values of \(result.function.conditionText)")),
      .line(Text("where \(result.constraints.map(\.text).joined(separator: ", "))")))
    write(&work)
    candidates(&work)
    for point in result.points.prefix(Self.mostShown) { try classify(point, &work) }
    conclude(&work)
    if let best = result.best, best.multipliers != nil { try check(best, &work) }
    for note in result.notes { work.note(Text(note)) }
    return Worked(result, work)
  }

  /// ℒ, its partial derivatives and the system.
  private func write(_ work: inout Derivation) {
    guard let formulas, let slopes = formulas.slopes else {
      let sum = letters.enumerated().map { " − \($1) g\(letters.count == 1 ? "" : ($0 + 1).lowered)" }.joined()
      work.step(
        "Lagrange function", .line(Text("ℒ = f\(sum)")),
        .line("f or g is no formula of its variables: the slopes are taken from the running functions"))
      return
    }
    work.step("Lagrange function", .line(Text("ℒ = \(formulas.lagrangian)")))
    let partials = zip(names, slopes).map { Block.line(Text("∂ℒ/∂\($0) = \(formulas.text($1))")) }
    let sides = zip(letters, formulas.constraints).map { Block.line(Text("∂ℒ/∂\($0) = −(\(formulas.text($1)))")) }
    work.steps.append(.init("partial derivatives", Document(partials + sides)))
    let equations = slopes.map { Block.line(Text("\(formulas.text($0)) = 0")) }
    let limits = result.constraints.map { Block.line(Text($0.text)) }
    work.steps.append(.init("all of them 0", Document(equations + limits)))
    if let (left, right) = formulas.withoutMultiplier {
      let difference = left - right
      let (a, b) = (names[0], names[1])
      let first = right == 0 ? "" : "\(formulas.text(left)) = \(formulas.text(right)),  so  "
      work.step(
        "eliminate λ",
        .line(Text("f_\(a) g_\(b) = f_\(b) g_\(a), as λ = f_\(a)/g_\(a) = f_\(b)/g_\(b)")),
        .line(Text("\(first)\(formulas.text(difference)) = 0")))
    }
  }

  private func point(_ point: LagrangePoint) -> Text {
    var parts = zip(names, point.x.elements).map { Text("\($0) = ") + .exactTerm($1) }
    if let multipliers = point.multipliers {
      parts += zip(letters, multipliers.elements).map { Text("\($0) = ") + .exactTerm($1) }
    }
    return .joined(parts, ", ")
  }

  private func candidates(_ work: inout Derivation) {
    guard !result.points.isEmpty else {
      work.step("solve", .line(Text("no real solution was found from \(result.search.starts) starts")))
      return
    }
    let lines = result.points.prefix(12).map { Block.line(point($0)) }
    let more = result.points.count > 12 ? [Block.line(Text("… \(result.points.count - 12) more", .dim))] : []
    work.steps.append(.init("solve", Document(lines + more)))
  }

  /// Substitution, the bordered Hessian and the verdict.
  private func classify(_ point: LagrangePoint, _ work: inout Derivation) throws(EvaluationError) {
    let x = point.x
    let place = "at (\(x.elements.map { Text.exactTerm($0).plain }.joined(separator: ", ")))"
    guard let multipliers = point.multipliers else {
      work.step(
        Text(place), .line(Text("the gradients of the constraints are dependent here: no λ, no bordered Hessian")),
        .line(Text("f = ") + .exactTerm(point.value)))
      return
    }
    let (n, k) = (x.count, constraints.count)
    var h = try f.hessian(at: x)
    var slopes: [Vector] = []
    for (g, multiplier) in zip(constraints, multipliers.elements) {
      slopes.append(try g.sample(at: x).gradient)
      let part = try g.hessian(at: x)
      for i in h.elements.indices { h.elements[i] -= multiplier * part.elements[i] }
    }
    let bordered = Matrix(rows: n + k, columns: n + k) { i, j in
      if i < k, j < k { return 0 }
      if i < k { return slopes[i][j - k] }
      return j < k ? slopes[j][i - k] : h[i - k, j - k] + 0
    }
    var blocks: [Block] = [
      .line(Text("f = ") + .exactTerm(point.value)), .equation(.init(.text("H̄ ="), .matrix(bordered))),
    ]
    if n == 2, k == 1, let determinant = try? bordered.determinant() {
      let sign = determinant > 0 ? " > 0" : determinant < 0 ? " < 0" : ""
      blocks.append(
        .line(Text("det H̄ = ") + .exactTerm(determinant + 0) + Text("\(sign): \(point.kind.verdict)")))
    } else {
      let along = point.curvatures.elements.map { Text.exactTerm($0) }
      blocks.append(
        .line(Text("along the constraints ℒ curves by ") + .joined(along, ", ") + Text(": \(point.kind.verdict)")))
    }
    work.steps.append(.init(Text(place), Document(blocks)))
  }

  private func conclude(_ work: inout Derivation) {
    guard !result.points.isEmpty else { return }
    let lines = result.points.prefix(8).map { point in
      Block.line(
        Text(point.kind.rawValue + " ") + .exactTerm(point.value)
          + Text(" at (\(point.x.elements.map { Text.exactTerm($0).plain }.joined(separator: ", ")))"))
    }
    work.result = Document(lines + (result.price.map { [Block.line(Text($0))] } ?? []))
  }

  /// The shadow price is put to the test: the first constraint moved a little, the problem solved again.
  private func check(_ best: LagrangePoint, _ work: inout Derivation) throws(EvaluationError) {
    guard let multipliers = best.multipliers, let first = constraints.first else { return }
    let h = 1e-3
    let moved = SmoothFunction<EvaluationError> { (x: Vector) throws(EvaluationError) in
      let (value, gradient) = try first.sample(at: x)
      return (value - h, gradient)
    } hessian: { (x: Vector) throws(EvaluationError) in
      try first.hessian(at: x)
    }
    guard
      let there = try LagrangeSearch.candidate(
        f, [moved] + constraints.dropFirst(), variables: best.x.count, near: best.x)
    else { return }
    work.check(
      .line(
        Text("with \(result.constraints[0].sides.left) larger by 0.001 the value is ") + .number(there.value)
          + Text(": a change of ") + .number(there.value - best.value)),
      .line(Text("and \(letters[0])·0.001 = ") + .number(multipliers[0] * h)))
  }
}

extension LagrangePoint.Kind {
  fileprivate var verdict: String {
    switch self {
    case .minimum: "a minimum"
    case .maximum: "a maximum"
    case .saddle: "neither minimum nor maximum"
    case .inconclusive: "this decides nothing"
    case .degenerate: "no multiplier"
    }
  }
}

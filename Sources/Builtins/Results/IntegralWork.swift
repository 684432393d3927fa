import Calculus
import Document
import Evaluation

extension Context {
  /// The integral worked out: points, weights and products of a fixed rule, panels and blocks of the adaptive one.
  mutating func workedIntegral(
    _ f: Function, _ a: Double, _ b: Double, _ options: IntegrationOptions
  ) throws(EvaluationError) -> Worked<IntegralResult> {
    let subject = IntegralSubject(f, [(.number(a), .number(b))])
    let variable = subject.variables[0]
    if let rule = options.method.rule {
      let sum = try composite(rule, f, a, b, options)
      let reference = try reference(f, a, b, panels: 10)
      let derivation = sum.derivation(
        title: subject.title, variable: variable, reference: reference.map { ($0.value, $0.error) })
      return Worked(IntegralResult(subject, sum), derivation)
    }
    guard options.method == .adaptive else {
      throw WorkError.noDerivation("integrate by random points", known: catalog.worked).asEvaluation
    }
    let result = try integral(f, a, b, options)
    let plan: Quadrature.Plan
    do throws(IntegralError) { plan = try options.plan(1e-12, panels: 10) } catch { throw error.asEvaluation }
    let found = try quadrature(subject, f, a, b, plan)
    var sample: PanelSample?
    // The one that gives most has most to show.
    if let panel = found.panels.max(by: { $0.value.magnitude < $1.value.magnitude }) {
      sample = try PanelSample(panel) { (x: [Double]) throws(EvaluationError) in try heights(f, at: x) }
    }
    let other = try reference(f, a, b, panels: 7)
    return Worked(
      result,
      found.derivation(title: subject.title, variable: variable, sample: sample, other: other.map { ($0.value, 7) }))
  }

  /// The same integral from another division, where that converges.
  private mutating func reference(
    _ f: Function, _ a: Double, _ b: Double, panels: Int
  ) throws(EvaluationError) -> Quadrature? {
    let found = try Quadrature.adaptive(from: a, to: b, Quadrature.Plan(limit: 100_000, panels: panels)) {
      (x: [Double]) throws(EvaluationError) in
      try checkInterrupt()
      return try heights(f, at: x)
    }
    guard let found, found.converged else { return nil }
    return found
  }
}

import Document
import Evaluation

/// Answers worked out as on paper.
let showingWork: [Builtin] = [
  Builtin(
    "work", summary: "How a function comes to its result, step by step as on paper.",
    doc: """
      work(det, A) shows the work of det(A): the goal, each rule with its numbers, and a check; :work det(A) is the same, \
      and :work A \\ b does operators. With brief = true only the first and the last step are shown. Exact fractions as \
      long as they are short. Fields: value (what the steps end in), steps (how many), rules.
      """,
    facts: .init(
      "f and its arguments → derivation", refuses: ["no derivation": "work(sin, 1)"],
      by: "the algorithm's own steps, in exact fractions while these are short", fields: ["value", "steps", "rules"]),
    examples: [.init("work(rref, [2 4; 1 3]).value", "[1 0; 0 1]")],
    related: ["det", "inv", "lu", "rref"],
    Form("f", "brief: false", "arguments...") {
      (context: inout Context, f: Function, brief: Bool, arguments: Arguments) throws(EvaluationError) in
      guard case .builtin(let builtin) = f.body, builtin.showsWork else {
        throw WorkError.noDerivation(f.handle, known: context.catalog.worked).asEvaluation
      }
      return Working(try builtin.work(arguments, in: &context).brief(brief))
    })
]

extension Worked {
  /// With the steps between the first and the last folded away, or not.
  public func brief(_ isBrief: Bool) -> Worked {
    var derivation = derivation
    derivation.isBrief = isBrief
    return Worked(value, derivation)
  }
}

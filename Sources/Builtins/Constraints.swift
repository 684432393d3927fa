import Document
import Evaluation
import LinearAlgebra
import Optimization

/// Best values where not everything is allowed.
let constrained: [Builtin] = [
  Builtin(
    "linprog", summary: "The x that makes c'x smallest, or largest, under linear constraints.",
    doc: """
      The constraints are A x ≤ b, equal.A x = equal.b and x ≥ 0; bounds = [least, greatest] holds for all variables \
      instead, or a matrix with such a row for each (bounds = [-inf, inf] for free ones). With maximize = true c'x is \
      made largest. Status: "optimal", "infeasible" (certificate: multipliers of the rows, of A and then of equal, \
      whose sum no x within the bounds obeys) or "unbounded" (ray: the direction in which it goes on for ever). duals \
      and equal_duals say by how much the value rises with each unit on the right-hand side, reduced_costs with each \
      unit of a variable at its bound; alternative is another optimal vertex where there is one. :work linprog(…) shows \
      the tableaus of a small one. \
      Source: Chvátal, Linear Programming; Bland 1977 against cycling.
      """,
    facts: .init(
      "c n, A m×n, b m → x n, duals m",
      refuses: [
        "parts that do not fit": "linprog([1, 2], [1 1 1], [4])",
        "A without b": "linprog([1, 2], [1 1])",
        "bounds that cross": "linprog([1, 2], [1 1], [4], bounds = [3, 1])",
      ], by: "revised simplex with bounded variables, scaled by powers of two; the vertex solved anew by LU",
      fields: [
        "x", "value", "duals", "reduced_costs", "slack", "status", "iterations", "equal_duals", "alternative",
        "certificate", "ray",
      ]),
    examples: [
      .init("linprog([3, 5], [1 0; 0 2; 3 2], [4, 12, 18], maximize = true).x", "[2, 6]"),
      .init("linprog([3, 5], [1 0; 0 2; 3 2], [4, 12, 18], maximize = true).duals", "[0, 1.5, 1]"),
      .init("linprog([1, 1], equal = {A = [1 2], b = 4}).x", "[0, 2]"),
      .init("linprog([1, 1], [1 1; -1 -1], [1, -3]).status", "\"infeasible\""),
    ],
    related: ["quadprog", "lagrange", "minimize"],
    Form("c", "[A]", "[b]", "equal?", "bounds?", "maximize: false") {
      (context: inout Context, c: Entries, parts: LinearParts, maximize: Bool) throws(EvaluationError) in
      try context.linearOptimum(c, parts, maximize)
    } work: { (context: inout Context, c: Entries, parts: LinearParts, maximize: Bool) throws(EvaluationError) in
      let own = try context.linearOptimum(c, parts, maximize)
      guard let worked = own.program.worked(ending: own.solution) else {
        throw WorkError.noDerivation(
          "linprog where there are many rows, bounds other than x ≥ 0, or numbers that are no short fractions",
          known: context.catalog.worked,
          suggestion: ":work linprog([3, 5], [1 0; 0 2; 3 2], [4, 12, 18], maximize = true)"
        ).asEvaluation
      }
      return worked.map { LinearOptimum(program: own.program, solution: $0) }
    }),
  Builtin(
    "quadprog", summary: "The x that makes x'Q x/2 + c'x smallest under linear constraints.",
    doc: """
      The constraints are A x ≤ b and equal.A x = equal.b; bounds = [least, greatest] holds for all variables, or a \
      matrix with such a row for each, and without it they are free. Q must be positive semidefinite; of one that is not \
      symmetric the symmetric part counts, as x'Q x sees no other. duals and equal_duals say by how much the value rises \
      with each unit on the right-hand side: the KKT multipliers are their opposites. active: the rows of A that hold as \
      equations. Status as for linprog. \
      Source: Nocedal & Wright, Numerical Optimization 2e, ch. 16.
      """,
    facts: .init(
      "Q n×n, c n, A m×n, b m → x n, duals m",
      refuses: [
        "not convex": "quadprog([1 0; 0 -1], [0, 0])",
        "parts that do not fit": "quadprog([2 0; 0 2], [1, 2, 3])",
      ], by: "primal active sets; exact in the active set, the last system solved anew by LU",
      fields: [
        "x", "value", "duals", "reduced_costs", "slack", "status", "iterations", "equal_duals", "active", "unique",
        "certificate", "ray",
      ]),
    examples: [
      .init("quadprog([2 0; 0 2], [-2, -4], [1 1], [2]).x", "[0.5, 1.5]"),
      .init("quadprog([2 0; 0 2], [-2, -4], [1 1], [2]).duals", "[-1]"),
      .init("quadprog(eye(3), zeros(3), equal = {A = [1 1 1], b = 1}).x", "[0.333333, 0.333333, 0.333333]"),
    ],
    related: ["linprog", "minimize", "chol"],
    Form("Q", "c", "[A]", "[b]", "equal?", "bounds?") {
      (context: inout Context, q: CoefficientRows, c: Entries, parts: LinearParts)
        throws(EvaluationError) -> QuadraticOptimum in
      let asked = context.isInterrupted
      do throws(ConstraintError) {
        let program = try QuadraticProgram(
          q.matrix, c.vector, parts.constraints(variables: c.vector.count, low: -.infinity))
        return QuadraticOptimum(program: program, solution: program.solve(interrupted: asked))
      } catch { throw error.asEvaluation }
    } work: { (context: inout Context, q: CoefficientRows, c: Entries, parts: LinearParts) throws(EvaluationError) in
      let own: QuadraticOptimum
      let asked = context.isInterrupted
      do throws(ConstraintError) {
        let program = try QuadraticProgram(
          q.matrix, c.vector, parts.constraints(variables: c.vector.count, low: -.infinity))
        own = QuadraticOptimum(program: program, solution: program.solve(interrupted: asked))
      } catch { throw error.asEvaluation }
      guard let work = own.worked else {
        throw WorkError.noDerivation(
          "quadprog where there are many variables or there is no optimum", known: context.catalog.worked,
          suggestion: ":work quadprog([2 0; 0 2], [-2, -4], [1 1], [2])"
        ).asEvaluation
      }
      return Worked(own, work)
    }),
]

extension Context {
  func linearOptimum(_ c: Entries, _ parts: LinearParts, _ maximize: Bool) throws(EvaluationError) -> LinearOptimum {
    let asked = isInterrupted
    do throws(ConstraintError) {
      let program = try LinearProgram(
        c.vector, parts.constraints(variables: c.vector.count, low: 0), isMaximum: maximize)
      return LinearOptimum(program: program, solution: program.solve(interrupted: asked))
    } catch { throw error.asEvaluation }
  }
}

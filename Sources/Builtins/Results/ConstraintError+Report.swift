import Document
import Evaluation
import LinearAlgebra
import Optimization

extension ConstraintError: ReportableError, EvaluationFailure {
  public var asEvaluation: EvaluationError { EvaluationError(.other(self)) }

  public var report: Report {
    switch self {
    case .columns(let name, let got, let needed):
      Report(
        code: "E364", title: "constraints that do not fit",
        message: name == "c"
          ? "c has \(got.counted("element")), and the constraints have \(needed.counted("variable"))."
          : "\(name) has \(got.counted("column")), and there \(needed == 1 ? "is" : "are") \(needed.counted("variable")): a row holds one "
            + "coefficient for each variable.",
        suggestion: "linprog([1, 2], [1 1], [4])")
    case .rows(let name, let rows, let side, let elements):
      Report(
        code: "E364", title: "constraints that do not fit",
        message: "\(name) has \(rows.counted("row")), and \(side) has \(elements.counted("element")): each row has one "
          + "right-hand side.",
        suggestion: "linprog([1, 2], [1 1; 1 0], [4, 3])")
    case .boundRows(let got, let needed):
      Report(
        code: "E364", title: "constraints that do not fit",
        message:
          "bounds has \(got.counted("row")), and there \(needed == 1 ? "is" : "are") \(needed.counted("variable")): a row [least greatest] "
          + "for each, or one vector [least, greatest] for all.",
        suggestion: "linprog([1, 2], [1 1], [4], bounds = [0 3; 0 inf])")
    case .half(let missing):
      Report(
        code: "E364", title: "constraints that do not fit",
        message: "\(missing) is missing: A x ≤ b needs both A and b.", suggestion: "linprog([1, 2], [1 1], [4])")
    case .form(let shape, let needed):
      Report(
        code: "E364", title: "constraints that do not fit",
        message: "Q is \(shape), and with \(needed.counted("variable")) it must be \(needed)×\(needed).",
        suggestion: "quadprog([2 0; 0 2], [-2, -4], [1 1], [2])")
    case .notFinite(let name, let value):
      Report(
        code: "E364", title: "constraints that do not fit",
        message: "\(name) holds \(value.formatted()); leave a limit out where there is none.",
        suggestion: "linprog([1, 2], [1 1], [4])")
    case .bounds(let variable, let low, let high):
      Report(
        code: "E398", title: "bounds that cross",
        message:
          "x\(variable.lowered) would lie from \(low.formatted()) to \(high.formatted()), where there is no number.",
        suggestion: "linprog([1, 2], [1 1], [4], bounds = [0, 3])")
    case .notConvex(let eigenvalue, let direction):
      Report(
        code: "E371", title: "not convex",
        message:
          "Q has the eigenvalue \(eigenvalue.formatted()): along \(Value.vector(direction).written(digits: 3)) the "
          + "value bends downward, and there may be many local minima. A convex Q has no negative eigenvalue.",
        suggestion: "quadprog([2 0; 0 2], [-2, -4], [1 1], [2])")
    }
  }
}

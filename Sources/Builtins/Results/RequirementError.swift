import Document
import Evaluation

/// Why something is no constraint, or a constrained problem cannot be posed.
enum RequirementError: ReportableError, EvaluationFailure {
  case kind(String, call: String)
  /// A truth that no equation or inequality stands for.
  case statement(String, call: String)
  case tooDeep
  /// The functions do not tell how many variables there are.
  case variables(fix: String)
  /// x0 does not fit the functions.
  case start(got: String, needed: Int)
  case tooMany(constraints: Int, variables: Int)
  case noConstraint
  /// `lagrange` takes equations only.
  case inequality(String)
  case startValue(String)

  var asEvaluation: EvaluationError { EvaluationError(.other(self)) }

  var report: Report {
    switch self {
    case .kind(let got, let call):
      Report(
        code: "E368", title: "not a constraint",
        message:
          "I found \(got); a constraint is a function, such as (x, y) -> x + y <= 10, or a list or record of them.",
        suggestion: call)
    case .statement(let text, let call):
      Report(
        code: "E368", title: "not a constraint",
        message:
          "\(text) does not describe one region: constraints are comparisons with <=, >= or ==, joined by `and`.",
        suggestion: call)
    case .tooDeep:
      Report(code: "E368", title: "not a constraint", message: "The constraint's expression is nested too deep.")
    case .variables(let fix):
      Report(
        code: "E376", title: "variables unknown",
        message: "The functions take one argument, which may be a vector of any length; a start x0 tells how many "
          + "variables there are.", suggestion: fix)
    case .start(let got, let needed):
      Report(
        code: "E376", title: "the start does not fit",
        message: "x0 is \(got), and the functions take \(needed.counted("number")).",
        suggestion: nil)
    case .tooMany(let constraints, let variables):
      Report(
        code: "E399", title: "too many constraints",
        message:
          "\(constraints.counted("equation")) for \(variables.counted("variable")): the equations alone leave nothing to choose."
      )
    case .noConstraint:
      Report(
        code: "E368", title: "no constraint",
        message: "Without a constraint g, the extreme points of f are where its gradient vanishes; minimize finds one.",
        suggestion: "lagrange((x, y) -> x*y, (x, y) -> 2x + 2y - 20)")
    case .inequality(let text):
      Report(
        code: "E368", title: "an inequality",
        message: "\(text) is an inequality, and lagrange takes equations; minimize with subject = … takes both.",
        suggestion: "minimize((x, y) -> x^2 + y^2, [1, 1], subject = (x, y) -> x + y >= 2)")
    case .startValue(let start):
      Report(
        code: "E376", title: "nothing to start from",
        message: "At the start \(start) the function or a constraint has no finite value; choose another x0.")
    }
  }
}

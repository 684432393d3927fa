import Document
import Evaluation
import LinearAlgebra
import Optimization

/// Why there is no looking for a minimum.
enum MinimumError: ReportableError, EvaluationFailure {
  /// Bounds that are not a row of two for each variable.
  case boundsShape(got: String, variables: Int)
  /// A lower bound above the upper one, of a variable counted from 1.
  case boundsOrder(Double, Double, variable: Int)
  /// A method for which bounds mean nothing.
  case unbounded(method: String, fix: String)
  /// A method that knows no constraints.
  case constrained(method: String)
  /// Levenberg and Marquardt's method of a function that gives a number.
  case noResiduals(call: String)
  /// The greatest sum of squares.
  case greatestSquares
  case interval(Double, Double, function: String, isGreatest: Bool)
  /// A function that gives neither a number nor numbers.
  case result(function: String, got: String)
  case starts(Double)
  case option(String, Double)

  var asEvaluation: EvaluationError { EvaluationError(.other(self)) }

  /// The interval the right way round, or from a start within bounds where it has no end.
  private static func openCall(_ a: Double, _ b: Double, _ function: String, _ name: String) -> String? {
    guard !a.isNaN, !b.isNaN, a != b else { return nil }
    let (low, high) = (min(a, b), max(a, b))
    func written(_ x: Double) -> String { Value.number(x).written() }
    if low.isFinite, high.isFinite { return "\(name)(\(function), \(written(low)), \(written(high)))" }
    let start = low.isFinite ? low + 1 : high.isFinite ? high - 1 : 0
    return "\(name)(\(function), \(written(start)), bounds = [\(written(low)), \(written(high))])"
  }

  var report: Report {
    switch self {
    case .boundsShape(let got, let variables):
      Report(
        code: "E395", title: "bounds that do not fit",
        message: "bounds is \(got); it must be a matrix with a row [lowest highest] for "
          + (variables == 1
            ? "the one variable, or a vector of the two."
            : "each of the \(variables) variables, or a vector [lowest, highest] for all."),
        suggestion: variables == 1
          ? "minimize(x -> (x - 3)^2, 0, bounds = [0, 2])"
          : "minimize((x, y) -> (x - 3)^2 + y^2, [0, 0], bounds = [0 2; -1 1])")
    case .boundsOrder(let low, let high, let variable):
      Report(
        code: "E395", title: "bounds in the wrong order",
        message: "Variable \(variable) would lie between \(low.formatted()) and \(high.formatted()): the lowest value "
          + "comes first, and none may be nan.")
    case .unbounded(let method, let fix):
      Report(
        code: "E395", title: "\(method) knows no bounds",
        message: "Within bounds the method is L-BFGS that stays inside; leave method out.", suggestion: fix)
    case .constrained(let method):
      Report(
        code: "E395", title: "\(method) knows no constraints",
        message: "Under constraints the method is sequential quadratic programming, \"sqp\"; leave method out.",
        suggestion: "minimize((x, y) -> x^2 + y^2, [1, 1], subject = (x, y) -> x + y >= 2)")
    case .noResiduals(let call):
      Report(
        code: "E396", title: "no squares to sum",
        message: "levenberg_marquardt makes the sum of the squares of a vector small, and \(call) gives one number.",
        suggestion: "minimize(b -> [b[1] - 3, b[1]*b[2] - 6], [1, 1])")
    case .greatestSquares:
      Report(
        code: "E396", title: "a vector has no greatest value",
        message: "The function gives a vector. minimize makes the sum of its squares small; for maximize, give a "
          + "function of one number.", suggestion: "maximize(x -> 3 - (x - 1)^2, 0)")
    case .interval(let low, let high, let function, let isGreatest):
      Report(
        code: "E397", title: "no interval",
        message: "I found \(low.formatted()) and \(high.formatted()); the interval needs a finite lowest end below its "
          + "highest. Where it has no end, bounds do, with a start.",
        suggestion: Self.openCall(low, high, function, isGreatest ? "maximize" : "minimize"))
    case .result(let function, let got):
      Report(
        code: "E396", title: "nothing to make small",
        message:
          "\(function) gives \(got) at the start; a minimum is of a number, or of the sum of squares of a vector.")
    case .starts(let count):
      Report(
        code: "E397", title: "no such number of starts",
        message: "starts is \(count.formatted()); it must be a whole number from 1 to 10000.")
    case .option(let name, let value):
      Report(
        code: "E397", title: "no such \(name)",
        message: "\(name) is \(value.formatted()); it must be "
          + (name == "limit" ? "a whole number of steps from 1 on." : "a number from 0 on."))
    }
  }
}

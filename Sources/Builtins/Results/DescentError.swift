import Document
import Evaluation
import LinearAlgebra
import Optimization

/// Why a descent cannot begin or go on.
enum DescentError: ReportableError, EvaluationFailure {
  /// The method has no use for the option.
  case unusedOption(String, Optimizer, call: String)
  case method(String, methods: [String], call: String)
  case rate(Double, call: String)
  /// An option outside its interval.
  case option(String, Double, needed: String)
  /// The function takes `needed` numbers and the start has `got`.
  case start(call: String, needed: Int, got: String, fix: String)
  case startKind(got: String, fix: String)
  /// No finite value or gradient at the start.
  case startValue(call: String, value: Double, start: String)
  case stuck(call: String, iteration: Int)
  case steps(String)
  case tolerance(Double)
  case data(got: String)
  case unequalRows([Int])

  var asEvaluation: EvaluationError { EvaluationError(.other(self)) }

  var report: Report {
    switch self {
    case .unusedOption(let option, let method, let call):
      Report(
        code: "E112", title: "\(method.rawValue) has no \(option)",
        message: "\(option) means nothing to the method \"\(method.rawValue)\", and I do not ignore what you ask for."
          + Self.users(of: option), suggestion: call)
    case .method(let word, let methods, let call):
      Report(
        code: "E107", title: "no such method",
        message: "I found \"\(word)\"; the methods are \(methods.map { "\"\($0)\"" }.joined(separator: ", ")).",
        suggestion: call)
    case .rate(let rate, let call):
      Report(
        code: "E321", title: "no such rate",
        message: "The rate is \(rate.formatted()); it must be a finite number above 0.", suggestion: call)
    case .option(let name, let value, let needed):
      Report(
        code: "E321", title: "no such \(name)", message: "\(name) is \(value.formatted()), and it must be \(needed).")
    case .start(let call, let needed, let got, let fix):
      Report(
        code: "E226", title: "the start does not fit the function",
        message: "\(call) takes \(needed == 1 ? "one number" : "\(needed) numbers"), and x0 is \(got).",
        suggestion: fix)
    case .startKind(let got, let fix):
      Report(
        code: "E226", title: "no place to start",
        message: "x0 is \(got); a descent starts at a number, a vector or a real matrix with elements.",
        suggestion: fix)
    case .startValue(let call, let value, let start):
      Report(
        code: "E322", title: "nothing to descend from",
        message: value.isFinite
          ? "At the start \(start) the gradient of \(call) is not finite, so no direction leads down."
          : "At the start \(start), \(call) is \(value.formatted()); choose a start where it is finite.")
    case .stuck(let call, let iteration):
      Report(
        code: "E323", title: "no further",
        message: "Step \(iteration) leads where \(call) has no finite value or gradient, and the same step again would "
          + "lead there again. Start anew with a smaller rate or from another point.")
    case .steps(let got):
      Report(
        code: "E324", title: "no such number of steps", message: "n is \(got); it must be a whole number from 1 on.")
    case .data(let got):
      Report(
        code: "E359", title: "no rows of data",
        message: "data is \(got); it must be a vector, a matrix or a table with a row for each observation, or a "
          + "record of such, like {X = X, y = y}.")
    case .unequalRows(let counts):
      Report(
        code: "E359", title: "data of unequal length",
        message: "The pieces of data have \(counts.map(String.init).joined(separator: " and ")) rows; each needs one "
          + "for every observation.")
    case .tolerance(let got):
      Report(
        code: "E324", title: "no such tolerance",
        message: "until is \(got.formatted()); it must be a number from 0 on, the length the gradient has to fall to.")
    }
  }

  private static func users(of option: String) -> String {
    let users = Optimizer.allCases.filter { $0.takes(option) }.map { "\"\($0.rawValue)\"" }
    return " It belongs to \(users.joined(separator: " and "))."
  }
}

extension Optimizer: Choice {
  /// Whether it understands the option.
  func takes(_ option: String) -> Bool { options.contains { $0.name == option } }
}

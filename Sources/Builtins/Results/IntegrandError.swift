import Calculus
import Document
import Evaluation
import Syntax

/// Why a function has no antiderivative to give.
enum IntegrandError: ReportableError, EvaluationFailure {
  /// None was found; what was tried.
  case notFound(Function, tried: [String])
  /// Not a formula of numbers.
  case unreadable(AlgebraError, Function)
  /// A function of several numbers, and by which to integrate is not said.
  case several(Function, [String])
  /// A name that no parameter has.
  case variable(String, [String])

  var asEvaluation: EvaluationError { EvaluationError(.other(self)) }

  var report: Report {
    switch self {
    case .notFound(let f, let tried):
      let methods = tried.isEmpty ? "the rules" : Self.list(tried)
      return Report(
        code: "E317", title: "no closed form found",
        message: "\(f.printed) has no antiderivative that \(methods) would lead to; there may be none in elementary "
          + "functions. Between limits it has a value all the same.",
        suggestion: "integrate(\(f.handle), 0, 1)")
    case .unreadable(let error, let f): return unreadable(error, f)
    case .several(let f, let names):
      let last = names.last ?? "x"
      return Report(
        code: "E319", title: "which variable",
        message: names.isEmpty
          ? "\(f.handle) has no parameter to integrate by."
          : "\(f.handle) has the parameters \(Self.list(names, "and")); say by which to integrate.",
        suggestion: names.isEmpty ? nil : "integrate(\(f.handle), by = \"\(last)\")")
    case .variable(let name, let names):
      return Report(
        code: "E320", title: "no such variable",
        message: "The function has no parameter \(name); it has \(Self.list(names, "and")).")
    }
  }

  private func unreadable(_ error: AlgebraError, _ f: Function) -> Report {
    let why: String
    switch error {
    case .unreadable(let part, let what): why = "\(part.printed) is \(what)"
    case .unbound(_, let name):
      return Report(
        code: "E102", title: "unknown name \(name.spelling)", message: "Nothing has the name \(name.spelling).")
    case .noRule(let name): why = "\(name) has no formula that can be taken apart"
    case .tooLong: why = "it is too long"
    }
    return Report(
      code: "E318", title: "not a formula",
      message: "An antiderivative is sought of a formula of numbers, and in \(f.printed) \(why). "
        + "Between limits any function has an integral.",
      suggestion: "integrate(\(f.handle), 0, 1)")
  }

  private static func list(_ names: [String], _ word: String = "or") -> String {
    guard let last = names.last, names.count > 1 else { return names.joined() }
    return "\(names.dropLast().joined(separator: ", ")) \(word) \(last)"
  }
}

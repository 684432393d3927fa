import Document
import Evaluation
import LinearAlgebra

/// Why there is no integral.
enum IntegralError: ReportableError, EvaluationFailure {
  /// The sums grow without end towards `place`.
  case divergent(integral: String, place: Double, isEnd: Bool, suggestion: String?)
  /// The function is larger than the largest number from somewhere on.
  case overflow(integral: String, place: Double)
  /// A fixed rule meets a point where the function is infinite.
  case infinite(rule: String, function: String, place: Double)
  /// A value of another kind than a real number.
  case notReal(call: String, got: String)
  /// No real value anywhere between the limits.
  case nowhere(function: String)
  case limit(name: String, got: String)
  /// A rule with a fixed number of points between limits of which one is infinite.
  case unbounded(method: String, suggestion: String)
  case option(name: String, method: String, suggestion: String?)
  case number(name: String, got: Double, needed: String)
  case dimensions(function: String, takes: Int, given: Int)
  case boxes(lower: Int, upper: Int)

  var asEvaluation: EvaluationError { EvaluationError(.other(self)) }

  var report: Report {
    switch self {
    case .divergent(let integral, let place, let isEnd, let suggestion):
      Report(
        code: "E306", title: "the integral diverges",
        message: place.isInfinite
          ? "\(integral) has no finite value: towards \(place.formatted()) every further stretch adds as much, or swings on."
          : "\(integral) has no finite value: \(isEnd ? "at" : "about") \(place.formatted()) the function grows too fast, "
            + "and ever nearer stretches add as much as those before.",
        suggestion: suggestion)
    case .overflow(let integral, let place):
      Report(
        code: "E306", title: "the function is infinite",
        message:
          "\(integral) has no value that is a number: about \(place.formatted()) the function is larger than the "
          + "largest number, and not at one point only.")
    case .infinite(let rule, let function, let place):
      Report(
        code: "E306", title: "the function is infinite",
        message:
          "\(function) is infinite at \(place.formatted()), one of the points that \(rule) adds up; the adaptive "
          + "method finds its way around a singular point.")
    case .notReal(let call, let got):
      Report(
        code: "E325", title: "not a real function",
        message: "\(call) gives \(got); an integral adds up real numbers. Integrate parts or elements one by one, such "
          + "as x -> real(f(x)) or x -> f(x)[1].")
    case .nowhere(let function):
      Report(
        code: "E325", title: "nothing to integrate",
        message: "\(function) has no real value anywhere between the limits.")
    case .limit(let name, let got):
      Report(
        code: "E326", title: "no such limit",
        message:
          "The limit \(name) is \(got); it must be a number, inf or -inf, and an inner one may be a function of the "
          + "variables outside it.")
    case .unbounded(let method, let suggestion):
      Report(
        code: "E326", title: "no such limit",
        message:
          "The method \"\(method)\" has its points between finite limits; the adaptive method takes infinite ones.",
        suggestion: suggestion)
    case .option(let name, let method, let suggestion):
      Report(
        code: "E112", title: "\(method) has no \(name)",
        message: "\(name) means nothing to the method \"\(method)\", and I do not ignore what you ask for.",
        suggestion: suggestion)
    case .number(let name, let got, let needed):
      Report(code: "E326", title: "no such \(name)", message: "\(name) is \(got.formatted()); it must be \(needed).")
    case .dimensions(let function, let takes, let given):
      Report(
        code: "E326", title: "limits do not fit the function",
        message: "\(function) takes \(takes.counted("number")), and there are limits for \(given).")
    case .boxes(let lower, let upper):
      Report(
        code: "E326", title: "limits do not fit",
        message:
          "There are \(lower.counted("lower limit")) and \(upper.counted("upper limit")); each variable has one of "
          + "both.")
    }
  }
}

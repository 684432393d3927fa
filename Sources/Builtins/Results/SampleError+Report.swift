import Document
import Evaluation
import LinearAlgebra
import Statistics

extension SampleError: ReportableError, EvaluationFailure {
  public var asEvaluation: EvaluationError {
    if case .interrupted = self { return EvaluationError(.interrupted) }
    return EvaluationError(.other(self))
  }

  public var report: Report {
    switch self {
    case .interrupted: EvaluationError(.interrupted).report
    case .missing(let function, let count, let total):
      Report(
        code: "E350", title: "missing values",
        message:
          "\(count) of the \(total.counted("value")) given to \(function) \(count == 1 ? "is" : "are") missing, and "
          + "I leave nothing out unasked; na = \"drop\" computes with the rest and says how many were left out.")
    case .gaps(let function, let count, let total):
      Report(
        code: "E350", title: "missing values",
        message: "\(count) of the \(total.counted("value")) given to \(function) \(count == 1 ? "is" : "are") missing, "
          + "and leaving some out would move those after them; it needs a series without missing elements.")
    case .tooFew(let function, let needed, let got):
      Report(
        code: "E351", title: "too few values",
        message: "\(function) needs at least \(needed.counted("value")), and there \(got == 1 ? "is" : "are") \(got).")
    case .outside(_, let parameter, let value, let needed):
      Report(
        code: "E352", title: "outside its range", message: "\(parameter) is \(value.formatted()); it must be \(needed)."
      )
    case .notFinite(let function, let value):
      Report(
        code: "E353", title: "not a finite number",
        message: "\(function) found \(value.formatted()) among the values; it needs finite numbers.")
    case .constant(let function, let which):
      Report(
        code: "E354", title: "nothing varies",
        message: "\(function) divides by the spread, and \(which) is the same throughout, so there is no answer.")
    case .unfit(let function, let value, let needed):
      Report(
        code: "E358", title: "a value that does not belong",
        message: "\(function) found \(value.formatted()); it needs \(needed).")
    }
  }
}

/// What a function that is called for every resample must give.
enum ResamplingError: ReportableError, EvaluationFailure {
  case notNumber(call: String, got: String)
  case tooMany(Double)
  case resamples(Double)

  var asEvaluation: EvaluationError { EvaluationError(.other(self)) }

  var report: Report {
    switch self {
    case .notNumber(let call, let got):
      Report(
        code: "E355", title: "a number is needed of each resample",
        message: "\(call) gave \(got); a statistic gives one number.", suggestion: "bootstrap(median, [3, 1, 4, 1, 5])")
    case .resamples(let n):
      Report(
        code: "E352", title: "outside its range",
        message: "n is \(n.formatted()); it must be a whole number from 100 to 10000000, the resamples to draw.")
    case .tooMany(let n):
      Report(
        code: "E352", title: "outside its range",
        message: "There are \(n.formatted()) elements; at most 2147483647 can be resampled.")
    }
  }
}

extension PowerError: ReportableError, EvaluationFailure {
  public var asEvaluation: EvaluationError { EvaluationError(.other(self)) }

  public var report: Report {
    switch self {
    case .unknowns(let unknown):
      Report(
        code: "E356", title: "one of four must be left out",
        message: unknown.isEmpty
          ? "effect, n, power and alpha are all given, so nothing is left to solve for."
          : "I solve for one of effect, n, power and alpha, and \(unknown.map(\.rawValue).joined(separator: ", ")) are "
            + "left out.",
        suggestion: "power_test(effect = 0.5, power = 0.8)")
    case .outside(let quantity, let value, let needed):
      Report(
        code: "E352", title: "outside its range",
        message: "\(quantity.rawValue) is \(value.formatted()); it must be \(needed).")
    case .unreachable(let quantity, let power, let reached):
      Report(
        code: "E357", title: "no such plan",
        message: "No \(quantity.rawValue) gives power \(power.formatted()): with the rest as it is, power lies from "
          + "\(reached.lowerBound.formatted(digits: 3)) to \(reached.upperBound.formatted(digits: 3)).")
    case .parts(let name, let value, let needed):
      Report(
        code: "E352", title: "outside its range", message: "\(name) is \(value.formatted()); it must be \(needed).")
    case .noSides(let kind):
      Report(
        code: "E357", title: "no such plan",
        message: "A test of the kind \"\(kind.rawValue)\" has no sides: it asks whether there is any effect at all.",
        suggestion: "power_test(effect = 0.25, power = 0.8, kind = \"\(kind.rawValue)\")")
    }
  }
}

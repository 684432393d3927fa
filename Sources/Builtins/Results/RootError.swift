import Document
import Evaluation
import LinearAlgebra

/// Why there is no root to tell.
enum RootError: ReportableError, EvaluationFailure {
  /// Both ends have the same sign.
  case sameSign(call: String, a: Double, ya: Double, b: Double, yb: Double, suggestion: String?)
  /// The sign changes where the function has no value near 0.
  case pole(call: String, at: Double)
  case ends(Double, Double)
  case notFinite(call: String, at: String, value: String)
  /// No search came to an end.
  case none(call: String, near: String, value: String)
  case degree(constant: Double?)
  case coefficient(Double, power: Int)
  case tooHigh(degree: Int, most: Int)
  case system(equations: Int, unknowns: Int)
  case notVector(call: String, got: String)

  var asEvaluation: EvaluationError { EvaluationError(.other(self)) }

  var report: Report {
    switch self {
    case .sameSign(let call, let a, let ya, let b, let yb, let suggestion):
      Report(
        code: "E327", title: "no change of sign",
        message:
          "\(call) is \(ya.formatted()) at \(a.formatted()) and \(yb.formatted()) at \(b.formatted()); between places "
          + "of opposite sign there is a root for certain."
          + (suggestion == nil ? " I found no change of sign between them either." : ""),
        suggestion: suggestion)
    case .pole(let call, let place):
      Report(
        code: "E327", title: "a change of sign without a root",
        message:
          "\(call) changes its sign at \(place.formatted()) without coming near 0: it has a pole or a jump there.")
    case .ends(let a, let b):
      Report(
        code: "E329", title: "no such range",
        message: "The range runs from \(a.formatted()) to \(b.formatted()); both ends, and how far "
          + "apart they are, must be finite, and the ends different.")
    case .notFinite(let call, let place, let value):
      Report(
        code: "E329", title: "no place to start",
        message: "\(call) is \(value) at \(place); a search starts where it is finite.")
    case .none(let call, let place, let value):
      Report(
        code: "E329", title: "no root found",
        message:
          "The nearest to 0 that I came from there is \(value), at \(place). Perhaps \(call) has no root; a picture "
          + "tells, and a change of sign gives find_root a bracket to search in.")
    case .degree(let constant):
      Report(
        code: "E328", title: "no roots to tell",
        message: constant.map { "The polynomial is the constant \($0.formatted()), which is never 0." }
          ?? "Every number is a root of the zero polynomial.", suggestion: "roots([2, -3, 1])")
    case .coefficient(let c, let power):
      Report(
        code: "E328", title: "no polynomial",
        message: "The coefficient of x^\(power) is \(c.formatted()); coefficients are finite, the constant first.")
    case .tooHigh(let degree, let most):
      Report(
        code: "E328", title: "the degree is too high",
        message: "The polynomial has degree \(degree); roots takes up to \(most), as the time grows with its cube.")
    case .system(let equations, let unknowns):
      Report(
        code: "E329", title: "the system does not fit",
        message:
          "There are \(equations.counted("equation")) for \(unknowns.counted("unknown")); Newton's method needs as many "
          + "of one as of the other.")
    case .notVector(let call, let got):
      Report(
        code: "E329", title: "not a system",
        message: "\(call) gives \(got); from a vector of unknowns a system gives a vector of as many numbers.")
    }
  }
}

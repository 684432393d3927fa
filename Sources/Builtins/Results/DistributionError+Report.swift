import Document
import Evaluation
import Statistics

extension DistributionError: ReportableError, EvaluationFailure {
  public var asEvaluation: EvaluationError { EvaluationError(.other(self)) }

  public var report: Report {
    switch self {
    case .parameter(let name, let law, let value, let needed):
      Report(
        code: "E330", title: "not a parameter of \(law)",
        message: "\(name) is \(value.formatted()); of \(law) it has to be \(needed)"
          + "\(value.isInfinite && !needed.contains("finite") ? ", and finite." : ".")",
        suggestion: lawExamples[law])
    case .undefined(let what, let law, let why):
      Report(
        code: "E331", title: "no \(what)", message: "\(law) has no \(what): \(why).",
        suggestion: "median(\(law))")
    case .unfit(let law, let why):
      Report(
        code: "E332", title: "numbers \(law) cannot give", message: "\(law) needs other numbers: it asks that \(why).",
        suggestion: lawExamples[law])
    case .noMaximum(let law, let why):
      Report(
        code: "E345", title: "no best fit", message: "\(law) has no maximum of likelihood here: \(why).",
        suggestion: nil)
    }
  }
}

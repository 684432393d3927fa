import Document
import Evaluation
import Statistics
import Tables

/// Why there is no such set of data.
enum DataError: ReportableError, EvaluationFailure {
  case unknown(String)

  var asEvaluation: EvaluationError { EvaluationError(.other(self)) }

  var report: Report {
    switch self {
    case .unknown(let name):
      let near = Spelling.nearest(to: name, among: Dataset.names).first
      let known = "There are \(Dataset.names.dropLast().joined(separator: ", ")) and \(Dataset.names.last ?? "")."
      return Report(
        code: "E260", title: "no such data set",
        message: "I know none called \"\(name.visible.truncated(to: 40))\". \(known)",
        suggestion: "data(\"\(near ?? "iris")\")")
    }
  }
}

/// Why a table cannot be inspected, or not against that population.
enum InspectionError: ReportableError {
  case empty
  case noTarget(String)
  case nothingInCommon([String])
  case shares(String, sum: Double)
  case deviation(String, Double)
  case mean(String, Double)
  case kind(String, needed: String)

  var report: Report {
    switch self {
    case .empty:
      Report(
        code: "E261", title: "nothing to inspect", message: "The table has no rows or no columns.",
        suggestion: "quality(data(\"cars\"))")
    case .noTarget(let name):
      Report(
        code: "E261", title: "a target without values", message: "Every cell of the target \(name) is missing.")
    case .nothingInCommon(let names):
      Report(
        code: "E262", title: "nothing in common",
        message: "No column of the table has a name and kind of the population's: \(names.joined(separator: ", ")).")
    case .shares(let name, let sum):
      Report(
        code: "E263", title: "not shares",
        message: "The shares of \(name) come to \(sum.formatted()); they are at least 0 and come to 1, or to 100.")
    case .deviation(let name, let sd):
      Report(
        code: "E263", title: "not a standard deviation",
        message: "The sd of \(name) is \(sd.formatted()); it is a finite number above 0.")
    case .mean(let name, let mean):
      Report(
        code: "E263", title: "not a mean", message: "The mean of \(name) is \(mean.formatted()); it is a finite number."
      )
    case .kind(let name, let needed):
      Report(
        code: "E264", title: "another kind of column",
        message: "What is known of \(name) needs \(needed), and the column holds something else.")
    }
  }
}

extension QualityError: EvaluationFailure {
  public var asEvaluation: EvaluationError {
    switch self {
    case .empty: EvaluationError(.other(InspectionError.empty))
    case .noColumn(let name, let known): TableError.unknown(name, known: known).asEvaluation
    case .noTarget(let name): EvaluationError(.other(InspectionError.noTarget(name)))
    }
  }
}

extension PopulationError: EvaluationFailure {
  public var asEvaluation: EvaluationError {
    switch self {
    case .nothingInCommon(let names): EvaluationError(.other(InspectionError.nothingInCommon(names)))
    case .noColumn(let name, let known): TableError.unknown(name, known: known).asEvaluation
    case .shares(let name, let sum): EvaluationError(.other(InspectionError.shares(name, sum: sum)))
    case .deviation(let name, let sd): EvaluationError(.other(InspectionError.deviation(name, sd)))
    case .mean(let name, let mean): EvaluationError(.other(InspectionError.mean(name, mean)))
    case .kind(let name, let needed): EvaluationError(.other(InspectionError.kind(name, needed: needed)))
    }
  }
}

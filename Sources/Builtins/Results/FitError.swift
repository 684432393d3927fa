import Document
import Evaluation

/// Why a penalised, nonlinear or local fit cannot be made or used.
enum FitError: ReportableError, EvaluationFailure {
  /// A penalty below 0 or not finite.
  case penalty(Double)
  case mix(Double)
  /// Parts to hold out in turn, of so many rows.
  case folds(Double, rows: Int)
  /// The start of a nonlinear fit: why it is none.
  case start(String)
  /// What the model gave instead of an element for each response.
  case modelResult(call: String, got: String, needed: Int)
  case fewRows(rows: Int, parameters: Int)
  case degree(Double, needed: String)
  case span(Double)
  /// A neighbourhood that holds one place alone.
  case narrow(span: Double)
  /// A formula that is no nonlinear model.
  case formula(String)
  /// New rows that do not fit the model.
  case newRows(String)

  var asEvaluation: EvaluationError { EvaluationError(.other(self)) }

  var report: Report {
    switch self {
    case .penalty(let lambda):
      Report(
        code: "E385", title: "no such penalty",
        message: "lambda is \(lambda.formatted()); a penalty is a finite number from 0 on, or a vector of such numbers."
      )
    case .mix(let mix):
      Report(
        code: "E386", title: "no such mix",
        message:
          "mix is \(mix.formatted()); it is the share of the absolute values in the penalty, from 0 (all squares) "
          + "to 1 (the lasso).")
    case .folds(let folds, let rows):
      Report(
        code: "E387", title: "no such number of folds",
        message:
          "folds is \(folds.formatted()), and there are \(rows.counted("row")); it must be a whole number from 2 "
          + "to the number of rows. With lambda = … nothing is held out.")
    case .start(let why): Report(code: "E388", title: "no place to start", message: why)
    case .modelResult(let call, let got, let needed):
      Report(
        code: "E389", title: "the model does not fit the data",
        message: "\(call) gives \(got), and there are \(needed) responses; a model gives a number for each.")
    case .fewRows(let rows, let parameters):
      Report(
        code: "E390", title: "more parameters than rows",
        message:
          "There are \(parameters.counted("parameter")) and \(rows.counted("row")); a fit needs at least as many "
          + "rows.")
    case .degree(let degree, let needed):
      Report(
        code: "E391", title: "no such degree", message: "The degree is \(degree.formatted()); it must be \(needed).")
    case .span(let span):
      Report(
        code: "E392", title: "no such span",
        message: "span is \(span.formatted()); it is the share of the points that each place looks at, above 0.")
    case .narrow(let span):
      Report(
        code: "E392", title: "too small a span",
        message: "With span = \(span.formatted()) some neighbourhood holds a single place, through which nothing is "
          + "fitted. A larger span looks further.")
    case .formula(let why): Report(code: "E393", title: "no model to fit", message: why)
    case .newRows(let why): Report(code: "E394", title: "not what the model was fitted to", message: why)
    }
  }
}

/// Remarks beside a fit.
enum FitNote {
  static func constant(_ columns: [String]) -> Report {
    Report(
      code: "W361", title: "columns that do not vary",
      message: "\(ModelError.list(columns)) \(columns.count == 1 ? "has" : "have") the same value in every row and "
        + "\(columns.count == 1 ? "explains" : "explain") nothing: \(columns.count == 1 ? "its coefficient is" : "their coefficients are") 0."
    )
  }

  static func unsettled(_ what: String) -> Report {
    Report(code: "W362", title: "not converged", message: what)
  }

  static func undetermined(_ names: [String]) -> Report {
    Report(
      code: "W363", title: "parameters that the data do not determine",
      message: "\(ModelError.list(names)) could have other values, and the fit would be as good: no standard error. A "
        + "model with fewer parameters, or data that tell them apart, would."
    )
  }

  static func constantFirst(_ polynomial: String) -> Report {
    Report(code: "W364", title: "the constant comes first", message: polynomial)
  }
}

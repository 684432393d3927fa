import Document
import Evaluation
import Statistics

extension ModelError {
  var report: Report {
    switch self {
    case .frame(let error): error.report
    case .regression(let error): error.report
    case .evaluation(let error): error.report
    case .noTerm(let text):
      Report(
        code: "E377", title: "no term of a formula",
        message: "\(text) is no term: terms are columns and functions of them, joined by + - * : and ^ with a whole "
          + "number; 0 and 1 stand for the intercept. Arithmetic of columns is written I(\(text)).")
    case .noOtherColumns:
      Report(
        code: "E370", title: "no other column",
        message: "The . of a formula stands for all other columns of the table, and there is none.")
    case .unknownColumn(let name, let columns):
      Report(code: "E370", title: "no column \(name)", message: Self.unknown(name, columns))
    case .columnsGone(let names):
      Report(
        code: "E370", title: "columns are not there",
        message: "The model was fitted with \(Self.list(names)), and the new table has no such "
          + "\(names.count == 1 ? "column" : "columns").")
    case .missing(let rows, let all, let columns):
      Report(
        code: "E350", title: "missing values",
        message: "\(rows) of \(all.counted("row")) \(rows == 1 ? "has" : "have") something missing, in "
          + "\(Self.list(columns)). I leave nothing out unasked: say na = \"drop\" to fit without these rows.")
    case .noVariable(let label, let got, let rows):
      Report(
        code: "E373", title: "\(label) is no variable",
        message: "\(label) is \(got), and a variable of this model has a number, text, truth or date for each of "
          + "\(rows.counted("row")).")
    case .notFinite(let label, let row):
      Report(
        code: "E353", title: "\(label) is not finite",
        message: "Row \(row) of \(label) is not a finite number, and nothing can be fitted to it.")
    case .wholeColumn(let label):
      Report(
        code: "E381", title: "\(label) looks at the whole column",
        message: "\(label) gives a row another value in another table, so a prediction would mean something else than "
          + "the fit. Compute it once, t.z = …, and use that column in both tables.")
    case .weights(let why): Report(code: "E378", title: "no such weights", message: why)
    case .offset(let why): Report(code: "E378", title: "no such offset", message: why)
    case .newRows(let why): Report(code: "E374", title: "nothing to predict from", message: why)
    case .notNested(let why): Report(code: "E382", title: "models that cannot be compared", message: why)
    }
  }

  private static func unknown(_ name: String, _ columns: [String]) -> String {
    let near = Spelling.nearest(to: name, among: columns)
    let has = columns.isEmpty ? "" : " The columns are \(list(columns))."
    return "\(name) is no column, and no name of the notebook.\(has)"
      + (near.isEmpty ? "" : " Did you mean \(near.joined(separator: " or "))?")
  }

  /// `a, b and c`, the middle left out of a long one.
  static func list(_ names: [String]) -> String {
    let shown = names.count <= 8 ? names : names.prefix(7) + ["\(names.count - 7) more"]
    guard let last = shown.last, shown.count > 1 else { return shown.first ?? "" }
    return shown.dropLast().joined(separator: ", ") + " and " + last
  }
}

extension FrameError {
  var report: Report {
    switch self {
    case .noResponse:
      Report(
        code: "E374", title: "nothing to explain",
        message: "The formula has nothing left of ~: a model explains something, as in y ~ x.")
    case .responseKind(let label):
      Report(
        code: "E373", title: "\(label) is not numbers",
        message: "\(label) is what the model explains, and it must be numbers; for two kinds of outcome there is "
          + "glm(…, family = \"binomial\").")
    case .unseenLevels(let label, let unseen, let known):
      Report(
        code: "E372", title: "levels never seen",
        message: "\(label) holds \(ModelError.list(unseen)), and the model was fitted with "
          + "\(ModelError.list(known)) alone: it has nothing to say of others.")
    case .oneLevel(let label, let level):
      Report(
        code: "E384", title: "\(label) is always the same",
        message: "\(label) is \(level) in every row, so nothing can be compared along it.")
    case .tooManyOutcomes(let label, let levels):
      Report(
        code: "E379", title: "more than two outcomes",
        message:
          "\(label) has \(levels.count) levels, \(ModelError.list(levels)), and a binomial model tells two apart.")
    case .tooManyTerms(let most):
      Report(
        code: "E383", title: "too many terms",
        message: "The formula stands for more than \(most) products of variables: every * doubles their number. "
          + "(a + b + c)^2 has the pairs alone, + none of them.")
    case .tooLarge(let columns):
      Report(
        code: "E405", title: "out of memory",
        message: "The model would have \(columns.formatted()) columns, more than memory holds.")
    }
  }
}

extension RegressionError {
  var report: Report {
    switch self {
    case .lengths(let rows, let response):
      Report(
        code: "E375", title: "lengths do not fit",
        message: "The predictors have \(rows.counted("row")) and the response has \(response.counted("element")); "
          + "each row explains one.")
    case .empty(let rows, let columns):
      Report(
        code: "E375", title: "nothing to fit",
        message: "There are \(rows.counted("row")) and \(columns.counted("column")); a fit needs some of both.")
    case .notFinite(let column, let row):
      Report(
        code: "E353", title: "not a finite number",
        message: "Row \(row) of \(column ?? "the response") is not a finite number, and nothing can be fitted to it.")
    case .response(let value, let family, let needed):
      Report(
        code: "E379", title: "not a response of this family",
        message: "The response is \(value.formatted()) in one row; of the family \(family) it must be \(needed).")
    case .link(let link, let family, let links):
      Report(
        code: "E380", title: "no such link",
        message: "The family \(family) has no link \(link); it has \(ModelError.list(links)).")
    case .degree(let degree, let different):
      Report(
        code: "E391", title: "no such degree",
        message: degree < 0
          ? "The degree is \(degree); it counts from 0, the constant."
          : "A polynomial of degree \(degree) is fixed by \(degree + 1) different x, and there are \(different).",
        suggestion: nil)
    case .beyond(let error): EvaluationError(.math(error)).report
    case .noStart(let family, let link):
      Report(
        code: "E380", title: "the link does not reach this response",
        message: "With the link \(link) the mean of the family \(family) leaves its range for these data. Another link "
          + "may fit.")
    }
  }
}

import Document
import Evaluation

/// What a verb of tables cannot do with its arguments.
enum TableVerbError: ReportableError, EvaluationFailure {
  /// A summary that is no single value.
  case summary(String, got: String)
  /// Summaries of several kinds.
  case mixed(String, kinds: [String])
  /// So many names for so many columns without one.
  case names(got: Int, columns: Int)
  case directions(got: Int, columns: Int)
  /// A name that an argument must give as a text.
  case rename(String, got: String)

  var asEvaluation: EvaluationError { EvaluationError(.other(self)) }

  var report: Report {
    switch self {
    case .summary(let name, let got):
      Report(
        code: "E249", title: "one value for each group",
        message: "\(name) is \(got); a summary is a function of a group's rows that gives one value, such as "
          + "g -> mean(g.x).")
    case .mixed(let name, let kinds):
      Report(
        code: "E249", title: "one value for each group",
        message: "\(name) is \(kinds.joined(separator: " in one group and ")) in another; a column holds one kind.")
    case .names(let got, let columns):
      Report(
        code: "E250", title: "names for the columns",
        message: "\(columns.counted("column")) given without a name, and \(got.counted("name")): "
          + "write table(a = v, b = w), or table(A, names = [\"a\", \"b\"]).")
    case .directions(let got, let columns):
      Report(
        code: "E251", title: "a direction for each column",
        message: "descending has \(got.counted("truth")) for \(columns.counted("column")).")
    case .rename(let name, let got):
      Report(
        code: "E252", title: "a new name for an old one",
        message: "\(name) is the new name, and behind it stands the old one as a text; I found \(got).")
    }
  }
}

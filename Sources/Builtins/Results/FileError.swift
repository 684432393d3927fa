import Document
import Evaluation
import Tables

/// Why a file cannot be made of a value, or a value of a file.
enum FileError: ReportableError, EvaluationFailure {
  case kind(String, ending: String?)
  case notText(String)
  /// A value that such a file cannot hold; the words say what it can.
  case unfit(String, String)
  /// A file of another program, and what to do about it.
  case foreign(String, String)
  /// Options that say nothing of a file of this kind.
  case option(String, of: String)

  var asEvaluation: EvaluationError { EvaluationError(.other(self)) }

  var report: Report {
    switch self {
    case .kind(let path, let ending):
      let name = path.visible.truncated(to: 80)
      let what = ending.map { "ends in .\($0.visible.truncated(to: 20))" } ?? "has no ending"
      return Report(
        code: "E537", title: "no such kind of file",
        message: "`\(name)` \(what); a chart is written as .svg, a picture, or as .txt, the same in characters.")
    case .notText(let path):
      return Report(
        code: "E538", title: "not text", message: "The bytes of `\(path.visible.truncated(to: 80))` are not UTF-8.")
    case .unfit(let path, let why):
      return Report(
        code: "E559", title: "cannot be written so",
        message: "`\(path.visible.truncated(to: 80))` cannot hold this: \(why).")
    case .foreign(let path, let what):
      return Report(
        code: "E555", title: "a file of another program",
        message: "`\(path.visible.truncated(to: 80))` is \(what).")
    case .option(let name, let kind):
      return Report(
        code: "E560", title: "an option for other files", message: "`\(name)` says nothing of \(kind).")
    }
  }
}

extension ReadingError: ReportableError, EvaluationFailure {
  public var asEvaluation: EvaluationError { EvaluationError(.other(self)) }
}

import Document
import LinearAlgebra
import Tables

extension TableError: ReportableError, EvaluationFailure {
  public var asEvaluation: EvaluationError { EvaluationError(.other(self)) }

  public var report: Report {
    switch self {
    case .lengths(let first, let count, let second, let other):
      Report(
        code: "E240", title: "columns of different lengths",
        message: "\(first) has \(count.counted("row")) and \(second) has \(other); the columns of a table are equally "
          + "long, and a single value is repeated.")
    case .repeated(let name):
      Report(
        code: "E241", title: "two columns of one name",
        message: "There would be two columns called \(name); every column has a name of its own.")
    case .unknown(let name, let known):
      Report(code: "E242", title: "no column \(name)", message: Self.known(known, near: name))
    case .absent(let names):
      Report(
        code: "E243", title: "other columns",
        message: "Only one of the tables has \(names.joined(separator: ", ")); with fill = true it is missing in the "
          + "rows of the other.")
    case .kinds(let name, let left, let right):
      Report(
        code: "E244", title: "columns of different kinds",
        message: "\(name) is \(left.phrase) in one table and \(right.phrase) in the other.")
    case .filling(let column, let value):
      Report(
        code: "E245", title: "another kind of value",
        message: "The column is \(column.phrase) and the value \(value.phrase): one column holds one kind.")
    case .tooMany(let rows):
      Report(
        code: "E402", title: "too large",
        message:
          "The join has \(rows.formatted()) rows, more than fit into memory: a key that many rows of both tables "
          + "share pairs each of them with each.")
    }
  }

  private static func known(_ names: [String], near name: String) -> String {
    guard !names.isEmpty else { return "The table has no columns." }
    let near = Spelling.nearest(to: name, among: names)
    if !near.isEmpty { return "Did you mean \(near.joined(separator: " or "))?" }
    let shown = names.prefix(12).joined(separator: ", ")
    return "The columns are \(shown)\(names.count > 12 ? " and \(names.count - 12) more" : "")."
  }
}

extension Column.Kind {
  /// The kind in a sentence: `numbers`.
  public var phrase: String {
    switch self {
    case .number: "numbers"
    case .truth: "truths"
    case .text: "texts"
    case .date: "dates"
    case .complex: "complex numbers"
    }
  }
}

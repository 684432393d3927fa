import Document

/// A column's name in the file, empty where there is none, and in the table.
public struct Renaming: Hashable, Sendable {
  public let from: String
  public let to: String

  public init(from: String, to: String) { (self.from, self.to) = (from, to) }
}

/// What was decided while reading, for the person to judge.
public enum ReadingRemark: Hashable, Sendable {
  /// A column that is text because of few cells.
  case nearly(column: String, kind: Column.Kind, unfit: Int, of: Int, text: String, line: Int)
  /// Whole numbers that no double holds.
  case rounded(column: String, count: Int, text: String, line: Int)
  /// The same in an array.
  case digits(Int)
  /// Numbers that begin with a needless 0, such as postal codes.
  case padded(column: String, count: Int, text: String, line: Int)
  /// JSON of several kinds in one column.
  case mixed(column: String, first: Column.Kind, second: Column.Kind, line: Int)
  /// Names that were empty or taken, and what they are now.
  case renamed([Renaming])
  case noHeader(text: String)
  case decimalComma(text: String, line: Int)
  case blankLines(Int, first: Int)
}

extension ReadingRemark {
  public var report: Report {
    switch self {
    case .nearly(let column, let kind, let unfit, let total, let text, let line):
      let noun = kind == .truth ? "true or false" : "\(kind.rawValue)s"
      return Report(
        code: "W331", title: "read as text",
        message: "Column \(column.named) is text: \(unfit) of \(total) cells are not \(noun), first "
          + "\(ReadingError.quoted(text)) on line \(line). If that stands for a missing cell, read with na = "
          + "\(ReadingError.quoted(text)).")
    case .rounded(let column, let count, let text, let line):
      return Report(
        code: "W331", title: "digits lost",
        message:
          "Column \(column.named): \(count) whole \(count == 1 ? "number has" : "numbers have") more digits than "
          + "a number keeps, first \(text.visible.truncated(to: 60)) on line \(line). types = {\(column.visible) = "
          + "\"text\"} keeps them.")
    case .digits(let count):
      return Report(
        code: "W331", title: "digits lost",
        message: "\(count) whole \(count == 1 ? "number has" : "numbers have") more digits than a number keeps.")
    case .padded(let column, let count, let text, let line):
      return Report(
        code: "W331", title: "leading zeros",
        message: "Column \(column.named): \(count) \(count == 1 ? "number begins" : "numbers begin") with 0, first "
          + "\(text.visible.truncated(to: 60)) on line \(line). If these are codes, types = {\(column.visible) = "
          + "\"text\"} keeps the zeros.")
    case .mixed(let column, let first, let second, let line):
      return Report(
        code: "W331", title: "read as text",
        message: "Column \(column.named) is text: it holds a \(first.rawValue) first and a \(second.rawValue) on line "
          + "\(line).")
    case .renamed(let names):
      let shown = names.prefix(6).map { "\($0.from.isEmpty ? "no name" : $0.from.named) is now \($0.to.named)" }
      return Report(
        code: "W332", title: "column names",
        message: "Names must be there once: \(shown.joined(separator: ", "))"
          + "\(names.count > 6 ? " and \(names.count - 6) more" : "").")
    case .noHeader(let text):
      return Report(
        code: "W333", title: "no names in the file",
        message: "The first line, \(ReadingError.quoted(text)), was read as data, since each of its cells is of its "
          + "column's kind. header = true takes it for names.")
    case .decimalComma(let text, let line):
      return Report(
        code: "W333", title: "decimal comma",
        message:
          "Numbers were read with a decimal comma, as \(ReadingError.quoted(text)) on line \(line). If these are "
          + "thousands, read with decimal = \".\".")
    case .blankLines(let count, let first):
      return Report(
        code: "W334", title: "blank lines",
        message: "\(count == 1 ? "A blank line was" : "\(count) blank lines were") left out, "
          + "\(count == 1 ? "line" : "the first is line") \(first).")
    }
  }
}

import Document

/// A column's name in the file, empty where there is none, and in the table.
public struct Renaming: Hashable, Sendable {
  public let from: String
  public let to: String

  public init(from: String, to: String) { (self.from, self.to) = (from, to) }
}

/// What was decided while reading, for the person to judge.
public enum ReadingRemark: Hashable, Sendable {
  /// A column that is text because of few cells, and all words that would have to stand for missing cells in the file,
  /// none where the cell is something else.
  case nearly(column: String, kind: Column.Kind, unfit: Int, of: Int, text: String, line: Int, na: [String])
  /// Whole numbers that no double holds, and numbers too large for one; in JSON nothing but quotes keeps them.
  case rounded(column: String, count: Int, text: String, line: Int, isJSON: Bool)
  /// The same in an array.
  case digits(Int)
  /// Numbers that begin with a needless 0, such as postal codes.
  case padded(column: String, count: Int, text: String, line: Int)
  /// A column of texts all of which are numbers in quotes, where not everything has quotes.
  case quoted(column: String, count: Int)
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
    case .nearly(let column, let kind, let unfit, let total, let text, let line, let words):
      let noun = kind == .truth ? "neither true nor false" : unfit == 1 ? "no \(kind.rawValue)" : "no \(kind.rawValue)s"
      var advice = ""
      if !words.isEmpty {
        advice =
          " If that stands for a missing cell, read with na = [\(words.map(ReadingError.quoted).joined(separator: ", "))]."
      } else if line == 1 {
        advice = " If the first line has the names, read with header = true."
      } else if kind == .date {
        advice = text.isISOShaped ? " There is no such day." : " dates(…) reads other spellings of dates."
      }
      return Report(
        code: "W331", title: "read as text",
        message:
          "Column \(column.named) is text: \(unfit) of \(total) cells \(unfit == 1 ? "is" : "are") \(noun), first "
          + "\(ReadingError.quoted(text)) on line \(line).\(advice)")
    case .rounded(let column, let count, let text, let line, let isJSON):
      return Report(
        code: "W331", title: "digits lost",
        message:
          "Column \(column.named): \(count) \(count == 1 ? "number has" : "numbers have") more digits than "
          + "a number keeps, first \(text.visible.truncated(to: 60)) on line \(line). "
          + (isJSON ? "In quotes they are texts and keep them." : "types = {\(column.visible) = \"text\"} keeps them."))
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
    case .quoted(let column, let count):
      return Report(
        code: "W331", title: "read as text",
        message:
          "Column \(column.named) is text: \(count == 1 ? "its number has" : "its \(count) numbers have") quotes. "
          + "types = {\(column.visible) = \"number\"} reads numbers.")
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

extension String {
  /// Four digits, two and two, as ISO has a date.
  fileprivate var isISOShaped: Bool {
    let parts = split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.utf8.count) == [4, 2, 2]
      && parts.allSatisfy { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
  }

  /// Whether a cell may say that there is nothing: a short word or a sign, without a digit.
  var mayStandForMissing: Bool {
    utf8.count <= 16 && !isEmpty
      && unicodeScalars.allSatisfy { $0.properties.isAlphabetic || " ?-–—./#*_<>()".unicodeScalars.contains($0) }
  }
}

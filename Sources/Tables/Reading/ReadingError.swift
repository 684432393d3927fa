import Document

/// Why bytes are no table, and where that shows.
public enum ReadingError: Error, Hashable, Sendable {
  /// A byte that is no text, with its line and the character it would be there.
  case notUTF8(byte: UInt8, line: Int, column: Int)
  case notUTF16(line: Int)
  /// Nothing, or nothing but blank lines.
  case empty
  /// A row with another number of cells; `text` is its first cell too many, or what there is of a short row.
  case ragged(line: Int, found: Int, expected: Int, text: String)
  /// A quote that never closes, by the line it opens on.
  case openQuote(line: Int, text: String)
  /// Something between a closing quote and the end of its cell.
  case afterQuote(line: Int, text: String)
  /// A cell that is not of the kind its column was said to be.
  case unfit(column: String, kind: Column.Kind, count: Int, line: Int, text: String)
  /// A kind was given for a column that is not there.
  case noColumn(String, known: [String])
  /// More lines were to be skipped than there are.
  case skipped(Int)
  /// No JSON, by line and character there.
  case json(String, line: Int, column: Int)
  /// A list or an object where a cell should be.
  case nested(column: String, line: Int)
  case array(String)
  /// More cells than memory holds.
  case tooLarge(rows: Int, columns: Int)
  case outOfMemory
}

extension ReadingError {
  public var report: Report {
    switch self {
    case .notUTF8(let byte, let line, let column):
      let digits = String(byte, radix: 16, uppercase: true)
      return Report(
        code: "E550", title: "not UTF-8",
        message: "Line \(line), character \(column): the byte \(digits.count < 2 ? "0" : "")\(digits) is no text in "
          + "UTF-8. Older files of western Europe are read with encoding = \"latin1\", those of Windows with "
          + "encoding = \"windows-1252\".")
    case .notUTF16(let line):
      return Report(
        code: "E550", title: "not UTF-16",
        message: "The file begins as UTF-16 does, and on line \(line) it is none; it may have been cut short.")
    case .empty:
      return Report(code: "E551", title: "nothing in it", message: "There is no line that could name columns.")
    case .skipped(let lines):
      return Report(
        code: "E551", title: "nothing in it", message: "After skip = \(lines) no line is left.")
    case .ragged(let line, let found, let expected, let text):
      let which =
        found > expected ? "The first cell too many is \(Self.quoted(text))" : "The line begins \(Self.quoted(text))"
      let why =
        found > expected
        ? "A text that holds the separator needs quotes around it." : "A row that ends early may be cut off."
      return Report(
        code: "E552", title: "rows of different lengths",
        message: "Line \(line) has \(Self.cells(found)) where the first line has \(expected). \(which). \(why)")
    case .openQuote(let line, let text):
      return Report(
        code: "E553", title: "a quote that does not close",
        message: "The quote that opens on line \(line), before \(Self.quoted(text)), closes nowhere. Within quotes a "
          + "quote is written twice.")
    case .afterQuote(let line, let text):
      return Report(
        code: "E553", title: "text after a closing quote",
        message: "Line \(line): in \(Self.quoted(text)) something follows the closing quote. Within quotes a quote is "
          + "written twice.")
    case .unfit(let column, let kind, let count, let line, let text):
      return Report(
        code: "E554", title: "not of the kind asked for",
        message: "Column \(column.named): \(count) \(count == 1 ? "cell is" : "cells are") no \(kind.rawValue), first "
          + "\(Self.quoted(text)) on line \(line).")
    case .noColumn(let name, let known):
      return Report(
        code: "E554", title: "no such column",
        message:
          "types names \(name.named), and the columns are \(known.prefix(12).map(\.named).joined(separator: ", "))"
          + "\(known.count > 12 ? " and \(known.count - 12) more" : "").")
    case .json(let what, let line, let column):
      return Report(
        code: "E556", title: "not JSON", message: "Line \(line), character \(column): \(what).")
    case .nested(let column, let line):
      return Report(
        code: "E557", title: "a value with parts",
        message: "Line \(line): \(column.named) holds a list or an object, and a cell of a table holds one value.")
    case .array(let what):
      return Report(code: "E558", title: "not an array I can read", message: what)
    case .tooLarge(let rows, let columns):
      return Report(
        code: "E402", title: "too large",
        message:
          "\(columns) columns, and \(rows) \(rows == 1 ? "row" : "rows") so far, are more cells than memory holds.")
    case .outOfMemory:
      return Report(code: "E405", title: "out of memory", message: "The texts of the file took all memory there was.")
    }
  }

  private static func cells(_ count: Int) -> String { count == 1 ? "1 cell" : "\(count) cells" }

  static func quoted(_ text: String) -> String { "\"\(text.visible.truncated(to: 60))\"" }
}

extension String {
  /// How a message names a column.
  var named: String { "`\(visible.truncated(to: 60))`" }
}

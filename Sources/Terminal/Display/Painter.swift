/// Keeps rows on the screen up to date by rewriting only those that changed.
///
/// The painter knows where it left the cursor, so it needs no answer from the terminal. Its region starts at the row the
/// cursor was on when it was made or `reset`, at column 0.
public struct Painter: Sendable {
  private var painted: [Row] = []
  private var cursor = (row: 0, column: 0)

  public init() {}

  /// The bytes that bring the screen from the last rows to these. There must be no more rows than the screen has.
  public mutating func paint(_ rows: [Row], cursor target: (row: Int, column: Int), columns: Int) -> String {
    let last = max(0, rows.count - 1)
    var row = cursor.row
    var out = ""
    for index in rows.indices {
      if index < painted.count, painted[index] == rows[index] { continue }
      out += Self.vertical(from: row, to: index, existing: max(1, painted.count)) + "\r"
      // Erasing after a full row would eat its last character: the cursor still stands on it.
      out += rows[index].string + (rows[index].width < columns ? "\u{1B}[K" : "")
      row = index
      if index >= painted.count { painted.append(rows[index]) }
    }
    if painted.count > rows.count {
      // Down to the first row that is not ours any more, then erase all below.
      out += Self.vertical(from: row, to: last + 1, existing: painted.count) + "\r\u{1B}[J"
      row = last + 1
    }
    let moved = row != target.row || cursor.column != target.column || !out.isEmpty
    if moved {
      out += Self.vertical(from: row, to: target.row, existing: rows.count) + "\r"
      if target.column > 0 { out += "\u{1B}[\(target.column)C" }
    }
    painted = rows
    cursor = target
    return out.isEmpty ? "" : "\u{1B}[?25l" + out + "\u{1B}[?25h"
  }

  /// The bytes that erase everything painted and leave the cursor where the region starts.
  /// - Parameter columns: the width now; a terminal that became narrower has broken the rows above the cursor anew.
  public mutating func erase(columns: Int) -> String {
    var above = 0
    for row in painted.prefix(cursor.row) { above += max(1, (row.width + columns - 1) / max(1, columns)) }
    above += cursor.column / max(1, columns)
    painted = []
    cursor = (0, 0)
    return "\r" + (above > 0 ? "\u{1B}[\(above)A" : "") + "\u{1B}[J"
  }

  /// Forgets what is on the screen: the next rows start where the cursor is.
  public mutating func reset() {
    painted = []
    cursor = (0, 0)
  }

  /// A row that does not exist yet is made by a line end, which scrolls where a cursor movement would stop.
  private static func vertical(from: Int, to: Int, existing: Int) -> String {
    if to < from { return "\u{1B}[\(from - to)A" }
    guard to > from else { return "" }
    let inside = max(0, min(to, existing - 1) - from)
    let below = to - from - inside
    return (inside > 0 ? "\u{1B}[\(inside)B" : "") + String(repeating: "\r\n", count: below)
  }
}

/// A picture that is redrawn in place on a terminal, as the bytes to write.
///
/// Each drawing is meant for one single write, so that a reader never sees half of it.
public struct Frame: Hashable, Sendable {
  /// Rows that the last drawing left above the cursor.
  public private(set) var rows = 0

  public init() {}

  /// The escape sequence that puts `picture` where the last one stood: the cursor is hidden, each row is cleared to
  /// its end, rows the new picture no longer has are erased, and the cursor is shown again below the picture.
  public mutating func draw(_ picture: String) -> String {
    var lines = picture.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    let up = rows > 0 ? "\u{1b}[\(rows)A\r" : ""
    let body = lines.map { "\($0)\u{1b}[K\n" }.joined()
    let erase = lines.count < rows ? "\u{1b}[J" : ""
    rows = lines.count
    return "\u{1b}[?25l" + up + body + erase + "\u{1b}[?25h"
  }
}

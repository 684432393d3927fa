import Document

/// An entry laid out in rows no wider than the screen, and where the cursor stands among them.
public struct EntryLayout: Hashable, Sendable {
  public private(set) var rows: [Row]
  public private(set) var cursor: (row: Int, column: Int) {
    get { (cursorRow, cursorColumn) }
    set { (cursorRow, cursorColumn) = newValue }
  }
  private var cursorRow = 0
  private var cursorColumn = 0
  private let columns: Int
  private let palette: Palette?

  /// - Parameters:
  ///   - prompt: stands before the first line.
  ///   - margin: stands before every other line.
  ///   - inks: one for each cluster of `buffer`.
  ///   - ghost: shown after the cursor, as far as the row has room.
  ///   - palette: nil writes without styles.
  public init(
    prompt: Text, margin: Text, buffer: EntryBuffer, inks: [Ink], ghost: String, columns: Int,
    palette: Palette?
  ) {
    self.columns = max(1, columns)
    self.palette = palette
    rows = [Row()]
    write(prompt)
    for (index, character) in buffer.characters.enumerated() {
      if index == buffer.cursor { markCursor() }
      if character == "\n" {
        newRow()
        write(margin)
      } else {
        write(character, index < inks.count ? inks[index] : .plain)
      }
    }
    if buffer.cursor >= buffer.characters.count { markCursor() }
    writeGhost(ghost)
    rows[rows.count - 1].close()
  }

  private var column: Int { rows[rows.count - 1].width }

  private mutating func newRow() {
    rows[rows.count - 1].close()
    rows.append(Row())
  }

  private mutating func markCursor() {
    // A full row holds the cursor at the start of the next one, where the next character would go.
    if column >= columns { newRow() }
    cursor = (rows.count - 1, column)
  }

  private mutating func write(_ text: Text) {
    for fragment in text.fragments {
      for character in fragment.string { write(character, .style(fragment.style)) }
    }
  }

  private mutating func write(_ character: Character, _ ink: Ink) {
    var shown = String(character)
    var width = CellWidth.of(character)
    if character == "\t" {
      width = 8 - column % 8
      shown = String(repeating: " ", count: width)
    } else if let value = character.asciiValue, value < 0x20 || value == 0x7F {
      shown = "^" + String(UnicodeScalar(value ^ 0x40))
    } else if width == 0 {
      // A mark with nothing to stand on gets the dotted circle.
      shown = "\u{25CC}" + shown
      width = 1
    }
    if width > columns {
      shown = "?"
      width = 1
    }
    if column + width > columns { newRow() }
    rows[rows.count - 1].append(shown, ink, width: width, palette)
  }

  private mutating func writeGhost(_ ghost: String) {
    let room = columns - 1 - column
    guard !ghost.isEmpty, room > 0 else { return }
    let shown = CellWidth.clipped(ghost, to: room)
    rows[rows.count - 1].append(shown, .ghost, width: CellWidth.of(shown), palette)
  }
}

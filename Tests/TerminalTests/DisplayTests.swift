import Document
import Notebook
import Syntax
import Terminal
import Testing

private func layout(
  _ text: String, cursor: Int? = nil, columns: Int = 20, ghost: String = "", inks: [Ink] = [], color: Bool = false
) -> EntryLayout {
  var buffer = EntryBuffer(text)
  if let cursor { buffer.move(to: cursor) }
  return EntryLayout(
    prompt: "> ", margin: ". ", buffer: buffer, inks: inks, ghost: ghost, columns: columns,
    palette: color ? Palette(.dark) : nil)
}

@Suite struct DisplayTests {
  // Unicode 15 East Asian Width and general category.
  static let widths: [(String, Int)] = [
    ("a", 1), ("α", 1), ("x\u{302}", 1), ("日", 2), ("\u{302}", 0), ("👍", 2), ("👩‍👩‍👧", 2), ("é", 1), ("\u{1}", 2),
    ("ab日", 4), ("", 0), ("\u{7F}", 2), ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2),
  ]

  @Test(arguments: widths) func measuresText(_ text: String, _ columns: Int) { #expect(CellWidth.of(text) == columns) }

  static let clips: [(String, Int, String)] = [
    ("matrix", 6, "matrix"), ("matrix", 5, "matr…"), ("日本語", 5, "日本…"), ("日本語", 4, "日…"), ("ab", 1, "…"),
    ("ab", 0, ""),
  ]

  @Test(arguments: clips) func clipsText(_ text: String, _ columns: Int, _ clipped: String) {
    #expect(CellWidth.clipped(text, to: columns) == clipped)
  }

  static let layouts: [(String, Int, [String], Int, Int)] = [
    ("abc", 20, ["> abc"], 0, 5),
    ("", 20, ["> "], 0, 2),
    ("ab\ncd", 20, ["> ab", ". cd"], 1, 4),
    ("abcdef", 6, ["> abcd", "ef"], 1, 2),
    ("abcd", 6, ["> abcd", ""], 1, 0),
    ("ab日本", 5, ["> ab", "日本"], 1, 4),
    ("a\tb", 20, ["> a     b"], 0, 9),
    ("a\u{1}b", 20, ["> a^Ab"], 0, 6),
    ("日", 1, [">", " ", "?", ""], 3, 0),
  ]

  @Test(arguments: layouts.indices) func laysOut(_ row: Int) {
    let (text, columns, rows, cursorRow, cursorColumn) = Self.layouts[row]
    let found = layout(text, columns: columns)
    #expect(found.rows.map(\.string) == rows)
    #expect(found.cursor == (cursorRow, cursorColumn))
    #expect(found.rows.allSatisfy { $0.width <= columns && $0.width == CellWidth.of($0.string) })
  }

  @Test func ghostsStayOnTheirRow() {
    #expect(layout("ab", columns: 8, ghost: "cdefgh").rows.map(\.string) == ["> abcd" + "…"])
    #expect(layout("ab", columns: 8, ghost: "cdefgh").cursor == (0, 4))
    #expect(layout("abcde", columns: 8, ghost: "x").rows.map(\.string) == ["> abcde"])
  }

  @Test func inksBecomeSequencesOnlyWithColor() {
    let inks: [Ink] = [.keyword, .plain]
    #expect(layout("ab", inks: inks, color: true).rows[0].string == "> \u{1B}[0;36ma\u{1B}[0mb")
    #expect(layout("ab", inks: inks).rows[0].string == "> ab")
  }

  @Test func paintingRewritesOnlyWhatChanged() {
    var painter = Painter()
    let first = layout("ab\ncd")
    #expect(painter.paint(first.rows, cursor: first.cursor, columns: 20).contains("> ab"))
    let second = layout("ab\ncde")
    let bytes = painter.paint(second.rows, cursor: second.cursor, columns: 20)
    #expect(bytes.contains(". cde"))
    #expect(!bytes.contains("> ab"))
    #expect(painter.paint(second.rows, cursor: second.cursor, columns: 20) == "")
  }

  static let styled: [(String, Int, String)] = [
    ("\u{1B}[31mabc\u{1B}[0m", 3, "\u{1B}[31mabc\u{1B}[0m"),
    ("\u{1B}[31mabc\u{1B}[0m", 2, "\u{1B}[31mab\u{1B}[0m"),
    ("abc", 2, "ab"),
    ("日本", 3, "日"),
    ("a\u{1B}[", 5, "a\u{1B}["),
  ]

  @Test(arguments: styled) func clipsStyledText(_ text: String, _ columns: Int, _ clipped: String) {
    #expect(StyledText.clipped(text, to: columns) == clipped)
    #expect(StyledText.width(clipped) <= columns)
  }

  // ECMA-48 SGR: 30–37 and 90–97 are colours, 1, 2, 4 and 7 are not; 38;5;n is one of xterm's 256.
  static let themes: [(Settings.Theme, String, String)] = [
    (.dark, "\u{1B}[0;36ma\u{1B}[0m", "\u{1B}[0;36ma\u{1B}[0m"),
    (.light, "\u{1B}[0;36ma\u{1B}[0m", "\u{1B}[0;34ma\u{1B}[0m"),
    (.light, "\u{1B}[33m⠒\u{1B}[m", "\u{1B}[38;5;130m⠒\u{1B}[m"),
    (.light, "\u{1B}[31mE\u{1B}[0m", "\u{1B}[31mE\u{1B}[0m"), (.none, "\u{1B}[31mE\u{1B}[0m", "E\u{1B}[0m"),
    (.none, "\u{1B}[1;4m(\u{1B}[0;36ma", "\u{1B}[1;4m(\u{1B}[0ma"), (.none, "plain λ", "plain λ"),
    (.none, "a\u{1B}", "a"),
  ]

  @Test(arguments: themes) func themesChangeColoursAlone(_ theme: Settings.Theme, _ text: String, _ shown: String) {
    #expect(Palette(theme).applied(to: text) == shown)
  }
}

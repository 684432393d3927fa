import Document
import Notebook

extension LineEditor {
  var size: (columns: Int, rows: Int) { TerminalProfile.windowSize() ?? (profile.columns, profile.rows) }

  private var ellipsis: String { profile.charset == .ascii ? "..." : "…" }

  /// What stands before the second and later lines: as wide as the prompt, so that the lines align.
  private var margin: Text {
    let width = CellWidth.of(prompt.plain)
    let mark = profile.charset == .ascii ? "." : "·"
    return Text(String(repeating: " ", count: max(0, width - 2)) + (width > 0 ? mark + " " : ""), .dim)
  }

  /// Brings the screen up to date.
  func paint() {
    let buffer = self.buffer
    let size = self.size
    updateGhost(buffer)
    let layout = layout(buffer, columns: size.columns)
    var room = max(0, size.rows - layout.rows.count)
    var below = Array(callRows(buffer, columns: size.columns).prefix(room))
    room -= below.count
    below +=
      menu?.rows(
        columns: size.columns, height: room, palette: color ? palette : nil, ellipsis: ellipsis) ?? []
    // An entry taller than the screen shows the part around the cursor.
    let first = max(0, min(layout.cursor.row - size.rows / 2, layout.rows.count - size.rows))
    let visible = Array(layout.rows[first...].prefix(size.rows)) + below
    let cursor = (row: layout.cursor.row - first, column: min(layout.cursor.column, size.columns - 1))
    output.write(painter.paint(visible, cursor: cursor, columns: size.columns))
  }

  /// Paints the entry as it will stay, whole, without hints, and leaves the cursor after it.
  func settle(_ end: String) {
    ghost = ""
    menu = nil
    showsCall = false
    var buffer = self.buffer
    let size = self.size
    buffer.move(to: buffer.characters.count)
    let layout = layout(buffer, columns: size.columns, isFinal: true)
    if layout.rows.count <= size.rows {
      output.write(painter.paint(layout.rows, cursor: layout.cursor, columns: size.columns) + end)
    } else {
      let text = layout.rows.map(\.string).joined(separator: "\r\n")
      output.write(painter.erase(columns: size.columns) + text + end)
    }
    painter.reset()
  }

  private func layout(_ buffer: EntryBuffer, columns: Int, isFinal: Bool = false) -> EntryLayout {
    var inks = Highlight.inks(of: buffer.characters, highlights(of: buffer.text))
    if !isFinal, color {
      let isCode = { (place: Int) in inks[place] != .text && inks[place] != .comment }
      if let (one, other) = Brackets.match(buffer, isCode: isCode) {
        inks[one] = .match
        inks[other] = .match
      }
    }
    if !isFinal, let search, !search.hasFailed, let found = search.found {
      for place in found where inks.indices.contains(place) { inks[place] = .found }
    }
    return EntryLayout(
      prompt: search?.prompt ?? (isFinal ? prompt : promptInMode), margin: margin, buffer: buffer, inks: inks,
      ghost: ghost, columns: columns, palette: color ? palette : nil)
  }

  /// In vi's normal state the prompt's mark points back at what is there; it points down while letters are replaced.
  private var promptInMode: Text {
    let marks: [String: String]
    switch vi?.state {
    case nil, .insert: return prompt
    case .normal: marks = ["▸": "◂", ">": "<"]
    case .replace: marks = ["▸": "▾", ">": "v"]
    }
    return Text(prompt.fragments.map { Text.Fragment(marks[$0.string] ?? $0.string, $0.style) })
  }

  private func highlights(of text: String) -> [Highlight] {
    // Colours are not worth a pause on every key in a pasted data set.
    guard color, let highlight, text.utf8.count <= 20_000 else { return [] }
    if text != highlighted.text { highlighted = (text, highlight(text)) }
    return highlighted.highlights
  }

  /// A hint looks like text of its own without colour, so there is none then.
  private func updateGhost(_ buffer: EntryBuffer) {
    ghost = ""
    guard color, menu == nil, !showsCall, search == nil, browsing == nil, vi?.state != .normal else { return }
    guard buffer.cursor == buffer.characters.count, buffer.characters.count <= 200 else { return }
    ghost = history.hint(after: buffer.text) ?? ""
  }
}

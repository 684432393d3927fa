import Document
import Notebook

/// Several candidates, shown under the entry: name, signature, kind and summary in columns.
public struct CompletionMenu: Sendable {
  /// Rows shown at once.
  public static let height = 8
  /// From so many columns on, what a candidate is has a column of its own.
  private static let wide = 70

  public let completion: Completion
  /// The entry as it was before the first candidate was tried.
  public let original: EntryBuffer
  public private(set) var selected: Int?

  public init(_ completion: Completion, original: EntryBuffer) {
    self.completion = completion
    self.original = original
  }

  /// Goes on to the next candidate, or back to the one before, around the ends.
  public mutating func advance(by step: Int) {
    let count = completion.candidates.count
    guard count > 0 else { return }
    selected = selected.map { ($0 + step % count + count) % count } ?? (step > 0 ? 0 : count - 1)
  }

  /// The entry with the selected candidate in place.
  public var buffer: EntryBuffer {
    guard let selected else { return original }
    var buffer = original
    buffer.replaceBeforeCursor(fromUTF8: completion.start, with: completion.candidates[selected].text)
    return buffer
  }

  /// At most `height` rows no wider than the screen; the last one counts what is not shown.
  public func rows(columns: Int, height limit: Int = height, palette: Palette?, ellipsis: String = "…") -> [Row] {
    let candidates = completion.candidates
    let limit = min(limit, Self.height)
    guard limit > 0, !candidates.isEmpty else { return [] }
    let all = candidates.count <= limit
    let visible = all ? candidates.count : max(1, limit - 1)
    let first = all ? 0 : min(max(0, (selected ?? 0) - visible / 2), candidates.count - visible)
    let window = candidates[first..<(first + visible)]
    let nameWidth = min(window.map { CellWidth.of($0.text) }.max() ?? 0, columns / 3)
    let signatureWidth = min(window.map { CellWidth.of($0.signature) }.max() ?? 0, columns * 2 / 5)
    // Of a narrow screen the summaries need every column.
    let kindWidth = columns < Self.wide ? 0 : window.map(\.kind.rawValue.count).max() ?? 0
    var rows = window.indices.map { index in
      row(
        candidates[index], isSelected: index == selected, [nameWidth, signatureWidth, kindWidth], columns: columns,
        palette: palette, ellipsis: ellipsis)
    }
    if !all, limit > 1 {
      var row = Row()
      let note = "  \(candidates.count - visible) more"
      row.append(CellWidth.clipped(note, to: columns - 1), .ghost, width: min(note.count, columns - 1), palette)
      row.close()
      rows.append(row)
    }
    return rows
  }

  private func row(
    _ candidate: Completion.Candidate, isSelected: Bool, _ widths: [Int], columns: Int,
    palette: Palette?, ellipsis: String
  ) -> Row {
    var row = Row()
    // The last column stays free, so that no terminal wraps.
    func add(_ text: String, _ ink: Ink, width: Int, gap: Int = 0) {
      let room = min(width, columns - 1 - row.width)
      guard room > 0 else { return }
      let shown = CellWidth.clipped(text, to: max(0, room - gap), ellipsis: ellipsis)
      let padding = String(repeating: " ", count: max(0, room - CellWidth.of(shown)))
      row.append(shown + padding, ink, width: room, palette)
    }
    add(isSelected ? "> " : "  ", .style(.accent), width: 2)
    add(candidate.text, isSelected ? .style(.accent) : .plain, width: widths[0] + 2, gap: 2)
    if widths[1] > 0 { add(candidate.signature, .plain, width: widths[1] + 2, gap: 2) }
    if widths[2] > 0 { add(candidate.kind.rawValue, .ghost, width: widths[2] + 2, gap: 2) }
    add(candidate.summary, .ghost, width: max(0, CellWidth.of(candidate.summary)))
    row.close()
    return row
  }
}

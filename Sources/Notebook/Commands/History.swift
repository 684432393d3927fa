import Document

extension Command {
  static let history: Command = Command(
    name: "history", usage: ":history [n | words]", summary: "Lists the inputs of the notebook whole.",
    details: "With a number, the last so many; with words, those that contain all of them, in any case. "
      + "As they could be typed again, every line of each. Ctrl-R searches what was typed in earlier sessions too.",
    example: ":history 5",
    action: .ask { (notebook, line) throws(NotebookError) in
      let cells: ArraySlice<Cell>
      if let count = Int(line.argument) {
        guard count >= 0 else {
          throw .usage(.history, got: "`\(line.argument)` where a number from 0 on belongs", line.argumentSpan)
        }
        cells = notebook.cells.suffix(count)
      } else {
        let words = line.words.map { $0.text.lowercased() }
        cells =
          notebook.cells.filter { cell in
            let text = cell.source.lowercased()
            return words.allSatisfy { text.containsBytes(of: $0) }
          }[...]
      }
      let lines = cells.flatMap { $0.source.visibleLines.map { Block.line(Text($0)) } }
      let none = notebook.cells.isEmpty ? "no inputs yet" : "no such input"
      return Answer(.aside, Document(lines.isEmpty ? [.line(Text(none, .dim))] : lines))
    })
}

extension String {
  /// Whether the bytes of another text occur in this one.
  fileprivate func containsBytes(of other: String) -> Bool {
    let (haystack, needle) = (Array(utf8), Array(other.utf8))
    guard needle.count <= haystack.count else { return false }
    return (0...haystack.count - needle.count).contains { haystack[$0...].starts(with: needle) }
  }
}

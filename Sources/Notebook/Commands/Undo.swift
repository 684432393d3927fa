import Document

extension Command {
  static let undo: Command = Command(
    name: "undo", usage: ":undo [n]", summary: "Takes back the last change, or the last n.",
    details: "Cells, names, settings and the random streams are again what they were. Files stay as they were written; "
      + "when the notebook is saved again, a cell of the file it came from is taken out and what stands around it stays.",
    example: ":undo",
    action: .atPrompt { (notebook, line) throws(NotebookError) in
      let count = try Command.undo.count(line) ?? 1
      guard count <= notebook.past.count, count > 0 else {
        throw .nothingToUndo(asked: count, possible: notebook.past.count)
      }
      let now = notebook.state
      notebook.state = notebook.past[notebook.past.count - count]
      notebook.state.settings = notebook.state.settings.personal(from: now.settings)
      do throws(SessionError) { try notebook.shortenOrigin() } catch {
        notebook.state = now
        throw .session(error)
      }
      notebook.past.removeLast(count)
      let left = notebook.cells.count
      let said = left == 0 ? "back at an empty notebook" : "back at cell \(left)"
      return Answer(.changed, Document([.line(Text(said, .dim))]) + notebook.staleness)
    })

  /// A whole number from 0 on as the only argument; `nil` when there is none.
  func count(_ line: CommandInput) throws(NotebookError) -> Int? {
    if line.argument.isEmpty { return nil }
    guard let count = Int(line.argument), count >= 0 else {
      throw .usage(self, got: "`\(line.argument.visible)` where a number belongs", line.argumentSpan)
    }
    return count
  }
}

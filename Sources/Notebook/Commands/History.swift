import Document

extension Command {
  static let history: Command = Command(
    name: "history", usage: ":history [n]", summary: "Lists the inputs of the notebook whole, or the last n.",
    details: "As they could be typed again, every line of each; :cells lists only the first lines.",
    example: ":history 5",
    action: .act { (notebook, line) throws(NotebookError) in
      let count = try Command.history.count(line) ?? notebook.cells.count
      let lines = notebook.cells.suffix(count).flatMap { $0.source.visibleLines.map { Block.line(Text($0)) } }
      return Answer(.aside, Document(lines.isEmpty ? [.line(Text("no inputs yet", .dim))] : lines))
    })
}

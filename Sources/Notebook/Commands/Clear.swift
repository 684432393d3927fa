import Document

extension Command {
  static let clear: Command = Command(
    name: "clear", usage: ":clear", summary: "Begins an empty notebook with the same seed and settings.",
    details: ":undo brings back what was there.", example: ":clear",
    action: .atPrompt { (notebook, line) throws(NotebookError) in
      try Command.clear.refuseArgument(line)
      let before = notebook.state
      notebook.remember(before)
      notebook.begin(seed: notebook.seed)
      notebook.state.settings = before.settings
      return Answer(.changed, Document([.line(Text("an empty notebook; :undo brings back what was here", .dim))]))
    })
}

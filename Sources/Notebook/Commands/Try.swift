extension Command {
  static let `try`: Command = Command(
    name: "try", usage: ":try", summary: "Runs the example of the help shown last.",
    details: "It becomes a cell as if it had been typed.", example: ":try",
    action: .atPrompt { (notebook, line) throws(NotebookError) in
      try Command.try.refuseArgument(line)
      guard let example = notebook.example else { throw .nothingToTry }
      return Answer(submitting: example)
    })
}

extension Command {
  static let quit: Command = Command(
    name: "quit", usage: ":quit", summary: "Leaves.",
    details: "Ctrl-D on an empty line does the same, as do the words quit and exit alone on a line. "
      + "What was not saved is offered again at the next start.",
    example: ":quit",
    action: .atPrompt { (_, line) throws(NotebookError) in
      try Command.quit.refuseArgument(line)
      return Answer(.aside, request: .quit)
    })
}

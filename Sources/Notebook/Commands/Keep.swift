import Document

extension Command {
  static let keep: Command = Command(
    name: "keep", usage: ":keep", summary: "Keeps the input that failed last as an expected error.",
    details: "It becomes a cell that must fail with the same code when the session is replayed: a mistake worth "
      + "remembering, or a limit worth testing.",
    example: ":keep",
    action: .atPrompt { (notebook, line) throws(NotebookError) in
      try Command.keep.refuseArgument(line)
      if let source = notebook.rejected?.source, let failed = CommandInput(source).flatMap({ Command.named($0.name) }),
        failed.isPromptOnly
      {
        // In a session it would fail for another reason, and never as it is recorded.
        throw .promptOnly(failed.name)
      }
      guard let source = notebook.rejected?.source, let kept = notebook.keepRejected(), let failure = kept.failure
      else {
        throw .nothingToKeep
      }
      let first = source.lines.first ?? ""
      let said =
        Text("kept as [\(kept.number)]: ", .dim) + Text(first.visible) + Text("  \(failure.report.code)", .error)
      return Answer(.replaced, Document([.line(said)]))
    })
}

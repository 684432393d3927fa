import Document

extension Command {
  static let seed: Command = Command(
    name: "seed", usage: ":seed [n]", summary: "Shows or sets what random numbers are keyed by.",
    details:
      "Each cell draws from its own stream, named by the seed and by what the cell assigns, so the same notebook "
      + "with the same seed gives the same draws. A new seed counts from the next cell on.",
    example: ":seed 42",
    action: .act { (notebook, line) throws(NotebookError) in
      guard !line.argument.isEmpty else {
        return Answer(.aside, Document([.line(Text("seed \(notebook.seed)"))]))
      }
      guard let seed = UInt64(line.argument) else {
        throw .usage(
          .seed, got: "`\(line.argument.visible)` where a whole number from 0 on belongs", line.argumentSpan)
      }
      notebook.state.streams = CellStreams(seed: seed)
      return Answer(.cell, Document([.line(Text("seed \(seed)", .dim))]))
    })
}

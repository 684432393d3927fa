import Document
import Evaluation

extension Command {
  static let find: Command = Command(
    name: "find", usage: ":find words", summary: "Finds functions, operators and commands by what they do.",
    details: "By their names, summaries, explanations and what other systems and textbooks call them; what answers to "
      + "all the words comes first. Endings do not matter, and the beginning of a word is enough.",
    example: ":find slope of a function",
    action: .ask { (notebook, line) throws(NotebookError) in
      guard !line.argument.isEmpty else { throw .usage(.find, got: "no words to look for", line.nameSpan) }
      let found = notebook.search(for: line.argument)
      guard !found.isEmpty else {
        return Answer(.aside, Document([.line(Text("nothing found; ?topics lists the topics", .dim))]))
      }
      let rows = found.prefix(8).map { [Text($0.name, .accent), Text($0.summary)] }
      var blocks: [Block] = [.table(TextTable(rows: rows, alignments: [.left, .left]))]
      if found.count > rows.count { blocks.append(.line(Text("… \(found.count - rows.count) more", .dim))) }
      return Answer(.aside, Document(blocks))
    })
}

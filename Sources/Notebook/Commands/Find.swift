import Document
import Evaluation

extension Command {
  static let find: Command = Command(
    name: "find", usage: ":find words", summary: "Searches names, summaries and explanations.",
    details: "Every word must occur; functions whose name has them come first. Commands are searched too.",
    example: ":find gradient",
    action: .ask { (notebook, line) throws(NotebookError) in
      let words = line.words.map { $0.text.lowercased() }
      guard !words.isEmpty else { throw .usage(.find, got: "no words to look for", line.nameSpan) }
      let found = notebook.entries.compactMap { entry in entry.rank(words).map { (rank: $0, entry: entry) } }
      guard !found.isEmpty else {
        return Answer(.aside, Document([.line(Text("nothing found; ?topics lists the topics", .dim))]))
      }
      let best = found.sorted { ($0.rank, $0.entry.name) < ($1.rank, $1.entry.name) }
      let rows = best.prefix(20).map { [Text($0.entry.name, .accent), Text($0.entry.summary)] }
      var blocks: [Block] = [.table(TextTable(rows: rows, alignments: [.left, .left]))]
      if best.count > rows.count { blocks.append(.line(Text("… \(best.count - rows.count) more", .dim))) }
      return Answer(.aside, Document(blocks))
    })
}

/// Something help can tell about.
private struct Entry {
  let name: String
  let summary: String
  let text: String

  /// Where all words occur: 0 in the name, 1 in the summary, 2 in the explanation; `nil` when one is nowhere.
  func rank(_ words: [String]) -> Int? {
    let places = [name.lowercased(), summary.lowercased(), text.lowercased()]
    var worst = 0
    for word in words {
      guard let place = places.firstIndex(where: { $0.containsBytes(of: word) }) else { return nil }
      worst = max(worst, place)
    }
    return worst
  }
}

extension Notebook {
  fileprivate var entries: [Entry] {
    catalog.topics.flatMap { topic in
      topic.builtins.map { Entry(name: $0.name, summary: $0.summary, text: "\($0.doc) \(topic.name)") }
    } + Command.all.map { Entry(name: ":\($0.name)", summary: $0.summary, text: $0.details) }
  }
}

extension String {
  /// Whether the bytes of another text occur in this one.
  func containsBytes(of other: String) -> Bool {
    let (haystack, needle) = (Array(utf8), Array(other.utf8))
    guard needle.count <= haystack.count else { return false }
    return (0...haystack.count - needle.count).contains { haystack[$0...].starts(with: needle) }
  }
}

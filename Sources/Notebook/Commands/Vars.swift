import Document
import Evaluation
import LinearAlgebra
import Syntax

extension Command {
  static let vars: Command = Command(
    name: "vars", usage: ":vars", summary: "Lists the names the notebook binds, with their kinds.",
    details: "ans is the last value and out[n] that of cell n.", example: ":vars",
    action: .act { (notebook, line) throws(NotebookError) in
      try Command.vars.refuseArgument(line)
      let rows = notebook.names.compactMap { name in
        notebook[name].map { [Text(name.spelling, .accent), Text($0.outline), Text($0.glimpse, .dim)] }
      }
      guard !rows.isEmpty else { return Answer(.aside, Document([.line(Text("no names yet", .dim))])) }
      return Answer(.aside, Document([.table(TextTable(rows: rows, alignments: [.left, .left, .left]))]))
    })
}

extension Value {
  /// Its kind and shape in a word or two.
  var outline: String { phrase.hasPrefix("a ") ? String(phrase.dropFirst(2)) : kind }

  /// What a line has room for.
  var glimpse: String {
    switch self {
    case .matrix(let a) where a.rows * a.columns > 12: ""
    case .complexMatrix, .list, .record, .object: ""
    case .vector(let v) where v.count > 8: "[\(v.elements.prefix(3).map { $0.formatted() }.joined(separator: ", ")), …]"
    case .complexVector(let v) where v.count > 8: ""
    case .column(let c) where c.elements.count > 8: ""
    case .truths(let t) where t.elements.count > 8: ""
    default: written(digits: 6).truncated(to: 48)
    }
  }
}

import Document
import Evaluation
import LinearAlgebra
import Tables
import Syntax

extension Command {
  static let vars: Command = Command(
    name: "vars", usage: ":vars", summary: "Lists the names the notebook binds: kind and shape, value, memory.",
    details: "The cell that bound a name last stands at the end, with a star when it is stale. Memory is that of the "
      + "numbers held, from a kilobyte on. ans is the last value and out[n] that of cell n.",
    example: ":vars",
    action: .ask { (notebook, line) throws(NotebookError) in
      try Command.vars.refuseArgument(line)
      let origins = notebook.cells.reduce(into: [Name: Cell]()) { origins, cell in
        for name in cell.names { origins[name] = cell }
      }
      let rows = notebook.names.compactMap { name -> [Text]? in
        guard let value = notebook[name] else { return nil }
        let memory = HeldMemory(of: value).spoken
        let cell = origins[name]
        return [
          Text(name.spelling, .accent), Text(value.outline), Text(value.glimpse.truncated(to: 32), .dim),
          Text(memory, .dim),
          Text(cell?.mark ?? "given", cell?.isStale == true ? .accent : .dim),
        ]
      }
      guard !rows.isEmpty else { return Answer(.aside, Document([.line(Text("no names yet", .dim))])) }
      let used = [0, 1, 2, 3, 4].filter { column in rows.contains { !$0[column].plain.isEmpty } }
      let alignments: [TextTable.Alignment] = [.left, .left, .left, .right, .left]
      let table = WholeTable(rows.map { row in used.map { row[$0] } }, alignments: used.map { alignments[$0] })
      return Answer(.aside, Document([.figure(table)]) + notebook.staleness)
    })
}

extension Value {
  /// Its kind and shape in a word or two.
  var outline: String { phrase.hasPrefix("a ") ? String(phrase.dropFirst(2)) : kind }

  /// What a line has room for.
  var glimpse: String {
    switch self {
    case .matrix(let a) where a.rows * a.columns > 12: ""
    case .complexMatrix, .list, .object: ""
    case .record(let record): "{\(record.fields.map(\.name).joined(separator: ", "))}".truncated(to: 48)
    case .vector(let v) where v.count > 8: "[\(v.elements.prefix(3).map { $0.formatted() }.joined(separator: ", ")), …]"
    case .complexVector(let v) where v.count > 8: ""
    case .column(let c) where c.count > 8: ""
    case .table(let t): t.names.joined(separator: ", ").truncated(to: 48)
    case .truths(let t) where t.elements.count > 8: ""
    case .number: written(digits: 6)
    default: written(digits: 6).truncated(to: 48)
    }
  }
}

import Document

extension Command {
  static let cells: Command = Command(
    name: "cells", usage: ":cells", summary: "Lists the cells of the notebook.",
    details: "The first line of each; a kept mistake shows its code.", example: ":cells",
    action: .act { (notebook, line) throws(NotebookError) in
      try Command.cells.refuseArgument(line)
      guard !notebook.cells.isEmpty else { return Answer(.aside, Document([.line(Text("no cells yet", .dim))])) }
      let rows = notebook.cells.map { cell in
        let lines = cell.source.lines
        let more = lines.count > 1 ? " …" : ""
        let code = cell.failure.map { Text("  \($0.report.code)", .error) } ?? Text("")
        return [Text("[\(cell.number)]", .dim), Text((lines.first ?? "").visible + more) + code]
      }
      return Answer(.aside, Document([.table(TextTable(rows: rows, alignments: [.right, .left]))]))
    })
}

import Document
import Evaluation
import Syntax

extension Command {
  static let cells: Command = Command(
    name: "cells", usage: ":cells", summary: "Lists the cells: source, what they define, how long they took.",
    details: "The first line of each. [3*] is stale: something it depends on was changed, and :rerun stale runs it "
      + "again. A kept mistake shows its code. :edit n changes a cell, :history lists the inputs whole.",
    example: ":cells",
    action: .ask { (notebook, line) throws(NotebookError) in
      try Command.cells.refuseArgument(line)
      guard !notebook.cells.isEmpty else { return Answer(.aside, Document([.line(Text("no cells yet", .dim))])) }
      return Answer(.aside, Document([.figure(CellList(cells: notebook.cells))]) + notebook.staleness)
    })
}

/// The cells in columns; long sources give way to the others.
private struct CellList: Figure {
  let cells: [Cell]

  func text(_ options: RenderOptions) -> String {
    var widths = (mark: 0, source: 0, names: 0, time: 0)
    let rows = cells.map { cell in
      let names = cell.failure?.report.code ?? cell.names.distinct.map(\.spelling).joined(separator: ", ")
      let row = (cell: cell, names: names.truncated(to: 24), time: cell.took)
      widths.mark = max(widths.mark, cell.mark.displayWidth)
      widths.names = max(widths.names, row.names.displayWidth)
      widths.time = max(widths.time, row.time.displayWidth)
      return row
    }
    let taken = widths.mark + 1 + (widths.names > 0 ? widths.names + 2 : 0) + widths.time + 2
    let room = max(options.width - taken, 12)
    let sources = cells.map { cell -> String in
      let lines = cell.source.visibleLines
      let first = (lines.first ?? "").truncated(to: lines.count > 1 ? max(room - 2, 1) : room)
      return lines.count > 1 ? first + " …" : first
    }
    widths.source = sources.map(\.displayWidth).max() ?? 0
    let lines = zip(rows, sources).map { row, source -> Block in
      var text = Text(row.cell.mark.padded(to: widths.mark, right: true), row.cell.isStale ? .accent : .dim)
      text = text + Text(" " + source.padded(to: widths.source))
      if widths.names > 0 {
        let style: Style = row.cell.failure == nil ? .accent : .error
        text = text + Text("  ") + Text(row.names.padded(to: widths.names), style)
      }
      return .line(text + Text("  " + row.time.padded(to: widths.time, right: true), .dim))
    }
    var inner = options
    inner.width = max(options.width, 24)
    let document = Document(lines)
    let drawn = options.color ? document.ansi(inner) : document.plain(inner)
    return String(drawn.dropLast())
  }
}

extension Cell {
  /// How long it ran, when that is worth telling.
  fileprivate var took: String { duration < .milliseconds(1) ? "" : duration.measured }
}

import Document
import Evaluation

extension Command {
  static let rerun: Command = Command(
    name: "rerun", usage: ":rerun [n | stale]", summary: "Runs cells again: all, the stale ones, or one.",
    details: "Each runs in the notebook as it is before it and draws the random numbers it drew before. "
      + ":rerun 3 runs that cell, and those that depend on what came out differently are stale; :rerun stale runs just "
      + "the stale ones, in order. When one fails, nothing changes; :undo takes all of it back.",
    example: ":rerun stale",
    action: .atPrompt { (notebook, line) throws(NotebookError) in
      let chooses: (Cell) -> Bool
      switch line.argument {
      case "": chooses = { _ in true }
      case "stale": chooses = { $0.isStale }
      default:
        guard line.words.count == 1 else {
          throw .usage(.rerun, got: "`\(line.argument.visible)`", line.argumentSpan)
        }
        let number = try notebook.cellNumber(line, of: .rerun)
        chooses = { $0.number == number }
      }
      let wasStale = !notebook.stale.isEmpty
      guard notebook.cells.contains(where: chooses) else {
        let said = notebook.cells.isEmpty ? "no cells yet" : "nothing is stale"
        return Answer(.aside, Document([.line(Text(said, .dim))]))
      }
      switch notebook.revise(running: chooses) {
      case .failure(let failed): return Answer(notebook.refusal(failed, of: line.text))
      case .success(let revision):
        var result = CellResult(number: notebook.nextNumber, source: line.text, fate: .changed)
        var output = Document()
        for cell in revision.ran {
          let lines = cell.source.visibleLines
          let head = Text("[\(cell.number)] ", .dim) + Text((lines.first ?? "") + (lines.count > 1 ? " …" : ""))
          let body = (revision.notes[cell.number] ?? []).reduce(cell.shown) { $0 + $1.remark }
          output = output + Document([.section(head, body)])
        }
        result.output = line.isSilenced ? Document() : output + notebook.staleness
        result.duration = revision.ran.reduce(.zero) { $0 + $1.duration }
        result.digits = notebook.settings.digits
        if wasStale, notebook.stale.isEmpty, !line.isSilenced {
          result.output = result.output + Document([.line(Text("every cell is up to date", .dim))])
        }
        return Answer(result)
      }
    })
}

import Document
import Evaluation
import Syntax

extension Command {
  static let edit: Command = Command(
    name: "edit", usage: ":edit n [new text]", summary: "Changes a cell where it stands.",
    details: "At a terminal the text of the cell comes back to be edited, with ^X ^E in your own editor; Ctrl-C leaves "
      + "it as it was. With the new text behind the number, that replaces it at once. The cell runs in the notebook as "
      + "it is before it, and cells that depend on what it made different are stale, marked as in [3*]. "
      + "When it fails, nothing changes.",
    example: ":edit 1 x = 2",
    action: .atPrompt { (notebook, line) throws(NotebookError) in
      let number = try notebook.cellNumber(line, of: .edit)
      return Answer(notebook.revised(cell: number, text: line.revision ?? "", line.text))
    })
}

extension CommandInput {
  /// Of `:edit n text` the text; `nil` where there is none.
  var revision: String? {
    guard name == "edit", let number = words.first else { return nil }
    let rest = String(decoding: Array(text.utf8).dropFirst(number.span.end + 1), as: UTF8.self)
    return rest.isEmpty ? nil : rest
  }
}

extension Notebook {
  /// Puts another text in the place of a cell and runs it there; without a text, asks for one.
  /// - Parameter input: what the person wrote.
  mutating func revised(cell number: Int, text: String, _ input: String? = nil) -> CellResult {
    let input = input ?? text
    guard !text.allSatisfy(\.isWhitespace) else {
      let source = cells[number - 1].source
      var result = CellResult(number: number, source: input, fate: .aside)
      result.request = .edit(cell: number, source: source)
      result.output = Document(source.visibleLines.map { .line(Text($0)) })
      return result
    }
    switch revise((number, text), running: { $0.number == number }) {
    case .failure(let failed):
      guard failed.result.failure != nil else {
        let source = Source(input)
        return reject(input, NotebookError.noCell(text.lines.first ?? "").failure(in: source))
      }
      return refusal(failed, of: input)
    case .success(let revision):
      var result = CellResult(number: number, source: input, fate: .changed)
      guard let cell = revision.ran.first else { return result }
      (result.output, result.digits, result.duration) = (cell.shown, cell.digits, cell.duration)
      result.notes = revision.notes[number] ?? []
      result.output = result.output + staleness
      return result
    }
  }

  /// The number of a cell as the first word of the argument.
  func cellNumber(_ line: CommandInput, of command: Command) throws(NotebookError) -> Int {
    guard let word = line.words.first else { throw .usage(command, got: "no number of a cell", line.nameSpan) }
    guard let number = Int(word.text) else {
      throw .usage(command, got: "`\(word.text.visible)` where the number of a cell belongs", word.span)
    }
    guard (1...max(cells.count, 1)).contains(number), !cells.isEmpty else {
      throw .unknownCell(number, count: cells.count, word.span)
    }
    return number
  }

  /// What a cell that could not run again comes to: its own error, and that nothing changed.
  func refusal(_ failed: FailedCell, of input: String) -> CellResult {
    var result = CellResult(number: failed.number, source: input, fate: .failed)
    result.failure = failed.result.failure
    result.duration = failed.result.duration
    result.digits = settings.digits
    if result.failure?.isInterrupted != true {
      result.output = Document([.line(Text("[\(failed.number)] fails; nothing changed", .dim))])
    }
    return result
  }

  /// Which cells are stale, and how to mend it; empty when none is.
  var staleness: Document {
    let marks = cells.filter(\.isStale).map(\.mark)
    guard !marks.isEmpty else { return Document() }
    let shown = marks.count > 12 ? marks.prefix(12).joined(separator: " ") + " …" : marks.joined(separator: " ")
    let verb = marks.count == 1 ? "is" : "are"
    return Document([.line(Text(shown, .accent) + Text(" \(verb) stale   :rerun stale", .dim))])
  }
}

extension Cell {
  /// What it showed, without the remarks.
  var shown: Document { failure.map { output + $0.document } ?? output }
}

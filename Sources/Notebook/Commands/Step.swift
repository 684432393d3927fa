import Builtins
import Document
import Evaluation
import Syntax

extension Command {
  static let step: Command = Command(
    name: "step", usage: ":step [n] [name], or :step until tolerance [name]",
    summary: "Takes steps of the newest optimizer, or of the named one.",
    details: ":step 3 means gd = step(gd, 3), and :step until 1e-6 goes on until the gradient's norm is below that; "
      + ":step target 0.5 until the value is. It is a cell like any other: saved, replayed, undone.",
    example: ":step 10",
    action: .statements { (notebook, line) throws(NotebookError) in
      var words = line.words
      let named = words.last.flatMap { $0.text != "until" && Double($0.text) == nil ? $0 : nil }
      if named != nil { words.removeLast() }
      let span = line.argument.isEmpty ? line.nameSpan : line.argumentSpan
      let (label, amount) = try amount(words, line, span)
      let name = try notebook.optimizerName(named, of: line.text)
      do throws(SyntaxError) {
        var arguments = [Expression.Argument(try Expression(.name(name), span))]
        if let amount { arguments.append(.init(label: label, try Expression(.number(amount), span))) }
        let call = try Expression(.call(try Expression(.name("step"), span), arguments), span)
        return [Statement(.assign([name], call), span)]
      } catch {
        throw .syntax(error, Source(line.text))
      }
    })

  /// What steps may go on until, by the options of `step`.
  private static let ends = ["until", "target", "change", "stride"]

  /// How many steps, or `until` which bound; `nil` for one step.
  private static func amount(
    _ words: [CommandInput.Word], _ line: CommandInput, _ span: Span
  ) throws(NotebookError) -> (label: Name?, amount: Double?) {
    let wrong = NotebookError.usage(.step, got: "`\(line.argument.visible)`", span)
    guard let first = words.first else { return (nil, nil) }
    if ends.contains(first.text) {
      guard words.count == 2, let bound = Double(words[1].text), bound.isFinite, bound > 0 || first.text == "target"
      else { throw wrong }
      return (Name(first.text), bound)
    }
    guard words.count == 1, let count = Int(first.text), (1...1_000_000_000).contains(count) else { throw wrong }
    return (nil, Double(count))
  }
}

extension Notebook {
  /// The optimizer of this name, or the newest.
  fileprivate func optimizerName(_ word: CommandInput.Word?, of line: String) throws(NotebookError) -> Name {
    if let word {
      let name = Name(word.text)
      guard let value = self[name] else {
        let near = Spelling.nearest(to: word.text, among: names.map(\.spelling))
        throw .evaluation(
          EvaluationError(.unknownName(name, near: near), places: [.init(span: word.span)]), Source(line))
      }
      guard value.isOptimizer else { throw .notAnOptimizer(name, got: value.phrase, word.span) }
      return name
    }
    for name in state.cells.reversed().flatMap({ $0.names.reversed() }) where self[name]?.isOptimizer == true {
      return name
    }
    throw .noOptimizer
  }
}

extension Value {
  /// What `:descend` starts and `:step` advances.
  var isOptimizer: Bool {
    if case .object(let object) = self { object is FunctionDescent } else { false }
  }
}

extension Document {
  /// An optimizer's own words, which suggest `:plot gd`, with the name it really has.
  func naming(_ name: String) -> Document {
    guard name != "gd" else { return self }
    return Document(
      blocks.map { block in
        switch block {
        case .line(var text):
          for index in text.fragments.indices where text.fragments[index].string.hasSuffix(":plot gd") {
            text.fragments[index].string = text.fragments[index].string.dropLast(2) + name
          }
          return .line(text)
        case .section(let head, let inner): return .section(head, inner.naming(name))
        case .table, .entries, .grid, .figure, .equation, .derivation: return block
        }
      })
  }
}

import Document
import Evaluation
import Syntax

extension Command {
  static let full: Command = Command(
    name: "full", usage: ":full [expression]", summary: "Shows a value whole and at full precision.",
    details: "Without an expression, the last value. Every digit that tells the number from its neighbours is shown, "
      + "and nothing is left out.",
    example: ":full pi",
    action: .ask { (notebook, line) throws(NotebookError) in
      if !line.argument.isEmpty {
        let source = Source(line.text)
        let expression: Expression
        do throws(SyntaxError) { expression = try Parser.expression(line.padded) } catch {
          throw .syntax(error, source)
        }
        return Answer(.aside, try notebook.value(of: expression, in: source).document, whole: true)
      }
      guard let value = notebook[Notebook.ans] else { throw .noValue }
      return Answer(.aside, value.document, whole: true)
    })
}

import Document
import Evaluation
import Syntax

extension Notebook {
  /// Binds a name before the first cell, as `name=value` says; the first assignment to it is passed over.
  /// - Throws: `.preset` when the text does not have that form; what is wrong with the value otherwise.
  public mutating func preset(_ text: String) throws(NotebookError) {
    guard let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")) else {
      throw .preset(text, "I need name=value, as in rate=0.1.")
    }
    let spelling = text[..<equals].trimmed
    let expression = text[text.utf8.index(after: equals)...].trimmed
    let statements = try? Parser.statements("\(spelling) = 0")
    guard let statements, statements.count == 1, case .assign(let names, _) = statements[0].kind,
      names == [Name(spelling)]
    else { throw .preset(text, "`\(spelling.visible)` cannot be the name of a value.") }
    guard !expression.isEmpty else { throw .preset(text, "there is no value after the =.") }
    preset(Name(spelling), to: try value(of: expression))
  }
}

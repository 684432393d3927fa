import Evaluation
import Syntax

extension Command {
  static let descend: Command = Command(
    name: "descend", usage: ":descend f, x0, rate = …", summary: "Starts an optimizer on a function.",
    details: "The arguments are those of descend. The optimizer is bound to gd, or when that name is taken to the "
      + "first of gd2, gd3, … that is free; :step advances it.",
    example: ":descend w -> (w - 3)^2, 0, rate = 0.1",
    action: .statements { (notebook, line) throws(NotebookError) in
      do throws(SyntaxError) {
        let arguments = try Parser.arguments(line.padded)
        let span = line.argument.isEmpty ? line.nameSpan : line.argumentSpan
        let call = try Expression(.call(try Expression(.name("descend"), line.nameSpan), arguments), span)
        return [Statement(.assign([notebook.freeOptimizerName], call), span)]
      } catch {
        throw .syntax(error, Source(line.text))
      }
    })
}

extension Notebook {
  /// `gd`, or the first of `gd2`, `gd3`, … that nothing is bound to.
  fileprivate var freeOptimizerName: Name {
    var number = 1
    while true {
      let name = Name(number == 1 ? "gd" : "gd\(number)")
      if self[name] == nil { return name }
      number += 1
    }
  }
}

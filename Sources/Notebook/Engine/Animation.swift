import Builtins
import Document
import Evaluation
import Numerics

extension Notebook {
  /// Whether an input that is interrupted leaves the steps an optimizer has taken.
  public static func keepsSteps(of input: String) -> Bool { CommandInput(input)?.name == Command.step.name }

  /// The pictures that show in turn what a cell did, for a terminal that redraws in place: the steps of an optimizer on
  /// two variables, over one landscape. Empty for everything else, and while a file is replayed.
  /// - Parameter result: of the cell submitted last.
  public func frames(of result: CellResult) -> [any Figure] {
    guard result.fate == .cell, !isReplaying, CommandInput(result.source)?.name == Command.step.name,
      case .object(let object)? = cells.last?.value, let descent = object as? FunctionDescent
    else { return [] }
    var context = evaluation(random: RandomStream(seed: seed))
    guard let charts = try? descent.frames(in: &context), charts.count > 1 else { return [] }
    return charts
  }
}

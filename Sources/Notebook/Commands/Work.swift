import Builtins
import Document
import Evaluation
import Syntax

extension Command {
  static let work: Command = Command(
    name: "work", usage: ":work expression, or :work expression, brief = true",
    summary: "Shows how an operation comes to its result, step by step.",
    details: "The outermost operation of the expression is worked out as on paper: :work det(A), :work A \\ b, "
      + ":work A * B, :work inv(A). At a terminal, Enter reveals one step after another. With brief = true only the first "
      + "and the last step are shown. work(det, A) is the same as a value.",
    example: ":work det([2 1; 5 3])",
    action: .value { (context, line, source) throws(EvaluationError) in
      let arguments: [Expression.Argument]
      do throws(SyntaxError) { arguments = try Parser.arguments(line.padded) } catch {
        throw EvaluationError(
          .other(MalformedArgument(error: error)), places: [.init(span: error.span, source: source)])
      }
      guard let first = arguments.first, first.label == nil else { throw misuse("no expression", line) }
      var isBrief = false
      for option in arguments.dropFirst() {
        guard let label = option.label, label.canonical == "brief" else {
          throw misuse(option.label.map { "the option \($0.spelling)" } ?? "more than one expression", line)
        }
        guard case .truth(let truth) = try context.evaluate(option.value, in: source) else {
          throw misuse("brief = \(option.value.printed), which is neither true nor false", line)
        }
        isBrief = truth
      }
      return .object(Working(try context.working(of: first.value, in: source).brief(isBrief)))
    })

  private static func misuse(_ got: String, _ line: CommandInput) -> EvaluationError {
    let span = line.argument.isEmpty ? line.nameSpan : line.argumentSpan
    return EvaluationError(.other(MisusedCommand(error: .usage(.work, got: got, span))))
  }
}

/// A mistake in the use of a command, met where only evaluation errors can travel.
struct MisusedCommand: ReportableError {
  let error: NotebookError

  var report: Report { error.report }
}

extension Notebook {
  /// The parts of a derivation that a terminal reveals one by one. Empty for everything but a derivation just asked for
  /// by a person.
  /// - Parameter result: of the input submitted last.
  public func steps(of result: CellResult) -> [Document] { worked(result)?.pieces ?? [] }

  /// What each of them brings, in a few words.
  public func hints(of result: CellResult) -> [Text] { worked(result)?.hints ?? [] }

  private func worked(_ result: CellResult) -> Derivation? {
    guard result.fate == .cell, !isReplaying, let line = CommandInput(result.source), line.name == Command.work.name,
      !line.isBrief, case .object(let object)? = cells.last?.value
    else { return nil }
    return object.derivation
  }
}

extension CommandInput {
  /// Whether a derivation was asked for in short.
  fileprivate var isBrief: Bool {
    let options = (try? Parser.arguments(padded)) ?? []
    return options.contains { $0.label?.canonical == "brief" && $0.value.printed == "true" }
  }
}

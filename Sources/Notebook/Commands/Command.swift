import Document
import Evaluation
import Syntax

/// Something a notebook does when a line begins with `:`. Completion, help and errors derive from these records.
public struct Command: Sendable {
  public let name: String
  /// How it is written: `:step [n] [name]`.
  public let usage: String
  public let summary: String
  /// What there is to know beyond the summary, in sentences.
  public let details: String
  /// An input that works.
  public let example: String
  /// What completes what stands behind the name.
  var argument = Argument.other
  let action: Action

  enum Argument: Sendable {
    /// The name of a session.
    case file
    /// Whatever help knows.
    case subject
    /// An expression, or words of the command's own.
    case other
  }

  enum Action: Sendable {
    /// The command stands for statements, which run as a cell: saved, replayed and undone like any other.
    case statements(@Sendable (Notebook, CommandInput) throws(NotebookError) -> [Statement])
    /// The command gives a value, as the last expression of a cell does.
    case value(@Sendable (inout Context, CommandInput, Source) throws(EvaluationError) -> Value)
    /// The command only answers.
    case ask(@Sendable (inout Notebook, CommandInput) throws(NotebookError) -> Answer)
    /// The command does something itself.
    case act(@Sendable (inout Notebook, CommandInput) throws(NotebookError) -> Answer)
    /// The same, but only when a person asks for it.
    case atPrompt(@Sendable (inout Notebook, CommandInput) throws(NotebookError) -> Answer)
  }

  /// What a command that acts by itself comes to.
  struct Answer {
    var fate: CellResult.Fate
    var output: Document
    var request: CellResult.Request?
    var whole = false
    /// Another input to be submitted in place of the command.
    var input: String?
    /// What a cell that ran within the command came to, when that is the whole answer.
    var result: CellResult?

    init(
      _ fate: CellResult.Fate, _ output: Document = Document(), request: CellResult.Request? = nil, whole: Bool = false
    ) {
      self.fate = fate
      self.output = output
      self.request = request
      self.whole = whole
    }

    init(submitting input: String) {
      self.init(.aside)
      self.input = input
    }

    init(_ result: CellResult) {
      self.init(result.fate)
      self.result = result
    }
  }

  /// The command of this name, in any case of letters.
  static func named(_ name: String) -> Command? { all.first { $0.name == name.lowercased() } }

  /// Whether a replayed session does not carry it out.
  var isPromptOnly: Bool { if case .atPrompt = action { true } else { false } }

  /// Refuses an argument where none is taken.
  func refuseArgument(_ line: CommandInput) throws(NotebookError) {
    guard line.argument.isEmpty else {
      throw .usage(self, got: "`\(line.argument.visible)` after it", line.argumentSpan)
    }
  }
}

extension Notebook {
  /// Carries out a command.
  mutating func run(_ line: CommandInput, _ source: Source) -> CellResult {
    do throws(NotebookError) {
      guard let command = Command.named(line.name) else {
        let near = Spelling.nearest(to: line.name, among: Command.all.map(\.name))
        throw .unknownCommand(line.name, near: near, line.nameSpan)
      }
      switch command.action {
      case .statements(let expand):
        let statements = try expand(self, line).silenced(line.isSilenced)
        let names = statements.definedNames
        return run(statements, key: names.isEmpty ? CellKey(command: line.text) : CellKey(names: names), in: source)
      case .value(let compute):
        return runCell(key: CellKey(command: line.text), in: source) {
          (notebook, context, run) throws(EvaluationError) in
          run.uses = notebook.dependencies(of: line.usedNames)
          let value: Value
          do throws(EvaluationError) { value = try compute(&context, line, source) } catch {
            throw error.placed(at: line.argument.isEmpty ? line.nameSpan : line.argumentSpan, in: source)
          }
          run.note(value, silent: line.isSilenced)
        }
      case .ask(let ask):
        guard !line.isSilenced else { throw .nothingToSilence(command.name, line.endSpan) }
        return try answer(ask, line)
      case .act(let act): return try answer(act, line)
      case .atPrompt(let act):
        guard !isReplaying else { throw .promptOnly(command.name) }
        return try answer(act, line)
      }
    } catch {
      return reject(line.text, error.failure(in: source))
    }
  }

  private mutating func answer(
    _ act: (inout Notebook, CommandInput) throws(NotebookError) -> Command.Answer, _ line: CommandInput
  ) throws(NotebookError) -> CellResult {
    let before = state
    var answer = try act(&self, line)
    if let input = answer.input { return submit(line.isSilenced ? input + ";" : input) }
    if line.isSilenced { answer.output = Document() }
    if answer.fate == .cell {
      remember(before)
      var run = CellRun(output: answer.output)
      run.settings = state.settings == before.settings ? nil : state.settings
      run.seed = state.streams.seed == before.streams.seed ? nil : state.streams.seed
      return accept(line.text, run)
    }
    if let result = answer.result { return result }
    var result = CellResult(number: nextNumber, source: line.text, fate: answer.fate, output: answer.output)
    result.request = answer.request
    result.digits = state.settings.digits
    result.whole = answer.whole
    return result
  }
}

extension [Statement] {
  /// The same statements, the last one without its display.
  fileprivate func silenced(_ isSilenced: Bool) -> [Statement] {
    guard isSilenced, let last else { return self }
    return dropLast() + [Statement(last.kind, last.span, silent: true)]
  }
}

extension EvaluationError {
  /// The same error, placed here when it does not say where it happened.
  fileprivate func placed(at span: Span, in source: Source) -> EvaluationError {
    guard places.isEmpty else { return inside(source) }
    var copy = self
    copy.places = [Place(span: span, source: source)]
    return copy
  }
}

/// A mistake in the form of a command's argument, met where only evaluation errors can travel.
struct MalformedArgument: ReportableError {
  let error: SyntaxError

  var report: Report { error.report }
}

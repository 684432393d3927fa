import Document
import Evaluation
import LinearAlgebra
import Numerics
import Syntax

extension Notebook {
  /// Whether the text can be submitted; `false` while an open bracket or a trailing operator asks for more.
  public static func isComplete(_ text: String) -> Bool {
    if let line = CommandInput(text) { return line.revision.map(isComplete) ?? true }
    do throws(SyntaxError) { _ = try Parser.statements(text) } catch { return !error.isIncomplete }
    return true
  }

  /// Carries out one input: a cell's statements, or a command. When it fails, the notebook is as it was.
  public mutating func submit(_ input: String) -> CellResult {
    let input = input.withoutBlankEnd
    let source = Source(input, label: "[\(nextNumber)]")
    if let line = CommandInput(input), !isOrdinaryName(line) { return run(line, source) }
    let statements: [Statement]
    do throws(SyntaxError) {
      let unit: Name = "i"
      statements = try Parser.statements(input, bound: state.scope[unit] == nil ? [] : [unit])
    } catch {
      return reject(input, Failure(error, in: source))
    }
    guard !statements.isEmpty else { return CellResult(number: nextNumber, source: input, fate: .nothing) }
    return run(statements, key: CellKey(statements), in: source)
  }

  /// `quit` typed alone leaves, unless the notebook binds that name.
  private func isOrdinaryName(_ line: CommandInput) -> Bool {
    line.isBare && state.scope[Name(line.name)] != nil
  }

  /// Runs statements as one cell: all of them or none.
  mutating func run(_ statements: [Statement], key: CellKey, in source: Source) -> CellResult {
    runCell(key: key, in: source) { (notebook, context, run) throws(EvaluationError) in
      run.uses = notebook.dependencies(of: statements.usedNames)
      run.isDefinition = statements.allSatisfy(\.isDefinition)
      for statement in statements {
        if let value = notebook.takePreset(for: statement, in: context.scope) {
          run.note(names: [value], silent: statement.silent)
        } else {
          let outcome = try context.run(statement, in: source)
          if case .bound(let names) = outcome.kind, names.count > 1 {
            run.note(names: notebook.restoringPresets(names, in: &context.scope), silent: outcome.silent)
          } else {
            run.note(outcome)
          }
        }
      }
    }
  }

  /// Does the work of one cell: whole, or not at all.
  mutating func runCell(
    key: CellKey, in source: Source,
    _ work: (inout Notebook, inout Context, inout CellRun) throws(EvaluationError) -> Void
  ) -> CellResult {
    let before = state
    let clock = ContinuousClock()
    let start = clock.now
    let random = RandomStream(seed: state.streams.next(key))
    var context = evaluation(random: random)
    var run = CellRun()
    run.key = key
    do throws(EvaluationError) {
      try work(&self, &context, &run)
      // Work that does not poll ends in its own time; who asked it to stop does not want its result any more.
      if !run.keepsInterrupted { try context.checkInterrupt() }
    } catch {
      state = before
      let failure = Failure(error, in: source)
      // Of a cell that was stopped nothing is left to show.
      var result = reject(source.text, failure, output: failure.isInterrupted ? Document() : run.output)
      result.notes = context.notes
      result.duration = clock.now - start
      return result
    }
    state.scope = context.scope
    remember(before)
    run.isRandom = context.random != random
    run.duration = clock.now - start
    return accept(source.text, run, notes: context.notes)
  }

  /// A context that sees the notebook's names. Each cell has its own: code compiled for one state of the names must
  /// not meet another, and undo can make two states of one age.
  func evaluation(random: RandomStream) -> Context {
    var context = blank
    context.scope = state.scope
    context.random = random
    context.files = files
    return context
  }

  /// The value given from outside for the one name this statement assigns.
  private mutating func takePreset(for statement: Statement, in scope: Scope) -> (name: Name, value: Value)? {
    let names = statement.definedNames
    guard names.count == 1, state.pending.removeValue(forKey: names[0]) != nil else { return nil }
    return scope[names[0]].map { (names[0], $0) }
  }

  /// Names bound together with others keep the values given from outside.
  private mutating func restoringPresets(
    _ bound: [(name: Name, value: Value)], in scope: inout Scope
  ) -> [(name: Name, value: Value)] {
    var names = bound
    for index in names.indices {
      guard let value = state.pending.removeValue(forKey: names[index].name) else { continue }
      names[index].value = value
      scope.bind(names[index].name, to: value)
    }
    return names
  }

  mutating func remember(_ before: State) {
    past.append(before)
    if past.count > Self.undoDepth { past.removeFirst() }
  }

  /// Makes a cell of an input that went well, or of a failure that is kept.
  mutating func accept(
    _ source: String, _ run: CellRun, notes: [Report] = [], failure: Failure? = nil
  ) -> CellResult {
    let number = nextNumber
    let digits = state.settings.digits
    var cell = Cell(
      number: number, source: source, output: notes.reduce(run.output) { $0 + $1.remark }, failure: failure,
      value: run.value, names: run.names, digits: digits, files: files)
    (cell.key, cell.uses, cell.isDefinition) = (failure == nil ? run.key : nil, run.uses, run.isDefinition)
    (cell.isRandom, cell.duration) = (run.isRandom, run.duration)
    (cell.settings, cell.seed) = (run.settings, run.seed)
    if failure == nil { cell.bindings = run.names.distinct.compactMap { name in self[name].map { (name, $0) } } }
    state.cells.append(cell)
    state.showOutcome(of: cell)
    state.unsaved += 1
    rejected = nil
    var result = CellResult(number: number, source: source, fate: .cell, output: run.output, failure: failure)
    result.digits = digits
    result.notes = notes
    result.duration = run.duration
    return result
  }

  mutating func reject(_ source: String, _ failure: Failure, output: Document = Document()) -> CellResult {
    let failure =
      if failure.isInterrupted {
        hasTimedOut() ? Failure.timedOut : hasRunOutOfMemory() ? .outOfMemory : failure
      } else { provingWayOut(of: failure) }
    rejected = Rejected(source: source, failure: failure, output: output, files: files)
    var result = CellResult(number: nextNumber, source: source, fate: .failed, output: output, failure: failure)
    result.digits = state.settings.digits
    return result
  }

  /// Evaluates an expression beside the cells, as an assertion is: nothing is bound.
  public func value(of text: String) throws(NotebookError) -> Value {
    let source = Source(text)
    let expression: Expression
    do throws(SyntaxError) { expression = try Parser.expression(text) } catch { throw .syntax(error, source) }
    return try value(of: expression, in: source)
  }

  func value(of expression: Expression, in source: Source) throws(NotebookError) -> Value {
    var context = evaluation(random: RandomStream(seed: seed, key: expression.printed))
    do throws(EvaluationError) { return try context.evaluate(expression, in: source) } catch {
      throw .evaluation(error, source)
    }
  }
}

/// What the statements of a cell came to.
struct CellRun {
  var output = Document()
  var value: Value?
  var names: [Name] = []
  var key: CellKey?
  var uses: Set<Name> = []
  var isDefinition = false
  var isRandom = false
  var duration: Duration = .zero
  var settings: Settings?
  var seed: UInt64?

  init() {}

  init(output: Document, value: Value? = nil, names: [Name] = []) {
    self.output = output
    self.value = value
    self.names = names
  }

  /// An optimizer that was interrupted stands where it was stopped, and says so.
  var keepsInterrupted: Bool { value?.isOptimizer == true }

  mutating func note(_ outcome: Outcome) {
    switch outcome.kind {
    case .value(let shown): note(shown, silent: outcome.silent)
    case .bound(let bound):
      note(names: bound, silent: outcome.silent)
      value = outcome.value ?? value
    }
  }

  mutating func note(_ shown: Value, silent: Bool = false) {
    if !silent { output = output + shown.document }
    value = shown
  }

  mutating func note(names bound: [(name: Name, value: Value)], silent: Bool) {
    for (name, value) in bound {
      if !silent {
        let shown = value.document(named: name)
        output = output + (value.isOptimizer ? shown.naming(name.spelling) : shown)
      }
      names.append(name)
    }
    if let only = bound.first, bound.count == 1 { value = only.value }
  }
}

extension String {
  /// Without blanks and line ends after the last character.
  fileprivate var withoutBlankEnd: String {
    let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
    guard let last = utf8.lastIndex(where: { !blanks.contains($0) }) else { return "" }
    return String(Substring(utf8[...last]))
  }
}

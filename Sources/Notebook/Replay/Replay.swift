import Document
import Evaluation
import LinearAlgebra
import Syntax

/// A cell of a file that ran, what it said, and where its record no longer holds.
public struct ReplayedCell: Sendable {
  public let cell: SessionCell
  public let result: CellResult
  public let outcome: CellOutcome
  public let mismatches: [Mismatch]

  /// It failed and the file does not expect it to.
  public var isUnexpectedFailure: Bool { result.failure != nil && cell.expectedError == nil }
}

/// A place of a file where something does not hold.
public struct Problem: Sendable {
  /// Counted from 1.
  public let line: Int
  public let document: Document
}

/// One part of a file, done.
public enum ReplayEvent: Sendable {
  case cell(ReplayedCell)
  /// Not run, with the reason the file gives.
  case skipped(SessionCell, String)
  case assertion(Assertion, Problem?)
  case exercise(Exercise, [Problem])
}

extension Notebook {
  /// Runs a file part by part; what a cell binds stays. It stops when `each` says so or on an interrupt.
  /// - Parameters:
  ///   - width: columns the output is compared and shown in; `nil` for those of the header.
  ///   - isSeedFixed: whether the seed of this notebook stands against that of the header.
  ///   - each: gets every part as it is done; `false` stops.
  public mutating func replay(
    _ file: SessionFile, width: Int? = nil, isSeedFixed: Bool = false, _ each: (ReplayEvent) -> Bool
  ) {
    if !isSeedFixed, cells.isEmpty, let seed = file.header.seed { reseed(seed) }
    let wasReplaying = isReplaying
    isReplaying = true
    defer { isReplaying = wasReplaying }
    for part in file.parts {
      let event: ReplayEvent
      switch part {
      case .prose: continue
      case .cell(let cell):
        if let reason = cell.options.skip {
          event = .skipped(cell, reason)
        } else {
          event = .cell(replay(cell, of: file, width: width ?? file.header.width))
        }
      case .assertion(let assertion): event = .assertion(assertion, problem(with: assertion))
      case .exercise(let exercise): event = .exercise(exercise, problems(with: exercise))
      }
      guard each(event) else { return }
      if case .cell(let done) = event, done.result.failure?.isInterrupted == true { return }
    }
  }

  /// Keys the draws of an empty notebook anew.
  private mutating func reseed(_ seed: UInt64) {
    var new = State(seed: seed)
    (new.scope, new.pending, new.settings, new.origin) = (state.scope, state.pending, state.settings, state.origin)
    (new.file, new.lineage, new.presets) = (state.file, state.lineage, state.presets)
    state = new
  }

  private mutating func replay(_ cell: SessionCell, of file: SessionFile, width: Int) -> ReplayedCell {
    var result = submit(cell.source)
    // The number of a cell that must fail was counted when the file was written.
    if result.failure != nil, cell.expectedError != nil, let kept = keepRejected() { result = kept }
    let outcome = result.outcome(width: width)
    let comparison = Comparison(file.header.tolerance, options: cell.options, digits: result.digits)
    return ReplayedCell(
      cell: cell, result: result, outcome: outcome, mismatches: comparison.mismatches(cell, outcome))
  }

  /// What is wrong with an assertion where it stands; `nil` when it holds.
  func problem(with assertion: Assertion) -> Problem? {
    problem(assertion.expression, line: assertion.line, title: "an assertion does not hold", assertion.reason)
  }

  private func problem(_ expression: String, line: Int, title: String, _ reason: String?) -> Problem? {
    let head = Text("line \(line): ", .strong)
    let shown = Block.line(Text("= \(expression)".visible))
    let why = reason.map { [Block.line(Text($0.visible, .dim))] } ?? []
    do throws(NotebookError) {
      let value = try value(of: expression)
      guard !value.holds else { return nil }
      let sides = sides(of: expression).map { Block.line($0) }
      let got = Block.line(Text("it is ", .dim) + Text(value.glimpse.isEmpty ? value.phrase : value.glimpse))
      return Problem(
        line: line, document: Document([.section(head + Text(title, .error), Document([shown] + why + [got] + sides))]))
    } catch {
      let failure = error.failure(in: Source(expression))
      return Problem(
        line: line,
        document: Document([
          .section(head + Text("\(title): it fails", .error), Document([shown] + why) + failure.document)
        ]))
    }
  }

  /// Both sides of a comparison at full precision, so that one sees how far apart they are.
  private func sides(of text: String) -> [Text] {
    guard let expression = try? Parser.expression(text), case .comparison(_, let operands) = expression.kind else {
      return []
    }
    return operands.compactMap { operand in
      if case .number = operand.kind { return nil }
      guard let value = try? value(of: operand, in: Source(text)), value.isScalar else { return nil }
      return Text("\(operand.printed.visible) is ", .dim) + Text(value.written())
    }
  }

  /// An exercise is sound when its answer passes every check and the empty attempt fails one.
  private func problems(with exercise: Exercise) -> [Problem] {
    guard !exercise.checks.isEmpty else { return [] }
    func failing(_ notebook: Notebook, _ title: String) -> [Problem] {
      exercise.checks.compactMap { notebook.problem($0.expression, line: $0.line, title: title, $0.message) }
    }
    let head = Text("line \(exercise.line): ", .strong)
    var problems: [Problem] = []
    if failing(self, "").isEmpty {
      problems.append(
        Problem(
          line: exercise.line,
          document: Document([
            .line(head + Text("exercise \(exercise.name.visible): doing nothing passes every check", .error))
          ])))
    }
    guard let answer = exercise.answer else { return problems }
    var solved = self
    if let failure = solved.submit(answer).failure {
      let title = head + Text("exercise \(exercise.name.visible): the answer fails", .error)
      return problems + [Problem(line: exercise.line, document: Document([.section(title, failure.document)]))]
    }
    return problems + failing(solved, "the answer does not pass a check")
  }
}

extension CellResult {
  /// What it said, as a record is compared with it.
  public func outcome(width: Int) -> CellOutcome {
    let record = Cell.record(notes.reduce(output) { $0 + $1.remark }, failure, digits: digits, width: width)
    return CellOutcome(
      output: record.filter { $0.kind == .output }.map(\.text), error: record.first { $0.kind == .error }?.text)
  }
}

extension Value {
  /// True, or nothing but true.
  fileprivate var holds: Bool {
    switch self {
    case .truth(let truth): truth
    case .truths(let truths): truths.elements.allSatisfy { $0 }
    default: false
    }
  }
}

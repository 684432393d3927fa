/// What a cell said when it was replayed.
public struct CellOutcome: Hashable, Sendable {
  public var output: [String]
  /// The error it ended with, its code first, as a `!` line records it.
  public var error: String?

  public init(output: [String] = [], error: String? = nil) {
    self.output = output
    self.error = error
  }
}

/// Decides whether a cell still says what its record says.
///
/// Text is compared exactly after blanks are collapsed. Whole numbers are compared exactly when both sides print as
/// such. Other numbers may differ by `abs + rel · |recorded|`, an array's by `abs + rel · max |recorded|`, plus half a
/// step of the last printed digit of each side: two prints cannot be compared more closely than they were rounded.
/// A decimal recorded by hand with fewer digits, three or more, also holds for what rounds to it: `0.667` for 2/3.
/// A cell without a record may print what it likes, but must not fail.
public struct Comparison: Hashable, Sendable {
  public var tolerance: Tolerance
  public var options: CellOptions
  /// Significant digits values were printed with.
  public var digits: Int

  public init(_ tolerance: Tolerance, options: CellOptions = CellOptions(), digits: Int = 6) {
    self.tolerance = options.tolerance?.applied(to: tolerance) ?? tolerance
    self.options = options
    self.digits = digits
  }

  /// Where the record no longer holds; empty when it does.
  public func mismatches(_ cell: SessionCell, _ outcome: CellOutcome) -> [Mismatch] {
    // An error explains why the output is another one too.
    let errors = errors(cell, outcome)
    return errors.isEmpty ? outputs(cell, outcome) : errors
  }

  /// The record that holds for this outcome; lines that hold already are kept byte for byte.
  ///
  /// An error that was not expected stays a mismatch: whether it is right is for a person to say.
  public func edits(_ cell: SessionCell, _ outcome: CellOutcome) -> [RecordEdit] {
    let kept = cell.record.indices.map(RecordEdit.keep)
    guard !cell.record.isEmpty, outcome.error == nil || cell.expectedError != nil else { return kept }
    guard !mismatches(cell, outcome).isEmpty else { return kept }
    let errorLines = cell.record.indices.filter { cell.record[$0].kind == .error }
    var edits = outputs(cell, outcome).isEmpty ? cell.output.indices.map(RecordEdit.keep) : outputEdits(cell, outcome)
    guard let error = outcome.error else {
      // Without its error a cell that records nothing else would hold whatever it prints.
      return cell.output.isEmpty ? outcome.output.map { .write(RecordLine(.output, $0)) } : edits
    }
    if error.firstWord.word == cell.expectedError {
      edits += errorLines.map(RecordEdit.keep)
    } else {
      edits += error.lines.map { .write(RecordLine(.error, $0)) }
    }
    return edits
  }

  private func errors(_ cell: SessionCell, _ outcome: CellOutcome) -> [Mismatch] {
    let index = cell.record.firstIndex { $0.kind == .error }
    let expected = index.map { cell.record[$0].text }
    let line = cell.line + (index.map { cell.inputCount + $0 } ?? 0)
    switch (cell.expectedError, outcome.error?.firstWord.word) {
    case (nil, nil): return []
    case (nil, _): return [Mismatch(line: line, expected: nil, got: outcome.error, difference: .unexpectedError)]
    case (_, nil): return [Mismatch(line: line, expected: expected, got: nil, difference: .noError)]
    case (let code?, let got?):
      guard code != got else { return [] }
      return [
        Mismatch(line: line, expected: expected, got: outcome.error, difference: .errorCode(expected: code, got: got))
      ]
    }
  }

  private func outputs(_ cell: SessionCell, _ outcome: CellOutcome) -> [Mismatch] {
    // An expected error without recorded output says nothing about what was printed before it.
    guard !cell.output.isEmpty else { return [] }
    let first = cell.line + cell.inputCount
    let match = OutputMatch(self, record: cell.output.droppingBlankEnd, output: outcome.output.droppingBlankEnd)
    return match.failures.map { failure in
      let row = failure.recorded?.lines.lowerBound
      return Mismatch(
        line: first + (row ?? max(0, cell.output.count - 1)), expected: row.map { cell.output[$0] },
        got: failure.printed.map { outcome.output[$0.lines.lowerBound] }, difference: failure.difference)
    }
  }

  private func outputEdits(_ cell: SessionCell, _ outcome: CellOutcome) -> [RecordEdit] {
    let match = OutputMatch(self, record: cell.output, output: outcome.output)
    let edits = match.merged()
    // When every line holds by itself but the signs do not together, the whole is written anew.
    let writes = edits.contains { if case .write = $0 { true } else { false } }
    guard !writes, edits.count == cell.output.count else { return edits }
    return outcome.output.map { .write(RecordLine(.output, $0)) }
  }
}

extension [String] {
  /// Without blank lines at the end.
  fileprivate var droppingBlankEnd: [String] {
    Array(self[..<((lastIndex { !$0.isBlank } ?? -1) + 1)])
  }
}

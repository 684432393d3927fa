import Document

/// Whether a file still says what it says.
public struct Verification: Sendable {
  /// A cell, an assertion or an exercise that was looked at.
  public struct Check: Sendable {
    /// Where it begins, counted from 1.
    public let line: Int
    /// What stands there.
    public let source: String
    /// How long it took.
    public let seconds: Double
    /// Where it does not hold; empty when it does.
    public internal(set) var problems: [Problem] = []
    /// Why it was not run.
    public internal(set) var skipped: String?
    /// Why it was stopped on request, so that nothing is known of it.
    public internal(set) var interruption: Report?

    public var isInterrupted: Bool { interruption != nil }
  }

  /// In the order of the file; what follows an interruption is missing.
  public private(set) var checks: [Check] = []
  /// The file with the records that hold now, when any does not.
  public private(set) var updated: SessionFile?

  public var problems: [Problem] { checks.flatMap(\.problems) }
  public var isInterrupted: Bool { checks.last?.isInterrupted ?? false }
  public var holds: Bool { checks.allSatisfy { $0.problems.isEmpty && !$0.isInterrupted } }

  /// Replays a file in a notebook that has nothing in it yet.
  public init(_ file: SessionFile, in notebook: Notebook, width: Int? = nil, isSeedFixed: Bool = false)
    throws(SessionError)
  {
    var notebook = notebook
    var edits: [Int: [RecordEdit]] = [:]
    var index = -1
    var clock = Stopwatch()
    notebook.replay(file, width: width, isSeedFixed: isSeedFixed) { event in
      let seconds = clock.lap()
      switch event {
      case .skipped(let cell, let reason):
        index += 1
        checks.append(Check(line: cell.line, source: cell.source, seconds: 0, skipped: reason))
      case .cell(let done):
        index += 1
        let cell = done.cell
        if let failure = done.result.failure, failure.isInterrupted {
          checks.append(
            Check(line: cell.line, source: cell.source, seconds: seconds, interruption: failure.report))
          return false
        }
        if !done.mismatches.isEmpty {
          let comparison = Comparison(file.header.tolerance, options: cell.options, digits: done.result.digits)
          edits[index] = comparison.edits(cell, done.outcome)
        }
        let problems = done.mismatches.map { Problem(line: $0.line, document: $0.document) }
        checks.append(Check(line: cell.line, source: cell.source, seconds: seconds, problems: problems))
      case .assertion(let assertion, let problem):
        let source = "= \(assertion.expression)"
        checks.append(
          Check(line: assertion.line, source: source, seconds: seconds, problems: problem.map { [$0] } ?? []))
      case .exercise(let exercise, let problems):
        let source = "exercise \(exercise.name)"
        checks.append(Check(line: exercise.line, source: source, seconds: seconds, problems: problems))
      }
      return true
    }
    updated = edits.isEmpty ? nil : try file.replacingRecords(edits)
  }

  /// `14 of 14 reproduce`.
  public var summary: String {
    let skipped = checks.count { $0.skipped != nil }
    let checked = checks.filter { $0.skipped == nil && !$0.isInterrupted }
    let skips = skipped == 0 ? "" : ", \(skipped) skipped"
    return "\(checked.count(where: \.problems.isEmpty)) of \(checked.count) reproduce\(skips)"
      + (checks.last?.interruption.map { ", then \($0.title)" } ?? "")
  }
}

/// Seconds from one lap to the next.
private struct Stopwatch {
  private var last = ContinuousClock.now

  mutating func lap() -> Double {
    let now = ContinuousClock.now
    defer { last = now }
    return (now - last) / .seconds(1)
  }
}

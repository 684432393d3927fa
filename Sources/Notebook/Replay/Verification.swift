import Document

/// Whether a file still says what it says.
public struct Verification: Sendable {
  /// Cells, assertions and exercises that were looked at.
  public private(set) var checked = 0
  /// Those of them that hold.
  public private(set) var held = 0
  public private(set) var skipped = 0
  public private(set) var problems: [Problem] = []
  public private(set) var isInterrupted = false
  /// The file with the records that hold now, when any does not.
  public private(set) var updated: SessionFile?

  public var holds: Bool { problems.isEmpty && !isInterrupted }

  /// Replays a file in a notebook that has nothing in it yet.
  public init(_ file: SessionFile, in notebook: Notebook, width: Int? = nil, isSeedFixed: Bool = false)
    throws(SessionError)
  {
    var notebook = notebook
    var edits: [Int: [RecordEdit]] = [:]
    var index = -1
    notebook.replay(file, width: width, isSeedFixed: isSeedFixed) { event in
      switch event {
      case .skipped:
        index += 1
        skipped += 1
      case .cell(let cell):
        index += 1
        if cell.result.failure?.isInterrupted == true {
          isInterrupted = true
          return false
        }
        if !cell.mismatches.isEmpty {
          let comparison = Comparison(file.header.tolerance, options: cell.cell.options, digits: cell.result.digits)
          edits[index] = comparison.edits(cell.cell, cell.outcome)
        }
        note(cell.mismatches.map { Problem(line: $0.line, document: $0.document) })
      case .assertion(_, let problem): note(problem.map { [$0] } ?? [])
      case .exercise(_, let problems): note(problems)
      }
      return true
    }
    updated = edits.isEmpty ? nil : try file.replacingRecords(edits)
  }

  private mutating func note(_ found: [Problem]) {
    checked += 1
    if found.isEmpty { held += 1 }
    problems += found
  }

  /// `14 of 14 reproduce`.
  public var summary: String {
    let skips = skipped == 0 ? "" : ", \(skipped) skipped"
    return "\(held) of \(checked) reproduce\(skips)" + (isInterrupted ? ", then interrupted" : "")
  }
}

/// What is to be written as a part of a session.
public enum SessionDraft: Hashable, Sendable {
  case prose(String)
  /// An input with its `#~` comments, and its record.
  case cell(source: String, record: [RecordLine])
  case assertion(expression: String, reason: String?)
}

/// A line of a cell's new record.
public enum RecordEdit: Hashable, Sendable {
  /// The recorded line of this index stays, byte for byte.
  case keep(Int)
  case write(RecordLine)
}

extension SessionFile {
  /// A new session.
  /// - Throws: `.unwritable` when a part would read back as something else, as a fence that never closes would.
  public init(_ header: SessionHeader, _ drafts: [SessionDraft]) throws(SessionError) {
    self = try SessionFile(header.text).appending(drafts)
  }

  /// This session with more parts at its end; what stands in the file keeps its bytes.
  public func appending(_ drafts: [SessionDraft]) throws(SessionError) -> SessionFile {
    guard !drafts.isEmpty else { return self }
    var writer = GutterWriter(lines)
    for draft in drafts { writer.write(draft) }
    let result: SessionFile
    do {
      result = try SessionFile(lines: writer.lines)
    } catch {
      throw SessionError(.unwritable, line: error.line)
    }
    let written = result.parts.filter { !$0.isProse }
    let wanted = parts.filter { !$0.isProse }.map(\.content) + drafts.compactMap(\.content)
    guard written.map(\.content) == wanted else { throw SessionError(.unwritable, line: lines.count + 1) }
    return result
  }

  /// This session with other records for some of its cells, counted from 0; every other byte stays.
  /// - Throws: `.noSuchCell`; `.noErrorCode` and its like when a new line would not read back.
  public func replacingRecords(_ edits: [Int: [RecordEdit]]) throws(SessionError) -> SessionFile {
    let cells = self.cells
    var lines: [SourceLine] = []
    var copied = 0
    for (number, edit) in edits.sorted(by: { $0.key < $1.key }) {
      guard cells.indices.contains(number) else { throw SessionError(.noSuchCell(number + 1), line: self.lines.count) }
      let cell = cells[number]
      let start = cell.line - 1 + cell.inputCount
      let record = self.lines[start..<start + cell.record.count]
      lines += self.lines[copied..<start]
      copied = record.endIndex
      let isLast = copied == self.lines.count
      let lastEnding = self.lines[copied - 1].ending
      let inputEnding = self.lines[cell.line - 1].ending
      let ending = inputEnding.isEmpty ? usualEnding : inputEnding
      for line in edit {
        switch line {
        case .keep(let index):
          guard record.indices.contains(start + index) else {
            throw SessionError(.noSuchCell(number + 1), line: cell.line)
          }
          lines.append(record[start + index])
        case .write(let line): lines.append(SourceLine(Self.gutter(line.sigil, line.text), ending: ending))
        }
      }
      if isLast { Self.end(&lines, with: lastEnding, between: ending) }
    }
    lines += self.lines[copied...]
    return try SessionFile(lines: lines)
  }

  /// This session without some of its cells, counted from 0; every other byte stays.
  func removingCells(_ numbers: Set<Int>) throws(SessionError) -> SessionFile {
    var lines = self.lines
    for (number, cell) in cells.enumerated().reversed() where numbers.contains(number) {
      let start = cell.line - 1
      lines.removeSubrange(start..<start + cell.inputCount + cell.record.count)
    }
    return try SessionFile(lines: lines)
  }

  /// How the lines of this file end.
  var usualEnding: String { lines.first?.ending == "\r\n" ? "\r\n" : "\n" }

  // Every line but the last needs an ending; the last has the one the file ended with.
  private static func end(_ lines: inout [SourceLine], with last: String, between usual: String) {
    for index in lines.indices where lines[index].ending.isEmpty { lines[index].ending = usual }
    lines[lines.count - 1].ending = last
  }

  static func gutter(_ sigil: Sigil, _ text: String) -> String {
    text.isEmpty ? "    \(sigil.character)" : "    \(sigil.character) \(text)"
  }
}

/// Writes drafts below the lines of a file, in the style of the format: parts that follow one another share a block.
private struct GutterWriter {
  private(set) var lines: [SourceLine]
  private let ending: String
  private var inBlock: Bool

  init(_ lines: [SourceLine]) {
    self.lines = lines
    ending = lines.first?.ending == "\r\n" ? "\r\n" : "\n"
    inBlock = false
    if let last = lines.last, last.ending.isEmpty { self.lines[lines.count - 1].ending = ending }
  }

  mutating func write(_ draft: SessionDraft) {
    switch draft {
    case .prose(let text):
      separate()
      for line in text.lines { lines.append(SourceLine(line, ending: ending)) }
      inBlock = false
    case .cell(let source, let record):
      startBlock()
      for (index, line) in source.lines.enumerated() { add(index == 0 ? .input : .continuation, line) }
      for line in record { add(line.sigil, line.text) }
    case .assertion(let expression, let reason):
      startBlock()
      add(.assertion, reason.map { "\(expression) :: \($0)" } ?? expression)
    }
  }

  private mutating func startBlock() {
    guard !inBlock else { return }
    var gutter = Gutter()
    let front = lines.dropFirst().firstIndex { $0.text.trimmedEnd == "---" } ?? 0
    for line in lines[(front + 1)...] { _ = gutter.role(of: line.text) }
    if gutter.isInList {
      separate()
      // An indented block after a list belongs to its last item unless something stands between.
      lines.append(SourceLine("<!-- -->", ending: ending))
    }
    separate()
    inBlock = true
  }

  private mutating func separate() {
    guard let last = lines.last, !last.text.isBlank else { return }
    lines.append(SourceLine("", ending: ending))
  }

  private mutating func add(_ sigil: Sigil, _ text: String) {
    lines.append(SourceLine(SessionFile.gutter(sigil, text), ending: ending))
  }
}

/// What a part says, wherever it stands.
private enum PartContent: Hashable {
  case cell([String], [RecordLine])
  case assertion(String, String?)
  case exercise(String)
}

extension SessionPart {
  fileprivate var isProse: Bool { if case .prose = self { true } else { false } }

  fileprivate var content: PartContent? {
    switch self {
    case .prose: nil
    case .cell(let cell): .cell(cell.source.lines, cell.record)
    case .assertion(let assertion): .assertion(assertion.expression, assertion.reason)
    case .exercise(let exercise): .exercise(exercise.name)
    }
  }
}

extension SessionDraft {
  fileprivate var content: PartContent? {
    switch self {
    case .prose: nil
    case .cell(let source, let record): .cell(source.lines, record)
    case .assertion(let expression, let reason): .assertion(expression.trimmed, reason?.trimmed)
    }
  }
}

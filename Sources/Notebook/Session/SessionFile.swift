import Document

/// A session as it stands in its file: every byte of it, and what the bytes mean.
///
/// Any file that parses gives back the same bytes; altering a record leaves every other byte alone.
/// - Source: CommonMark 0.31 for fences, lists and indented blocks.
public struct SessionFile: Hashable, Sendable {
  public let lines: [SourceLine]
  public let header: SessionHeader
  public let parts: [SessionPart]
  /// Lines (from 1) that look like input but are prose, because a list or a fence holds them.
  public let overlooked: [Int]

  /// Reads a file.
  /// - Throws: the first mistake, with its line.
  public init(_ bytes: some Collection<UInt8>) throws(SessionError) {
    try self.init(lines: SourceLine.split(bytes))
  }

  public init(_ text: String) throws(SessionError) { try self.init(text.utf8) }

  init(lines: [SourceLine]) throws(SessionError) {
    let (header, count) = try SessionHeader.parse(lines)
    var reader = SessionReader(prose: 0..<count)
    for index in count..<lines.count { try reader.read(lines[index].text, at: index) }
    if let fence = reader.gutter.openFence { throw SessionError(.unclosedFence, line: count + fence) }
    self.lines = lines
    self.header = header
    parts = try reader.finish()
    overlooked = reader.overlooked
  }

  /// The bytes of the file.
  public var text: String {
    var text = ""
    for line in lines {
      text += line.text
      text += line.ending
    }
    return text
  }

  public var cells: [SessionCell] { parts.compactMap { if case .cell(let cell) = $0 { cell } else { nil } } }

  /// What to say about the overlooked lines.
  public var remark: Report? {
    guard let first = overlooked.first else { return nil }
    let which =
      overlooked.count == 1
      ? "Line \(first) looks like input but is prose"
      : "Lines \(overlooked.prefix(5).map { "\($0)" }.joined(separator: ", "))"
        + (overlooked.count > 5 ? " and \(overlooked.count - 5) more" : "") + " look like input but are prose"
    return Report(
      code: "E523", title: "not run",
      message: "\(which): a list, a fence or a paragraph holds what follows it without a blank line, "
        + "and an input is a `>` with a blank behind it.")
  }

  public var exercises: [Exercise] { parts.compactMap { if case .exercise(let e) = $0 { e } else { nil } } }

  /// What the numbers of a cell are compared within.
  public func tolerance(of cell: SessionCell) -> Tolerance {
    cell.options.tolerance?.applied(to: header.tolerance) ?? header.tolerance
  }
}

/// Gathers lines into parts.
private struct SessionReader {
  var gutter = Gutter()
  var overlooked: [Int] = []
  private var parts: [SessionPart] = []
  private var prose: Range<Int>
  private var open: SessionPart?
  private var names: Set<String> = []

  init(prose: Range<Int>) { self.prose = prose }

  mutating func read(_ text: String, at index: Int) throws(SessionError) {
    switch gutter.role(of: text) {
    case .prose:
      close()
      let body = text.utf8.drop { $0 == 0x20 }
      // `>1` wants a blank; `>>> 1` is Python's prompt, and prose.
      if body.first == UInt8(ascii: ">"), body.dropFirst().first != UInt8(ascii: ">"), text.indentation >= 4 {
        overlooked.append(index + 1)
      }
      extendProse(index)
    case .blank:
      close()
      extendProse(index)
    case .code(let sigil, let content):
      try read(sigil, content, line: index + 1)
    }
  }

  mutating func finish() throws(SessionError) -> [SessionPart] {
    close()
    closeProse()
    return parts
  }

  private mutating func read(_ sigil: Sigil, _ content: String, line: Int) throws(SessionError) {
    switch sigil {
    case .input:
      begin()
      let cell = SessionCell(line: line, source: content, record: [], options: CellOptions())
      open = .cell(try reading(content, into: cell, line: line))
    case .assertion:
      begin()
      parts.append(.assertion(try Assertion(content, line: line)))
    case .exercise: try readExercise(content, line: line)
    case .continuation:
      guard case .cell(var cell) = open, cell.record.isEmpty else { throw SessionError(.orphan(sigil), line: line) }
      cell.source += "\n" + content
      open = .cell(try reading(content, into: cell, line: line))
    case .output, .error:
      guard case .cell(var cell) = open else { throw SessionError(.orphan(sigil), line: line) }
      let kind: RecordLine.Kind = sigil == .output ? .output : .error
      let expects = cell.record.last?.kind == .error
      if kind == .error, !expects, !ErrorCode.isCode(content.firstWord.word) {
        throw SessionError(.noErrorCode(content.trimmed), line: line)
      }
      // An error ends its cell, so nothing is printed after it.
      if kind == .output, expects { throw SessionError(.orphan(sigil), line: line) }
      cell.record.append(RecordLine(kind, content))
      open = .cell(cell)
    }
  }

  private func reading(_ content: String, into cell: SessionCell, line: Int) throws(SessionError) -> SessionCell {
    var cell = cell
    try cell.options.read(content, at: line)
    if cell.source.isBlank { throw SessionError(.emptyInput, line: line) }
    return cell
  }

  private mutating func readExercise(_ content: String, line: Int) throws(SessionError) {
    let (word, rest) = content.firstWord
    guard word == "exercise" else {
      guard case .exercise(var exercise) = open else {
        let known = ["check", "hint", "answer", "choice", "figure"].contains(word)
        throw SessionError(known ? .orphan(.exercise) : .unknownExerciseWord(word), line: line)
      }
      try exercise.read(content, line: line)
      open = .exercise(exercise)
      return
    }
    let (name, prompt) = rest.firstWord
    guard !name.isEmpty else { throw SessionError(.exerciseWithoutName, line: line) }
    guard names.insert(name).inserted else { throw SessionError(.repeatedExercise(name), line: line) }
    begin()
    open = .exercise(Exercise(line: line, endLine: line + 1, name: name, prompt: prompt))
  }

  private mutating func begin() {
    close()
    closeProse()
  }

  private mutating func close() {
    guard let part = open else { return }
    parts.append(part)
    open = nil
  }

  private mutating func extendProse(_ index: Int) {
    prose = prose.isEmpty ? index..<index + 1 : prose.lowerBound..<index + 1
  }

  private mutating func closeProse() {
    if !prose.isEmpty { parts.append(.prose(prose)) }
    prose = 0..<0
  }
}

/// The shape of an error code.
enum ErrorCode {
  /// `E201`: the letter and three digits.
  static func isCode(_ word: String) -> Bool {
    let bytes = Array(word.utf8)
    return bytes.count == 4 && bytes[0] == UInt8(ascii: "E")
      && bytes[1...].allSatisfy { (0x30...0x39).contains($0) }
  }
}

/// The character that gives a gutter line its role.
public enum Sigil: UInt8, Hashable, Sendable, CaseIterable {
  case input = 0x3E
  case continuation = 0x2E
  case output = 0x7C
  case error = 0x21
  case assertion = 0x3D
  case exercise = 0x3F

  var character: String { String(UnicodeScalar(rawValue)) }
}

/// A stretch of a session; the parts follow one another without a gap.
public enum SessionPart: Hashable, Sendable {
  /// Lines of Markdown, counted from 0.
  case prose(Range<Int>)
  case cell(SessionCell)
  case assertion(Assertion)
  case exercise(Exercise)
}

/// One input and what it is recorded to say.
public struct SessionCell: Hashable, Sendable {
  /// The line of its `>`, counted from 1.
  public var line: Int
  /// What was typed, its lines joined by newlines; the `#~` comments are part of it.
  public var source: String
  /// Recorded output and expected error, in the order of the file; none when nothing is expected.
  public var record: [RecordLine]
  public var options: CellOptions

  /// The recorded output, a line an element.
  public var output: [String] { record.compactMap { $0.kind == .output ? $0.text : nil } }

  /// The code of the expected error.
  public var expectedError: String? { record.first { $0.kind == .error }?.text.firstWord.word }

  /// Lines the input takes.
  var inputCount: Int { source.utf8.reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) } }
}

/// A line under an input: what it printed, or the error it must give.
public struct RecordLine: Hashable, Sendable {
  public enum Kind: Hashable, Sendable { case output, error }

  public var kind: Kind
  public var text: String

  public init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }

  var sigil: Sigil { kind == .output ? .output : .error }
}

/// An expression that must be true where it stands.
public struct Assertion: Hashable, Sendable {
  /// Counted from 1.
  public var line: Int
  public var expression: String
  /// What follows `::`.
  public var reason: String?
}

/// A task for the reader, with what decides whether it is done.
public struct Exercise: Hashable, Sendable {
  /// An expression that is true when the exercise is solved, and what to say when it is not.
  public struct Check: Hashable, Sendable {
    public var line: Int
    public var expression: String
    public var message: String?
  }

  /// One more line of an exercise and where it stands.
  public struct Line: Hashable, Sendable {
    public var line: Int
    public var text: String
  }

  /// The line of its `? exercise`, counted from 1.
  public var line: Int
  /// The line after its last.
  public var endLine: Int
  public var name: String
  public var prompt: String
  public var checks: [Check] = []
  public var hints: [Line] = []
  /// Statements that solve it; several lines are one program.
  public var answers: [Line] = []
  public var choices: [Line] = []
  /// Expressions whose pictures go with the task.
  public var figures: [Line] = []

  /// The whole answer, its lines joined by newlines.
  public var answer: String? { answers.isEmpty ? nil : answers.map(\.text).joined(separator: "\n") }
}

extension Assertion {
  init(_ text: String, line: Int) throws(SessionError) {
    let (code, reason) = try splitReason(text, line: line)
    guard !code.isEmpty else { throw SessionError(.emptyAssertion, line: line) }
    self.init(line: line, expression: code, reason: reason)
  }
}

extension Exercise {
  /// Adds a line that follows `? exercise`.
  mutating func read(_ text: String, line: Int) throws(SessionError) {
    let (word, rest) = text.firstWord
    let entry = Line(line: line, text: rest)
    switch word {
    case "check":
      let (code, message) = try splitReason(rest, line: line)
      guard !code.isEmpty else { throw SessionError(.emptyExerciseLine(word), line: line) }
      checks.append(Check(line: line, expression: code, message: message))
    case "hint": hints.append(entry)
    case "answer": answers.append(entry)
    case "choice": choices.append(entry)
    case "figure": figures.append(entry)
    default: throw SessionError(.unknownExerciseWord(word), line: line)
    }
    guard !rest.isEmpty else { throw SessionError(.emptyExerciseLine(word), line: line) }
    endLine = line + 1
  }
}

/// The code before `::` and the sentence after it.
private func splitReason(_ text: String, line: Int) throws(SessionError) -> (code: String, reason: String?) {
  let scan = CodeScan(text)
  guard scan.options == nil else { throw SessionError(.misplacedOption, line: line) }
  guard let colons = scan.colons else { return (text.trimmed, nil) }
  let sentence = Substring(text.utf8[colons...].dropFirst(2)).trimmed
  return (text[..<colons].trimmed, sentence.isEmpty ? nil : sentence)
}

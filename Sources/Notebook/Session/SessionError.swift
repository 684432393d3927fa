import Document

/// Why a file is not a session, and the line that shows it.
public struct SessionError: Error, Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case notUTF8
    /// The file does not begin with `---`.
    case noHeader
    case unclosedHeader
    /// The header has no `nabla:` line.
    case noVersion
    /// Written for a version of the format this program does not read.
    case version(String)
    case headerLine(String)
    case unknownKey(String)
    case repeatedKey(String)
    case headerValue(key: String, value: String)
    case unclosedFence
    /// A line of this sigil has nothing above it to belong to.
    case orphan(Sigil)
    case emptyInput
    case emptyAssertion
    case noErrorCode(String)
    case unknownOption(String)
    case optionValue(option: String, value: String)
    case repeatedOption(String)
    /// An option where none applies, such as on an assertion.
    case misplacedOption
    case unknownExerciseWord(String)
    case exerciseWithoutName
    case repeatedExercise(String)
    /// An exercise line, such as `? check`, with nothing after its word.
    case emptyExerciseLine(String)
    /// What is to be saved would read back as something else.
    case unwritable
    /// There is no cell of this number in the file.
    case noSuchCell(Int)
  }

  public let kind: Kind
  /// Counted from 1.
  public let line: Int

  public init(_ kind: Kind, line: Int) {
    self.kind = kind
    self.line = line
  }
}

extension SessionError {
  public var report: Report {
    let (code, title, message) = wording
    return Report(code: code, title: title, message: "Line \(line): \(message)")
  }

  private var wording: (code: String, title: String, message: String) {
    switch kind {
    case .notUTF8: ("E510", "not text", "these bytes are not UTF-8. Save the file as UTF-8.")
    case .noHeader: ("E511", "no header", "a session begins with the lines `---`, `nabla: 1`, `---`.")
    case .unclosedHeader: ("E511", "header not closed", "the header that begins here needs a closing `---`.")
    case .noVersion: ("E511", "no version", "the header needs the line `nabla: 1`.")
    case .version(let version):
      (
        "E512", "another version",
        "this session needs a nabla that reads version \(version) of the format; this one reads version 1."
      )
    case .headerLine(let text): ("E513", "header not understood", "I need `key: value` and found `\(text)`.")
    case .unknownKey(let key):
      ("E513", "unknown header key", "I do not know `\(key)`; the keys are nabla, seed, tol and width.")
    case .repeatedKey(let key): ("E513", "header key twice", "`\(key)` is already given above; keep one.")
    case .headerValue(let key, let value):
      ("E513", "header value not understood", "`\(key)` cannot be `\(value)`; write \(Self.wanted(key)).")
    case .unclosedFence:
      ("E514", "fence not closed", "the fence that opens here never closes, so no cell below it would run.")
    case .orphan(let sigil): ("E515", "nothing above", "\(Self.needs(sigil))")
    case .emptyInput: ("E515", "empty input", "a `>` needs a statement or a command after it.")
    case .emptyAssertion: ("E515", "empty assertion", "an `=` needs an expression that must be true after it.")
    case .noErrorCode(let text):
      ("E516", "no error code", "an expected error begins with its code, as in `! E201`; I found `\(text)`.")
    case .unknownOption(let word):
      ("E517", "unknown option", "I do not know `#~ \(word)`; the options are tol, signs, random, glyphs and skip.")
    case .optionValue(let option, let value):
      ("E517", "option not understood", "`\(option)` cannot be `\(value)`; write \(Self.wanted(option)).")
    case .repeatedOption(let word): ("E517", "option twice", "`#~ \(word)` is already given for this cell; keep one.")
    case .misplacedOption:
      ("E517", "option not here", "an option belongs on an input line; an assertion compares at full precision.")
    case .unknownExerciseWord(let word):
      (
        "E518", "unknown exercise word",
        "I do not know `? \(word)`; the words are exercise, check, hint, answer, choice and figure."
      )
    case .exerciseWithoutName: ("E518", "exercise without a name", "write `? exercise name  what to do`.")
    case .repeatedExercise(let name): ("E518", "exercise twice", "another exercise above is called `\(name)`.")
    case .emptyExerciseLine(let word): ("E518", "nothing to keep", "`? \(word)` needs something after it.")
    case .unwritable:
      ("E519", "cannot be written", "what stands here would read back as something else, so nothing was written.")
    case .noSuchCell(let number): ("E519", "no such cell", "the file has no cell \(number).")
    }
  }

  private static func wanted(_ key: String) -> String {
    switch key {
    case "nabla": "a whole number, as in `nabla: 1`"
    case "seed": "a whole number from 0 to 18446744073709551615"
    case "tol": "`rel 2e-5`, `abs 1e-12` or both, with numbers not below 0"
    case "width": "a whole number from 10 to 1000"
    case "signs": "`signs free`"
    case "skip": "why after it, as in `skip needs the network`"
    default: "`\(key)` alone"
    }
  }

  private static func needs(_ sigil: Sigil) -> String {
    switch sigil {
    case .continuation: "a `.` continues an input line directly above it; here there is none."
    case .output: "a `|` records the output of an input directly above it; here there is none."
    case .error: "a `!` expects an error of an input directly above it; here there is none."
    case .input, .assertion, .exercise: "this belongs under a `? exercise` line in the same block."
    }
  }
}

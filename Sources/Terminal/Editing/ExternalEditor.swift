import CSignals
import Glibc

/// The person's own editor, for entries that outgrow a line.
enum ExternalEditor {
  /// What came of it.
  enum Outcome: Equatable {
    case edited(String)
    /// The entry is as it was, and this is why.
    case failed(String)
  }

  /// Hands a text to `$VISUAL`, `$EDITOR` or vi and waits for it to come back.
  static func edit(_ text: String) -> Outcome {
    let words = CommandWords.editor
    guard let name = words.first else { return .failed("$VISUAL and $EDITOR name no editor") }
    let folder = getenv("TMPDIR").map { String(cString: $0) }.flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
    var template = Array((folder + "/nabla-XXXXXX.txt").utf8CString)
    let file = mkstemps(&template, 4)
    guard file >= 0 else { return .failed("no file can be made in \(folder): \(String(cString: strerror(errno)))") }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(path) }
    let isStored = TerminalOutput(descriptor: file).write(text + "\n")
    close(file)
    guard isStored else { return .failed("\(path) cannot be written") }
    if let trouble = run(words + [path]) { return .failed("\(name) \(trouble)") }
    return contents(path).map { .edited($0) } ?? .failed("\(path) cannot be read any more")
  }

  /// Runs a program to its end; returns what went wrong.
  private static func run(_ words: [String]) -> String? {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A signal that is ignored here would stay ignored there.
    var ignored = sigset_t()
    csignals_ignored(&ignored)
    posix_spawnattr_setsigdefault(&attributes, &ignored)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    csignals_set_away(true)
    defer { csignals_set_away(false) }
    var process = pid_t()
    let trouble = posix_spawnp(&process, words[0], nil, &attributes, &arguments, environ)
    guard trouble == 0 else { return "cannot be run: \(String(cString: strerror(trouble)))" }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { return "was lost" }
    }
    if status & 0x7F != 0 { return "was ended by signal \(status & 0x7F)" }
    let code = (status >> 8) & 0xFF
    return code == 0 ? nil : "ended with status \(code)"
  }

  private static func contents(_ path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(file, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += chunk[..<count].filter { $0 != 0x0D && $0 != 0 }
    }
    while bytes.last == 0x0A { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A command line as a program and its arguments.
public enum CommandWords {
  /// What the environment says the person edits with.
  static var editor: [String] {
    for name in ["VISUAL", "EDITOR"] {
      if let value = getenv(name) {
        let words = split(String(cString: value))
        if !words.isEmpty { return words }
      }
    }
    return ["vi"]
  }

  /// Splits at blanks that are not quoted: `code --wait`, `"/opt/my editor/bin" -n`. Nothing is expanded, and no shell
  /// runs.
  /// - Source: POSIX.1-2017, Shell Command Language, 2.2 (quoting).
  public static func split(_ line: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in line {
      if isEscaped {
        word = (word ?? "") + String(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
      } else if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "\"" || character == "'" {
        quote = character
        word = word ?? ""
      } else if character.isWhitespace {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let word { words.append(word) }
    return words
  }
}

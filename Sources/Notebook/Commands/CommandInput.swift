import Syntax

/// An input that is for the notebook and not for the mathematics: `:name argument`, `?name`, or `quit` alone.
struct CommandInput: Hashable, Sendable {
  /// The whole input.
  let text: String
  /// In small letters, however it was typed.
  let name: String
  /// Where the name stands.
  let nameSpan: Span
  /// What follows the name, without blanks and comments at its ends.
  let argument: String
  let argumentSpan: Span
  /// A word without a colon, such as `quit`.
  let isBare: Bool
  /// Whether a semicolon after it asks for silence.
  let isSilenced: Bool

  /// Help written `?name`.
  var isQuestion: Bool { text.utf8.dropFirst(nameSpan.start).first == UInt8(ascii: "?") }

  /// `nil` when the input is mathematics.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard let first = bytes.firstIndex(where: { !Self.isBlank($0) }) else { return nil }
    let nameStart: Int
    var nameEnd: Int
    switch bytes[first] {
    case UInt8(ascii: ":"):
      nameStart = first + 1
      nameEnd = bytes[nameStart...].firstIndex { !Self.isNamePart($0) } ?? bytes.count
      name = String(decoding: bytes[nameStart..<nameEnd], as: UTF8.self).lowercased()
      isBare = false
    case UInt8(ascii: "?"):
      nameStart = first
      nameEnd = first + 1
      name = "help"
      isBare = false
    default:
      let word = String(text).trimmingEnd
      guard ["help", "exit", "quit"].contains(word) else { return nil }
      (nameStart, nameEnd) = (first, first + word.utf8.count)
      name = word == "exit" ? "quit" : word
      isBare = true
    }
    self.text = text
    nameSpan = Span(nameStart, max(nameEnd, nameStart))
    let line = String(decoding: bytes[nameEnd...], as: UTF8.self)
    // Of an edited cell the comments are a part.
    let isWhole = name == "help" || name == "edit"
    let code = isWhole ? line[...] : line[..<(CodeScan(line).comment ?? line.endIndex)]
    let body = Array(code.utf8)
    let from = body.firstIndex { !Self.isBlank($0) } ?? 0
    var to = (body.lastIndex { !Self.isBlank($0) } ?? -1) + 1
    isSilenced = !isWhole && to > from && body[to - 1] == UInt8(ascii: ";")
    if isSilenced {
      to = (body[..<(to - 1)].lastIndex { !Self.isBlank($0) && $0 != UInt8(ascii: ";") } ?? from - 1) + 1
    }
    argument = from < to ? String(decoding: body[from..<to], as: UTF8.self) : ""
    argumentSpan = Span(nameEnd + min(from, to), nameEnd + to)
  }

  /// The end of the input, where a semicolon stands.
  var endSpan: Span {
    let end = text.utf8.lastIndex { $0 == UInt8(ascii: ";") }.map {
      text.utf8.distance(from: text.utf8.startIndex, to: $0)
    }
    return Span(end ?? argumentSpan.end, (end ?? argumentSpan.end) + 1)
  }

  /// The names that an expression in the argument takes from the notebook.
  var usedNames: [Name] {
    guard let (expressions, clauses) = try? Parser.plotted(padded) else {
      return Lexer.tokens(of: padded).filter { $0.kind == .name }.map { token in
        Name(String(decoding: Array(padded.utf8)[token.span.start..<token.span.end], as: UTF8.self))
      }
    }
    let bound = Set(clauses.map(\.name))
    let inner = expressions.flatMap(\.value.freeNames).filter { !bound.contains($0) }
    return inner + clauses.flatMap(\.source.freeNames)
  }

  /// The argument with blanks before it, so that its spans are spans of the input.
  var padded: String { String(repeating: " ", count: argumentSpan.start) + argument }

  /// A piece of the argument between blanks, and where it stands in the input.
  struct Word: Hashable, Sendable {
    let text: String
    let span: Span
  }

  var words: [Word] {
    let bytes = Array(argument.utf8)
    return bytes.indices.split(whereSeparator: { Self.isBlank(bytes[$0]) }).map { piece in
      let start = argumentSpan.start + piece.startIndex
      return Word(
        text: String(decoding: bytes[piece.startIndex..<piece.endIndex], as: UTF8.self),
        span: Span(start, start + piece.count))
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || byte >= 0x80 || byte == UInt8(ascii: "_")
  }
}

extension String {
  /// Without blanks and line ends at either end.
  fileprivate var trimmingEnd: String {
    let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
    guard let last = utf8.lastIndex(where: { !blanks.contains($0) }) else { return "" }
    return String(Substring(utf8[...last].drop { blanks.contains($0) }))
  }
}

/// Splits source into tokens. Never fails: what has no meaning is an `.unknown` token, so that a half-typed line can be
/// coloured.
public struct Lexer {
  /// The tokens of a source in order, comments and newlines included.
  public static func tokens(of source: String) -> [Token] {
    var lexer = Lexer(Array(source.utf8))
    lexer.run()
    return lexer.tokens
  }

  private let bytes: [UInt8]
  private var position = 0
  private var isAfterBlank = false
  private var tokens: [Token] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    tokens.reserveCapacity(bytes.count / 3)
  }

  static func tokens(of bytes: [UInt8]) -> [Token] {
    var lexer = Lexer(bytes)
    lexer.run()
    return lexer.tokens
  }

  private mutating func run() {
    while position < bytes.count { next() }
  }

  private func byte(_ offset: Int) -> UInt8 {
    position + offset < bytes.count ? bytes[position + offset] : 0
  }

  private mutating func emit(_ kind: Token.Kind, _ length: Int, _ mark: Mark = .none) {
    tokens.append(
      Token(kind: kind, span: Span(position, position + length), isAfterBlank: isAfterBlank, mark: mark))
    position += length
    isAfterBlank = kind == .comment || kind == .newline
  }

  private mutating func next() {
    let first = bytes[position]
    if first < 128 { nextASCII(first) } else { nextBeyondASCII() }
  }

  private mutating func nextASCII(_ first: UInt8) {
    switch first {
    case UInt8(ascii: " "), UInt8(ascii: "\t"):
      position += 1
      isAfterBlank = true
    case UInt8(ascii: "\n"): emit(.newline, 1, .newline)
    case UInt8(ascii: "\r"): emit(.newline, byte(1) == UInt8(ascii: "\n") ? 2 : 1, .newline)
    case UInt8(ascii: "#"): emit(.comment, lengthOfLine())
    case UInt8(ascii: "\""): text()
    case UInt8(ascii: "0")...UInt8(ascii: "9"): number()
    case UInt8(ascii: "."):
      if Characters.isDigit(byte(1)) { number() } else { punctuation() }
    default:
      if Characters.isNameASCII(first) { name() } else { punctuation() }
    }
  }

  private mutating func nextBeyondASCII() {
    let (scalar, length) = scalar(at: position)
    if Characters.isBlank(scalar) {
      position += length
      isAfterBlank = true
    } else if Characters.superscripts[scalar] != nil {
      emit(.superscript, lengthOfRun { Characters.superscripts[$0] != nil })
    } else if let mark = Mark.symbols[scalar] {
      emit(mark == .bars ? .bracket : .operator, length, mark)
    } else if Characters.isLetterLikeSymbol(scalar) {
      emit(.name, length)
    } else if Characters.startsName(scalar) {
      name()
    } else {
      emit(.unknown, length)
    }
  }

  private func lengthOfLine() -> Int {
    var end = position
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n"), bytes[end] != UInt8(ascii: "\r") { end += 1 }
    return end - position
  }

  private func lengthOfRun(_ belongs: (Unicode.Scalar) -> Bool) -> Int {
    var end = position
    while end < bytes.count {
      let (scalar, length) = scalar(at: end)
      guard belongs(scalar) else { break }
      end += length
    }
    return end - position
  }

  private mutating func name() {
    let length = lengthOfRun(Characters.continuesName)
    let spelling = String(decoding: bytes[position..<position + length], as: UTF8.self)
    if length <= 7, let keyword = Mark.keywords[spelling] {
      emit(.keyword, length, keyword)
    } else {
      emit(.name, max(length, 1))
    }
  }

  private mutating func punctuation() {
    for length in [3, 2, 1] where position + length <= bytes.count {
      let packed = bytes[position..<position + length].reduce(0) { $0 << 8 | UInt32($1) }
      guard let mark = Mark.punctuation[packed] else { continue }
      let isBracket = mark.closer != nil || mark.isCloser
      emit(isBracket ? .bracket : .operator, length, mark)
      return
    }
    emit(.unknown, 1)
  }

  private mutating func text() {
    var end = position + 1
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n"), bytes[end] != UInt8(ascii: "\r") {
      if bytes[end] == UInt8(ascii: "\"") {
        emit(.text, end + 1 - position)
        return
      }
      end += bytes[end] == UInt8(ascii: "\\") && end + 1 < bytes.count && bytes[end + 1] >= 32 ? 2 : 1
    }
    emit(.text, end - position, .unfinishedText)
  }

  /// Digits with single `_` between them, from an offset; the offset of what follows.
  private func digits(from offset: Int) -> Int {
    var offset = offset
    while Characters.isDigit(byte(offset))
      || byte(offset) == UInt8(ascii: "_") && offset > 0 && Characters.isDigit(byte(offset - 1))
        && Characters.isDigit(byte(offset + 1))
    {
      offset += 1
    }
    return offset
  }

  private mutating func number() {
    var length = digits(from: 0)
    if byte(length) == UInt8(ascii: "."), Characters.isDigit(byte(length + 1)) { length = digits(from: length + 1) }
    if byte(length) | 32 == UInt8(ascii: "e") {
      let sign = byte(length + 1) == UInt8(ascii: "+") || byte(length + 1) == UInt8(ascii: "-") ? 1 : 0
      if Characters.isDigit(byte(length + 1 + sign)) { length = digits(from: length + 1 + sign) }
    }
    let isImaginary =
      byte(length) == UInt8(ascii: "i")
      && (position + length + 1 >= bytes.count
        || !Characters.continuesName(scalar(at: position + length + 1).0))
    emit(isImaginary ? .imaginary : .number, isImaginary ? length + 1 : length)
  }

  /// The scalar that starts at a byte, and its length; the source is valid UTF-8 because it came from a `String`.
  private func scalar(at index: Int) -> (Unicode.Scalar, Int) {
    let first = UInt32(bytes[index])
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard length > 1, index + length <= bytes.count else { return (Unicode.Scalar(bytes[index]), 1) }
    var value = first & (0xFF >> UInt32(length + 1))
    for offset in 1..<length { value = value << 6 | UInt32(bytes[index + offset] & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }
}

import CTables

/// Reads JSON texts one after another from bytes of valid UTF-8, as RFC 8259 has them and no other way.
struct JSONScanner {
  enum Value {
    /// - Parameter rounded: how a number is written that no double holds.
    case number(Double, rounded: String?)
    case truth(Bool)
    case text(String)
    case null
    /// A list or an object.
    case nested
  }

  private let bytes: UnsafeRawBufferPointer
  private(set) var position = 0
  private(set) var line = 1
  private var lineStart = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  var isOver: Bool { position >= bytes.count }

  /// Moves over blanks of a line.
  mutating func skipBlanks() { while next == 0x20 || next == 0x09 { position += 1 } }

  /// Moves over the end of a line.
  mutating func skipLine() -> Bool {
    guard let byte = next, byte == 10 || byte == 13 else { return false }
    position += 1
    if byte == 13, next == 10 { position += 1 }
    line += 1
    lineStart = position
    return true
  }

  mutating func take(_ byte: Character) -> Bool {
    guard next == byte.asciiValue else { return false }
    position += 1
    return true
  }

  func error(_ what: String) -> ReadingError {
    .json(what, line: line, column: 1 + bytes[lineStart..<position].count { $0 & 0xC0 != 0x80 })
  }

  /// What stands here, for a message.
  func found() -> String {
    guard let byte = next, byte != 10, byte != 13 else { return "the line ends" }
    return "\(ReadingError.quoted(bytes.text(position, min(position + 12, lineEnd)))) stands"
  }

  private var lineEnd: Int { bytes[position...].firstIndex { $0 == 10 || $0 == 13 } ?? bytes.count }

  mutating func value() throws(ReadingError) -> Value {
    switch next {
    case UInt8(ascii: "\""): return .text(try string())
    case UInt8(ascii: "{"), UInt8(ascii: "["): return .nested
    case UInt8(ascii: "t") where word("true"): return .truth(true)
    case UInt8(ascii: "f") where word("false"): return .truth(false)
    case UInt8(ascii: "n") where word("null"): return .null
    default: return try number()
    }
  }

  private mutating func word(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard bytes.count - position >= count else { return false }
    let isHere = word.withUTF8Buffer { bytes[position..<position + count].elementsEqual($0) }
    if isHere { position += count }
    return isHere
  }

  private mutating func digits() -> Int {
    let start = position
    while let byte = next, (0x30...0x39).contains(byte) { position += 1 }
    return position - start
  }

  private mutating func number() throws(ReadingError) -> Value {
    let start = position
    _ = take("-")
    let first = position
    guard digits() > 0, bytes[first] != 0x30 || position == first + 1 else {
      position = start
      throw error("a value is expected where \(found())")
    }
    if take("."), digits() == 0 { throw error("a digit is expected after the point") }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      if digits() == 0 { throw error("a digit is expected in the exponent") }
    }
    var value = 0.0
    let text = bytes.baseAddress?.advanced(by: start).assumingMemoryBound(to: UInt8.self)
    var isRounded: Int32 = 0
    guard ctables_double(text, position - start, &value, &isRounded) == 1 else { throw error("this is no number") }
    return .number(value, rounded: isRounded != 0 ? bytes.text(start, position) : nil)
  }

  mutating func string() throws(ReadingError) -> String {
    guard take("\"") else { throw error("a name in quotes is expected where \(found())") }
    let start = position
    while let byte = next, byte != 0x22, byte != 0x5C, byte >= 0x20 { position += 1 }
    var text: [UInt8] = Array(bytes[start..<position])
    while let byte = next {
      switch byte {
      case 0x22:
        position += 1
        return String(decoding: text, as: UTF8.self)
      case 0x5C:
        position += 1
        try escape(&text)
      case ..<0x20: throw error(byte == 10 || byte == 13 ? "a text does not end" : "a control character in a text")
      default:
        text.append(byte)
        position += 1
      }
    }
    throw error("a text does not end")
  }

  private mutating func escape(_ text: inout [UInt8]) throws(ReadingError) {
    guard let byte = next else { throw error("a text does not end") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(8)
    case UInt8(ascii: "f"): text.append(12)
    case UInt8(ascii: "n"): text.append(10)
    case UInt8(ascii: "r"): text.append(13)
    case UInt8(ascii: "t"): text.append(9)
    case UInt8(ascii: "u"):
      var scalar = try hexadecimal()
      if scalar & 0xF800 == 0xD800 {
        guard scalar < 0xDC00, take("\\"), take("u") else { throw error("half of a pair of surrogates") }
        let low = try hexadecimal()
        guard low & 0xFC00 == 0xDC00 else { throw error("half of a pair of surrogates") }
        scalar = 0x10000 + (scalar & 0x3FF) << 10 + (low & 0x3FF)
      }
      text.append(scalar: scalar)
    default:
      position -= 1
      throw error("after a backslash stands none of \" \\ / b f n r t u")
    }
  }

  private mutating func hexadecimal() throws(ReadingError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(UnicodeScalar(byte)).hexDigitValue, byte < 0x80 else {
        throw error("\\u needs four hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }
}

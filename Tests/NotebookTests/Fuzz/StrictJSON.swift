/// Whether a text is one JSON value, by RFC 8259 and nothing beyond it.
struct StrictJSON {
  private var rest: Substring.UnicodeScalarView

  static func accepts(_ text: String) -> Bool {
    var reader = StrictJSON(rest: text[...].unicodeScalars)
    return reader.value(depth: 0)
      && {
        reader.blanks(); return reader.rest.isEmpty
      }()
  }

  private mutating func blanks() {
    while let c = rest.first, " \t\n\r".unicodeScalars.contains(c) { rest.removeFirst() }
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    blanks()
    guard rest.first == scalar else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func word(_ text: String) -> Bool {
    guard rest.starts(with: text.unicodeScalars) else { return false }
    rest.removeFirst(text.unicodeScalars.count)
    return true
  }

  private mutating func value(depth: Int) -> Bool {
    blanks()
    switch rest.first {
    case "{":
      return members(open: "{", close: "}") { reader in
        reader.blanks()
        return reader.text() && reader.take(":") && reader.value(depth: depth + 1)
      }
    case "[": return members(open: "[", close: "]") { $0.value(depth: depth + 1) }
    case "\"": return text()
    case "t": return word("true")
    case "f": return word("false")
    case "n": return word("null")
    default: return number()
    }
  }

  private mutating func members(
    open: Unicode.Scalar, close: Unicode.Scalar, _ member: (inout StrictJSON) -> Bool
  ) -> Bool {
    guard take(open) else { return false }
    if take(close) { return true }
    repeat { guard member(&self) else { return false } } while take(",")
    return take(close)
  }

  private mutating func text() -> Bool {
    guard take("\"") else { return false }
    while let c = rest.popFirst() {
      switch c {
      case "\"": return true
      case "\\":
        guard let escaped = rest.popFirst() else { return false }
        if escaped == "u" {
          for _ in 0..<4 { guard let digit = rest.popFirst(), digit.properties.isASCIIHexDigit else { return false } }
        } else if !"\"\\/bfnrt".unicodeScalars.contains(escaped) {
          return false
        }
      default: if c.value < 0x20 { return false }
      }
    }
    return false
  }

  private mutating func digits() -> Bool {
    var count = 0
    while let c = rest.first, ("0"..."9").contains(c) {
      rest.removeFirst()
      count += 1
    }
    return count > 0
  }

  private mutating func number() -> Bool {
    _ = word("-")
    if !word("0"), !digits() { return false }
    if word("."), !digits() { return false }
    if word("e") || word("E") {
      if !word("+") { _ = word("-") }
      return digits()
    }
    return true
  }
}

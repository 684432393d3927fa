/// One thing the person did at the keyboard.
public enum Key: Hashable, Sendable {
  case scalar(Unicode.Scalar)
  /// Alt together with a key.
  case meta(Unicode.Scalar)
  /// ESC alone.
  case escape
  case named(NamedKey)
  /// Text pasted in one go, with `\n` between its lines and without a final one.
  case paste(String)
  /// A sequence that means nothing to us.
  case unknown
}

/// Keys without a character. The raw value is the private code (a C1 control, which no keyboard sends) that stands for
/// the key in libedit's maps.
public enum NamedKey: Int32, Hashable, Sendable, CaseIterable {
  case up = 0x80
  case down, right, left, home, end, delete
  case wordLeft, wordRight, deleteWord
  case backTab, pageUp, pageDown
  /// Enter that always starts a new line: Alt-Enter, Shift-Enter.
  case newline
  case paste
  /// Something to swallow.
  case ignored

  /// The code as libedit's `bind` reads it.
  var bindingName: String {
    let digits = String(rawValue, radix: 8)
    return "\\" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
  }
}

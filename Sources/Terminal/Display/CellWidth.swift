import CLibEdit

/// How many columns text takes on a terminal.
public enum CellWidth {
  /// The columns of one grapheme cluster: the sum over its scalars, as terminals advance, but 2 for an emoji sequence.
  /// Controls count as the two columns of `^X`; line ends and tabs depend on where they stand and count 0.
  public static func of(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return 0 }
    if first.value < 0x7F, scalars.count == 1 {
      return first.value >= 0x20 ? 1 : first == "\n" || first == "\t" ? 0 : 2
    }
    if first.value == 0x7F { return 2 }
    guard isReady else { return 1 }
    if scalars.count > 1, scalars.contains(where: { $0.value == 0x200D || $0.value == 0xFE0F }) { return 2 }
    return scalars.reduce(0) { $0 + max(0, Int(clibedit_width(wchar_t(bitPattern: $1.value)))) }
  }

  /// The columns of a text on one line.
  public static func of(_ text: some StringProtocol) -> Int { text.reduce(0) { $0 + of($1) } }

  // wcwidth answers -1 for everything beyond ASCII until LC_CTYPE is a UTF-8 locale.
  private static let isReady = clibedit_use_utf8()

  /// The longest start of a text without escape sequences that fits into `columns`; what was cut is marked by `ellipsis`.
  public static func clipped(_ text: String, to columns: Int, ellipsis: String = "…") -> String {
    guard of(text) > columns else { return text }
    let room = columns - of(ellipsis)
    guard room >= 0 else { return "" }
    var used = 0
    return String(
      text.prefix {
        used += of($0)
        return used <= room
      }) + ellipsis
  }
}

extension String {
  /// Columns the text takes on a terminal: 2 for East Asian wide characters and emoji, 0 for combining marks.
  public var displayWidth: Int {
    if utf8.allSatisfy({ 0x20 <= $0 && $0 < 0x7f }) { return utf8.count }
    return reduce(0) { $0 + $1.displayWidth }
  }

  /// The longest beginning of at most `width` columns, its last column an ellipsis where something was cut off.
  public func truncated(to width: Int, ellipsis: Character = "…") -> String {
    if displayWidth <= width { return self }
    if width < 1 { return "" }
    var result = ""
    var used = 0
    for character in self {
      used += character.displayWidth
      if used > width - 1 { break }
      result.append(character)
    }
    return result + String(ellipsis)
  }

  /// The text on one line with nothing a terminal would obey: control characters as their pictures (`␛`), tabs as
  /// blanks, what would reverse the direction of writing as `�`.
  public var visible: String {
    if utf8.allSatisfy({ 0x20 <= $0 && $0 < 0x7f }) { return self }
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars { result.append(scalar.picture) }
    return String(result)
  }

  /// The text in 7-bit characters, one `?` for each other character's column.
  public var asciiOnly: String {
    if utf8.allSatisfy({ 0x20 <= $0 && $0 < 0x7f }) { return self }
    return visible.map { character in
      let known = character.isASCII ? character : Self.asciiTwins[character]
      return known.map { String($0) } ?? String(repeating: "?", count: character.displayWidth)
    }.joined()
  }

  /// Characters of mathematics that have a plain one of the same width and meaning: `w₂` reads `w2`.
  private static let asciiTwins: [Character: Character] = [
    "₀": "0", "₁": "1", "₂": "2", "₃": "3", "₄": "4", "₅": "5", "₆": "6", "₇": "7", "₈": "8", "₉": "9", "−": "-",
    "′": "'",
  ]

  /// The text filled with blanks to at least `width` columns.
  public func padded(to width: Int, right: Bool = false) -> String {
    let blanks = String(repeating: " ", count: max(0, width - displayWidth))
    return right ? blanks + self : self + blanks
  }
}

extension Character {
  /// Columns on a terminal.
  public var displayWidth: Int {
    guard let first = unicodeScalars.first else { return 0 }
    if first.value < 0x7f { return first.value < 0x20 ? 0 : unicodeScalars.dropFirst().contains("\u{fe0f}") ? 2 : 1 }
    if first.properties.isEmojiPresentation || unicodeScalars.dropFirst().contains("\u{fe0f}") { return 2 }
    // A base may follow a mark that prepends it, so the widest scalar decides.
    return unicodeScalars.map(\.columns).max() ?? 0
  }
}

extension Unicode.Scalar {
  fileprivate var columns: Int {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control, .surrogate: return 0
    default: break
    }
    // Medial vowels and final consonants of Hangul join the syllable before them.
    if 0x1160...0x11ff ~= value { return 0 }
    return Self.wide.contains { $0 ~= value } ? 2 : 1
  }

  /// Blocks whose characters are East Asian Wide or Fullwidth (Unicode Standard Annex 11).
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115f, 0x2e80...0x303e, 0x3041...0x33ff, 0x3400...0x4dbf, 0x4e00...0x9fff, 0xa000...0xa4cf,
    0xa960...0xa97f, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe10...0xfe19, 0xfe30...0xfe6f, 0xff00...0xff60,
    0xffe0...0xffe6, 0x16fe0...0x18aff, 0x1b000...0x1b2ff, 0x1f200...0x1f2ff, 0x1f300...0x1f64f, 0x1f680...0x1f6ff,
    0x1f900...0x1faff, 0x20000...0x3fffd,
  ]

  fileprivate var picture: Unicode.Scalar {
    switch value {
    case 0x09: return " "
    case 0..<0x20: return Unicode.Scalar(0x2400 + value) ?? "\u{fffd}"
    case 0x7f: return "\u{2421}"
    case 0x80..<0xa0, 0x202a...0x202e, 0x2066...0x2069, 0x200e, 0x200f, 0x061c: return "\u{fffd}"
    case 0x2028, 0x2029: return "\u{2424}"
    default: return self
    }
  }
}

import Document

/// What goes into an SVG as text: numbers of few decimals, and how wide words are about.
enum SVGText {
  /// A length or a place in tenths of a pixel; more nobody sees.
  static func number(_ value: Double) -> String {
    let tenths = Int(clamped: (value * 10).rounded())
    let (whole, rest) = (tenths.magnitude / 10, tenths.magnitude % 10)
    return (tenths < 0 ? "-" : "") + "\(whole)" + (rest == 0 ? "" : ".\(rest)")
  }

  /// Two numbers as a path has them.
  static func point(_ x: Double, _ y: Double) -> String { "\(number(x)) \(number(y))" }

  /// Titles are of 15 pixels, but bold letters are wider.
  static let titleSize = 17.0

  /// About how wide words are in a sans-serif face; no two machines have the same.
  static func width(_ text: String, size: Double = 12) -> Double {
    text.visible.reduce(0) { $0 + size * share(of: $1) }
  }

  private static func share(of character: Character) -> Double {
    guard let byte = character.asciiValue else { return character.displayWidth > 1 ? 1.1 : 0.66 }
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return 0.64
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): return 0.74
    default: return "il.,:;|'! ()[]jtfI".utf8.contains(byte) ? 0.38 : 0.63
    }
  }

  /// As much of the words as there is room for.
  static func fitted(_ text: String, to room: Double, size: Double = 12) -> String {
    let text = text.visible
    guard width(text, size: size) > room else { return text }
    var used = size * 0.8
    let head = text.prefix { character in
      used += size * share(of: character)
      return used <= room
    }
    return head.isEmpty ? "" : head + "…"
  }
}

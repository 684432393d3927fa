import Document

/// What goes into an SVG as text: numbers of few decimals, words escaped, and how wide words are about.
enum SVGText {
  /// A length or a place in tenths of a pixel; more nobody sees.
  static func number(_ value: Double) -> String {
    let tenths = Int(clamped: (value * 10).rounded())
    let (whole, rest) = (tenths.magnitude / 10, tenths.magnitude % 10)
    return (tenths < 0 ? "-" : "") + "\(whole)" + (rest == 0 ? "" : ".\(rest)")
  }

  /// Two numbers as a path has them.
  static func point(_ x: Double, _ y: Double) -> String { "\(number(x)) \(number(y))" }

  /// Words as text or in an attribute; what XML 1.0 cannot hold is shown by its picture.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.visible.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

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

/// An SVG as it is written, element after element.
struct SVGWriter {
  private(set) var body = ""

  enum Anchor: String { case start, middle, end }

  /// An element as it is.
  mutating func add(_ element: String) { body += element }

  /// A group with what stands in it.
  mutating func group(_ attributes: String, _ content: (inout SVGWriter) -> Void) {
    var inner = SVGWriter()
    content(&inner)
    if !inner.body.isEmpty { body += "<g \(attributes)>\n\(inner.body)</g>\n" }
  }

  mutating func path(_ data: String, _ style: String) {
    if !data.isEmpty { body += "<path class=\"\(style)\" d=\"\(data)\"/>\n" }
  }

  mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String) {
    path("M\(SVGText.point(x1, y1))L\(SVGText.point(x2, y2))", style)
  }

  /// - Parameter fill: a colour of its own, beside the class.
  mutating func rectangle(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ style: String, fill: String? = nil
  ) {
    let place = "x=\"\(SVGText.number(x))\" y=\"\(SVGText.number(y))\""
    let size = "width=\"\(SVGText.number(max(width, 0)))\" height=\"\(SVGText.number(max(height, 0)))\""
    body += "<rect class=\"\(style)\" \(place) \(size)\(fill.map { " fill=\"\($0)\"" } ?? "")/>\n"
  }

  /// A bar of a series: its colour, and its hatch over that.
  mutating func bar(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ look: Scene.Look, _ identity: String
  ) {
    rectangle(x, y, width, height, SVGStyle.fill(look))
    guard let hatch = SVGStyle.hatch(look, identity) else { return }
    rectangle(x, y, width, height, "j", fill: "url(#\(hatch))")
  }

  /// - Parameter y: where the letters stand.
  mutating func text(
    _ words: String, _ x: Double, _ y: Double, _ style: String, _ anchor: Anchor = .start, fill: String? = nil
  ) {
    guard !words.isEmpty else { return }
    let side = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
    let place = "x=\"\(SVGText.number(x))\" y=\"\(SVGText.number(y))\""
    let colour = fill.map { " style=\"fill:\($0)\"" } ?? ""
    body += "<text class=\"\(style)\" \(place)\(side)\(colour)>\(SVGText.escaped(words))</text>\n"
  }
}

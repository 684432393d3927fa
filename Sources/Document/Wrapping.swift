extension Text {
  /// The text broken into lines of at most `width` columns, at blanks where there are any; continuations are
  /// indented like the start.
  func wrapped(to width: Int) -> [Line] {
    glyphs.split(separator: .newline, omittingEmptySubsequences: false).flatMap { wrap($0, to: width) }
  }

  private func wrap(_ line: ArraySlice<Glyph>, to width: Int) -> [Line] {
    let indent = min(line.prefix { $0.isBlank }.count, width / 2)
    var rest = line
    var lines: [Line] = []
    while true {
      let margin = lines.isEmpty ? 0 : indent
      let (head, tail) = Self.break(rest, at: width - margin)
      lines.append(.text(Text(String(repeating: " ", count: margin)) + Text(glyphs: head)))
      if tail.isEmpty { return lines }
      rest = tail
    }
  }

  private static func `break`(_ line: ArraySlice<Glyph>, at width: Int) -> (ArraySlice<Glyph>, ArraySlice<Glyph>) {
    var used = 0
    var fitting = line.startIndex
    while fitting < line.endIndex, used + line[fitting].width <= width {
      used += line[fitting].width
      fitting += 1
    }
    if fitting == line.endIndex { return (line, []) }
    let start = line.firstIndex { !$0.isBlank } ?? line.endIndex
    // A word longer than the line is cut, and a character wider than the line still has to go somewhere.
    let blank = operatorBreak(line, before: fitting) ?? line[...fitting].lastIndex { $0.isBlank }
    let cut = blank.flatMap { $0 > start ? $0 : nil } ?? max(fitting, line.startIndex + 1)
    return (line[..<cut], line[cut...].drop { $0.isBlank })
  }

  /// In a formula, the blank before the last + − = that fits and stands in no bracket, if it leaves no short line.
  private static func operatorBreak(_ line: ArraySlice<Glyph>, before end: Int) -> Int? {
    guard line.contains(where: { $0.character == "↦" || $0.character == "=" }) else { return nil }
    var (depth, best, isBar) = (0, Int?.none, false)
    for place in line.indices.prefix(while: { $0 <= end }) {
      switch line[place].character {
      case "(", "[", "⌊", "⌈": depth += 1
      case ")", "]", "⌋", "⌉": depth -= 1
      case "|": isBar.toggle()
      case " "
      where depth == 0 && !isBar && place + 2 < line.endIndex && line[place + 2].isBlank
        && ["+", "−", "="].contains(line[place + 1].character):
        best = place
      default: break
      }
    }
    return best.flatMap { ($0 - line.startIndex) * 5 > (end - line.startIndex) * 2 ? $0 : nil }
  }

  private init(glyphs: ArraySlice<Glyph>) {
    var fragments: [Fragment] = []
    for glyph in glyphs {
      if fragments.last?.style == glyph.style {
        fragments[fragments.count - 1].string.append(glyph.character)
      } else {
        fragments.append(Fragment(String(glyph.character), glyph.style))
      }
    }
    self.init(fragments)
  }

  private var glyphs: [Glyph] {
    fragments.flatMap { fragment in
      fragment.string.split(omittingEmptySubsequences: false) { $0.isNewline }
        .map { String($0).visible.map { Glyph(character: $0, style: fragment.style) } }
        .joined(separator: [.newline])
    }
  }
}

/// A character with its style and columns.
private struct Glyph: Equatable {
  var character: Character
  var style: Style
  var width: Int

  init(character: Character, style: Style) {
    self.character = character
    self.style = style
    width = character.displayWidth
  }

  var isBlank: Bool { character == " " }

  static let newline = Glyph(character: "\n", style: .plain)

  static func == (a: Glyph, b: Glyph) -> Bool { a.character == b.character }
}

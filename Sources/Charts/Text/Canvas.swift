import Document

/// The characters a chart is made of, in one character set.
struct Glyphs: Sendable {
  var charset: RenderOptions.Charset

  var isAscii: Bool { charset == .ascii }
  var vertical: Character { isAscii ? "|" : "│" }
  var horizontal: Character { isAscii ? "-" : "─" }
  var yTick: Character { isAscii ? "+" : "┤" }
  var xTick: Character { isAscii ? "+" : "┬" }
  /// Marks without a label, which point inwards.
  var yMinor: Character { isAscii ? "-" : "├" }
  var xMinor: Character { isAscii ? "'" : "┴" }
  var corner: Character { isAscii ? "+" : "└" }
  var cross: Character { isAscii ? "+" : "┼" }
  var middleDot: Character { isAscii ? "." : "·" }
  var topCorner: Character { isAscii ? "+" : "┌" }
  /// From light to dark.
  var shades: [Character] { isAscii ? [".", ":", "*", "#"] : ["░", "▒", "▓", "█"] }
  /// From an eighth to the whole; ASCII tells only the least from the rest.
  var eighths: [Character] {
    isAscii ? [".", ".", ".", "#", "#", "#", "#", "#"] : ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  }
  /// Marks of series, told apart without colour.
  static func mark(_ series: Int) -> Character { marks[series % marks.count] }
  /// What an ASCII line is made of.
  static func stroke(_ series: Int) -> Character { strokes[series % strokes.count] }

  /// After the signs, letters and digits that look like none of them.
  private static let letters = Array("abcdefghijklmnpqrstuvwyzABCDEFGHIJKLMNPQRSTUVWYZ123456789")
  private static let marks: [Character] = ["o", "+", "x", "*", "#", "@", "%", "&"] + letters
  private static let strokes: [Character] = ["*", "+", "o", "x", "#", "@", "%", "&"] + letters
  /// Dots drawn and dots skipped, in turn, for each series; those beyond are drawn with their stroke.
  static let dashes: [[Int]] = [[], [2, 2], [1, 3], [4, 1, 1, 1], [2, 4], [6, 2], [1, 1], [3, 1]]

  func label(_ text: String) -> String { isAscii ? text.asciiSpelled.asciiOnly : text.visible }
  func ellipsized(_ text: String, to width: Int) -> String {
    label(text).truncated(to: width, ellipsis: isAscii ? "~" : "…")
  }

  /// The character of a line where lines are made of characters.
  func stroke(_ look: Scene.Look) -> Character {
    look.letter ?? (look.isQuiet ? "." : Self.stroke(look.series))
  }

  /// What stands before a piece of the key: a few cells of a line, or a mark.
  func sample(_ key: Scene.Key) -> String {
    switch key.sample {
    case .none: return ""
    case .mark: return String(Self.mark(key.look.series))
    case .sign(let sign): return String(sign)
    case .fill: return String(fill(key.look.series))
    case .shade(let side):
      if charset != .braille { return String(areaFill(key.look.series, side)) }
      return side == .above ? "⢕⢕" : "⡇⡇"
    case .stroke:
      let dash = Self.dash(key.look)
      guard !isAscii, let dash else { return String(stroke(key.look)) }
      var grid = DotGrid(columns: 3, rows: 1)
      var pattern = Dash(dash)
      grid.line(0, 1, 5, 1, owner: 0, dash: &pattern)
      return String(grid.masks.map { $0 == 0 ? " " : dots($0, stroke: " ") })
    }
  }

  /// What bars of a series are filled with.
  func fill(_ series: Int) -> Character {
    let fills: [Character] =
      isAscii ? ["#", "=", ":", "%", "+", "o", "x", "@"] : ["█", "▒", "░", "▓", "▞", "▤", "▥", "▦"]
    return fills[series % fills.count]
  }

  /// What areas of a series are filled with where dots cannot be.
  func areaFill(_ series: Int, _ side: Scene.Area.Side) -> Character {
    let fills: [Character] = isAscii ? [":", ".", "=", "%"] : ["░", "▒", "▓", "█"]
    let others: [Character] = isAscii ? ["-", "~", "_", "^"] : ["▒", "▓", "█", "░"]
    return side == .above ? fills[series % fills.count] : others[series % others.count]
  }

  /// Nil for the series beyond those that have a dash of their own, which are drawn with their character.
  static func dash(_ look: Scene.Look) -> [Int]? {
    if look.isFaint { return [1, 2] }
    if look.letter != nil || look.isQuiet { return [] }
    return dashes.indices.contains(look.series) ? dashes[look.series] : nil
  }

  /// The character of a cell of 2×4 dots.
  func dots(_ mask: UInt8, stroke: Character) -> Character {
    switch charset {
    case .ascii: return stroke
    case .braille: return Unicode.Scalar(0x2800 + UInt32(mask)).map(Character.init) ?? " "
    case .block:
      let upper: (UInt8, UInt8) = (0x03, 0x18)
      let lower: (UInt8, UInt8) = (0x44, 0xa0)
      let corners = [upper.0, upper.1, lower.0, lower.1].enumerated()
      let index = corners.reduce(0) { $0 + (mask & $1.element != 0 ? 1 << $1.offset : 0) }
      return Array(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█")[index]
    }
  }
}

/// Rows of characters, each with the number of its colour (0 is none).
struct Canvas: Sendable {
  let width: Int
  let height: Int
  private var characters: [Character]
  private var inks: [UInt8]

  /// Stands behind a character of two columns.
  private static let covered: Character = "\0"

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    characters = Array(repeating: " ", count: width * height)
    inks = Array(repeating: 0, count: width * height)
  }

  /// Sets one cell; outside the canvas nothing happens.
  mutating func put(_ character: Character, _ column: Int, _ row: Int, ink: UInt8 = 0) {
    guard column >= 0, column < width, row >= 0, row < height else { return }
    characters[column + row * width] = character
    inks[column + row * width] = ink
  }

  func character(_ column: Int, _ row: Int) -> Character { characters[column + row * width] }

  /// Copies all that is not blank, its top left to the given cell.
  mutating func copy(_ other: Canvas, column: Int, row: Int) {
    for j in 0..<other.height {
      for i in 0..<other.width {
        let index = i + j * other.width
        if other.characters[index] != " " {
          put(other.characters[index], column + i, row + j, ink: other.inks[index])
        }
      }
    }
  }

  /// Columns up to the last that is not blank.
  var usedWidth: Int { (characters.indices.lazy.filter { characters[$0] != " " }.map { $0 % width }.max() ?? -1) + 1 }
  /// Rows up to the last that is not blank.
  var usedHeight: Int { (characters.lastIndex { $0 != " " } ?? -1) / max(width, 1) + 1 }

  mutating func write(_ text: String, _ column: Int, _ row: Int, ink: UInt8 = 0) {
    var column = column
    for character in text {
      let columns = character.displayWidth
      guard columns > 0, column + columns <= width else { continue }
      put(character, column, row, ink: ink)
      if columns == 2 { put(Self.covered, column + 1, row, ink: ink) }
      column += columns
    }
  }

  /// The rows up to the last that is not blank, without blanks at their ends.
  func text(color: Bool) -> String {
    (0..<max(usedHeight, min(height, 1))).map { row($0, color: color) }.joined(separator: "\n")
  }

  private static let codes = ["", "36", "33", "35", "32", "34", "96", "93", "95", "2"]
  /// For what is secondary.
  static let dim: UInt8 = 9

  static func ink(series: Int) -> UInt8 { UInt8(1 + series % 8) }
  static func ink(_ look: Scene.Look) -> UInt8 { look.role == .reference ? dim : ink(series: look.series) }

  private func row(_ row: Int, color: Bool) -> String {
    let range = row * width..<(row + 1) * width
    guard let last = range.last(where: { characters[$0] != " " }) else { return "" }
    var result = ""
    var current: UInt8 = 0
    for index in range.lowerBound...last where characters[index] != Self.covered {
      // A blank has no colour of its own, so it does not interrupt one.
      let ink = characters[index] == " " ? current : inks[index]
      if color, ink != current {
        if current != 0 { result += "\u{1b}[0m" }
        if ink != 0 { result += "\u{1b}[\(Self.codes[Int(ink)])m" }
        current = ink
      }
      result.append(characters[index])
    }
    return color && current != 0 ? result + "\u{1b}[0m" : result
  }
}

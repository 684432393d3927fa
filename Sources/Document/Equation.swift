/// Mathematics in two dimensions: matrices in brackets with text between them, such as `L = ⎡ 1  0 ⎤`, side by side as
/// far as the width goes, then on further rows.
public struct Equation: Sendable {
  public enum Part: Sendable {
    case text(Text)
    /// Texts one below the other, such as a remark on each row of the matrix before them.
    case column([Text])
    /// A matrix in brackets.
    case matrix(Grid)
  }

  public var parts: [Part]

  public init(_ parts: [Part]) { self.parts = parts }
  public init(_ parts: Part...) { self.parts = parts }

  var asciiSpelled: Equation {
    Equation(
      parts.map { part in
        switch part {
        case .text(let text): .text(text.asciiSpelled)
        case .column(let texts): .column(texts.map(\.asciiSpelled))
        case .matrix(let grid): .matrix(grid.asciiSpelled)
        }
      })
  }

  func lines(_ options: RenderOptions) -> [Line] {
    let boxes = parts.map { Box($0, options) }
    var bands: [[Box]] = [[]]
    var used = 0
    for (place, box) in boxes.enumerated() {
      if used > 0, used + box.gap + reach(place, boxes, options.width) > options.width {
        bands.append([])
        used = 0
      }
      let isAlone = used == 0 && bands.count > 1
      used += box.width + (used > 0 ? box.gap : 0)
      bands[bands.count - 1].append(isAlone ? box.closedUp : box)
    }
    return bands.flatMap(Self.band)
  }

  /// How far a part reaches that should not be torn from the next: `L =` from its matrix.
  private func reach(_ place: Int, _ boxes: [Box], _ width: Int) -> Int {
    guard case .text = parts[place], place + 1 < parts.count, case .matrix = parts[place + 1] else {
      return boxes[place].width
    }
    let both = boxes[place].width + boxes[place + 1].gap + boxes[place + 1].width
    return both <= width ? both : boxes[place].width
  }

  /// Boxes side by side, the middle of each on one row.
  private static func band(_ boxes: [Box]) -> [Line] {
    let above = boxes.map(\.middle).max() ?? 0
    let below = boxes.map { $0.rows.count - $0.middle }.max() ?? 0
    return (-above..<below).map { row in
      var line = Text([])
      for (place, box) in boxes.enumerated() {
        let at = row + box.middle
        let text = box.rows.indices.contains(at) ? box.rows[at] : Text([])
        line = line + Text(String(repeating: " ", count: place > 0 ? box.gap : 0)) + text.padded(to: box.width)
      }
      return .text(line)
    }
  }
}

/// A part of an equation as rows of equal width.
private struct Box {
  var rows: [Text]
  var width: Int { rows.map(\.displayWidth).max() ?? 0 }
  /// The row that stands on the line.
  var middle: Int
  /// Blanks before it.
  let gap: Int
  /// Whether it stands beside another part row by row.
  private let isRemark: Bool

  /// The same when it stands below what it belongs to: without empty rows, and without the blanks that kept two texts
  /// apart.
  var closedUp: Box {
    var copy = self
    if isRemark {
      copy.rows.removeAll { $0.plain.isEmpty }
      copy.middle = max(copy.rows.count - 1, 0) / 2
    } else if rows.count == 1 {
      copy.rows = rows.map(\.withoutLeadingBlanks)
    }
    return copy
  }

  init(_ part: Equation.Part, _ options: RenderOptions) {
    switch part {
    case .text(let text):
      gap = 1
      rows = text.resolved(digits: options.digits).wrapped(to: options.width).map(\.text)
      middle = (rows.count - 1) / 2
    case .column(let texts):
      gap = 3
      rows = texts.map { $0.resolved(digits: options.digits).oneLine.truncated(to: options.width) }
      middle = max(rows.count - 1, 0) / 2
    case .matrix(let grid):
      gap = 1
      var inner = options
      inner.width = max(options.width - 4, 4)
      inner.height = max(options.height, grid.rows + 4)
      let lines = grid.lines(inner).map(\.text)
      // What comes after the rows says how much was left out, and is no part of the matrix.
      let isSplit = options.whole && lines.count > grid.rows
      let inside = isSplit ? [] : Array(lines.prefix(grid.rows))
      rows = Self.bracketed(inside, options) + lines.dropFirst(inside.count)
      middle = max(inside.count - 1, 0) / 2
    }
    if case .column = part { isRemark = true } else { isRemark = false }
  }

  private static func bracketed(_ rows: [Text], _ options: RenderOptions) -> [Text] {
    let width = rows.map(\.displayWidth).max() ?? 0
    return rows.enumerated().map { place, row in
      let (left, right): (String, String) =
        options.charset == .ascii || rows.count == 1
        ? ("[", "]")
        : place == 0 ? ("⎡", "⎤") : place == rows.count - 1 ? ("⎣", "⎦") : ("⎢", "⎥")
      return Text("\(left) ", .dim) + row.padded(to: width) + Text(" \(right)", .dim)
    }
  }
}

extension Line {
  fileprivate var text: Text {
    switch self {
    case .text(let text): text
    case .drawn(let row): Text(row)
    }
  }
}

extension Text {
  fileprivate var withoutLeadingBlanks: Text {
    var copy = self
    for place in copy.fragments.indices {
      guard copy.fragments[place].number == nil else { break }
      copy.fragments[place].string = String(copy.fragments[place].string.drop { $0 == " " })
      if !copy.fragments[place].string.isEmpty { break }
    }
    return copy
  }
}

import Document
import Glibc

/// Shaded cells beside their rows' names.
struct CellDrawing: Sendable {
  private let cells: Cells
  private let scene: Scene
  private let range: Domain?

  init(_ cells: Cells, _ scene: Scene) {
    self.cells = cells
    self.scene = scene
    // Places: on a log scale the shades are decades apart.
    range = Domain(cells.scale.places(cells.values.values))
  }

  func text(_ size: Size) -> String {
    guard let range else { return "" }
    return numbered(size, range) ?? shaded(size, range)
  }

  private func shade(_ value: Double, _ range: Domain, _ glyphs: Glyphs) -> Character {
    let place = cells.scale.place(value)
    guard place.isFinite else { return " " }
    let share = range.low == range.high ? 0.5 : range.fraction(place)
    return glyphs.shades[min(max(Int(clamped: share * 4), 0), 3)]
  }

  /// A number and a shade in every cell; nil when there is no room for that.
  private func numbered(_ size: Size, _ range: Domain) -> String? {
    guard cells.columns <= size.width, cells.rows <= size.height else { return nil }
    let glyphs = size.glyphs
    let numbers = cells.values.values.map { $0.isNaN ? "n/a" : $0.label(digits: 3) }
    let names = (0..<cells.columns).map { glyphs.label(cells.columnName($0)) }
    let numberWidth = numbers.map(\.displayWidth).max() ?? 1
    let cellWidth = max(numberWidth + 4, (names.map(\.displayWidth).max() ?? 0) + 2)
    let rowNames = (0..<cells.rows).map { glyphs.ellipsized(cells.rowName($0), to: size.width / 3) }
    let nameWidth = max(rowNames.map(\.displayWidth).max() ?? 0, glyphs.label(scene.y.label).displayWidth)
    let left = nameWidth + 2
    let header = (scene.title.isEmpty ? 0 : 1) + (scene.x.label.isEmpty ? 0 : 1)
    guard left + cells.columns * cellWidth <= size.width, header + 3 + cells.rows <= size.height else { return nil }
    let footer = footer(range, scene.notices, width: size.width, glyphs)
    var canvas = Canvas(width: size.width, height: size.height)
    let width = left + cells.columns * cellWidth
    var row = title(on: &canvas, width: width, glyphs)
    if !scene.x.label.isEmpty {
      let label = glyphs.ellipsized(scene.x.label, to: width - left)
      canvas.write(label, left + (width - left - label.displayWidth) / 2, row)
      row += 1
    }
    canvas.write(glyphs.label(scene.y.label), 0, row)
    for (column, name) in names.enumerated() {
      canvas.write(name, left + (column + 1) * cellWidth - name.displayWidth, row)
    }
    canvas.put(glyphs.topCorner, nameWidth + 1, row + 1, ink: Canvas.dim)
    for column in left..<width { canvas.put(glyphs.horizontal, column, row + 1, ink: Canvas.dim) }
    row += 2
    for index in 0..<cells.rows {
      canvas.write(rowNames[index], nameWidth - rowNames[index].displayWidth, row + index)
      canvas.put(glyphs.vertical, nameWidth + 1, row + index, ink: Canvas.dim)
      for column in 0..<cells.columns {
        let number = numbers[index + column * cells.rows]
        let end = left + (column + 1) * cellWidth
        // Counts of 0 are the paper the others are seen on.
        let isGround = cells.scale == .linear && cells[index, column] == 0 && range.low == 0
        if !isGround {
          canvas.put(shade(cells[index, column], range, glyphs), end - numberWidth - 2, row + index, ink: 1)
        }
        canvas.write(number, end - number.displayWidth, row + index)
      }
    }
    write(footer, on: &canvas, row: row + cells.rows)
    return canvas.text(color: size.color)
  }

  /// Shades only; blocks of entries share a cell when there is no room for each.
  private func shaded(_ size: Size, _ range: Domain) -> String {
    let glyphs = size.glyphs
    let names = [0, cells.rows - 1].map { glyphs.ellipsized(cells.rowName($0), to: size.width / 4) }
    let side = glyphs.ellipsized(scene.y.label, to: size.width / 4)
    let left = max(names.map(\.displayWidth).max() ?? 0, side.displayWidth) + 2
    let above = (scene.title.isEmpty ? 0 : 1) + (scene.x.label.isEmpty ? 0 : 1) + 2
    let most = (columns: max(size.width - left, 1), rows: max(size.height - above - 1, 1))
    let columns = min(cells.columns, most.columns)
    let isAveraged = columns < cells.columns || cells.rows > most.rows
    let notices = scene.notices + (isAveraged ? ["each shade is the mean of a block"] : [])
    let footer = footer(range, notices, width: size.width, glyphs)
    let rows = min(cells.rows, max(size.height - above - footer.count, 1))
    let cellWidth = cells.columns * 2 <= most.columns ? 2 : 1
    let width = columns * cellWidth
    var canvas = Canvas(width: size.width, height: size.height)
    var top = title(on: &canvas, width: left + width, glyphs)
    if !scene.x.label.isEmpty {
      let label = glyphs.ellipsized(scene.x.label, to: most.columns)
      canvas.write(label, left + max((width - label.displayWidth) / 2, 0), top)
      top += 1
    }
    canvas.write(side, 0, top)
    let ends = [0, cells.columns - 1].map { glyphs.ellipsized(cells.columnName($0), to: max(most.columns / 2 - 1, 1)) }
    canvas.write(ends[0], left, top)
    if cells.columns > 1 {
      canvas.write(ends[1], max(left + width - ends[1].displayWidth, left + ends[0].displayWidth + 1), top)
    }
    canvas.put(glyphs.topCorner, left - 1, top + 1, ink: Canvas.dim)
    for column in 0..<width { canvas.put(glyphs.horizontal, left + column, top + 1, ink: Canvas.dim) }
    top += 2
    for row in 0..<rows {
      canvas.put(glyphs.vertical, left - 1, top + row, ink: Canvas.dim)
      for column in 0..<columns {
        let mark = shade(cells.mean(row: row, of: rows, column: column, of: columns), range, glyphs)
        for part in 0..<cellWidth { canvas.put(mark, left + column * cellWidth + part, top + row, ink: 1) }
      }
    }
    canvas.write(names[0], left - 2 - names[0].displayWidth, top)
    if rows > 1 { canvas.write(names[1], left - 2 - names[1].displayWidth, top + rows - 1) }
    write(footer, on: &canvas, row: top + rows)
    return canvas.text(color: size.color)
  }

  private func title(on canvas: inout Canvas, width: Int, _ glyphs: Glyphs) -> Int {
    guard !scene.title.isEmpty else { return 0 }
    let title = glyphs.ellipsized(scene.title, to: canvas.width)
    canvas.write(title, max(0, (width - title.displayWidth) / 2), 0)
    return 1
  }

  private func write(_ footer: [String], on canvas: inout Canvas, row: Int) {
    for (index, line) in footer.enumerated() { canvas.write(line, 0, row + index, ink: Canvas.dim) }
  }

  /// What the shades mean, from where to where they go and what else is to be known, in one row or two.
  private func footer(_ range: Domain, _ notices: [String], width: Int, _ glyphs: Glyphs) -> [String] {
    guard range.low < range.high else {
      let words = ["all \(cells.scale.value(range.low).label())"] + notices
      return [glyphs.ellipsized(words.joined(separator: "; "), to: width)]
    }
    let quarter = range.high / 4 - range.low / 4
    // Rounded against the whole range: in a range around 0 the middle is 0 and not what rounding left of it.
    let unit = max(pow(10, log10(quarter).rounded(.down) - 2), .leastNormalMagnitude)
    let bounds = (1...3).map { index in
      let bound = ((range.low + Double(index) * quarter) / unit).rounded() * unit
      return cells.scale.value(bound).label(digits: cells.scale == .linear ? 4 : 2)
    }
    let shades = glyphs.shades
    let key = "\(shades[0]) <\(bounds[0])  \(shades[1]) <\(bounds[1])  \(shades[2]) <\(bounds[2])  \(shades[3]) more"
    let ends = "\(cells.scale.value(range.low).label(digits: 3)) to \(cells.scale.value(range.high).label(digits: 3))"
    let words = ([ends] + notices).joined(separator: "; ")
    if key.displayWidth + 3 + words.displayWidth <= width { return ["\(key)   \(words)"] }
    return [key, words].map { glyphs.ellipsized($0, to: width) }
  }
}

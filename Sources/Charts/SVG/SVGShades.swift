import Glibc

/// The entries of a matrix as coloured cells, with their numbers where they fit.
struct SVGShades {
  private let cells: Cells
  private let scene: Scene
  private let box: SVGPage.Box
  /// Of the places of the entries along their scale.
  private let range: Domain

  init(_ cells: Cells, _ scene: Scene, _ box: SVGPage.Box) {
    self.cells = cells
    self.scene = scene
    self.box = box
    range = Domain(cells.scale.places(cells.values.values).filter(\.isFinite)) ?? Domain(0, 0)
  }

  func write(to writer: inout SVGWriter) -> (left: Double, right: Double) {
    let barRoom = 34.0
    let headRoom = scene.x.label.isEmpty ? 20.0 : 38
    let names = (0..<cells.rows).map { cells.rowName($0) }
    let room = box.width * 0.25
    let nameWidth = names.prefix(500).map { min(SVGText.width($0), room) }.max() ?? 0
    let sideRoom = max(nameWidth, scene.y.label.isEmpty ? 0 : min(SVGText.width(scene.y.label), room))
    let (left, top) = ((box.left + sideRoom + 10).rounded(), (box.top + headRoom).rounded())
    let width = max(box.left + box.width - left, 12)
    let height = max(box.top + box.height - top - barRoom, 12)
    // Blocks of entries share a cell when there are more of them than pixels to see.
    let rows = min(cells.rows, max(Int(clamped: height / 2), 1))
    let columns = min(cells.columns, max(Int(clamped: width / 2), 1))
    let cellHeight = height / Double(rows)
    // Cells far wider than high look like rows of bars.
    let cellWidth = min(width / Double(columns), cellHeight < 16 ? .infinity : cellHeight * 2.4)
    let numbers = texts(rows, columns, width: cellWidth, height: cellHeight)
    if min(cellWidth, cellHeight) <= 12, numbers == nil {
      writeSmall((rows, columns), (left, top), (cellWidth, cellHeight), to: &writer)
    }
    for column in 0..<columns where min(cellWidth, cellHeight) > 12 || numbers != nil {
      for row in 0..<rows {
        let (x0, x1) = (edge(left, cellWidth, column), edge(left, cellWidth, column + 1))
        let (y0, y1) = (edge(top, cellHeight, row), edge(top, cellHeight, row + 1))
        let gap = min(cellWidth, cellHeight) > 12 ? 1.0 : 0
        let value = cells.mean(row: row, of: rows, column: column, of: columns)
        let share = share(value)
        if let share {
          writer.rectangle(x0, y0, x1 - x0 - gap, y1 - y0 - gap, "u", fill: Self.colour(share, isSigned: isSigned))
        }
        guard let numbers else { continue }
        let ink = share.map { Self.isDark($0, isSigned: isSigned) ? "#ffffff" : "#1c2430" }
        writer.text(numbers[row + column * rows], (x0 + x1 - gap) / 2, (y0 + y1 - gap) / 2 + 4, "k", .middle, fill: ink)
      }
    }
    let right = left + Double(columns) * cellWidth
    write(names, from: left - 8, top, cellHeight * Double(rows), room, to: &writer)
    writeColumnNames(left, top - 7, cellWidth * Double(columns), to: &writer)
    if !scene.x.label.isEmpty {
      writer.text(SVGText.fitted(scene.x.label, to: right - left), (left + right) / 2, box.top + 12, "n", .middle)
    }
    if !scene.y.label.isEmpty {
      writer.text(SVGText.fitted(scene.y.label, to: room), left - 8, top - 7, "n", .end)
    }
    writeScale(left, box.top + box.height - 22, min(220, width), to: &writer)
    return (left, right)
  }

  /// Cells without numbers and gaps: one path for each of so many shades as an eye tells apart, and neighbours of one
  /// shade in one piece.
  private func writeSmall(
    _ count: (rows: Int, columns: Int), _ at: (left: Double, top: Double), _ size: (width: Double, height: Double),
    to writer: inout SVGWriter
  ) {
    let shades = 64
    var paths = [String](repeating: "", count: shades)
    for row in 0..<count.rows {
      let (y0, y1) = (edge(at.top, size.height, row), edge(at.top, size.height, row + 1))
      var run: (shade: Int, start: Int)?
      func flush(_ end: Int) {
        guard let last = run else { return }
        let (x0, x1) = (edge(at.left, size.width, last.start), edge(at.left, size.width, end))
        let width = SVGText.number(x1 - x0)
        paths[last.shade] += "M\(SVGText.point(x0, y0))h\(width)v\(SVGText.number(y1 - y0))h-\(width)z"
        run = nil
      }
      for column in 0..<count.columns {
        let value = share(cells.mean(row: row, of: count.rows, column: column, of: count.columns))
        let shade = value.map { min(max(Int(clamped: $0 * Double(shades)), 0), shades - 1) }
        if shade != run?.shade { flush(column) }
        if let shade, run == nil { run = (shade, column) }
      }
      flush(count.columns)
    }
    for (shade, data) in paths.enumerated() where !data.isEmpty {
      let colour = Self.colour((Double(shade) + 0.5) / Double(shades), isSigned: isSigned)
      // A rule of the sheet would win over an attribute.
      writer.add("<path style=\"fill:\(colour)\" d=\"\(data)\"/>\n")
    }
  }

  /// Whole pixels, so that no paper shows between neighbours.
  private func edge(_ start: Double, _ size: Double, _ index: Int) -> Double {
    (start + size * Double(index)).rounded()
  }

  private func write(
    _ names: [String], from right: Double, _ top: Double, _ height: Double, _ room: Double, to writer: inout SVGWriter
  ) {
    let step = height / Double(max(names.count, 1))
    let every = stride(22, step)
    for (row, name) in names.enumerated() where isNamed(row, every, cells.rowNames) {
      let middle = top + (Double(row) + 0.5) * step
      writer.text(SVGText.fitted(name, to: room), right, middle + 4, "n", .end)
    }
  }

  private func writeColumnNames(_ left: Double, _ baseline: Double, _ width: Double, to writer: inout SVGWriter) {
    let names = (0..<cells.columns).map { cells.columnName($0) }
    let step = width / Double(max(names.count, 1))
    let widest = names.prefix(500).map { SVGText.width($0) }.max() ?? 0
    let every = stride(min(widest + 8, 90), step)
    for (column, name) in names.enumerated() where isNamed(column, every, cells.columnNames) {
      let text = SVGText.fitted(name, to: max(step * Double(every) - 6, 12))
      writer.text(text, left + (Double(column) + 0.5) * step, baseline, "n", .middle)
    }
  }

  /// Of numbers the round ones stand, of names the first and those after it.
  private func isNamed(_ index: Int, _ every: Int, _ names: [String]) -> Bool {
    (names.isEmpty ? index + 1 : index).isMultiple(of: every)
  }

  /// Every which name finds room: 1, 2, 5, 10 …
  private func stride(_ needed: Double, _ step: Double) -> Int {
    let least = max(1, Int(clamped: (needed / max(step, 1e-9)).rounded(.up)))
    let power = Int(clamped: pow(10, log10(Double(least)).rounded(.down)))
    return ([1, 2, 5, 10].first { $0 * power >= least } ?? 10) * power
  }

  private func texts(_ rows: Int, _ columns: Int, width: Double, height: Double) -> [String]? {
    guard rows == cells.rows, columns == cells.columns, height >= 16, rows * columns <= 2000 else { return nil }
    let texts = cells.values.values.map { $0.isNaN ? "n/a" : $0.label(digits: 3) }
    return texts.allSatisfy { SVGText.width($0) + 4 <= width } ? texts : nil
  }

  private func writeScale(_ left: Double, _ top: Double, _ width: Double, to writer: inout SVGWriter) {
    guard range.low < range.high else {
      writer.text("all \(cells.scale.value(range.low).label(digits: 4))", left, top + 14, "n r")
      return
    }
    let (low, high) = isSigned ? (-reach, reach) : (range.low, range.high)
    let texts = (cells.scale.value(low).label(digits: 3), cells.scale.value(high).label(digits: 3))
    let start = left + SVGText.width(texts.0, size: 11) + 6
    let steps = 48
    for step in 0..<steps {
      let x0 = (start + width * Double(step) / Double(steps)).rounded()
      let x1 = (start + width * Double(step + 1) / Double(steps)).rounded()
      let share = (Double(step) + 0.5) / Double(steps)
      writer.rectangle(x0, top + 5, x1 - x0, 10, "u", fill: Self.colour(share, isSigned: isSigned))
    }
    writer.text(texts.0, start - 6, top + 14, "n r", .end)
    writer.text(texts.1, start + width + 6, top + 14, "n r")
  }

  /// Values of both signs, which a logarithm has not, have white for 0 in the middle.
  private var isSigned: Bool { cells.scale != .log10 && range.low < 0 && range.high > 0 }
  private var reach: Double { max(-range.low, range.high) }

  private func share(_ value: Double) -> Double? {
    let place = cells.scale.place(value)
    guard place.isFinite else { return nil }
    if isSigned { return 0.5 + place / reach / 2 }
    return range.low == range.high ? 0.5 : range.fraction(place)
  }

  private typealias Colour = (red: Double, green: Double, blue: Double)

  // Both run monotonically in lightness from the middle or the light end, so that they read in grey and to every eye.
  private static let plain: [Colour] = [(234, 243, 251), (158, 202, 232), (66, 146, 198), (8, 81, 156), (8, 40, 92)]
  private static let signed: [Colour] = [
    (146, 60, 4), (217, 112, 20), (248, 188, 122), (247, 247, 245), (146, 197, 222), (54, 125, 188), (8, 58, 122),
  ]

  private static func mixed(_ share: Double, isSigned: Bool) -> Colour {
    let stops = isSigned ? signed : plain
    let place = min(max(share, 0), 1) * Double(stops.count - 1)
    let index = min(Int(clamped: place), stops.count - 2)
    let (a, b, t) = (stops[index], stops[index + 1], place - Double(index))
    return (a.red + (b.red - a.red) * t, a.green + (b.green - a.green) * t, a.blue + (b.blue - a.blue) * t)
  }

  private static func colour(_ share: Double, isSigned: Bool) -> String {
    let colour = mixed(share, isSigned: isSigned)
    return "#"
      + [colour.red, colour.green, colour.blue].map { part in
        let digits = String(Int(clamped: part.rounded()), radix: 16)
        return digits.utf8.count < 2 ? "0" + digits : digits
      }.joined()
  }

  /// Whether white reads better on it than black.
  private static func isDark(_ share: Double, isSigned: Bool) -> Bool {
    let colour = mixed(share, isSigned: isSigned)
    return 0.299 * colour.red + 0.587 * colour.green + 0.114 * colour.blue < 140
  }
}

import Document

/// The rows around a plot, of which those that matter least go first when there is no room.
struct Page: Sendable {
  private let glyphs: Glyphs
  private let width: Int
  private var title: String
  private var legend: [Plane.LegendEntry]
  /// How many rows the legend may take.
  private var legendRows = 4
  private var yLabel: String
  private var xLabel: String
  private var notices: [String]

  /// A plot has at least this many rows while anything around it can still go.
  private static let leastRows = 5

  init(_ around: Plane.Surroundings, _ size: Size) {
    glyphs = size.glyphs
    width = size.width
    title = around.title
    xLabel = around.xLabel
    yLabel = around.yLabel
    legend = around.legend
    notices = around.notices
  }

  /// Says what must be added to the labels of the axes; it costs a row, so the page shrinks afterwards.
  mutating func note(xOffset: Double, yOffset: Double) {
    let notes = [("x", xOffset), ("y", yOffset)].filter { $0.1 != 0 }
    notices = notes.map { "\($0.0) labels + \(Self.exact($0.1))" } + notices
  }

  /// The shortest form that is the number itself.
  private static func exact(_ value: Double) -> String {
    let short = value.label()
    return Double(short) == value ? short : value.formatted(digits: 17)
  }

  /// The notices in rows, as many as fit beside each other in each.
  private var noticeRows: [String] {
    var rows: [String] = []
    for notice in notices {
      let label = glyphs.label(notice)
      if let last = rows.last, last.displayWidth + label.displayWidth + 2 <= width {
        rows[rows.count - 1] = "\(last); \(label)"
      } else {
        rows.append(label)
      }
    }
    return rows
  }

  private var hasHead: Bool { !legend.isEmpty || !yLabel.isEmpty }

  /// Rows above the plot.
  var topRows: Int { (title.isEmpty ? 0 : 1) + (hasHead ? max(legendInRows.count, 1) : 0) }

  /// The legend in as many rows as it needs and may have; the last of them takes what is left.
  private var legendInRows: [[Plane.LegendEntry]] {
    let name = glyphs.ellipsized(yLabel, to: width / 3)
    let room = width - (name.isEmpty ? 0 : name.displayWidth + 2)
    var rows: [[Plane.LegendEntry]] = []
    var used = 0
    for entry in legend {
      let wide = glyphs.label(entry.text).displayWidth
      if let last = rows.indices.last, rows.count == legendRows || used + entry.gap + wide <= room {
        rows[last].append(entry)
        used += entry.gap + wide
      } else {
        rows.append([entry])
        used = wide
      }
    }
    return rows
  }

  /// Rows that are not the plot's.
  var extraRows: Int { topRows + 2 + (xLabel.isEmpty ? 0 : 1) + noticeRows.count }

  mutating func shrink(to height: Int) {
    // A plot keeps two thirds of the page before its legend takes another row.
    while legendRows > 1, height - extraRows < max(2 * Self.leastRows, height * 3 / 5) { legendRows -= 1 }
    if height - extraRows < Self.leastRows { xLabel = "" }
    if height - extraRows < Self.leastRows {
      legend = []
      yLabel = ""
    }
    if height - extraRows < Self.leastRows { title = "" }
    while height - extraRows < Self.leastRows - 3, notices.count > 1 { notices.removeLast() }
  }

  func write(on canvas: inout Canvas, left: Int, columns: Int, axisRow: Int) {
    var row = 0
    if !title.isEmpty {
      centre(title, on: &canvas, left, columns, row)
      row += 1
    }
    if hasHead {
      for (index, entries) in (legend.isEmpty ? [[]] : legendInRows).enumerated() {
        head(entries, isFirst: index == 0, on: &canvas, left, columns, row + index)
      }
    }
    row = axisRow + 2
    if !xLabel.isEmpty {
      centre(xLabel, on: &canvas, left, columns, row)
      row += 1
    }
    for notice in noticeRows {
      canvas.write(glyphs.ellipsized(notice, to: width), 0, row, ink: Canvas.dim)
      row += 1
    }
  }

  private func centre(
    _ text: String, on canvas: inout Canvas, _ left: Int, _ columns: Int, _ row: Int, ink: UInt8 = 0
  ) {
    let label = glyphs.ellipsized(text, to: width)
    let start = left + floorHalf(columns - label.displayWidth)
    canvas.write(label, min(max(start, 0), width - label.displayWidth), row, ink: ink)
  }

  private func floorHalf(_ value: Int) -> Int { value >= 0 ? value / 2 : (value - 1) / 2 }

  /// The name of the y axis at the left, the legend centred over the plot or after it.
  private func head(
    _ entries: [Plane.LegendEntry], isFirst: Bool, on canvas: inout Canvas, _ left: Int, _ columns: Int, _ row: Int
  ) {
    let name = glyphs.ellipsized(yLabel, to: legend.isEmpty ? width : width / 3)
    if isFirst { canvas.write(name, 0, row) }
    let free = name.isEmpty ? 0 : name.displayWidth + 2
    canvas.write(entries, in: min(free, width)..<width, over: left..<left + columns, row, glyphs)
  }
}

extension Canvas {
  /// As many pieces of a legend as find room, centred over some columns, and how many more there are.
  mutating func write(
    _ legend: [Plane.LegendEntry], in room: Range<Int>, over columns: Range<Int>, _ row: Int, _ glyphs: Glyphs
  ) {
    var pieces: [(text: String, ink: UInt8)] = []
    var used = 0
    for (index, entry) in legend.enumerated() {
      let text = String(repeating: " ", count: index == 0 ? 0 : entry.gap) + glyphs.label(entry.text)
      let rest = legend.count - index
      let more = "  \(glyphs.isAscii ? "+" : "…") \(rest) more"
      let mustHold = text.displayWidth + (rest > 1 ? 10 : 0)
      if used + mustHold > room.count {
        let last = index == 0 ? glyphs.ellipsized(text, to: room.count) : more
        if used + last.displayWidth <= room.count { pieces.append((last, 0)) }
        used += last.displayWidth
        break
      }
      pieces.append((text, entry.ink))
      used += text.displayWidth
    }
    // Rounded down below 0 too.
    let start = columns.lowerBound + (columns.count - used) >> 1
    var column = max(min(start, room.upperBound - used), room.lowerBound)
    for piece in pieces {
      write(piece.text, column, row, ink: piece.ink)
      column += piece.text.displayWidth
    }
  }
}

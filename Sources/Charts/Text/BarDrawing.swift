import Document

/// Bars lying beside their names.
struct BarDrawing: Sendable {
  private let bars: [Scene.Bar]
  private let scene: Scene

  init(_ bars: [Scene.Bar], _ scene: Scene) {
    self.bars = bars
    self.scene = scene
  }

  func text(_ size: Size) -> String {
    guard case .names(let allNames) = scene.y.ticks, let extent = scene.x.extent else { return "" }
    let values = bars.map(\.to)
    let glyphs = size.glyphs
    let heading = [scene.title, scene.x.label].filter { !$0.isEmpty }
    let room = size.height - heading.count
    let shown = values.count > room ? room - 1 : values.count
    let names = allNames.prefix(shown).map { glyphs.ellipsized($0, to: size.width / 3) }
    let nameWidth = names.map(\.displayWidth).max() ?? 0
    let labels = bars.prefix(shown).map(\.label)
    let labelWidth = labels.map(\.count).max() ?? 0
    let low = extent.low
    let scale = extent.opened
    let columns = max(size.width - nameWidth - 2 - 2 * (labelWidth + 1), 1)
    let zero = Int(clamped: (scale.fraction(0) * Double(columns)).rounded())
    let left = nameWidth + 2 + (low < 0 ? labelWidth + 1 : 0)
    var canvas = Canvas(width: size.width, height: size.height)
    for (row, text) in heading.enumerated() {
      let label = glyphs.ellipsized(text, to: size.width)
      canvas.write(label, max(0, (size.width - label.displayWidth) / 2), row)
    }
    for row in 0..<shown {
      let line = row + heading.count
      canvas.write(names[row], nameWidth - names[row].displayWidth, line)
      let length = values[row].isFinite ? self.length(values[row], scale, columns) : 0
      let start = left + (values[row] < 0 ? zero - length : zero)
      for column in 0..<length {
        canvas.put(glyphs.isAscii ? "#" : "█", start + (values[row] < 0 ? column : column + 1), line, ink: 1)
      }
      canvas.put(glyphs.vertical, left + zero, line, ink: Canvas.dim)
      let at = values[row] < 0 ? start - 1 - labels[row].count : left + zero + 2 + length
      canvas.write(labels[row], max(at, nameWidth + 1), line)
    }
    if shown < values.count {
      let note = "\(glyphs.isAscii ? "+" : "…") \(values.count - shown) more"
      canvas.write(glyphs.ellipsized(note, to: size.width), 0, shown + heading.count, ink: Canvas.dim)
    }
    return canvas.text(color: size.color).trimmingEmptyRows
  }

  /// Cells of a bar: a value that is not 0 has one at least.
  private func length(_ value: Double, _ scale: Domain, _ columns: Int) -> Int {
    if value == 0 { return 0 }
    let share = abs(scale.fraction(value) - scale.fraction(0))
    return max(1, Int(clamped: (share * Double(columns)).rounded()))
  }
}

extension String {
  /// The rows without empty ones at the end.
  var trimmingEmptyRows: String {
    var rows = split(separator: "\n", omittingEmptySubsequences: false)
    while rows.count > 1, rows.last?.isEmpty == true { rows.removeLast() }
    return rows.joined(separator: "\n")
  }
}

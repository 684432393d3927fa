import Document

/// The dots between two lines.
struct AreaStroke: Sendable {
  private let area: Scene.Area

  init(_ area: Scene.Area) { self.area = area }

  func draw(on plane: inout Plane) {
    var grid = DotGrid(columns: plane.columns, rows: plane.rows)
    guard !area.x.isEmpty else { return }
    var b = corners(0, plane)
    for index in area.x.indices.dropFirst() {
      let a = b
      b = corners(index, plane)
      guard a.low.isFinite, a.high.isFinite, b.low.isFinite, b.high.isFinite, a.x.isFinite, b.x.isFinite else {
        continue
      }
      let (left, right) = a.x <= b.x ? (a, b) : (b, a)
      let first = max(Int(clamped: left.x.rounded(.up)), 0)
      let last = min(Int(clamped: right.x.rounded(.down)), grid.width - 1)
      guard first <= last else { continue }
      for column in first...last {
        let share = right.x > left.x ? (Double(column) - left.x) / (right.x - left.x) : 0
        let top = max(Int(clamped: (left.high + share * (right.high - left.high)).rounded()), 0)
        let bottom = min(Int(clamped: (left.low + share * (right.low - left.low)).rounded()), grid.height - 1)
        guard top <= bottom else { continue }
        for row in top...bottom where isDotted(column, row) { grid.set(column, row, owner: 0) }
      }
    }
    let (glyphs, ink) = (plane.glyphs, Canvas.ink(area.look))
    plane.draw(grid) { _ in
      (
        glyphs.charset == .braille ? " " : glyphs.areaFill(area.look.series, area.side), ink,
        glyphs.charset != .braille
      )
    }
  }

  /// A chequered shade, below the base one of upright lines.
  private func isDotted(_ column: Int, _ row: Int) -> Bool {
    area.side == .above ? (column + row).isMultiple(of: 2) : column.isMultiple(of: 2)
  }

  private func corners(_ index: Int, _ plane: Plane) -> (x: Double, low: Double, high: Double) {
    let (low, high) = (plane.dot(area.x[index], area.low[index]), plane.dot(area.x[index], area.high[index]))
    return (low.x, low.y, high.y)
  }
}

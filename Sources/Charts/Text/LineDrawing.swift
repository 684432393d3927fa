/// Lines that share the dots of a plot.
struct LineDrawing: Sendable {
  private let lines: [Scene.Polyline]

  init(_ lines: [Scene.Polyline]) { self.lines = lines }

  /// - Parameter isAlone: whether there is no other line; then a point joined to none has a mark.
  func draw(on plane: inout Plane, isAlone: Bool) {
    guard !lines.isEmpty else { return }
    let glyphs = plane.glyphs
    var grid = DotGrid(columns: plane.columns, rows: plane.rows)
    var alone: [MarkerStroke] = []
    var letters: [(cell: Int, look: Scene.Look)] = []
    for (owner, line) in lines.enumerated() {
      let dash = glyphs.isAscii ? Dash() : Dash(Glyphs.dash(line.look) ?? [])
      let stroke = LineStroke(x: line.x, y: line.y)
      guard line.look.letter != nil else {
        let lone = stroke.draw(on: &grid, plane, owner: UInt8(owner % 256), dash: dash)
        alone.append(MarkerStroke(x: lone.map { line.x[$0] }, y: lone.map { line.y[$0] }))
        continue
      }
      var own = DotGrid(columns: plane.columns, rows: plane.rows)
      _ = stroke.draw(on: &own, plane, owner: UInt8(owner % 256), dash: dash)
      grid.merge(own)
      letters += own.ends.map { ($0, line.look) }
    }
    plane.draw(grid) { owner in
      let look = lines[Int(owner)].look
      return (glyphs.stroke(look), Canvas.ink(look), !glyphs.isAscii && Glyphs.dash(look) == nil)
    }
    for (owner, markers) in alone.enumerated() {
      let look = lines[owner].look
      let mark = isAlone ? Glyphs.mark(look.series) : Glyphs.stroke(look.series)
      markers.draw(on: &plane, mark: mark, ink: Canvas.ink(look))
    }
    if glyphs.isAscii { return }
    for (cell, look) in letters {
      plane.put(look.letter ?? " ", cell % grid.columns, cell / grid.columns, ink: Canvas.ink(look))
    }
  }
}

extension DotGrid {
  /// The rightmost cell of every group of touching cells that is large enough to lose one to a letter.
  fileprivate var ends: [Int] {
    components.filter { $0.count >= 3 }.compactMap { cells in
      cells.max { ($0 % columns, -$0) < ($1 % columns, -$1) }
    }
  }

  /// The cells with dots, grouped by touching.
  private var components: [[Int]] {
    var isSeen = masks.map { $0 == 0 }
    var components: [[Int]] = []
    for start in masks.indices where !isSeen[start] {
      isSeen[start] = true
      var found = [start]
      var next = 0
      while next < found.count {
        let (column, row) = (found[next] % columns, found[next] / columns)
        next += 1
        for i in max(row - 1, 0)...min(row + 1, rows - 1) {
          for j in max(column - 1, 0)...min(column + 1, columns - 1) where !isSeen[j + i * columns] {
            isSeen[j + i * columns] = true
            found.append(j + i * columns)
          }
        }
      }
      components.append(found)
    }
    return components
  }
}

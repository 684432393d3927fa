/// Arrows: a line of dots, in ASCII of slanted strokes, and a head.
struct ArrowStroke: Sendable {
  private let arrows: Scene.Segments

  init(_ arrows: Scene.Segments) { self.arrows = arrows }

  func draw(on plane: inout Plane) {
    let (glyphs, ink) = (plane.glyphs, Canvas.ink(arrows.look))
    for index in arrows.x0.indices {
      let start = plane.dot(arrows.x0[index], arrows.y0[index])
      let end = plane.dot(arrows.x1[index], arrows.y1[index])
      let (dx, dy) = (end.x - start.x, end.y - start.y)
      guard dx.isFinite, dy.isFinite else { continue }
      var grid = DotGrid(columns: plane.columns, rows: plane.rows)
      var solid = Dash()
      grid.line(start.x, start.y, end.x, end.y, owner: 0, dash: &solid)
      let isPoint = abs(dx) < 1 && abs(dy) < 1
      if !isPoint { plane.draw(grid) { _ in (Self.shaft(dx, dy), ink, false) } }
      guard let tip = plane.cell(arrows.x1[index], arrows.y1[index]) else { continue }
      plane.put(isPoint ? glyphs.middleDot : glyphs.head(dx, dy), tip.column, tip.row, ink: ink)
    }
  }

  /// Which of four strokes lies nearest, in dots that are as wide as high, y downwards.
  private static func shaft(_ dx: Double, _ dy: Double) -> Character {
    if abs(dy) < 0.41 * abs(dx) { return "-" }
    if abs(dx) < 0.41 * abs(dy) { return "|" }
    return (dx > 0) == (dy > 0) ? "\\" : "/"
  }
}

/// Stems: lines of characters straight up or down from a base.
struct StemStroke: Sendable {
  private let stems: Scene.Segments

  init(_ stems: Scene.Segments) { self.stems = stems }

  func draw(on plane: inout Plane) {
    let (glyphs, ink) = (plane.glyphs, Canvas.ink(stems.look))
    // Stems in one column cover each other: the longest upwards and the longest downwards stand for all.
    var reach = [(base: Int, top: Int, bottom: Int)?](repeating: nil, count: plane.columns)
    for index in stems.x0.indices {
      guard let tip = plane.cell(stems.x1[index], stems.y1[index]),
        let base = plane.cell(stems.x0[index], stems.y0[index])
      else { continue }
      let known = reach[base.column] ?? (base.row, base.row, base.row)
      reach[base.column] = (base.row, min(known.top, tip.row), max(known.bottom, tip.row))
    }
    for (column, stem) in reach.enumerated() {
      guard let stem, stem.top < stem.bottom else { continue }
      for row in stem.top...stem.bottom {
        let isOnLine = row == stem.base && plane.character(column, row) == glyphs.horizontal
        let foot = glyphs.foot(isUp: stem.top < stem.base, isDown: stem.bottom > stem.base)
        plane.put(isOnLine ? foot : glyphs.vertical, column, row, ink: ink)
      }
    }
  }
}

extension Glyphs {
  /// The head of an arrow in dots, y downwards.
  fileprivate func head(_ dx: Double, _ dy: Double) -> Character {
    if isAscii { return abs(dx) >= abs(dy) ? (dx > 0 ? ">" : "<") : dy > 0 ? "v" : "^" }
    if abs(dy) < 0.41 * abs(dx) { return dx > 0 ? "→" : "←" }
    if abs(dx) < 0.41 * abs(dy) { return dy > 0 ? "↓" : "↑" }
    return dx > 0 ? (dy > 0 ? "↘" : "↗") : dy > 0 ? "↙" : "↖"
  }

  fileprivate func foot(isUp: Bool, isDown: Bool) -> Character {
    isUp && isDown ? cross : isAscii ? "+" : isUp ? "┴" : "┬"
  }
}

import Document

/// Shapes on one pair of axes, in characters.
struct PlaneDrawing: Sendable {
  private let scene: Scene

  init(_ scene: Scene) { self.scene = scene }

  /// Nil when there is nothing to draw.
  func canvas(_ around: Plane.Surroundings, _ size: Size) -> Canvas? {
    guard let x = scene.x.extent, let y = scene.y.extent else { return nil }
    let scene = scene
    let equal = scene.hasEqualUnits ? EqualUnits(x, y) : nil
    var plane = Plane(
      around, size,
      Plane.Frame(equal: equal) { rows, domain in
        Ticks(
          domain ?? y, scale: scene.y.scale, cells: rows, dots: 4, wanted: max((rows + 1) / 5 + 3, 3),
          grows: scene.y.grows && domain == nil, isWhole: scene.y.isWhole
        ) { marks in zip(marks, marks.dropFirst()).allSatisfy { $1.cell - $0.cell >= (rows < 6 ? 1 : 2) } }
      } x: { columns, domain, fits in
        Ticks(
          domain ?? x, scale: scene.x.scale, cells: columns, dots: 2, wanted: max(columns / 10 + 1, 3),
          grows: scene.x.grows && domain == nil, isWhole: scene.x.isWhole, fits: fits)
      })
    draw(on: &plane)
    plane.write(ends: around.ends)
    return plane.canvas
  }

  private func draw(on plane: inout Plane) {
    let isAlone = scene.shapes.count { if case .polyline(let line) = $0 { !line.look.isQuiet } else { false } } == 1
    var lines: [Scene.Polyline] = []
    for shape in scene.shapes {
      // Lines share their dots, so that crossing ones do not hide each other's cells.
      if case .polyline(let line) = shape, let last = lines.last, last.look.sharesDots(with: line.look) {
        lines.append(line)
        continue
      }
      LineDrawing(lines).draw(on: &plane, isAlone: isAlone)
      lines = []
      switch shape {
      case .polyline(let line): lines = [line]
      case .markers(let markers):
        MarkerStroke(x: markers.x, y: markers.y).draw(
          on: &plane, mark: markers.sign ?? Glyphs.mark(markers.look.series), ink: Canvas.ink(markers.look))
      case .area(let area): AreaStroke(area).draw(on: &plane)
      case .segments(let segments):
        if segments.hasHeads { ArrowStroke(segments).draw(on: &plane) } else { StemStroke(segments).draw(on: &plane) }
      case .guide(let guide): plane.draw(guide)
      case .texts(let labels): for label in labels { plane.write(label) }
      case .region(let region): RegionStroke(region).draw(on: &plane)
      case .columns, .bars, .boxes, .cells, .surface, .network: break
      }
    }
    LineDrawing(lines).draw(on: &plane, isAlone: isAlone)
  }
}

extension Scene.Look {
  fileprivate func sharesDots(with other: Scene.Look) -> Bool {
    (letter == nil) == (other.letter == nil) && isQuiet == other.isQuiet
  }
}

extension Plane {
  /// A quiet line from edge to edge; on the lowest row the frame itself is line enough.
  fileprivate mutating func draw(_ guide: Scene.Guide) {
    switch guide {
    case .y(let place):
      guard let row = cell(x.domain.low, place)?.row, row < rows - 1 else { return }
      for column in 0..<columns {
        let isCrossing = character(column, row) == glyphs.vertical
        put(isCrossing ? glyphs.cross : glyphs.horizontal, column, row, ink: Canvas.dim)
      }
    case .x(let place):
      guard let column = cell(place, y.domain.low)?.column, column > 0 else { return }
      for row in 0..<rows {
        let isCrossing = character(column, row) == glyphs.horizontal
        put(isCrossing ? glyphs.cross : glyphs.vertical, column, row, ink: Canvas.dim)
      }
    }
  }

  /// A name beside its point, on the side away from the origin where nothing stands yet.
  fileprivate mutating func write(_ label: Scene.Label) {
    let point = dot(label.x, label.y)
    guard point.x.isFinite, point.y.isFinite else { return }
    let column = min(max(Int(clamped: point.x.rounded()) / 2, 0), columns - 1)
    let row = min(max(Int(clamped: point.y.rounded()) / 4, 0), rows - 1)
    let text = glyphs.ellipsized(label.text, to: columns)
    let width = text.displayWidth
    let (right, left) = ((column + 2, row), (column - 1 - width, row))
    let (above, below) = ((column - width / 2, row - 1), (column - width / 2, row + 1))
    let sides = label.isRight ?? (label.x >= 0) ? [right, left] : [left, right]
    let ends = label.isAbove ?? (label.y >= 0) ? [above, below] : [below, above]
    // A few rows away a name is still that of its point; over a line it is nobody's.
    let farther = (2...4).flatMap { distance -> [(Int, Int)] in
      let rows = label.isAbove ?? (label.y >= 0) ? [row - distance, row + distance] : [row + distance, row - distance]
      return rows.flatMap { row in [(column - width / 2, row), (sides[0].0, row), (sides[1].0, row)] }
    }
    let free = ([sides[0]] + ends + sides + farther).first { start, row in
      row >= 0 && row < rows && start >= 0 && start + width <= columns
        && (start..<start + width).allSatisfy { isFree($0, row) }
    }
    let (start, line) = free ?? (min(max(sides[0].0, 0), columns - width), row)
    canvas.write(text, self.left + start, top + line, ink: Canvas.ink(label.look))
  }

  /// Names beside the right edge, each in the row of its line's end or as near as the others let it be.
  fileprivate mutating func write(ends: [Scene.Label]) {
    let placed = ends.compactMap { end in cell(end.x, end.y).map { (label: end, row: $0.row) } }
      .sorted { ($0.row, -$0.label.y) < ($1.row, -$1.label.y) }
    var rowsTaken: [Int] = []
    for (index, end) in placed.enumerated() {
      rowsTaken.append(min(max(end.row, (rowsTaken.last ?? -1) + 1), rows - placed.count + index))
    }
    for (end, row) in zip(placed, rowsTaken) {
      canvas.write(glyphs.label(end.label.text), left + columns + 1, top + row, ink: Canvas.ink(end.label.look))
    }
  }

  private func isFree(_ column: Int, _ row: Int) -> Bool {
    guard let character = character(column, row) else { return false }
    return [" ", glyphs.horizontal, glyphs.vertical, glyphs.cross].contains(character)
  }
}

import Document

/// Shapes on one pair of axes, in characters.
struct PlaneDrawing: Sendable {
  private let scene: Scene

  init(_ scene: Scene) { self.scene = scene }

  func text(_ around: Plane.Surroundings, _ size: Size) -> String {
    guard let x = scene.x.extent, let y = scene.y.extent else { return Empty.text(around, size) }
    var plane = Plane(around, size) { rows in
      Ticks(
        y, scale: scene.y.scale, cells: rows, dots: 4, wanted: max((rows + 1) / 5 + 3, 3), grows: scene.y.grows
      ) { marks in zip(marks, marks.dropFirst()).allSatisfy { $1.cell - $0.cell >= (rows < 6 ? 1 : 2) } }
    } xAxis: { columns, fits in
      Ticks(
        x, scale: scene.x.scale, cells: columns, dots: 2, wanted: max(columns / 10 + 1, 3), grows: scene.x.grows,
        fits: fits)
    }
    draw(on: &plane)
    return plane.canvas.text(color: size.color)
  }

  private func draw(on plane: inout Plane) {
    var lines: [Scene.Polyline] = []
    for shape in scene.shapes {
      // Lines share their dots, so that crossing ones do not hide each other's cells.
      if case .polyline(let line) = shape {
        if let last = lines.last, last.look.isOfKind(line.look) {
          lines.append(line)
        } else {
          Strokes(lines).draw(on: &plane, isAlone: lineCount == 1)
          lines = [line]
        }
        continue
      }
      Strokes(lines).draw(on: &plane, isAlone: lineCount == 1)
      lines = []
      if case .markers(let markers) = shape {
        MarkerStroke(x: markers.x, y: markers.y).draw(
          on: &plane, mark: markers.sign ?? Glyphs.mark(markers.look.series), ink: Canvas.ink(markers.look))
      }
    }
    Strokes(lines).draw(on: &plane, isAlone: lineCount == 1)
  }

  private var lineCount: Int {
    scene.shapes.count { if case .polyline(let line) = $0 { !line.look.isQuiet } else { false } }
  }
}

extension Scene.Look {
  /// Whether both may share dots.
  fileprivate func isOfKind(_ other: Scene.Look) -> Bool {
    (letter == nil) == (other.letter == nil) && isQuiet == other.isQuiet
  }
}

/// Lines that share the dots of a plot.
struct Strokes: Sendable {
  private let lines: [Scene.Polyline]

  init(_ lines: [Scene.Polyline]) { self.lines = lines }

  /// - Parameter isAlone: whether there is no other line; then a point joined to none has a mark.
  func draw(on plane: inout Plane, isAlone: Bool) {
    guard !lines.isEmpty else { return }
    var grid = DotGrid(columns: plane.columns, rows: plane.rows)
    var alone: [MarkerStroke] = []
    var letters: [(cell: Int, look: Scene.Look)] = []
    for (owner, line) in lines.enumerated() {
      let dash = plane.glyphs.isAscii ? Dash() : Dash(Glyphs.dash(line.look) ?? [])
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
    let glyphs = plane.glyphs
    plane.draw(grid) { owner in
      let look = lines[Int(owner)].look
      return (glyphs.stroke(look), Canvas.ink(look), !glyphs.isAscii && Glyphs.dash(look) == nil)
    }
    for (owner, markers) in alone.enumerated() {
      let look = lines[owner].look
      markers.draw(
        on: &plane, mark: isAlone ? Glyphs.mark(look.series) : Glyphs.stroke(look.series), ink: Canvas.ink(look))
    }
    if plane.glyphs.isAscii { return }
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

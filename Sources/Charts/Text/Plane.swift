import Document

/// A chart's page while it is being drawn: title, legend, axes and labels around an empty plot.
struct Plane: Sendable {
  /// What stands around the plot.
  struct Surroundings: Sendable {
    var title = ""
    var xLabel = ""
    var yLabel = ""
    var legend: [LegendEntry] = []
    var notices: [String] = []
    /// Names to the right of the plot, and the columns they need.
    var ends: [Scene.Label] = []
    var endColumns = 0

    /// - Parameter size: that of the page.
    init(_ scene: Scene, _ size: Size) {
      let glyphs = size.glyphs
      title = scene.title
      xLabel = scene.x.label
      yLabel = scene.y.label
      let widest = scene.ends.map { glyphs.label($0.text).displayWidth }.max() ?? 0
      if widest > 0, widest <= size.width / 4, scene.ends.count + 8 <= size.height {
        ends = scene.ends
        endColumns = widest + 1
      }
      let keys = ends.isEmpty ? scene.keys : scene.keys.filter { $0.sample != .stroke }
      legend = keys.map { LegendEntry($0, glyphs) }
      notices = scene.notices
    }
  }

  /// A piece of the legend and the blanks before it.
  struct LegendEntry: Sendable {
    var text: String
    var ink: UInt8 = 0
    var gap = 3

    init(_ key: Scene.Key, _ glyphs: Glyphs) {
      let sample = glyphs.sample(key)
      text = sample.isEmpty ? key.text : "\(sample) \(key.text)"
      ink = Canvas.ink(key.look)
      gap = key.isClose ? 2 : 3
    }
  }

  /// How the axes fill the room.
  struct Frame {
    /// How many of so many rows the plot takes.
    var rows: (Int) -> Int = { $0 }
    /// The extents when a unit is to be as long on both axes.
    var equal: EqualUnits?
    /// The ticks for so many rows, counted from the bottom, and for the domain when it is given.
    var y: (_ rows: Int, _ domain: Domain?) -> Ticks
    /// The ticks for so many columns, given whether labels find room.
    var x: (_ columns: Int, _ domain: Domain?, _ fits: ([Ticks.Mark]) -> Bool) -> Ticks
  }

  var canvas: Canvas
  let glyphs: Glyphs
  /// The plot's first column, and its size in cells; its first row is `top`.
  let left: Int
  let top: Int
  let columns: Int
  let rows: Int
  let x: Ticks
  let y: Ticks

  init(_ around: Surroundings, _ size: Size, _ frame: Frame) {
    let glyphs = size.glyphs
    var page = Page(around, size)
    page.shrink(to: size.height)
    var axes = Axes(page, size, frame, endColumns: around.endColumns)
    if axes.x.offset != 0 || axes.y.offset != 0 {
      // An offset shows only once the rows are dealt out, and its notice needs one of them.
      page = Page(around, size)
      page.note(xOffset: axes.x.offset, yOffset: axes.y.offset)
      page.shrink(to: size.height)
      axes = Axes(page, size, frame, endColumns: around.endColumns)
      // With fewer rows the first tick, and with it the offset, may be another; the notice keeps its rows.
      page = Page(around, size)
      page.note(xOffset: axes.x.offset, yOffset: axes.y.offset)
      page.shrink(to: size.height)
    }
    canvas = Canvas(width: size.width, height: size.height)
    self.glyphs = glyphs
    (left, columns, rows, x, y) = (axes.left, axes.columns, axes.rows, axes.x, axes.y)
    top = page.topRows
    drawFrame()
    page.write(on: &canvas, left: left, columns: columns, axisRow: top + rows)
  }

  /// The ticks of both axes and the room between them.
  private struct Axes {
    let rows: Int
    let left: Int
    let columns: Int
    let x: Ticks
    let y: Ticks

    init(_ page: Page, _ size: Size, _ frame: Frame, endColumns: Int) {
      let free = max(frame.rows(max(size.height - page.extraRows, 1)), 1)
      let margin = max(size.width >= 30 ? 2 : 0, endColumns)
      func room(_ left: Int) -> Int { max(size.width - left - margin, 1) }
      func left(_ y: Ticks) -> Int { (y.marks.map(\.label.displayWidth).max() ?? 0) + 2 }
      var shape = (rows: free, columns: 0, x: Domain?.none, y: Domain?.none)
      var y = frame.y(free, nil)
      if let equal = frame.equal {
        // The labels of y need room that depends on its domain, which depends on the room.
        for _ in 0..<3 {
          let fitted = equal.fitted(columns: room(left(y)), rows: free)
          shape = (fitted.rows, fitted.columns, fitted.x, fitted.y)
          let fresh = frame.y(fitted.rows, fitted.y)
          let isSettled = left(fresh) <= left(y)
          y = fresh
          if isSettled { break }
        }
      }
      self.left = left(y)
      self.y = y
      rows = shape.rows
      let columns = shape.x == nil ? room(self.left) : min(shape.columns, room(self.left))
      self.columns = columns
      let start = self.left
      x = frame.x(columns, shape.x) { Plane.starts($0, left: start, width: size.width) != nil }
    }
  }

  private mutating func drawFrame() {
    for row in 0..<rows { canvas.put(glyphs.vertical, left - 1, top + row, ink: Canvas.dim) }
    for column in 0..<columns { canvas.put(glyphs.horizontal, left + column, top + rows, ink: Canvas.dim) }
    canvas.put(glyphs.corner, left - 1, top + rows, ink: Canvas.dim)
    for cell in y.minor { canvas.put(glyphs.yMinor, left - 1, top + rows - 1 - cell, ink: Canvas.dim) }
    for mark in y.marks {
      let row = top + rows - 1 - mark.cell
      canvas.write(mark.label, left - 2 - mark.label.displayWidth, row)
      // A mark below the plot belongs to the axis itself, whose corner says enough.
      if mark.cell >= 0 { canvas.put(glyphs.yTick, left - 1, row, ink: Canvas.dim) }
    }
    for cell in x.minor { canvas.put(glyphs.xMinor, left + cell, top + rows, ink: Canvas.dim) }
    for mark in x.marks { canvas.put(glyphs.xTick, left + mark.cell, top + rows, ink: Canvas.dim) }
    for (mark, start) in zip(x.marks, Self.starts(x.marks, left: left, width: canvas.width) ?? []) {
      canvas.write(mark.label, start, top + rows + 1)
    }
  }

  /// Where the labels under the x axis begin; nil when they would touch.
  private static func starts(_ marks: [Ticks.Mark], left: Int, width: Int) -> [Int]? {
    var starts: [Int] = []
    var free = 0
    for mark in marks {
      let centred = left + mark.cell - mark.label.count / 2
      let start = min(max(centred, 0), width - mark.label.count)
      guard start >= free else { return nil }
      starts.append(start)
      free = start + mark.label.count + 1
    }
    return starts
  }

  /// Sets a cell of the plot, counted from its top left.
  mutating func put(_ character: Character, _ column: Int, _ row: Int, ink: UInt8) {
    guard column >= 0, column < columns, row >= 0, row < rows else { return }
    canvas.put(character, left + column, top + row, ink: ink)
  }

  /// What stands in a cell of the plot.
  func character(_ column: Int, _ row: Int) -> Character? {
    guard column >= 0, column < columns, row >= 0, row < rows else { return nil }
    return canvas.character(left + column, top + row)
  }

  /// Copies dots that were set into the plot.
  /// - Parameter stroke: the character of an owner in ASCII, its colour, and whether the character stands in every
  ///   character set.
  mutating func draw(
    _ grid: DotGrid, stroke: (_ owner: UInt8) -> (character: Character, ink: UInt8, isWritten: Bool)
  ) {
    for row in 0..<grid.rows {
      for column in 0..<grid.columns {
        let cell = column + row * grid.columns
        guard grid.masks[cell] != 0 else { continue }
        let look = stroke(grid.owners[cell])
        let glyph = look.isWritten ? look.character : glyphs.dots(grid.masks[cell], stroke: look.character)
        put(glyph, column, row, ink: look.ink)
      }
    }
  }

  /// The place in dots, from the top left, of a point given in places along the axes.
  @inline(__always) func dot(_ px: Double, _ py: Double) -> (x: Double, y: Double) {
    // Half way between two dots ticks, lines and marks take the same one: the upper one, and that to the right.
    (
      x.domain.fraction(px) * Double(columns * 2 - 1) + DotScale.tie,
      (1 - y.domain.fraction(py)) * Double(rows * 4 - 1) - DotScale.tie
    )
  }

  /// The cell of a point, nil outside the plot.
  @inline(__always) func cell(_ px: Double, _ py: Double) -> (column: Int, row: Int)? {
    let at = dot(px, py)
    let (x, y) = (at.x.rounded(), at.y.rounded())
    // A comparison with NaN is false, so what has no place is outside.
    guard x >= 0, x < Double(columns * 2), y >= 0, y < Double(rows * 4) else { return nil }
    return (Int(x) / 2, Int(y) / 4)
  }
}

/// The room for a chart.
struct Size: Sendable {
  var width: Int
  var height: Int
  var glyphs: Glyphs
  var color: Bool
}

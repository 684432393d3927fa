import Document
import Glibc

/// A surface in characters: in braille a net without its hidden lines, otherwise shades of height.
struct SurfaceDrawing: Sendable {
  private let surface: Surface
  private let scene: Scene

  init(_ surface: Surface, _ scene: Scene) {
    self.surface = surface
    self.scene = scene
  }

  func text(_ size: Size) -> String {
    guard let view = SurfaceView(surface) else { return Empty.text(.init(scene, size), size) }
    let glyphs = size.glyphs
    let heights = [view.heights.high, view.heights.low].map { $0.label(digits: 3) }
    let margin = (heights.map(\.displayWidth).max() ?? 0) + 2
    let legend = glyphs.charset == .braille ? "" : key(glyphs, heights)
    let head = [scene.title, legend].filter { !$0.isEmpty }.map { glyphs.ellipsized($0, to: size.width) }
    let tail = scene.notices.map { glyphs.ellipsized($0, to: size.width) }
    // Below the nearest corner stands its name.
    let rows = size.height - head.count - tail.count - 1
    let columns = size.width - margin - 1
    guard rows >= 4, columns >= 12 else { return Empty.words(scene, "surface", size) }
    var canvas = Canvas(width: size.width, height: size.height)
    for (row, line) in head.enumerated() {
      canvas.write(line, max(margin + (columns - line.displayWidth) / 2, 0), row)
    }
    let top = head.count
    let raster = glyphs.charset == .braille ? net(view, columns, rows) : shades(view, columns, rows, glyphs)
    copy(raster, margin, top, columns, rows, glyphs, to: &canvas)
    writeHeights(view, heights, margin, top, columns, rows, glyphs, on: &canvas)
    writeFloor(view, margin, top, columns, rows, glyphs, on: &canvas)
    var row = max(canvas.usedHeight, top + rows)
    for line in tail {
      canvas.write(line, 0, row, ink: Canvas.dim)
      row += 1
    }
    return canvas.text(color: size.color)
  }

  private func key(_ glyphs: Glyphs, _ heights: [String]) -> String {
    guard let first = glyphs.ramp.first, let last = glyphs.ramp.last else { return "" }
    return "\(first) \(heights[1]) to \(last) \(heights[0])"
  }

  private func dot(_ spot: SurfaceView.Spot, _ width: Int, _ height: Int) -> (x: Int, y: Int) {
    (
      Int(clamped: (spot.x * Double(width - 1)).rounded()), Int(clamped: ((1 - spot.y) * Double(height - 1)).rounded())
    )
  }

  /// Dots: 1 the net, 2 the edges of the floor.
  private func net(_ view: SurfaceView, _ columns: Int, _ rows: Int) -> Raster {
    let (width, height) = (columns * 2, rows * 4)
    var raster = Raster(width: width, height: height)
    drawFloor(view, behind: true, on: &raster)
    // Lines about eight dots apart can be told from each other.
    let lines = max(min(width / 7, height / 3), 4)
    let every = max(1, (max(view.columns, view.rows) + lines - 1) / lines)
    for tile in view.tiles(every: every) {
      let ends = [
        (tile.columns.0, tile.rows.0), (tile.columns.1, tile.rows.0), (tile.columns.1, tile.rows.1),
        (tile.columns.0, tile.rows.1),
      ].map { view.spot(column: $0.0, row: $0.1).map { dot($0, width, height) } }
      if let a = ends[0], let b = ends[1], let c = ends[2], let d = ends[3] {
        raster.fill(a, b, c, 0)
        raster.fill(a, c, d, 0)
      }
      for (from, to) in zip(ends, ends.dropFirst() + ends.prefix(1)) {
        if let from, let to { raster.line(from, to, 1) }
      }
    }
    drawFloor(view, behind: false, on: &raster)
    return raster
  }

  /// The edges of the floor that lie behind the surface, or those before it.
  private func drawFloor(_ view: SurfaceView, behind: Bool, on raster: inout Raster) {
    let (left, near, right, far) = view.corners
    let middle = behind ? far : near
    for end in [left, right] {
      raster.line(
        dot(middle.spot, raster.width, raster.height), dot(end.spot, raster.width, raster.height), 2)
    }
  }

  /// Dots numbered by their height from 3 on, 2 the edges of the floor.
  private func shades(_ view: SurfaceView, _ columns: Int, _ rows: Int, _ glyphs: Glyphs) -> Raster {
    let (width, height) = (columns * 2, rows * 4)
    var raster = Raster(width: width, height: height)
    let steps = Double(glyphs.ramp.count)
    for tile in view.tiles(every: 1) {
      let corners = [
        (tile.columns.0, tile.rows.0), (tile.columns.1, tile.rows.0), (tile.columns.1, tile.rows.1),
        (tile.columns.0, tile.rows.1),
      ]
      let spots = corners.compactMap { view.spot(column: $0.0, row: $0.1).map { dot($0, width, height) } }
      guard spots.count == 4 else { continue }
      let mean = corners.reduce(0) { $0 + view.share(column: $1.0, row: $1.1) / 4 }
      let value = UInt8(3 + min(max(Int(clamped: mean * steps), 0), glyphs.ramp.count - 1))
      raster.fill(spots[0], spots[1], spots[2], value)
      raster.fill(spots[0], spots[2], spots[3], value)
    }
    drawFloor(view, behind: false, on: &raster)
    return raster
  }

  private func copy(
    _ raster: Raster, _ left: Int, _ top: Int, _ columns: Int, _ rows: Int, _ glyphs: Glyphs, to canvas: inout Canvas
  ) {
    for row in 0..<rows {
      for column in 0..<columns {
        var (mask, floor, most) = (UInt8(0), UInt8(0), UInt8(0))
        for y in 0..<4 {
          for x in 0..<2 {
            let value = raster[column * 2 + x, row * 4 + y]
            let bit = DotGrid.bit(x, y)
            if value == 1 { mask |= bit } else if value == 2 { floor |= bit } else { most = max(most, value) }
          }
        }
        if glyphs.charset == .braille {
          guard mask | floor != 0 else { continue }
          canvas.put(
            glyphs.dots(mask | floor, stroke: "*"), left + column, top + row,
            ink: mask == 0 ? Canvas.dim : Canvas.ink(series: 0))
        } else if most > 0 {
          canvas.put(glyphs.ramp[Int(most) - 3], left + column, top + row, ink: Canvas.ink(series: 0))
        } else if floor != 0 {
          canvas.put(glyphs.middleDot, left + column, top + row, ink: Canvas.dim)
        }
      }
    }
  }

  /// An upright axis at the left corner.
  private func writeHeights(
    _ view: SurfaceView, _ heights: [String], _ left: Int, _ top: Int, _ columns: Int, _ rows: Int, _ glyphs: Glyphs,
    on canvas: inout Canvas
  ) {
    let corner = view.corners.left
    let foot = dot(corner.spot, columns * 2, rows * 4)
    let tip = dot(view.spot(corner.s, corner.t, 1), columns * 2, rows * 4)
    let (low, high) = (foot.y / 4, tip.y / 4)
    // From straight above there is no height.
    guard low - high >= 2 else { return }
    for row in high...low { canvas.put(glyphs.vertical, left - 1, top + row, ink: Canvas.dim) }
    for (row, label) in [(high, heights[0]), (low, heights[1])] {
      canvas.put(glyphs.yTick, left - 1, top + row, ink: Canvas.dim)
      canvas.write(label, left - 2 - label.displayWidth, top + row)
    }
  }

  /// The names of the corners at the front and those of the axes between them, below the floor's edges.
  private func writeFloor(
    _ view: SurfaceView, _ left: Int, _ top: Int, _ columns: Int, _ rows: Int, _ glyphs: Glyphs,
    on canvas: inout Canvas
  ) {
    let (first, near, last, _) = view.corners
    func cell(_ spot: SurfaceView.Spot) -> (column: Int, row: Int) {
      let at = dot(spot, columns * 2, rows * 4)
      return (left + at.x / 2, top + at.y / 4)
    }
    func put(_ text: String, _ spot: SurfaceView.Spot, share: Double) {
      let text = glyphs.label(text)
      let at = cell(spot)
      let wanted = at.column - Int(clamped: Double(text.displayWidth) * share)
      let start = min(max(wanted, 0), max(canvas.width - text.displayWidth, 0))
      var row = at.row + 1
      let span = start - 1..<start + text.displayWidth + 1
      while row <= top + rows,
        span.contains(where: { $0 >= 0 && $0 < canvas.width && canvas.character($0, row) != " " })
      { row += 1 }
      // On a small page a name that would stand on another is left out.
      if row <= top + rows { canvas.write(text, start, row) }
    }
    put(near.label, near.spot, share: 0.5)
    put(first.label, first.spot, share: first.spot.x < 0.02 ? 0.25 : 0.5)
    put(last.label, last.spot, share: 1)
    for end in [first, last] where end.s != near.s || end.t != near.t {
      let name = end.s != near.s ? scene.x.label : scene.y.label
      let middle = view.spot((end.s + near.s) / 2, (end.t + near.t) / 2, 0)
      if !name.isEmpty { put(name, middle, share: end.spot.x < near.spot.x ? 1.5 : -0.5) }
    }
  }
}

extension Glyphs {
  /// Shades from low to high.
  fileprivate var ramp: [Character] { isAscii ? Array(".:-=+*#%@") : shades }
}

extension Empty {
  /// What it is where there is no room to draw it.
  fileprivate static func words(_ scene: Scene, _ noun: String, _ size: Size) -> String {
    size.glyphs.ellipsized(
      ([scene.title.isEmpty ? noun : "\(scene.title): \(noun)"] + scene.notices).joined(separator: "; "),
      to: size.width)
  }
}

import Document

/// Bars lying beside their names, each with its number at its end.
struct BarDrawing: Sendable {
  private let bars: [Scene.Bar]
  private let names: [String]
  private let scene: Scene

  init(_ bars: [Scene.Bar], names: [String], _ scene: Scene) {
    self.bars = bars
    self.names = names
    self.scene = scene
  }

  /// One row of characters: a lane of a name, or all that is stacked on it.
  private struct Lane {
    var row: Int
    var bars: [Scene.Bar]
    /// A blank row before it.
    var hasGap = false
  }

  func text(_ around: Plane.Surroundings, _ size: Size) -> String {
    let glyphs = size.glyphs
    let key = around.legend.isEmpty ? 0 : 1
    let headings = [scene.title, scene.x.label].filter { !$0.isEmpty }
    let notices = around.notices.prefix(max(size.height - headings.count - key - 3, 0))
    let room = max(size.height - headings.count - key - notices.count, 1)
    let lanes = lanes(room)
    let shown = lanes.reduce(0) { $0 + ($1.hasGap ? 2 : 1) } > room ? Array(lanes.prefix(max(room - 1, 0))) : lanes
    var canvas = Canvas(width: size.width, height: size.height)
    var row = 0
    for text in headings {
      let label = glyphs.ellipsized(text, to: size.width)
      canvas.write(label, max(0, (size.width - label.displayWidth) / 2), row)
      row += 1
    }
    if key > 0 {
      canvas.write(around.legend, in: 0..<size.width, over: 0..<size.width, row, glyphs)
      row += 1
    }
    guard let layout = Layout(shown.flatMap(\.bars), names, scene, size) else { return Empty.text(around, size) }
    var previous = -1
    for lane in shown {
      if lane.hasGap { row += 1 }
      if lane.row != previous { layout.writeName(lane.row, on: &canvas, row) }
      previous = lane.row
      layout.draw(lane.bars, on: &canvas, row)
      row += 1
    }
    let left = Set(bars.map(\.row)).subtracting(shown.map(\.row)).count
    if shown.count < lanes.count {
      let note = left > 0 ? "\(left) more" : "\(lanes.count - shown.count) bars more"
      canvas.write(
        glyphs.ellipsized("\(glyphs.isAscii ? "+" : "…") \(note)", to: size.width), 0, row, ink: Canvas.dim)
      row += 1
    }
    for notice in notices {
      canvas.write(glyphs.ellipsized(notice, to: size.width), 0, row, ink: Canvas.dim)
      row += 1
    }
    return canvas.text(color: size.color)
  }

  private func lanes(_ room: Int) -> [Lane] {
    var lanes: [Lane] = []
    for bar in bars {
      if let last = lanes.last, last.row == bar.row, last.bars.last?.lane == bar.lane {
        lanes[lanes.count - 1].bars.append(bar)
      } else {
        lanes.append(Lane(row: bar.row, bars: [bar]))
      }
    }
    let groups = Set(bars.map(\.row)).count
    guard lanes.count > groups, lanes.count + groups - 1 <= room else { return lanes }
    for index in lanes.indices.dropFirst() where lanes[index].row != lanes[index - 1].row {
      lanes[index].hasGap = true
    }
    return lanes
  }

  /// Where names, bars and numbers stand.
  private struct Layout {
    let glyphs: Glyphs
    let names: [String]
    let nameWidth: Int
    let columns: Int
    let scale: Domain
    /// The column of the base line.
    let base: Int
    let origin: Double

    init?(_ bars: [Scene.Bar], _ allNames: [String], _ scene: Scene, _ size: Size) {
      guard let extent = scene.x.extent else { return nil }
      glyphs = size.glyphs
      names = allNames.map { [glyphs] in glyphs.ellipsized($0, to: max(size.width / 3, 1)) }
      nameWidth =
        Set(bars.map(\.row)).map { [names] in names.indices.contains($0) ? names[$0].displayWidth : 0 }.max() ?? 0
      origin = scene.x.base
      // The number stands at the right end of a lane, unless all of it lies to the left.
      let rightward = Set(bars.filter { $0.to > $0.from }.map { [$0.row, $0.lane] })
      func room(_ isRight: Bool) -> Int {
        bars.filter { (rightward.contains([$0.row, $0.lane]) || !($0.to < $0.from)) == isRight && !$0.label.isEmpty }
          .map { $0.label.displayWidth + 1 }.max() ?? 0
      }
      let (toLeft, toRight) = (room(false), room(true))
      columns = max(size.width - nameWidth - 3 - toLeft - toRight, 1)
      scale = extent.opened
      let zero = Int(clamped: (scale.fraction(origin) * Double(columns)).rounded(.up))
      base = nameWidth + 1 + toLeft + min(max(zero, 0), columns)
    }

    func writeName(_ index: Int, on canvas: inout Canvas, _ row: Int) {
      guard names.indices.contains(index) else { return }
      canvas.write(names[index], nameWidth - names[index].displayWidth, row)
    }

    /// Half columns from the base line: what is not at the base shows.
    private func halves(_ place: Double) -> Int {
      guard place.isFinite, place != origin else { return 0 }
      let share = scale.fraction(place) - scale.fraction(origin)
      let halves = Int(clamped: (share * Double(2 * columns)).rounded())
      return halves != 0 ? halves : place > origin ? 1 : -1
    }

    func draw(_ bars: [Scene.Bar], on canvas: inout Canvas, _ row: Int) {
      var reach = (left: 0, right: 0)
      for bar in bars {
        let (from, to) = (halves(bar.from), halves(bar.to))
        let ink = Canvas.ink(bar.look)
        if to > from {
          for cell in from / 2..<(to + 1) / 2 {
            canvas.put(glyphs.bar(bar.look, isHalf: 2 * cell + 1 >= to, isLeft: true), base + 1 + cell, row, ink: ink)
          }
          reach.right = max(reach.right, (to + 1) / 2)
        } else if to < from {
          for cell in -from / 2..<(-to + 1) / 2 {
            canvas.put(glyphs.bar(bar.look, isHalf: 2 * cell + 1 >= -to, isLeft: false), base - 1 - cell, row, ink: ink)
          }
          reach.left = max(reach.left, (-to + 1) / 2)
        }
      }
      canvas.put(glyphs.vertical, base, row, ink: Canvas.dim)
      guard let label = bars.last?.label, !label.isEmpty else { return }
      let isLeft = reach.right == 0 && reach.left > 0
      let start = isLeft ? base - reach.left - 1 - label.displayWidth : base + reach.right + 2
      canvas.write(label, max(start, nameWidth + 1), row)
    }
  }
}

extension Glyphs {
  /// A cell of a bar.
  /// - Parameter isHalf: whether only its half at the base line is covered, which few fills can show.
  fileprivate func bar(_ look: Scene.Look, isHalf: Bool, isLeft: Bool) -> Character {
    guard isHalf, look.series == 0 else { return fill(look.series) }
    return isAscii ? "." : isLeft ? "▌" : "▐"
  }
}

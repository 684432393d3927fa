import Document

/// Boxes beside their names, three rows each where there is room, otherwise one.
struct BoxDrawing: Sendable {
  private let boxes: [Scene.Box]
  private let names: [String]
  private let scene: Scene

  init(_ boxes: [Scene.Box], names: [String], _ scene: Scene) {
    self.boxes = boxes
    self.names = names
    self.scene = scene
  }

  func text(_ around: Plane.Surroundings, _ size: Size) -> String {
    guard let x = scene.x.extent else { return Empty.text(around, size) }
    var around = around
    // A page keeps seven rows at most for what is not the plot; what has no row is counted.
    let most = max(size.height - 7, 2)
    let shown = names.count > most ? most : names.count
    if shown < names.count { around.notices.insert("\(names.count - shown) more not shown", at: 0) }
    let labels = names.prefix(shown).map { size.glyphs.ellipsized($0, to: max(size.width / 3, 1)) }
    func band(_ rows: Int) -> Int { min(max(rows / max(shown, 1), 1), 4) }
    var plane = Plane(
      around, size,
      Plane.Frame(rows: { min($0, max(band($0) * shown, 2)) }) { rows, _ in
        let band = band(rows)
        let marks = labels.indices.reversed().map { index in
          Ticks.Mark(cell: rows - 1 - Self.middle(index, band), label: labels[index])
        }
        return Ticks(marks: marks.filter { $0.cell >= 0 }, domain: Domain(0, 1))
      } x: { columns, _, fits in
        Ticks(x, scale: scene.x.scale, cells: columns, dots: 2, wanted: max(columns / 10 + 1, 3), fits: fits)
      })
    let height = band(plane.rows)
    for box in boxes where box.row < shown {
      draw(box, on: &plane, row: Self.middle(box.row, height), isHigh: height >= 3)
    }
    return plane.canvas.text(color: size.color)
  }

  private static func middle(_ index: Int, _ band: Int) -> Int { index * band + (band >= 3 ? 1 : 0) }

  private func draw(_ box: Scene.Box, on plane: inout Plane, row: Int, isHigh: Bool) {
    let glyphs = plane.glyphs
    let ink = Canvas.ink(series: 0)
    func column(_ place: Double) -> Int {
      min(max(Int(clamped: plane.dot(place, 0).x.rounded()) / 2, 0), plane.columns - 1)
    }
    for outlier in box.outliers where outlier.isFinite { plane.put("o", column(outlier), row, ink: ink) }
    let (start, low, median, high, end) = (
      column(box.whiskerLow), column(box.low), column(box.median), column(box.high), column(box.whiskerHigh)
    )
    func line(from: Int, to: Int, _ row: Int) {
      for column in from..<max(to, from) { plane.put(glyphs.horizontal, column, row, ink: ink) }
    }
    line(from: start, to: low, row)
    line(from: high + 1, to: end + 1, row)
    if start < low { plane.put(glyphs.tee(.right), start, row, ink: ink) }
    if end > high { plane.put(glyphs.tee(.left), end, row, ink: ink) }
    guard low < high else {
      plane.put(glyphs.median, median, row, ink: ink)
      return
    }
    for column in low...high { plane.put(" ", column, row, ink: 0) }
    plane.put(start < low ? glyphs.tee(.left) : glyphs.vertical, low, row, ink: ink)
    plane.put(end > high ? glyphs.tee(.right) : glyphs.vertical, high, row, ink: ink)
    plane.put(glyphs.median, median, row, ink: ink)
    guard isHigh else { return }
    for (edge, isTop) in [(row - 1, true), (row + 1, false)] {
      line(from: low, to: high, edge)
      if low < median, median < high { plane.put(glyphs.tee(isTop ? .down : .up), median, edge, ink: ink) }
      plane.put(glyphs.boxCorner(isTop: isTop, isLeft: true), low, edge, ink: ink)
      plane.put(glyphs.boxCorner(isTop: isTop, isLeft: false), high, edge, ink: ink)
    }
  }
}

extension Glyphs {
  /// Where the arm of a tee points.
  fileprivate enum Arm { case left, right, up, down }

  fileprivate var median: Character { isAscii ? "M" : "┃" }

  fileprivate func tee(_ arm: Arm) -> Character {
    switch arm {
    case .left: isAscii ? "|" : "┤"
    case .right: isAscii ? "|" : "├"
    case .up: isAscii ? "-" : "┴"
    case .down: isAscii ? "-" : "┬"
    }
  }

  fileprivate func boxCorner(isTop: Bool, isLeft: Bool) -> Character {
    if isAscii { return "+" }
    return isTop ? (isLeft ? "┌" : "┐") : isLeft ? "└" : "┘"
  }
}

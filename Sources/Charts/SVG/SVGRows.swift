import Document

/// Lying bars or boxes, each in the row of its name.
struct SVGRows {
  private let scene: Scene
  private let box: SVGPage.Box
  private let names: [String]
  /// Rows that find room; those below are counted.
  private let shown: Int

  init(_ scene: Scene, _ box: SVGPage.Box) {
    self.scene = scene
    self.box = box
    if case .names(let names) = scene.y.ticks { self.names = names } else { names = [] }
    shown = min(names.count, max(Int(clamped: box.height / 5), 1))
  }

  private var hasAxis: Bool { scene.shapes.contains { if case .boxes = $0 { true } else { false } } }

  func write(to writer: inout SVGWriter, identity: String) -> (left: Double, right: Double) {
    writer.add(SVGStyle.hatches(bars.map(\.look) + scene.keys.filter { $0.sample == .fill }.map(\.look), identity))
    let hidden = names.count - shown
    let bottom = box.top + box.height - (hasAxis ? 22 : 0) - (hidden > 0 ? 16 : 0)
    let height = max(bottom - box.top - 4, 8)
    let rowHeight = height / Double(max(shown, 1))
    let room = box.width * 0.32
    let nameWidth = names.prefix(shown).map { min(SVGText.width($0), room) }.max() ?? 0
    let lanes = Lane.all(of: bars.filter { $0.row < shown }, base: scene.x.base)
    let rightRoom = lanes.filter { !$0.isLeft }.map { SVGText.width($0.label) }.max() ?? 0
    let leftRoom = lanes.filter(\.isLeft).map { SVGText.width($0.label) }.max() ?? 0
    var plot = SVGPlot(
      left: (box.left + nameWidth + 12 + (leftRoom > 0 ? leftRoom + 8 : 0)).rounded(), top: (box.top + 4).rounded(),
      width: 0, height: height, x: Ticks(marks: [], domain: extent), y: Ticks(marks: [], domain: Domain(0, 1)))
    plot.width = max((box.left + box.width - plot.left - max(rightRoom + 8, 12)).rounded(), 12)
    if hasAxis { axis(&plot, to: &writer) }
    let every = max(1, Int(clamped: (13 / rowHeight).rounded(.up)))
    for (row, name) in names.prefix(shown).enumerated() where row.isMultiple(of: every) {
      let middle = plot.top + (Double(row) + 0.5) * rowHeight
      writer.text(SVGText.fitted(name, to: room), box.left + nameWidth, middle + 4, "k", .end)
    }
    for shape in scene.shapes {
      switch shape {
      case .bars(let bars):
        for bar in bars where bar.row < shown { write(bar, plot, rowHeight, identity, to: &writer) }
        for lane in lanes { write(lane, plot, rowHeight, to: &writer) }
      case .boxes(let boxes): for item in boxes where item.row < shown { write(item, plot, rowHeight, to: &writer) }
      case .guide(.x(let place)):
        writer.line(plot.across(place), plot.top, plot.across(place), plot.bottom, "q")
      case .polyline, .markers, .area, .segments, .guide, .columns, .cells, .texts, .region, .surface, .network: break
      }
    }
    if !hasAxis {
      let base = plot.across(scene.x.base).rounded()
      writer.line(base, plot.top, base, plot.bottom, "x")
    }
    if hidden > 0 { writer.text("and \(hidden) more", box.left, box.top + box.height - 2, "n r") }
    return (plot.left, plot.right)
  }

  private var bars: [Scene.Bar] {
    scene.shapes.flatMap { if case .bars(let bars) = $0 { bars } else { [] as [Scene.Bar] } }
  }

  private var extent: Domain { (scene.x.extent ?? Domain(0, 1)).opened }

  private func axis(_ plot: inout SVGPlot, to writer: inout SVGWriter) {
    let margin = (extent.high / 2 - extent.low / 2) * 0.06
    let grown = Domain(extent.low - margin, extent.high + margin)
    plot.x = Ticks(
      grown.low.isFinite && grown.high.isFinite ? grown : extent, scale: scene.x.scale,
      cells: Int(clamped: plot.width) + 1, dots: 1, wanted: max(Int(plot.width / 84), 2), grows: false
    ) { marks in
      zip(marks, marks.dropFirst()).allSatisfy {
        Double($1.cell - $0.cell) >= (SVGText.width($0.label) + SVGText.width($1.label)) / 2 + 10
      }
    }
    var grid = ""
    for mark in plot.x.marks {
      let x = plot.left + Double(mark.cell)
      grid += "M\(SVGText.point(x, plot.top))V\(SVGText.number(plot.bottom))"
      writer.text(mark.label, x, plot.bottom + 17, "n", .middle)
    }
    writer.path(grid, "g")
    writer.line(plot.left, plot.bottom, plot.right, plot.bottom, "x")
    let note = plot.x.offset == 0 ? "" : "labels + \(plot.x.offset.formatted(digits: 17))"
    writer.text(note, plot.right, plot.top + 6, "n r h", .end)
  }

  /// Where a lane of a row lies from top to bottom.
  private func band(_ row: Int, _ lane: Int, of lanes: Int, _ plot: SVGPlot, _ rowHeight: Double) -> (
    top: Double, height: Double
  ) {
    let gap = min(rowHeight * 0.25, 14)
    let height = (rowHeight - gap) / Double(max(lanes, 1))
    return (plot.top + Double(row) * rowHeight + gap / 2 + Double(lane) * height, height)
  }

  private func write(
    _ bar: Scene.Bar, _ plot: SVGPlot, _ rowHeight: Double, _ identity: String, to writer: inout SVGWriter
  ) {
    guard bar.from.isFinite, bar.to.isFinite else { return }
    let (top, height) = band(bar.row, bar.lane, of: bar.lanes, plot, rowHeight)
    let (from, to) = (plot.across(bar.from), plot.across(bar.to))
    // Any bar that is not nothing shows.
    let width = bar.from == bar.to ? 0 : max(abs(to - from), 1)
    let left = bar.to < bar.from ? from - width : from
    writer.bar(left, top, width, max(height - (bar.lanes > 1 ? 1 : 0), 1), bar.look, identity)
  }

  /// The number of a lane, beside its end.
  private func write(_ lane: Lane, _ plot: SVGPlot, _ rowHeight: Double, to writer: inout SVGWriter) {
    let (top, height) = band(lane.row, lane.lane, of: lane.lanes, plot, rowHeight)
    guard rowHeight >= 13 || height >= 10 else { return }
    let x = lane.isLeft ? plot.across(lane.low) - 6 : plot.across(lane.high) + 6
    writer.text(lane.label, x, top + height / 2 + 4, lane.isEmpty ? "n" : "k", lane.isLeft ? .end : .start)
  }

  private func write(_ item: Scene.Box, _ plot: SVGPlot, _ rowHeight: Double, to writer: inout SVGWriter) {
    let middle = plot.top + (Double(item.row) + 0.5) * rowHeight
    let half = min(rowHeight * 0.32, 26)
    let ink = "s\(item.look.series % SVGStyle.series.count)"
    let (low, high) = (plot.across(item.low), plot.across(item.high))
    let (first, last) = (plot.across(item.whiskerLow), plot.across(item.whiskerHigh))
    let whiskers =
      "M\(SVGText.point(first, middle))H\(SVGText.number(low))M\(SVGText.point(high, middle))H\(SVGText.number(last))"
      + [first, last].map { "M\(SVGText.point($0, middle - half / 2))V\(SVGText.number(middle + half / 2))" }.joined()
    writer.path(whiskers, "v \(ink)")
    writer.rectangle(low, middle - half, high - low, 2 * half, "a \(SVGStyle.fill(item.look))")
    let outline =
      "M\(SVGText.point(low, middle - half))H\(SVGText.number(high))V\(SVGText.number(middle + half))"
      + "H\(SVGText.number(low))z"
    writer.path(outline, "v \(ink)")
    writer.line(plot.across(item.median), middle - half, plot.across(item.median), middle + half, "l \(ink)")
    let outliers = item.outliers.filter(\.isFinite).map { (x: plot.across($0), y: middle) }
    writer.path(outliers.map { SVGMarks.circle($0.x, $0.y, 2.6) }.joined(), "e \(ink)")
  }
}

/// What lies in one lane of a row: a bar, or all that are stacked there.
private struct Lane {
  var row: Int
  var lane: Int
  var lanes: Int
  /// From where to where its bars reach.
  var low: Double
  var high: Double
  /// Whether all of it lies to the left of the base, and then its number too.
  var isLeft: Bool
  /// Without a value.
  var isEmpty: Bool
  var label: String

  static func all(of bars: [Scene.Bar], base: Double) -> [Lane] {
    var groups: [[Scene.Bar]] = []
    for bar in bars {
      if let last = groups.last?.last, last.row == bar.row, last.lane == bar.lane {
        groups[groups.count - 1].append(bar)
      } else {
        groups.append([bar])
      }
    }
    return groups.map { Lane($0, base: base) }
  }

  private init(_ bars: [Scene.Bar], base: Double) {
    let ends = bars.map(\.to).filter(\.isFinite)
    (row, lane, lanes) = (bars[0].row, bars[0].lane, bars[0].lanes)
    (low, high) = (min(base, ends.min() ?? base), max(base, ends.max() ?? base))
    isLeft = low < base && !bars.contains { $0.to > $0.from }
    isEmpty = ends.isEmpty
    label = bars[bars.count - 1].label
  }
}

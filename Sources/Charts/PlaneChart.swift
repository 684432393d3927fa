import Document

/// Lines, points, contours and paths on one pair of axes.
struct PlaneChart: Sendable {
  private let chart: Chart
  private let contours: [Contours]

  init(_ chart: Chart) {
    self.chart = chart
    contours = chart.layers.compactMap {
      if case .contour(let field) = $0 { Contours(field, chart.options) } else { nil }
    }
  }

  /// A series with its places along both axes.
  private struct Placed {
    var x: [Double]
    var y: [Double]

    init(_ series: Series, _ options: Chart.Options) {
      x = options.x.scale == .linear ? series.x.values : options.x.scale.places(series.x.values)
      y = options.y.scale == .linear ? series.y.values : options.y.scale.places(series.y.values)
    }
  }

  func text(_ size: Size) -> String {
    var survey = Survey(chart.options)
    for layer in chart.layers { survey.add(layer) }
    var options = chart.options
    // One series needs no key: its name is what the picture is of.
    if chart.layers.count == 1, let name = lines.first?.name, options.title.isEmpty { options.title = name }
    let around = Plane.Surroundings(
      options: options, legend: legend(size.glyphs), notices: survey.notices + contours.flatMap(\.notices))
    let grows = !survey.hasField
    guard let xData = survey.x, let yData = survey.y else {
      return Empty.text(around, size)
    }
    var plane = Plane(around, size) { rows in
      Ticks(
        yData, scale: chart.options.y.scale, cells: rows, dots: 4, wanted: max((rows + 1) / 5 + 3, 3), grows: grows
      ) { marks in zip(marks, marks.dropFirst()).allSatisfy { $1.cell - $0.cell >= (rows < 6 ? 1 : 2) } }
    } xAxis: { columns, fits in
      Ticks(
        xData, scale: chart.options.x.scale, cells: columns, dots: 2, wanted: max(columns / 10 + 1, 3), grows: grows,
        fits: fits)
    }
    draw(on: &plane)
    return plane.canvas.text(color: size.color)
  }

  private func draw(on plane: inout Plane) {
    for field in contours { field.draw(on: &plane) }
    var grid = DotGrid(columns: plane.columns, rows: plane.rows)
    var alone: [Markers] = []
    for (owner, series) in lines.enumerated() {
      let placed = Placed(series, chart.options)
      let hasDash = !plane.glyphs.isAscii && owner < Glyphs.dashes.count
      let lone = LineStroke(x: placed.x, y: placed.y)
        .draw(on: &grid, plane, owner: UInt8(owner % 256), dash: hasDash ? Dash(Glyphs.dashes[owner]) : Dash())
      alone.append(Markers(x: lone.map { placed.x[$0] }, y: lone.map { placed.y[$0] }))
    }
    let named = plane.glyphs.isAscii ? 0 : Glyphs.dashes.count
    plane.draw(grid) { owner in
      (Glyphs.stroke(Int(owner)), Canvas.ink(series: Int(owner)), Int(owner) >= named)
    }
    for (owner, markers) in alone.enumerated() {
      let mark = lines.count == 1 ? Glyphs.mark(owner) : Glyphs.stroke(owner)
      markers.draw(on: &plane, mark: mark, ink: Canvas.ink(series: owner))
    }
    for (index, series) in points.enumerated() {
      let placed = Placed(series, chart.options)
      Markers(x: placed.x, y: placed.y).draw(
        on: &plane, mark: Glyphs.mark(index + lines.count), ink: Canvas.ink(series: index + lines.count))
    }
    for case .path(let series) in chart.layers {
      let placed = Placed(series, chart.options)
      DescentPath(x: placed.x, y: placed.y).draw(on: &plane)
    }
  }

  private var lines: [Series] {
    chart.layers.compactMap { if case .line(let series) = $0 { series } else { nil } }
  }

  private var points: [Series] {
    chart.layers.compactMap { if case .points(let series) = $0 { series } else { nil } }
  }

  private func legend(_ glyphs: Glyphs) -> [Plane.LegendEntry] {
    var entries: [Plane.LegendEntry] = []
    for field in contours { entries += field.legend }
    if chart.layers.count == 1, let series = lines.first {
      let isTitle = chart.options.title.isEmpty || chart.options.title == series.name
      return isTitle || series.name.isEmpty ? [] : [.init(text: series.name, ink: Canvas.ink(series: 0))]
    }
    for (index, series) in lines.enumerated() where !series.name.isEmpty || lines.count > 1 {
      let name = series.name.isEmpty ? "series \(index + 1)" : series.name
      entries.append(.init(text: "\(sample(index, glyphs)) \(name)", ink: Canvas.ink(series: index)))
    }
    for (index, series) in points.enumerated() where !series.name.isEmpty || points.count > 1 {
      let look = index + lines.count
      entries.append(
        .init(
          text: "\(Glyphs.mark(look)) \(series.name.isEmpty ? "group \(index + 1)" : series.name)",
          ink: Canvas.ink(series: look)))
    }
    let hasPath = chart.layers.contains { if case .path = $0 { true } else { false } }
    return hasPath ? entries + DescentPath.legend(after: !entries.isEmpty) : entries
  }

  /// A few cells of a series' line.
  private func sample(_ index: Int, _ glyphs: Glyphs) -> String {
    let stroke = Glyphs.stroke(index)
    if glyphs.isAscii || index >= Glyphs.dashes.count { return String(stroke) }
    var grid = DotGrid(columns: 3, rows: 1)
    var dash = Dash(Glyphs.dashes[index])
    grid.line(0, 1, 5, 1, owner: 0, dash: &dash)
    return String(grid.masks.map { $0 == 0 ? " " : glyphs.dots($0, stroke: stroke) })
  }
}

/// The extent of all layers, and what cannot be shown.
struct Survey: Sendable {
  private let options: Chart.Options
  private(set) var x: Domain?
  private(set) var y: Domain?
  private(set) var hasField = false
  private var notFinite = 0
  private var withoutLogarithm = 0
  /// Points cut off above or below.
  private var beyond = (below: 0, above: 0)

  init(_ options: Chart.Options) {
    self.options = options
    x = options.x.reach
    y = options.y.reach
  }

  mutating func add(_ layer: Layer) {
    switch layer {
    case .line(let series), .points(let series): add(series)
    case .path(let series): if !hasField { add(series) }
    case .contour(let field):
      hasField = true
      let finite = Series.finite(field)
      widen(options.x.scale.places(finite.x), options.y.scale.places(finite.y))
    case .histogram, .bars, .cells, .sparkline: break
    }
  }

  private mutating func add(_ series: Series) {
    let (xs, ys) = (series.x.values, series.y.values)
    let (xScale, yScale) = (options.x.scale, options.y.scale)
    let window = options.y.isCut ? options.y.reach : nil
    var (lowX, highX) = (Double.infinity, -Double.infinity)
    var (lowY, highY) = (Double.infinity, -Double.infinity)
    for index in xs.indices {
      guard xs[index].isFinite, ys[index].isFinite else {
        if !series.isFunction { notFinite += 1 }
        continue
      }
      let (px, py) = (xScale.place(xs[index]), yScale.place(ys[index]))
      guard !px.isNaN, !py.isNaN else {
        if !series.isFunction { withoutLogarithm += 1 }
        continue
      }
      if let window, !(py >= window.low && py <= window.high) {
        if py < window.low { beyond.below += 1 } else { beyond.above += 1 }
        continue
      }
      if px < lowX { lowX = px }
      if px > highX { highX = px }
      if py < lowY { lowY = py }
      if py > highY { highY = py }
    }
    guard lowX <= highX else { return }
    x = Domain(lowX, highX).union(x)
    y = Domain(lowY, highY).union(y)
  }

  private mutating func widen(_ xs: [Double], _ ys: [Double]) {
    guard let newX = Domain(xs), let newY = Domain(ys) else { return }
    x = newX.union(x)
    y = newY.union(y)
  }

  var notices: [String] {
    var notices: [String] = []
    if notFinite > 0 { notices.append("\(notFinite) point\(notFinite == 1 ? "" : "s") not finite") }
    if withoutLogarithm > 0 {
      notices.append("\(withoutLogarithm) point\(withoutLogarithm == 1 ? "" : "s") without a logarithm left out")
    }
    let sides = [
      options.y.low.flatMap { beyond.below > 0 ? "below \($0.label())" : nil },
      options.y.high.flatMap { beyond.above > 0 ? "above \($0.label())" : nil },
    ].compactMap { $0 }
    if !sides.isEmpty { notices.append("cut \(sides.joined(separator: " and ")), where the curve goes on") }
    return notices
  }
}

extension Axis {
  /// The places that the axis reaches in any case.
  fileprivate var reach: Domain? {
    guard let low, let high else { return nil }
    return Domain(scale.places([low, high]).filter(\.isFinite))
  }
}

extension Series {
  fileprivate static func finite(_ field: Field) -> (x: [Double], y: [Double]) {
    (field.x.values.filter(\.isFinite), field.y.values.filter(\.isFinite))
  }
}

/// A chart without anything to show still says so.
enum Empty {
  static func text(_ around: Plane.Surroundings, _ size: Size) -> String {
    let title = around.options.title.isEmpty ? "" : around.options.title + ": "
    let text = ([title + "nothing to draw"] + around.notices).joined(separator: "; ")
    return size.glyphs.ellipsized(text, to: size.width)
  }
}

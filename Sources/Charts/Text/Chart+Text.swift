import Document

extension Chart: Figure, Presentable {
  public var document: Document { Document([.figure(self)]) }
  public var figure: (any Figure)? { self }

  /// A chart is no wider than this unless asked: longer rows tell no more.
  private static let usualWidth = 72
  /// Below this size a chart is one line of words.
  private static let leastSize = (width: 20, height: 6)

  /// The chart as rows of at most `options.width` columns, at most `options.height` of them unless the chart asks for
  /// more, since a page scrolls; without a final newline and the same bytes each time.
  public func text(_ options: RenderOptions) -> String {
    let width = min(self.options.width ?? Self.usualWidth, options.width)
    let size = Size(
      width: width,
      height: self.options.height.map { min($0, 1000) }
        ?? min(max(width / 4, Self.leastSize.height), options.height),
      glyphs: Glyphs(charset: options.charset), color: options.color)
    if case .sparkline(let samples)? = layers.first { return SparklineDrawing(samples).text(self.options, size) }
    let scenes = scenes
    guard size.width >= Self.leastSize.width, size.height >= Self.leastSize.height else {
      return summary(of: scenes, size)
    }
    if scenes.count == 1 { return scenes[0].text(size) }
    if let beside = PanelDrawing(scenes, self.options).text(size) { return beside }
    return below(scenes, size, most: self.options.height ?? options.height) ?? summary(of: scenes, size)
  }

  /// Scenes that have no room beside each other, below each other.
  /// - Parameter most: how many rows there may be.
  /// - Returns: `nil` when they are too many for that.
  private func below(_ scenes: [Scene], _ size: Size, most: Int) -> String? {
    let head = options.title.isEmpty ? [] : [size.glyphs.ellipsized(options.title, to: size.width)]
    let tail = options.notices.map { size.glyphs.ellipsized($0, to: size.width) }
    let height = min(size.height, (most - head.count - tail.count) / max(scenes.count, 1))
    guard height >= Self.leastSize.height else { return nil }
    let room = Size(width: size.width, height: height, glyphs: size.glyphs, color: size.color)
    return (head + scenes.map { $0.text(room) } + tail).joined(separator: "\n")
  }

  /// As much of the summary as fits: what was left out is said if it can be, and no word is cut.
  private func summary(of scenes: [Scene], _ size: Size) -> String {
    let notices = scenes.flatMap(\.notices)
    let forms = [summary, details, brief]
    let candidates = forms.map { ([$0] + notices).joined(separator: "; ") } + forms
    return candidates.map(size.glyphs.label).first { $0.displayWidth <= size.width } ?? ""
  }

  /// The chart in one line of words.
  public var summary: String {
    options.title.isEmpty ? details : "\(options.title): \(details)"
  }

  /// Each layer in words, up to three of them.
  private var details: String {
    let shown = layers.count > 3 ? layers.prefix(2) : layers[...]
    return (shown.map(\.summary) + (layers.count > shown.count ? ["\(layers.count - shown.count) more"] : []))
      .joined(separator: "; ")
  }

  /// What there is, in a few words.
  private var brief: String {
    let first = layers.first?.brief ?? "nothing"
    return layers.count > 1 ? "\(first), \(layers.count - 1) more" : first
  }
}

extension Layer {
  /// What it is and how much of it.
  fileprivate var brief: String {
    switch self {
    case .line(let series): series.isFunction ? "line" : "line of \(series.count)"
    case .stem(let series): series.x.values.count.counted("stem")
    case .area(let series): "area of \(series.count)"
    case .points(let series): series.count
    case .path(let series): "path of \(series.count)"
    case .rule: "line"
    case .contour: "contours"
    case .shade(let series): "area of \(series.x.values.count)"
    case .band(let band): "area of \(band.x.values.count)"
    case .marks, .pointers, .feasible, .surface, .network, .histogram, .bars, .boxes, .cells, .sparkline, .density,
      .arrows, .flow, .grid, .panels:
      summary
    }
  }

  fileprivate var summary: String {
    switch self {
    case .line(let series): series.summary(series.isFunction ? "line" : "line of \(series.count)")
    case .points(let series): series.summary(series.count)
    case .path(let series): series.summary("path of \(series.count)")
    case .histogram(let bins): "\(bins.total.counted("value")) in \(bins.counts.count.counted("bin"))"
    case .bars(let bars): (bars.names.count * bars.values.count).counted("bar")
    case .stem(let series): series.summary(series.x.values.count.counted("stem"))
    case .area(let series): series.summary("area of \(series.count)")
    case .density(let density): "density of \(density.count.counted("value"))"
    case .boxes(let boxes):
      "\(boxes.count.counted("box", plural: "boxes")) of \(boxes.reduce(0) { $0 + $1.count }.counted("value"))"
    case .arrows(let arrows): arrows.count.counted("arrow")
    case .shade(let series): series.summary("area of \(series.x.values.count)")
    case .band(let band): "area between \(band.upper) and \(band.lower)"
    case .marks(let marks): marks.count == 1 ? marks[0].name : marks.count.counted("mark")
    case .pointers(let pointers): pointers.count.counted("arrow")
    case .feasible(let feasible):
      "contours of \(feasible.objective.y.values.count) by \(feasible.objective.x.values.count) heights under "
        + feasible.constraints.count.counted("constraint")
    case .surface(let surface):
      "surface of \(surface.heights.y.values.count) by \(surface.heights.x.values.count) heights"
    case .network(let network):
      "\(network.nodes.count.counted("node")), \(network.edges.count.counted("arrow"))"
    case .flow(let flow): flow.x.values.count.counted("arrow")
    case .grid: "grid"
    case .cells(let cells): "\(cells.rows) by \(cells.columns) cells"
    case .contour(let field): "contours of \(field.y.values.count) by \(field.x.values.count) heights"
    case .sparkline(let samples): samples.values.count.counted("value")
    case .rule(let series): series.name.isEmpty ? "a line" : series.name
    case .panels(let charts): charts.map(\.summary).joined(separator: "; ")
    }
  }
}

extension Series {
  fileprivate var count: String { x.values.count.counted("point") }

  /// `sin: -1 to 1 for x 0 to 6`.
  fileprivate func summary(_ noun: String) -> String {
    let whole = x.values.indices.filter { x.values[$0].isFinite && y.values[$0].isFinite }
    let name = name.isEmpty ? noun : name
    guard let across = Domain(whole.map { x.values[$0] }), let up = Domain(whole.map { y.values[$0] }) else {
      return "\(name) without a value"
    }
    return "\(name): \(up.words) for x \(across.words)"
  }
}

extension Domain {
  fileprivate var words: String {
    low == high ? low.label(digits: 3) : "\(low.label(digits: 3)) to \(high.label(digits: 3))"
  }
}

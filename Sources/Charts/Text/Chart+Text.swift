import Document

extension Chart: Figure, Presentable {
  public var document: Document { Document([.figure(self)]) }
  public var figure: (any Figure)? { self }

  /// A chart is no wider than this unless asked: longer rows tell no more.
  private static let usualWidth = 72
  /// Below this size a chart is one line of words.
  private static let leastSize = (width: 20, height: 6)

  /// The chart as rows of at most `options.width` columns, at most `options.height` of them; without a final newline
  /// and the same bytes each time.
  public func text(_ options: RenderOptions) -> String {
    let width = min(self.options.width ?? Self.usualWidth, options.width)
    let size = Size(
      width: width, height: min(self.options.height ?? max(width / 4, Self.leastSize.height), options.height),
      glyphs: Glyphs(charset: options.charset), color: options.color)
    if case .sparkline(let samples)? = layers.first { return SparklineDrawing(samples).text(self.options, size) }
    guard size.width >= Self.leastSize.width, size.height >= Self.leastSize.height else {
      return summary(of: size)
    }
    let scenes = scenes
    if scenes.count == 1 { return scenes[0].text(size) }
    return PanelDrawing(scenes, self.options).text(size) ?? summary(of: size)
  }

  /// As much of the summary as fits without cutting a word.
  private func summary(of size: Size) -> String {
    let noun = layers.first?.noun ?? "nothing"
    let brief = layers.first?.brief ?? noun
    let title = options.title.isEmpty ? [] : [options.title]
    let details = layers.first?.summary ?? noun
    let candidates =
      [summary] + [details, brief, noun].map { (title + [$0]).joined(separator: ": ") } + [details, brief, noun]
    return candidates.map(size.glyphs.label).first { $0.displayWidth <= size.width } ?? ""
  }

  /// The chart in one line of words.
  public var summary: String {
    let title = options.title.isEmpty ? [] : [options.title]
    return (title + layers.prefix(3).map(\.summary) + (layers.count > 3 ? ["and \(layers.count - 3) more"] : []))
      .joined(separator: ": ")
  }
}

extension Layer {
  /// What it is, in a word.
  fileprivate var noun: String {
    switch self {
    case .line, .rule: "line"
    case .stem: "stems"
    case .area: "area"
    case .density: "density"
    case .boxes: "boxes"
    case .arrows, .flow: "arrows"
    case .grid: "grid"
    case .points: "points"
    case .path: "path"
    case .histogram: "histogram"
    case .bars: "bars"
    case .cells: "cells"
    case .contour: "contours"
    case .sparkline: "values"
    case .panels(let charts): "\(charts.count) pictures"
    }
  }

  /// What it is and how much of it.
  fileprivate var brief: String {
    switch self {
    case .line(let series): "line of \(series.count)"
    case .stem(let series): "\(series.count)"
    case .area(let series): "area of \(series.count)"
    case .points(let series): series.count
    case .path(let series): "path of \(series.count)"
    case .histogram(let bins): "\(bins.total) values in \(bins.counts.count) bins"
    case .contour, .bars, .boxes, .cells, .sparkline, .density, .arrows, .flow, .grid, .panels, .rule: summary
    }
  }

  fileprivate var summary: String {
    switch self {
    case .line(let series): "line of \(series.summary)"
    case .points(let series): series.summary
    case .path(let series): "path of \(series.summary)"
    case .histogram(let bins): "histogram of \(bins.total) values in \(bins.counts.count) bins"
    case .bars(let bars): "\(bars.names.count * bars.values.count) bars"
    case .stem(let series): "stems of \(series.summary)"
    case .area(let series): "area of \(series.summary)"
    case .density(let density): "density of \(density.count) values"
    case .boxes(let boxes):
      "\(boxes.count) box\(boxes.count == 1 ? "" : "es") of \(boxes.reduce(0) { $0 + $1.count }) values"
    case .arrows(let arrows): "\(arrows.count) arrow\(arrows.count == 1 ? "" : "s")"
    case .flow(let flow): "\(flow.x.values.count) arrows"
    case .grid: "grid"
    case .cells(let cells): "\(cells.rows) by \(cells.columns) cells"
    case .contour(let field): "contours of \(field.y.values.count) by \(field.x.values.count) heights"
    case .sparkline(let samples): "\(samples.values.count) values"
    case .rule(let series): series.name.isEmpty ? "a line" : series.name
    case .panels(let charts): charts.map(\.summary).joined(separator: "; ")
    }
  }
}

extension Series {
  fileprivate var count: String { "\(x.values.count) point\(x.values.count == 1 ? "" : "s")" }

  fileprivate var summary: String {
    let extents = [("x", x.values), ("y", y.values)].compactMap { name, values -> String? in
      Domain(values.filter(\.isFinite)).map {
        "\(name) \($0.low.label(digits: 3)) to \($0.high.label(digits: 3))"
      }
    }
    return ([count] + extents).joined(separator: ", ")
  }
}

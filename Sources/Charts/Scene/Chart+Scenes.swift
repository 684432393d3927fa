extension Chart {
  /// The pictures, beside each other when there are several; then the title and the notices of the chart's options
  /// stand around them all.
  var scenes: [Scene] {
    if case .panels(let charts)? = layers.first { return charts.flatMap(\.scenes) }
    var drafting = Drafting(self)
    for layer in layers { layer.draft(&drafting) }
    return [drafting.finished]
  }
}

extension Layer {
  fileprivate func draft(_ drafting: inout Drafting) {
    switch self {
    case .line(let series): drafting.line(series)
    case .points(let series): drafting.points(series)
    case .rule(let series): drafting.rule(series)
    case .histogram(let bins): drafting.histogram(bins)
    case .bars(let bars): drafting.bars(bars)
    case .cells(let cells): drafting.cells(cells)
    case .contour(let field): drafting.contour(field)
    case .path(let series): drafting.path(series)
    case .sparkline(let samples): drafting.sparkline(samples)
    case .stem(let series): drafting.stem(series)
    case .area(let series): drafting.area(series)
    case .density(let density): drafting.density(density)
    case .boxes(let summaries): drafting.boxes(summaries)
    case .arrows(let arrows): drafting.arrows(arrows)
    case .flow(let flow): drafting.flow(flow)
    case .grid(let series): drafting.grid(series)
    case .shade(let series): drafting.shade(series)
    case .band(let band): drafting.band(band)
    case .marks(let marks): drafting.marks(marks)
    case .pointers(let pointers): drafting.pointers(pointers)
    case .feasible(let feasible): drafting.feasible(feasible)
    case .surface(let surface): drafting.surface(surface)
    case .network(let network): drafting.network(network)
    case .panels: break
    }
  }
}

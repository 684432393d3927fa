extension Chart {
  /// Points on stems that rise or fall from 0, on a log axis from the lowest decade.
  public static func stem(_ series: [Series], _ options: Options = Options()) -> Chart {
    Chart(series.map(Layer.stem), options)
  }
}

extension Drafting {
  mutating func stem(_ series: Series) {
    let look = nextLook()
    let (x, y) = places(series)
    let heights = y.filter(\.isFinite)
    guard let extent = Domain(heights) else { return }
    let base = options.y.scale == .log10 ? (extent.low - 1e-9).rounded(.down) : 0
    widen(y: Domain(base, base))
    if options.y.scale == .log10 { scene.y.grows = false }
    if look.series == 0 { scene.shapes.append(.guide(.y(base))) }
    scene.shapes.append(
      .segments(
        .init(x0: x, y0: y.map { $0.isFinite ? base : .nan }, x1: x, y1: y, look: look)))
    scene.shapes.append(.markers(.init(x: x, y: y, look: look)))
    key(.mark, series.name, look, or: "series")
  }
}

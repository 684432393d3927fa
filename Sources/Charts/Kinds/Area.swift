extension Chart.Kind {
  static let area = Self(name: "area", summary: "what lies between a line and 0, or between two lines")
}

extension Chart {
  /// The area between lines and 0, on a log axis down to the lowest decade.
  public static func area(_ series: [Series], _ options: Options = Options()) -> Chart {
    Chart(series.map(Layer.area), options)
  }
}

extension Drafting {
  mutating func area(_ series: Series) {
    let look = nextLook()
    let (x, y) = places(series)
    guard let extent = Domain(y.filter(\.isFinite)) else { return }
    let base = options.y.scale == .log10 ? (extent.low - 1e-9).rounded(.down) : 0
    widen(y: Domain(base, base))
    scene.shapes.append(.area(.init(x: x, low: y.map { min($0, base) }, high: y.map { max($0, base) }, look: look)))
    scene.shapes.append(.polyline(.init(x: x, y: y, look: look)))
    key(.stroke, series.name, look, or: "series")
  }
}

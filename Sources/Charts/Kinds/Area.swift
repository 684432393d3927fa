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
    scene.shapes.append(.area(.init(x, y, base: base, look)))
    scene.shapes.append(.polyline(.init(x: x, y: y, look: look)))
    key(.stroke, series.name, look, or: "series")
  }
}

extension Scene.Area {
  /// What lies between a line and a base; a piece that crosses the base has two parts, which meet there.
  fileprivate init(_ x: [Double], _ y: [Double], base: Double, _ look: Scene.Look) {
    self.init(x: [], low: [], high: [], look: look)
    for index in x.indices {
      if index > 0, (y[index - 1] < base && y[index] > base) || (y[index - 1] > base && y[index] < base) {
        let share = (base / 2 - y[index - 1] / 2) / (y[index] / 2 - y[index - 1] / 2)
        append(x[index - 1] + share * (x[index] - x[index - 1]), base, base)
      }
      append(x[index], min(y[index], base), max(y[index], base))
    }
  }

  private mutating func append(_ place: Double, _ from: Double, _ to: Double) {
    x.append(place)
    low.append(from)
    high.append(to)
  }
}

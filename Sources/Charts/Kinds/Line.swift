extension Chart {
  /// Series joined by lines in the order of their points; each has its own dash (in ASCII its own character).
  /// A point that is not finite, or has no logarithm on a log axis, breaks its line and is counted in a notice.
  public static func line(_ series: [Series], _ options: Options = Options()) -> Chart {
    Chart(series.map(Layer.line), options)
  }
}

extension Drafting {
  mutating func line(_ series: Series) {
    let look = nextLook()
    let (x, y) = places(series)
    scene.shapes.append(.polyline(.init(x: x, y: y, look: look)))
    key(.stroke, series.name, look, or: "series")
    guard options.namesEnds, seriesCount > 1, let key = scene.keys.last,
      let last = x.indices.last(where: { x[$0].isFinite && y[$0].isFinite })
    else { return }
    scene.ends.append(.init(text: key.text, x: x[last], y: y[last], look: look))
  }

  /// A reference line.
  mutating func rule(_ series: Series) {
    let (x, y) = places(series)
    let look = Scene.Look(role: .reference)
    scene.shapes.append(.polyline(.init(x: x, y: y, look: look)))
    if !series.name.isEmpty { scene.keys.append(.init(sample: .stroke, text: series.name, look: look)) }
  }
}

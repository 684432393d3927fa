extension Chart {
  /// A series in one row, with its least and greatest value after it. What is not finite leaves a blank and is counted;
  /// of several values in a column the one farthest from the middle of the range stands, so that extremes show.
  public static func sparkline(_ values: [Double], _ options: Options = Options()) -> Chart {
    Chart([.sparkline(Samples(values))], options)
  }
}

extension Drafting {
  mutating func sparkline(_ samples: Samples) {
    scene.isBare = true
    let steps = samples.values.indices.map(Double.init)
    let lost = samples.values.count { !$0.isFinite }
    if lost > 0 { note("\(lost) not finite") }
    guard let y = Domain(samples.values.filter(\.isFinite)) else { return }
    scene.shapes.append(.polyline(.init(x: steps, y: samples.values, look: nextLook())))
    widen(x: Domain(steps), y: y)
  }
}

extension Chart {
  /// A lying box for each sample: quartiles (type 7) and median, whiskers to the outermost values within 1.5
  /// interquartile ranges of the box, and the values beyond as points.
  ///
  /// On a log axis values that have no logarithm are counted and belong to no box.
  /// - Source: Tukey, Exploratory Data Analysis, 1977, §2C.
  public static func box(_ samples: [(name: String, values: [Double])], _ options: Options = Options()) -> Chart {
    Chart([.boxes(samples.map { BoxSummary($0.values, name: $0.name, scale: options.x.scale) })], options)
  }
}

/// What a box shows of a sample.
public struct BoxSummary: Codable, Equatable, Sendable {
  public let name: String
  /// Values in the box.
  public let count: Int
  /// The whisker, the first quartile, the median, the third quartile and the other whisker; empty without values.
  public let quartiles: Samples
  public let outliers: Samples
  public let notFinite: Int
  /// Values without a place on the axis.
  public let placeless: Int

  public init(_ values: [Double], name: String = "", scale: Scale = .linear) {
    let finite = values.finite
    let kept = scale == .log10 ? finite.filter { $0 > 0 } : finite
    self.name = name
    count = kept.count
    notFinite = values.count - finite.count
    placeless = finite.count - kept.count
    guard !kept.isEmpty else {
      (quartiles, outliers) = (Samples([]), Samples([]))
      return
    }
    let quarters = Quantiles(kept)([0.25, 0.5, 0.75])
    // Halves, because a difference of extremes overflows.
    let reach = 3 * (quarters[2] / 2 - quarters[0] / 2)
    let (low, high) = (quarters[0] - reach, quarters[2] + reach)
    var whiskers = (quarters[0], quarters[2])
    var outliers: [Double] = []
    for value in kept {
      if value < low || value > high {
        outliers.append(value)
      } else if value < whiskers.0 {
        whiskers.0 = value
      } else if value > whiskers.1 {
        whiskers.1 = value
      }
    }
    quartiles = Samples([whiskers.0] + quarters + [whiskers.1])
    self.outliers = Samples(outliers)
  }
}

extension Drafting {
  mutating func boxes(_ summaries: [BoxSummary]) {
    scene.y.ticks = .names(summaries.map(\.name))
    var boxes: [Scene.Box] = []
    for (row, summary) in summaries.enumerated() {
      skip(notFinite: summary.notFinite, withoutLogarithm: summary.placeless)
      let places = options.x.scale.places(summary.quartiles.values)
      guard places.count == 5, places.allSatisfy(\.isFinite) else { continue }
      let outliers = options.x.scale.places(summary.outliers.values)
      boxes.append(
        Scene.Box(
          row: row, whiskerLow: places[0], low: places[1], median: places[2], high: places[3], whiskerHigh: places[4],
          outliers: outliers, look: Scene.Look(series: row)))
      widen(x: Domain(outliers)?.union(Domain(places[0], places[4])) ?? Domain(places[0], places[4]))
    }
    guard !boxes.isEmpty else { return }
    scene.shapes.append(.boxes(boxes))
    guard boxes.contains(where: { !$0.outliers.isEmpty }) else { return }
    if !scene.title.isEmpty {
      // A row for the key would be one less for the boxes.
      scene.title += " (o outlier)"
    } else {
      scene.keys.append(.init(sample: .sign("o"), text: "outlier", look: Scene.Look(role: .reference)))
    }
  }
}

extension Chart.Kind {
  static let loss = Self(name: "loss", summary: "how a loss falls step by step, on a log axis")
}

extension Chart {
  /// Losses by step, from 0, on a log axis when there is one above 0: training and validation, or a function and the
  /// length of its gradient.
  public static func loss(
    _ curves: [(name: String, values: [Double])], _ options: Options = Options()
  ) throws(ChartError) -> Chart {
    var options = options
    if options.x.label.isEmpty { options.x.label = "step" }
    if curves.contains(where: { $0.values.contains { $0 > 0 && $0.isFinite } }) { options.y.scale = .log10 }
    var series: [Series] = []
    for curve in curves {
      series.append(try Series(name: curve.name, x: curve.values.indices.map(Double.init), y: curve.values))
    }
    return line(series, options)
  }
}

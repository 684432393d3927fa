extension Chart {
  /// Losses by step, from 0, on a log axis when there is one above 0: training and validation, or a function and the
  /// length of its gradient.
  /// - Throws: nothing that can happen: each loss has its step.
  public static func loss(
    _ curves: [(name: String, values: [Double])], _ options: Options = Options()
  ) throws(ChartError) -> Chart {
    var options = options
    if options.x.label.isEmpty { options.x.label = "step" }
    options.x.isWhole = true
    // All steps are seen, those without a loss too.
    let steps = curves.map(\.values.count).max() ?? 0
    if steps > 1, options.x.scale == .linear { (options.x.low, options.x.high) = (0, Double(steps - 1)) }
    if curves.contains(where: { $0.values.contains { $0 > 0 && $0.isFinite } }) { options.y.scale = .log10 }
    var series: [Series] = []
    for curve in curves {
      series.append(try Series(name: curve.name, x: curve.values.indices.map(Double.init), y: curve.values))
    }
    return line(series, options)
  }
}

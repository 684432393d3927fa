extension Chart {
  /// Losses by step, from 0, on a log axis when there is one above 0: training and validation, a function and the length
  /// of its gradient, or many runs. Each has its name at its end, and the least of those that rise again is marked.
  /// - Throws: nothing that can happen: each loss has its step.
  public static func loss(
    _ curves: [(name: String, values: [Double])], _ options: Options = Options()
  ) throws(ChartError) -> Chart {
    var options = options
    if options.x.label.isEmpty { options.x.label = "step" }
    options.x.isWhole = true
    options.namesEnds = curves.count > 1
    // All steps are seen, those without a loss too.
    let steps = curves.map(\.values.count).max() ?? 0
    if steps > 1, options.x.scale == .linear { (options.x.low, options.x.high) = (0, Double(steps - 1)) }
    let isLog = curves.contains { $0.values.contains { $0 > 0 && $0.isFinite } }
    if isLog { options.y.scale = .log10 }
    var layers: [Layer] = []
    for curve in curves {
      layers.append(.line(try Series(name: curve.name, x: curve.values.indices.map(Double.init), y: curve.values)))
    }
    let turns = curves.compactMap { curve in
      turn(curve.values, isLog: isLog).map { (name: curve.name, step: $0.step, value: $0.value) }
    }
    if let least = turns.min(by: { $0.value < $1.value }) {
      let owner = curves.count > 1 && !least.name.isEmpty ? "\(least.name): " : ""
      let name = "\(owner)least \(least.value.label(digits: 4)) at \(least.step)"
      layers.append(.marks([Mark(name, x: Double(least.step), y: least.value, sign: .best)]))
    }
    return Chart(layers, options)
  }

  /// The least loss, if the last one is more than a hundredth above it and the first one too: what only rises has its
  /// least where all begin.
  private static func turn(_ values: [Double], isLog: Bool) -> (step: Int, value: Double)? {
    let shown = values.indices.filter { values[$0].isFinite && (!isLog || values[$0] > 0) }
    guard let step = shown.min(by: { values[$0] < values[$1] }), let last = shown.last, step < last,
      step != shown.first, values[last] - values[step] > abs(values[step]) / 100
    else { return nil }
    return (step, values[step])
  }
}

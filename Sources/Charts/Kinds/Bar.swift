extension Chart.Kind {
  static let bar = Self(name: "bar", summary: "a bar for each name, to the left when negative")
}

extension Chart {
  /// A horizontal bar for each value, its name before it and its number after it.
  /// - Throws: `.lengthsDiffer` unless there are as many names as values.
  public static func bar(
    _ names: [String], _ values: [Double], _ options: Options = Options()
  ) throws(ChartError) -> Chart {
    Chart([.bars(try Bars(names: names, values: values))], options)
  }
}

/// Named values; the lengths agree by construction.
public struct Bars: Codable, Equatable, Sendable {
  public let names: [String]
  public let values: Samples

  /// - Throws: `.lengthsDiffer`.
  public init(names: [String], values: [Double]) throws(ChartError) {
    guard names.count == values.count else { throw .lengthsDiffer(x: names.count, y: values.count) }
    self.names = names
    self.values = Samples(values)
  }
}

extension Drafting {
  mutating func bars(_ bars: Bars) {
    scene.y.ticks = .names(bars.names)
    guard !bars.names.isEmpty else { return }
    let look = nextLook()
    let lying = bars.values.values.enumerated().map { row, value in
      Scene.Bar(row: row, from: 0, to: value, label: value.isFinite ? value.label(digits: 4) : "n/a", look: look)
    }
    scene.shapes.append(.bars(lying))
    widen(x: Domain(bars.values.values.filter(\.isFinite) + [0]))
  }
}

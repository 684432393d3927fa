import Document
import Glibc

extension Chart {
  /// A lying bar for each value, its name before it and its number after it.
  /// - Throws: `.lengthsDiffer` unless there are as many names as values.
  public static func bar(
    _ names: [String], _ values: [Double], _ options: Options = Options()
  ) throws(ChartError) -> Chart {
    Chart([.bars(try Bars(names: names, series: [("", values)]))], options)
  }

  /// Several bars for each name, below each other or one behind the other, with the sum after them.
  /// - Throws: `.lengthsDiffer` unless each series has a value for each name.
  public static func bar(
    _ names: [String], series: [(name: String, values: [Double])], isStacked: Bool = false,
    _ options: Options = Options()
  ) throws(ChartError) -> Chart {
    Chart([.bars(try Bars(names: names, series: series, isStacked: isStacked))], options)
  }
}

/// Named values; the lengths agree by construction.
public struct Bars: Codable, Equatable, Sendable {
  public let names: [String]
  /// The names of the series, and the values of each.
  public let seriesNames: [String]
  public let values: [Samples]
  public let isStacked: Bool
  /// What stands after the number of a bar, for each name or none.
  public let notes: [String]

  /// - Throws: `.lengthsDiffer`.
  public init(
    names: [String], series: [(name: String, values: [Double])], isStacked: Bool = false, notes: [String] = []
  ) throws(ChartError) {
    for one in series where one.values.count != names.count {
      throw .lengthsDiffer(x: names.count, y: one.values.count)
    }
    self.names = names
    seriesNames = series.map(\.name)
    values = series.map { Samples($0.values) }
    self.isStacked = isStacked
    self.notes = notes.count == names.count ? notes : []
  }
}

extension Drafting {
  mutating func bars(_ bars: Bars) {
    scene.y.ticks = .names(bars.names)
    guard !bars.names.isEmpty, !bars.values.isEmpty else { return }
    let looks = bars.values.indices.map { Scene.Look(series: $0) }
    if looks.count > 1 {
      for (look, name) in zip(looks, bars.seriesNames) {
        let text = name.isEmpty ? "series \(look.series + 1)" : name
        scene.keys.append(.init(sample: .fill, text: text, look: look))
      }
    }
    let all = bars.values.flatMap { $0.values.finite }
    let isLog = options.x.scale == .log10
    let least = all.filter { $0 > 0 }.min()
    let base = isLog ? least.map { (log10($0) - 1e-9).rounded(.down) } ?? 0 : 0
    if isLog {
      skip(withoutLogarithm: all.count { $0 <= 0 })
      if least != nil { note("bars begin at \(pow(10, base).label(digits: 3))") }
    }
    scene.x.base = base
    let lying = bars.isStacked && !isLog ? stacked(bars, looks) : side(bars, looks, base: base)
    widen(x: Domain([base] + lying.flatMap { [$0.from, $0.to] }.filter(\.isFinite)))
    scene.shapes.append(.bars(lying))
    let lost = bars.values.reduce(0) { $0 + $1.values.count - $1.values.finite.count }
    if lost > 0, bars.isStacked { note("\(lost.counted("value")) not finite") }
    if bars.isStacked, isLog { note("logarithms do not stack: side by side") }
  }

  private func side(_ bars: Bars, _ looks: [Scene.Look], base: Double) -> [Scene.Bar] {
    bars.names.indices.flatMap { row in
      looks.map { look in
        let value = bars.values[look.series].values[row]
        let note = bars.notes.isEmpty ? "" : "  \(bars.notes[row])"
        let place = options.x.scale.place(value)
        return Scene.Bar(
          row: row, lane: look.series, lanes: looks.count, from: base, to: place,
          label: (value.isFinite ? value.label(digits: 4) : "n/a") + note, look: look)
      }
    }
  }

  /// Positive values to the right and negative ones to the left, each behind those before it.
  private func stacked(_ bars: Bars, _ looks: [Scene.Look]) -> [Scene.Bar] {
    bars.names.indices.flatMap { row in
      var (right, left, sum) = (0.0, 0.0, 0.0)
      var lying = looks.map { look in
        let value = bars.values[look.series].values[row]
        let from = value < 0 ? left : right
        if value.isFinite {
          if value < 0 { left += value } else { right += value }
          sum += value
        }
        let scale = options.x.scale
        return Scene.Bar(
          row: row, from: scale.place(from), to: value.isFinite ? scale.place(from + value) : .nan, label: "",
          look: look)
      }
      if let last = lying.indices.last { lying[last].label = sum.isFinite ? sum.label(digits: 4) : "n/a" }
      return lying
    }
  }
}

import Document

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

/// Bars lying beside their names.
struct BarChart: Sendable {
  private let bars: Bars

  init(_ bars: Bars) { self.bars = bars }

  func text(_ options: Chart.Options, _ size: Size) -> String {
    let values = bars.values.values
    let finite = values.filter(\.isFinite)
    guard !values.isEmpty else { return Empty.text(.init(options: options), size) }
    let glyphs = size.glyphs
    let heading = [options.title, options.x.label].filter { !$0.isEmpty }
    let room = size.height - heading.count
    let shown = values.count > room ? room - 1 : values.count
    let names = bars.names.prefix(shown).map { glyphs.ellipsized($0, to: size.width / 3) }
    let nameWidth = names.map(\.displayWidth).max() ?? 0
    let labels = values.prefix(shown).map { $0.isFinite ? $0.label(digits: 4) : "n/a" }
    let labelWidth = labels.map(\.count).max() ?? 0
    let low = min(finite.min() ?? 0, 0)
    let high = max(finite.max() ?? 0, 0)
    let scale = Domain(low, high).opened
    let columns = max(size.width - nameWidth - 2 - 2 * (labelWidth + 1), 1)
    let zero = Int(clamped: (scale.fraction(0) * Double(columns)).rounded())
    let left = nameWidth + 2 + (low < 0 ? labelWidth + 1 : 0)
    var canvas = Canvas(width: size.width, height: size.height)
    for (row, text) in heading.enumerated() {
      let label = glyphs.ellipsized(text, to: size.width)
      canvas.write(label, max(0, (size.width - label.displayWidth) / 2), row)
    }
    for row in 0..<shown {
      let line = row + heading.count
      canvas.write(names[row], nameWidth - names[row].displayWidth, line)
      let length = values[row].isFinite ? self.length(values[row], scale, columns) : 0
      let start = left + (values[row] < 0 ? zero - length : zero)
      for column in 0..<length {
        canvas.put(glyphs.isAscii ? "#" : "█", start + (values[row] < 0 ? column : column + 1), line, ink: 1)
      }
      canvas.put(glyphs.vertical, left + zero, line, ink: Canvas.dim)
      let at = values[row] < 0 ? start - 1 - labels[row].count : left + zero + 2 + length
      canvas.write(labels[row], max(at, nameWidth + 1), line)
    }
    if shown < values.count {
      let note = "\(glyphs.isAscii ? "+" : "…") \(values.count - shown) more"
      canvas.write(glyphs.ellipsized(note, to: size.width), 0, shown + heading.count, ink: Canvas.dim)
    }
    return canvas.text(color: size.color).trimmingEmptyRows
  }

  /// Cells of a bar: a value that is not 0 has one at least.
  private func length(_ value: Double, _ scale: Domain, _ columns: Int) -> Int {
    if value == 0 { return 0 }
    let share = abs(scale.fraction(value) - scale.fraction(0))
    return max(1, Int(clamped: (share * Double(columns)).rounded()))
  }
}

extension String {
  /// The rows without empty ones at the end.
  var trimmingEmptyRows: String {
    var rows = split(separator: "\n", omittingEmptySubsequences: false)
    while rows.count > 1, rows.last?.isEmpty == true { rows.removeLast() }
    return rows.joined(separator: "\n")
  }
}

import Document

/// A row of small bars.
struct SparklineDrawing: Sendable {
  private let values: [Double]

  init(_ samples: Samples) { values = samples.values }

  func text(_ options: Chart.Options, _ size: Size) -> String {
    guard size.width > 0, size.height > 0 else { return "" }
    let glyphs = size.glyphs
    let skipped = values.count { !$0.isFinite }
    let notice = skipped > 0 ? "; \(skipped) not finite" : ""
    guard let domain = Domain(values.filter(\.isFinite)) else {
      return glyphs.ellipsized("nothing to draw\(notice)", to: size.width)
    }
    let title = options.title.isEmpty ? "" : glyphs.label(options.title) + "  "
    let ends = "  \(domain.low.label()) to \(domain.high.label())\(notice)"
    // Words go first when there is no room for both.
    let before = title.displayWidth + ends.count + 4 <= size.width ? title : ""
    let after = before.displayWidth + ends.count + 4 <= size.width ? ends : ""
    let room = size.width - before.displayWidth - after.count
    let levels = glyphs.isAscii ? Array("_.-=+*%#") : glyphs.eighths
    let row = String(
      binned(to: room, domain).map { value in value.isNaN ? " " : levels[level(value, domain, levels.count)] })
    let trimmed = after.isEmpty ? String(row.reversed().drop { $0 == " " }.reversed()) : row
    return before + (size.color ? "\u{1b}[36m\(trimmed)\u{1b}[0m" : trimmed) + after
  }

  /// A constant series lies in the middle.
  private func level(_ value: Double, _ domain: Domain, _ count: Int) -> Int {
    let fraction = domain.low == domain.high ? 0.5 : domain.fraction(value)
    return min(max(Int(clamped: fraction * Double(count)), 0), count - 1)
  }

  private func binned(to room: Int, _ domain: Domain) -> [Double] {
    if values.count <= room { return values.map { $0.isFinite ? $0 : .nan } }
    // Halves, because the sum of two extremes overflows.
    let middle = domain.low / 2 + domain.high / 2
    let finite = values.filter(\.isFinite)
    let mean = finite.reduce(0) { $0 + $1 / Double(finite.count) }
    return (0..<room).map { bin in
      let part = values[bin * values.count / room..<(bin + 1) * values.count / room].filter(\.isFinite)
      // Of both ends of the range in one column the rarer shows: the one farther from the mean.
      return part.max {
        (abs($0 / 2 - middle / 2), abs($0 / 2 - mean / 2)) < (abs($1 / 2 - middle / 2), abs($1 / 2 - mean / 2))
      } ?? .nan
    }
  }
}

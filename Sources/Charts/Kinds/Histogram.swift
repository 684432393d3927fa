import Document
import Glibc

extension Chart.Kind {
  static let histogram = Self(name: "histogram", summary: "how often values fall into bins of equal width")
}

extension Chart {
  /// How many values fall into bins of equal width.
  /// - Parameter bins: how many bins between the least and the greatest value; without it their width follows Freedman
  ///   & Diaconis (2·IQR·n^(−1/3)), or Sturges (log₂ n + 1 bins) when the interquartile range is 0, and is then rounded
  ///   to 1, 2, 2.5 or 5 times a power of ten with edges at its multiples.
  /// - Throws: `.badBinCount`.
  public static func histogram(
    _ values: [Double], bins: Int? = nil, _ options: Options = Options()
  ) throws(ChartError) -> Chart {
    if let bins, !(1...100_000).contains(bins) { throw .badBinCount(bins) }
    return Chart([.histogram(Bins(values, count: bins))], options)
  }
}

/// Counts in bins of equal width; a bin holds its lower edge, the last one its upper edge too.
public struct Bins: Codable, Equatable, Sendable {
  public let start: Double
  public let width: Double
  public let counts: [Int]
  /// Values that were not finite.
  public let skipped: Int

  public init(start: Double, width: Double, counts: [Int], skipped: Int = 0) {
    self.start = start
    self.width = width
    self.counts = counts
    self.skipped = skipped
  }

  /// Values counted.
  public var total: Int { counts.reduce(0, +) }

  /// The counts of `values`, with bins as `Chart.histogram` describes.
  public init(_ values: [Double], count: Int? = nil) {
    let finite = values.filter(\.isFinite)
    skipped = values.count - finite.count
    guard let domain = Domain(finite)?.opened else {
      (start, width, counts) = (0, 1, [])
      return
    }
    if count == nil, finite.allSatisfy({ $0 == finite[0] }) {
      (start, width, counts) = (domain.low, domain.high - domain.low, [finite.count])
      return
    }
    // Ends near the largest number would overflow; beyond that range a bin is not meaningful anyway.
    let low = min(max(domain.low, -8e307), 7e307)
    let high = max(min(domain.high, 8e307), -7e307)
    if let count {
      (start, width) = (low, (high - low) / Double(count))
      counts = Self.counts(finite, start: low, width: (high - low) / Double(count), bins: count)
      return
    }
    let wanted = Self.wantedWidth(finite, range: high - low)
    let width = Self.nice(max(wanted, (high - low) / 1000))
    let start = (low / width).rounded(.down) * width
    let bins = min(max(Int(clamped: ((high - start) / width).rounded(.down)) + 1, 1), 2000)
    // A greatest value on an edge closes the last bin rather than opening one for itself.
    let needed = bins > 1 && high <= start + Double(bins - 1) * width && domain.high == finite.max() ? bins - 1 : bins
    (self.start, self.width) = (start, width)
    counts = Self.counts(finite, start: start, width: width, bins: needed)
  }

  private static func wantedWidth(_ values: [Double], range: Double) -> Double {
    var values = values
    func quartile(_ p: Double) -> Double {
      let at = p * Double(values.count - 1)
      let below = Int(at)
      let lower = values.select(below)
      let upper = values[min(below + 1, values.count - 1)...].min() ?? lower
      return lower + (at - Double(below)) * (upper - lower)
    }
    let spread = quartile(0.75) - quartile(0.25)
    let n = Double(values.count)
    if spread > 0, spread.isFinite { return min(2 * spread / cbrt(n), range) }
    return range / (log2(n).rounded(.up) + 1)
  }

  /// The nearest of 1, 2, 2.5 and 5 times a power of ten.
  private static func nice(_ width: Double) -> Double {
    let power = pow(10, log10(width).rounded(.down))
    guard power > 0 else { return width }
    let ratio = width / power
    let factors = [1, 2, 2.5, 5, 10].filter { ($0 * power).isFinite }
    return (factors.min { abs(log($0 / ratio)) < abs(log($1 / ratio)) } ?? 1) * power
  }

  private static func counts(_ values: [Double], start: Double, width: Double, bins: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: bins)
    let first = start / width
    for value in values {
      let index = (value / width - first).rounded(.down)
      counts[min(max(Int(clamped: index), 0), bins - 1)] += 1
    }
    return counts
  }
}

/// Bars over an axis of numbers.
struct Histogram: Sendable {
  private let bins: Bins

  init(_ bins: Bins) { self.bins = bins }

  func text(_ options: Chart.Options, _ size: Size) -> String {
    let skipped = bins.skipped > 0 ? ["\(bins.skipped) value\(bins.skipped == 1 ? "" : "s") not finite"] : []
    let around = Plane.Surroundings(options: options, notices: skipped)
    guard let most = bins.counts.max(), most > 0 else { return Empty.text(around, size) }
    var barColumns = 1
    var grouping = 1
    var plane = Plane(around, size) { rows in
      Self.countAxis(most: most, rows: rows, group: 1)
    } xAxis: { columns, fits in
      // More bins than columns: neighbours share one, and their sum would need another axis, so the tallest stands.
      grouping = max(1, (bins.counts.count + columns - 1) / columns)
      barColumns = max(1, columns / max((bins.counts.count + grouping - 1) / grouping, 1))
      let shown = Double(columns) / Double(barColumns) * Double(grouping)
      let domain = Domain(bins.start, bins.start + shown * bins.width)
      return Ticks(domain, columns: columns, bins: bins, perBin: Double(barColumns) / Double(grouping), fits: fits)
    }
    let shown = stride(from: 0, to: bins.counts.count, by: grouping).map { start in
      bins.counts[start..<min(start + grouping, bins.counts.count)].max() ?? 0
    }
    draw(shown, barColumns, on: &plane)
    return plane.canvas.text(color: size.color)
  }

  private func draw(_ counts: [Int], _ barColumns: Int, on plane: inout Plane) {
    let gap = barColumns >= 2 ? 1 : 0
    for (index, count) in counts.enumerated() where count > 0 {
      // Any bar that is not empty shows.
      let eighths = max(1, Int(clamped: (Double(count) / plane.y.domain.high * Double(plane.rows * 8)).rounded()))
      for row in 0..<min((eighths + 7) / 8, plane.rows) {
        let part = min(eighths - row * 8, 8)
        for column in 0..<barColumns - gap {
          let glyph = plane.glyphs.isAscii && part < 4 && row > 0 ? " " : plane.glyphs.eighths[part - 1]
          guard glyph != " " else { continue }
          plane.put(glyph, index * barColumns + column, plane.rows - 1 - row, ink: Canvas.ink(series: 0))
        }
      }
    }
  }

  /// Counts from 0 at the axis, with a whole number of rows from tick to tick.
  private static func countAxis(most: Int, rows: Int, group: Int) -> Ticks {
    var best: (score: Double, step: Double, rows: Int) = (-.infinity, Double(most), rows)
    let magnitude = Int(clamped: log10(Double(most)).rounded(.down))
    for power in (magnitude - 1)...(magnitude + 1) where power >= 0 {
      for q in [1.0, 2, 5, 2.5] where q != 2.5 || power > 0 {
        let step = q * pow(10, Double(power))
        for stepRows in 2...max(rows, 2) {
          let top = step * Double(rows) / Double(stepRows)
          guard top >= Double(most) else { continue }
          let ticks = rows / stepRows
          guard ticks >= 1 else { continue }
          let score = Double(most) / top - 0.06 * abs(Double(ticks) - 2.5) - (q == 2.5 ? 0.05 : 0)
          if score > best.score { best = (score, step, stepRows) }
        }
      }
    }
    guard best.score > -.infinity else {
      return Ticks(marks: [.init(cell: rows - 1, label: "\(most)")], domain: Domain(0, Double(most)))
    }
    let marks = (0...rows / best.rows).map { index in
      Ticks.Mark(cell: index * best.rows - 1, label: (Double(index) * best.step).label())
    }
    return Ticks(marks: marks, domain: Domain(0, best.step * Double(rows) / Double(best.rows)))
  }
}

extension Ticks {
  /// Ticks under the edges of bins, where whole columns meet them.
  fileprivate init(
    _ domain: Domain, columns: Int, bins: Bins, perBin: Double, fits: ([Mark]) -> Bool
  ) {
    self.init(
      domain, scale: .linear, cells: columns, dots: 2, wanted: max(columns / 6, 3), grows: false, fits: { _ in false })
    self.domain = domain
    for every in 1...max(bins.counts.count, 1) {
      let edges = stride(from: 0, through: bins.counts.count, by: 1).filter { edge in
        // Edges that are multiples of what they skip read better than the first edge and those after it.
        let number = bins.start / bins.width + Double(edge)
        let isWhole = abs(number - number.rounded()) < 1e-6 && abs(number) < 1e9
        return isWhole ? Int(clamped: number.rounded()).isMultiple(of: every) : edge.isMultiple(of: every)
      }
      let candidate = edges.compactMap { edge -> Mark? in
        let place = Int(clamped: (Double(edge) * perBin).rounded(.down))
        // Bars that fill the plot end where it does.
        let cell = edge == bins.counts.count && place == columns ? columns - 1 : place
        let value = bins.start + Double(edge) * bins.width
        let label = abs(value) < bins.width * 1e-9 ? "0" : value.label(digits: 4)
        return cell < columns ? Mark(cell: cell, label: label) : nil
      }
      let isSparse = zip(candidate, candidate.dropFirst()).allSatisfy { $1.cell - $0.cell >= $1.label.count + 3 }
      let isDistinct = Set(candidate.map(\.label)).count == candidate.count
      guard isSparse, isDistinct, fits(candidate) else { continue }
      marks = candidate
      return
    }
  }
}

extension [Double] {
  /// Puts the element of this rank in its place, with none greater before it and none less after it (Hoare's FIND);
  /// sorting a million values to learn two of them would take longer than the chart.
  fileprivate mutating func select(_ rank: Int) -> Double {
    var (left, right) = (startIndex, endIndex - 1)
    while left < right {
      let pivot = self[left + (right - left) / 2]
      var (i, j) = (left, right)
      while i <= j {
        while self[i] < pivot { i += 1 }
        while pivot < self[j] { j -= 1 }
        if i <= j {
          swapAt(i, j)
          i += 1
          j -= 1
        }
      }
      if rank <= j { right = j } else if rank >= i { left = i } else { break }
    }
    return self[rank]
  }
}

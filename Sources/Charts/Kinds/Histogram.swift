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

extension Drafting {
  mutating func histogram(_ bins: Bins) {
    scene.x.ticks = .bins(start: bins.start, width: bins.width, count: bins.counts.count)
    scene.y.ticks = .counts
    if bins.skipped > 0 { note("\(bins.skipped) value\(bins.skipped == 1 ? "" : "s") not finite") }
    guard let most = bins.counts.max(), most > 0 else { return }
    func edge(_ index: Int) -> Double { bins.start + Double(index) * bins.width }
    let rectangles = bins.counts.enumerated().map { index, count in
      Scene.Rectangle(x0: edge(index), x1: edge(index + 1), y0: 0, y1: Double(count))
    }
    scene.shapes.append(.columns(rectangles, nextLook()))
    widen(x: Domain(edge(0), edge(bins.counts.count)), y: Domain(0, Double(most)))
  }
}

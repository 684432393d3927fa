import Document
import Glibc

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
    return Chart([.histogram(Bins(values, count: bins, scale: options.x.scale))], options)
  }
}

/// Counts in bins of equal width; a bin holds its lower edge, the last one its upper edge too.
public struct Bins: Codable, Equatable, Sendable {
  /// The lower edge of the first bin and the width of all, on a log axis in decades.
  public let start: Double
  public let width: Double
  /// The upper edge of the last bin, where it is given by the data and not by the width.
  public let end: Double?
  public let counts: [Int]
  /// Values that were not finite.
  public let skipped: Int
  /// Values without a logarithm.
  public let placeless: Int
  public let scale: Scale

  public init(
    start: Double, width: Double, end: Double? = nil, counts: [Int], skipped: Int = 0, placeless: Int = 0,
    scale: Scale = .linear
  ) {
    self.start = start
    self.width = width
    self.end = end
    self.counts = counts
    self.skipped = skipped
    self.placeless = placeless
    self.scale = scale
  }

  /// Values counted.
  public var total: Int { counts.reduce(0, +) }

  /// The edges as numbers, one more than bins.
  public var edges: [Double] { (0...counts.count).map { scale.value(edge($0)) } }

  /// The place of an edge. Where all are multiples of a width of few decimals they are the numbers that are written so:
  /// 3·0.1 would be a little more than 0.3.
  func edge(_ index: Int) -> Double {
    if index == counts.count, let end { return end }
    return Self.edge(index, start: start, width: width)
  }

  private static func edge(_ index: Int, start: Double, width: Double) -> Double {
    let (number, inverse) = ((start / width).rounded(), (1 / width).rounded())
    guard inverse > 1, inverse < 1e15, abs(inverse * width - 1) < 1e-14, abs(number) < 1e15,
      abs(number * width - start) <= 1e-14 * abs(start)
    else { return start + Double(index) * width }
    return (number + Double(index)) / inverse
  }

  /// The counts of `values`, with bins as `Chart.histogram` describes, on a log axis of their logarithms.
  public init(_ values: [Double], count: Int? = nil, scale: Scale = .linear) {
    let numbers = values.finite
    let finite = scale == .linear ? numbers : scale.places(numbers).filter { !$0.isNaN }
    self.scale = scale
    skipped = values.count - numbers.count
    placeless = numbers.count - finite.count
    let extent = Domain(finite)
    guard let domain = extent?.opened else {
      (start, width, end, counts) = (0, 1, nil, [])
      return
    }
    if count == nil, let extent, extent.low == extent.high {
      (start, width, end, counts) = (domain.low, domain.high - domain.low, nil, [finite.count])
      return
    }
    // Ends near the largest number would overflow; beyond that range a bin is not meaningful anyway.
    let low = min(max(domain.low, -8e307), 7e307)
    let high = max(min(domain.high, 8e307), -7e307)
    if let count {
      let width = (high - low) / Double(count)
      (start, self.width, end) = (low, width, high)
      counts = Self.counts(finite, start: low, width: width, edges: (0..<count).map { low + Double($0) * width })
      return
    }
    let wanted = Self.wantedWidth(finite, range: high - low)
    let width = Self.nice(max(wanted, (high - low) / 1000))
    let start = (low / width).rounded(.down) * width
    let bins = min(max(Int(clamped: ((high - start) / width).rounded(.down)) + 1, 1), 2000)
    // A greatest value on an edge closes the last bin rather than opening one for itself.
    let needed = bins > 1 && high <= start + Double(bins - 1) * width && domain.high == extent?.high ? bins - 1 : bins
    (self.start, self.width, end) = (start, width, nil)
    let edges = (0..<needed).map { Self.edge($0, start: start, width: width) }
    counts = Self.counts(finite, start: start, width: width, edges: edges)
  }

  private static func wantedWidth(_ values: [Double], range: Double) -> Double {
    let quartiles = Quantiles(values)([0.25, 0.75])
    let spread = quartiles[1] - quartiles[0]
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

  /// - Parameter edges: the lower ones.
  private static func counts(_ values: [Double], start: Double, width: Double, edges: [Double]) -> [Int] {
    var counts = [Int](repeating: 0, count: edges.count)
    let first = start / width
    for value in values {
      var bin = min(max(Int(clamped: (value / width - first).rounded(.down)), 0), edges.count - 1)
      // The quotient is rounded; a value on an edge belongs to the bin above it.
      if value < edges[bin], bin > 0 { bin -= 1 } else if bin + 1 < edges.count, value >= edges[bin + 1] { bin += 1 }
      counts[bin] += 1
    }
    return counts
  }
}

extension Drafting {
  mutating func histogram(_ bins: Bins) {
    scene.x.scale = bins.scale
    scene.x.ticks = .bins(start: bins.start, width: bins.width, count: bins.counts.count)
    scene.y.ticks = .counts
    if bins.skipped > 0 { note("\(bins.skipped.counted("value")) not finite") }
    if bins.placeless > 0 {
      note("\(bins.placeless.counted("value")) without a logarithm left out")
    }
    guard let most = bins.counts.max(), most > 0 else { return }
    // On a log axis a count of 1 must be higher than none.
    let scale = options.y.scale
    let base = scale.place(scale == .log10 ? 0.5 : 0)
    if scale != .linear { (scene.y.ticks, scene.y.grows, scene.y.isWhole) = (.numbers, false, true) }
    if scale == .log10 { note("bars begin at 0.5") }
    let rectangles = bins.counts.enumerated().map { index, count in
      Scene.Rectangle(
        x0: bins.edge(index), x1: bins.edge(index + 1), y0: base, y1: count > 0 ? scale.place(Double(count)) : base)
    }
    scene.shapes.append(.columns(rectangles, nextLook()))
    widen(x: Domain(bins.edge(0), bins.edge(bins.counts.count)), y: Domain(base, scale.place(Double(most))))
  }
}

/// Order statistics without sorting: a million values are looked through twice, while sorting them would take longer
/// than the chart.
struct Quantiles: Sendable {
  /// Finite values.
  private let values: [Double]

  /// - Parameter values: finite, at least one.
  init(_ values: [Double]) { self.values = values }

  /// The quantiles of these shares, each between its two neighbours in the order (type 7).
  ///
  /// Source: Hyndman & Fan, Sample Quantiles in Statistical Packages, 1996, definition 7; as in R and NumPy.
  func callAsFunction(_ shares: [Double]) -> [Double] {
    let places = shares.map { $0 * Double(values.count - 1) }
    let ranks = places.map { Int(clamped: $0.rounded(.down)) }
    let wanted = Set(ranks + ranks.map { min($0 + 1, values.count - 1) }).sorted()
    let found = Dictionary(uniqueKeysWithValues: zip(wanted, ranked(wanted)))
    return zip(places, ranks).map { place, rank in
      guard let low = found[rank], let high = found[min(rank + 1, values.count - 1)] else { return .nan }
      // Not low + share·(high − low): the difference of extremes overflows.
      let share = place - Double(rank)
      return low == high || share == 0 ? low : (1 - share) * low + share * high
    }
  }

  /// The values of these ranks, which ascend.
  private func ranked(_ ranks: [Int]) -> [Double] {
    if values.count <= 4096 {
      let sorted = values.sorted()
      return ranks.map { sorted[$0] }
    }
    return Self.ranked(values.map(\.orderedBits), ranks, shift: 48).map(Double.init(orderedBits:))
  }

  /// Sorted into 65 536 drawers by sixteen of their bits; only the drawers that hold a wanted rank are opened.
  private static func ranked(_ keys: [UInt64], _ ranks: [Int], shift: UInt64) -> [UInt64] {
    if keys.count <= 4096 || shift > 48 {
      let sorted = keys.sorted()
      return ranks.map { sorted[$0] }
    }
    var counts = [Int](repeating: 0, count: 65_536)
    for key in keys { counts[Int(truncatingIfNeeded: key &>> shift & 0xffff)] += 1 }
    var drawers: [(number: UInt64, ranks: [Int])] = []
    var (next, below) = (0, 0)
    for drawer in counts.indices where next < ranks.count {
      var own: [Int] = []
      while next < ranks.count, ranks[next] < below + counts[drawer] {
        own.append(ranks[next] - below)
        next += 1
      }
      if !own.isEmpty { drawers.append((UInt64(drawer), own)) }
      below += counts[drawer]
    }
    return drawers.flatMap { drawer in
      var content: [UInt64] = []
      content.reserveCapacity(counts[Int(drawer.number)])
      for key in keys where key &>> shift & 0xffff == drawer.number { content.append(key) }
      // Below the last sixteen bits there is nothing left to tell the keys apart.
      return shift == 0 ? drawer.ranks.map { content[$0] } : ranked(content, drawer.ranks, shift: shift - 16)
    }
  }
}

extension Double {
  /// Bits in the order of the numbers, for all but NaN.
  fileprivate var orderedBits: UInt64 {
    bitPattern ^ (bitPattern >> 63 == 1 ? .max : 1 << 63)
  }

  fileprivate init(orderedBits: UInt64) {
    self.init(bitPattern: orderedBits ^ (orderedBits >> 63 == 1 ? 1 << 63 : .max))
  }
}

extension [Double] {
  /// Those that are finite: the same array when all are.
  var finite: [Double] {
    // A product with zero is zero exactly where the value is finite; unlike a test for each it needs no branch.
    var sum = 0.0
    for value in self { sum += value * 0 }
    return sum == 0 ? self : filter(\.isFinite)
  }
}

import Numerics

/// Peaks too narrow for the panels that a stretch begins with.
extension AdaptiveIntegrator {
  /// Whether peaks are looked for: integrals within integrals begin with few panels, and cannot afford it.
  var seesPeaks: Bool { panels >= 10 }

  /// Where a stretch is to be cut beside its ends, so that narrow peaks get panels of their own; empty when what there is
  /// spreads over the stretch.
  /// - Parameter scans: how many points are looked at; a later scan is for when the one before sees nothing but zeros:
  ///   far from its middle a normal curve is tiny, but not 0, until 38 standard deviations away.
  mutating func cuts<Failure: Error>(
    _ a: Double, _ b: Double, _ scans: [Int], _ f: Integrand<Failure>
  ) throws(Failure) -> [Double] {
    guard (b - a).isFinite else { return [] }
    var seen: [(Double, Double)] = []
    for count in scans {
      let points = (Self.uneven(a, b, count) + Self.nearEnds(a, b)).sorted().filter { $0 > a && $0 < b }
      let sizes = try heights(points, f)
      guard let most = sizes.max(), sizes.count > 1, most > 0 else { continue }
      guard most.isFinite else { return [] }
      // By the trapezoids, as the points lie closer at the ends.
      let area = points.indices.dropFirst().reduce(0.0) {
        $0 + (sizes[$1] / 2 + sizes[$1 - 1] / 2) * (points[$1] - points[$1 - 1])
      }
      let threshold = max(40 * area / (b - a), most / 1000)
      guard most > threshold else { return [] }
      seen = peaks(points, sizes, above: threshold, a, b)
      // Of peaks no wider than the points lie apart, others may have been missed.
      let spacing = (b - a) / Double(count)
      // A pole at an end is found by halving, and no sign of others.
      let last = sizes.count - 1
      let (isLeftFlat, isRightFlat) = (sizes[0] <= 1.1 * sizes[1], sizes[last] <= 1.1 * sizes[last - 1])
      let isNarrow = seen.contains {
        $0.1 - $0.0 < 3 * spacing && ($0.0 > a || isLeftFlat) && ($0.1 < b || isRightFlat)
      }
      if !isNarrow { break }
    }
    return try around(seen, a, b, f)
  }

  /// What repeats at the distance of even points would not be seen.
  private static func uneven(_ a: Double, _ b: Double, _ count: Int) -> [Double] {
    let step = b / Double(count) - a / Double(count)
    return (0..<count).map { (i: Int) -> Double in
      let golden = (Double(i) * 0.6180339887498949).truncatingRemainder(dividingBy: 1)
      return a + step * (Double(i) + 0.3 + 0.4 * golden)
    }
  }

  private static func nearEnds(_ a: Double, _ b: Double) -> [Double] {
    (6...40).flatMap { k -> [Double] in
      let distance = (b - a) / Double(sign: .plus, exponent: k, significand: 1)
      return [a + distance, b - distance]
    }
  }

  /// The stretches between points that hold something high.
  private func peaks(
    _ points: [Double], _ sizes: [Double], above threshold: Double, _ a: Double, _ b: Double
  ) -> [(Double, Double)] {
    var found: [(Double, Double)] = []
    var first: Int?
    for i in points.indices {
      if sizes[i] > threshold, first == nil { first = i }
      guard let start = first, i == points.count - 1 || sizes[i + 1] <= threshold else { continue }
      found.append((start == 0 ? a : points[start - 1], i == points.count - 1 ? b : points[i + 1]))
      first = nil
    }
    return found.count <= 64 ? found : []
  }

  /// Cuts beside peaks that are round or flat at the top; a pole is found by halving.
  private mutating func around<Failure: Error>(
    _ places: [(Double, Double)], _ a: Double, _ b: Double, _ f: Integrand<Failure>
  ) throws(Failure) -> [Double] {
    var cuts: Set<Double> = []
    for (low, high) in places {
      let peak = try summit(low, high, f)
      let height = try heights([peak], f)[0]
      guard height.isFinite, height > 0 else { continue }
      var beside = [peak]
      for side in [-1.0, 1] {
        let room = side < 0 ? peak - a : b - peak
        // The distance at which a thousandth is left, from below.
        var distance = max(peak.magnitude.ulp * 64, (b - a) * 1e-15)
        while distance < room, try heights([peak + side * distance], f)[0] > 1e-3 * height { distance *= 2 }
        guard distance < room else { continue }
        let isResolved = distance >= 4000 * peak.ulp
        guard isResolved, try heights([peak + side * distance / 1000], f)[0] > 0.9 * height else {
          beside = []
          break
        }
        for factor in [0.25, 1, 4, 16] { beside.append(peak + side * distance * factor) }
      }
      cuts.formUnion(beside)
    }
    return cuts.filter { $0 > a && $0 < b }.sorted()
  }

  private mutating func heights<Failure: Error>(
    _ x: [Double], _ f: Integrand<Failure>
  ) throws(Failure) -> [Double] {
    try values(x, f).map { $0.isNaN ? 0 : $0.magnitude }
  }

  /// The highest place between two others, by ever finer scans.
  private mutating func summit<Failure: Error>(
    _ low: Double, _ high: Double, _ f: Integrand<Failure>
  ) throws(Failure) -> Double {
    var (low, high, best) = (low, high, low / 2 + high / 2)
    for _ in 0..<60 where high - low > 16 * max(low.magnitude, high.magnitude).ulp {
      let (start, step) = (low, (high - low) / 16)
      let points: [Double] = (0...16).map { start + step * Double($0) }
      let sizes = try heights(points, f)
      guard let most = sizes.max() else { break }
      let top = sizes.indices.filter { sizes[$0] >= 0.99 * most }
      best = points[top[top.count / 2]]
      // Flat from here on: the middle of what is flat.
      if top.count >= 5 { break }
      (low, high) = (points[max(top[0] - 1, 0)], points[min(top[top.count - 1] + 1, 16)])
    }
    return best
  }
}

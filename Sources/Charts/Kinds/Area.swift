extension Chart {
  /// The area between lines and 0, on a log axis down to the lowest decade; what lies below 0 has a shade of its own.
  public static func area(_ series: [Series], _ options: Options = Options()) -> Chart {
    Chart(series.map(Layer.area), options)
  }

  /// A curve, and the area between it and 0 over a part of it: what an integral measures.
  /// - Parameters:
  ///   - curve: sampled with ascending x.
  ///   - from: where the area begins; the line goes on beyond it.
  public static func integral(
    _ curve: Series, from: Double, to: Double, _ options: Options = Options()
  ) throws(ChartError) -> Chart {
    let (x, y) = (curve.x.values, curve.y.values)
    let inside = x.indices.filter { x[$0] >= from && x[$0] <= to }
    var (partX, partY) = (inside.map { x[$0] }, inside.map { y[$0] })
    for (end, isFirst) in [(from, true), (to, false)] {
      guard let height = Self.height(x, y, at: end), !partX.contains(end) else { continue }
      partX.insert(end, at: isFirst ? 0 : partX.count)
      partY.insert(height, at: isFirst ? 0 : partY.count)
    }
    return Chart(
      [.shade(try Series(name: curve.name, x: partX, y: partY, isFunction: true)), .line(curve)], options)
  }

  /// The height of a line between its points; `nil` beyond them and beside gaps.
  private static func height(_ x: [Double], _ y: [Double], at: Double) -> Double? {
    guard let index = x.indices.dropLast().first(where: { x[$0] <= at && at <= x[$0 + 1] }), x[index] < x[index + 1]
    else { return nil }
    let share = (at - x[index]) / (x[index + 1] - x[index])
    let height = (1 - share) * y[index] + share * y[index + 1]
    return height.isFinite ? height : nil
  }

  /// What lies between two lines over the same x, with a shade where the first is the higher and another where it is the
  /// lower one.
  /// - Throws: `.lengthsDiffer`.
  public static func between(
    _ upper: (name: String, y: [Double]), _ lower: (name: String, y: [Double]), x: [Double],
    _ options: Options = Options()
  ) throws(ChartError) -> Chart {
    let band = try Band(x: x, upper: upper, lower: lower)
    return Chart(
      [
        .band(band), .line(try Series(name: upper.name, x: x, y: upper.y, isFunction: true)),
        .line(try Series(name: lower.name, x: x, y: lower.y, isFunction: true)),
      ], options)
  }
}

/// What lies between two lines over the same x; the lengths agree by construction.
public struct Band: Codable, Equatable, Sendable {
  public let x: Samples
  /// The names of the lines.
  public let upper: String
  public let lower: String
  public let high: Samples
  public let low: Samples

  /// - Throws: `.lengthsDiffer`.
  public init(
    x: [Double], upper: (name: String, y: [Double]), lower: (name: String, y: [Double])
  ) throws(ChartError) {
    for other in [upper.y, lower.y] where other.count != x.count { throw .lengthsDiffer(x: x.count, y: other.count) }
    (self.upper, self.lower) = (upper.name, lower.name)
    self.x = Samples(x)
    high = Samples(upper.y)
    low = Samples(lower.y)
  }
}

extension Drafting {
  mutating func area(_ series: Series) {
    let look = nextLook()
    guard let (x, y) = shaded(series, look) else { return }
    scene.shapes.append(.polyline(.init(x: x, y: y, look: look)))
    key(.stroke, series.name, look, or: "series")
  }

  mutating func shade(_ series: Series) { _ = shaded(series, Scene.Look()) }

  /// What lies between a line and its base, and the line's places.
  private mutating func shaded(_ series: Series, _ look: Scene.Look) -> (x: [Double], y: [Double])? {
    let (x, y) = places(series)
    guard let extent = Domain(y.filter(\.isFinite)) else { return nil }
    let base = options.y.scale == .log10 ? (extent.low - 1e-9).rounded(.down) : 0
    widen(y: Domain(base, base))
    shade(x, y, x.map { _ in base }, look, ("above 0", "below 0"))
    return (x, y)
  }

  mutating func band(_ band: Band) {
    let count = min(band.x.values.count, band.high.values.count, band.low.values.count)
    let (xScale, yScale) = (options.x.scale, options.y.scale)
    let x = xScale.places(Array(band.x.values.prefix(count)))
    let (high, low) = (
      yScale.places(Array(band.high.values.prefix(count))), yScale.places(Array(band.low.values.prefix(count)))
    )
    let whole = x.indices.filter { x[$0].isFinite && high[$0].isFinite && low[$0].isFinite }
    widen(x: Domain(whole.map { x[$0] }), y: Domain(whole.flatMap { [high[$0], low[$0]] }))
    let names = (band.upper.isEmpty ? "first" : band.upper, band.lower.isEmpty ? "second" : band.lower)
    shade(x, high, low, Scene.Look(), ("\(names.0) above", "\(names.0) below"))
  }

  /// Each side of the base in its own shade, with a key when there are both.
  private mutating func shade(
    _ x: [Double], _ y: [Double], _ base: [Double], _ look: Scene.Look, _ words: (above: String, below: String)
  ) {
    let sides = Scene.Area.sides(x, y, base, look)
    for area in sides { scene.shapes.append(.area(area)) }
    guard sides.count == 2, layerCount <= 3, seriesCount <= 2 else { return }
    scene.keys += [
      .init(sample: .shade(.above), text: words.above, look: look),
      .init(sample: .shade(.below), text: words.below, look: look, isClose: true),
    ]
  }
}

extension Scene.Area {
  /// What lies between a line and a base, above it and below it; a piece that crosses the base has two parts, which meet
  /// there.
  fileprivate static func sides(
    _ x: [Double], _ y: [Double], _ base: [Double], _ look: Scene.Look
  ) -> [Scene.Area] {
    var above = Self(x: [], low: [], high: [], look: look)
    var below = Self(x: [], low: [], high: [], look: look, side: .below)
    var (isAbove, isBelow) = (false, false)
    for index in x.indices {
      let (now, here) = (y[index], base[index])
      if index > 0, (y[index - 1] < base[index - 1] && now > here) || (y[index - 1] > base[index - 1] && now < here) {
        let (before, after) = (y[index - 1] / 2 - base[index - 1] / 2, now / 2 - here / 2)
        let share = before / (before - after)
        let at = x[index - 1] + share * (x[index] - x[index - 1])
        let height = base[index - 1] + share * (here - base[index - 1])
        above.append(at, height, height)
        below.append(at, height, height)
      }
      // A side without an area has a gap, or a line would be drawn along the base.
      above.append(x[index], here, now >= here ? now : .nan)
      below.append(x[index], now <= here ? now : .nan, here)
      if now > here { isAbove = true } else if now < here { isBelow = true }
    }
    if isAbove, isBelow { return [above, below] }
    return isBelow ? [below] : [above]
  }

  private mutating func append(_ place: Double, _ from: Double, _ to: Double) {
    x.append(place)
    low.append(from)
    high.append(to)
  }
}

/// Places along an axis as dots from its low end.
struct DotScale: Sendable {
  /// Added before rounding, so that a place half way between two dots does not fall to either by its last digit.
  static let tie = 1e-9

  private let low: Double
  private let factor: Double
  private let dots: Double

  init(_ domain: Domain, dots: Int) {
    // Halves, because a difference of extremes overflows.
    let half = domain.high / 2 - domain.low / 2
    low = domain.low / 2
    factor = half > 0 ? Double(dots - 1) / half : 0
    self.dots = Double(dots)
  }

  /// A little beyond the ends at most, where no dot is.
  @inline(__always) func callAsFunction(_ place: Double) -> Int {
    let dot = (place / 2 - low) * factor + (0.5 + Self.tie)
    // Comparisons that NaN fails; then the conversion cannot trap.
    return Int(dot > -2 ? (dot < dots + 2 ? dot.rounded(.down) : dots + 2) : -2)
  }
}

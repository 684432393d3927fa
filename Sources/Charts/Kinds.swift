extension Chart {
  /// A way of drawing, made by the file of its name in `Kinds`.
  public struct Kind: Equatable, Sendable {
    public var name: String
    public var summary: String
  }

  /// Every kind of chart.
  public static let kinds: [Kind] = [
    .area, .arrows, .bar, .box, .contour, .density, .field, .gridMap, .heatmap, .histogram, .line, .loss, .scatter,
    .scree, .sparkline, .spectrum, .stem,
  ]
}

/// The name and the scale of an axis.
public struct Axis: Codable, Equatable, Sendable {
  public var label: String
  public var scale: Scale
  /// What the axis reaches from and to even where there is nothing to draw; both or none.
  public var low: Double?
  public var high: Double?
  /// Whether what lies beyond `low` and `high` is cut off, and said so.
  public var isCut: Bool
  /// Whether its numbers count something: then no mark stands between two whole ones.
  public var isWhole: Bool

  public init(
    _ label: String = "", scale: Scale = .linear, low: Double? = nil, high: Double? = nil, isCut: Bool = false,
    isWhole: Bool = false
  ) {
    self.label = label
    self.scale = scale
    self.low = low
    self.high = high
    self.isCut = isCut
    self.isWhole = isWhole
  }
}

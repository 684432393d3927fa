/// When a descent has come far enough; what is nil is not looked at.
public struct Stop: Hashable, Sendable {
  /// The length the gradient has to fall to, or what the rule measures instead.
  public var optimality: Double?
  /// The length of a step that is too short to go on.
  public var step: Double?
  /// The change of the value in a step that is too small to go on.
  public var change: Double?
  /// The value that is low enough.
  public var target: Double?

  public init(
    optimality: Double? = nil, step: Double? = nil, change: Double? = nil, target: Double? = nil
  ) {
    (self.optimality, self.step, self.change, self.target) = (optimality, step, change, target)
  }

  public var isNever: Bool { self == Stop() }
}

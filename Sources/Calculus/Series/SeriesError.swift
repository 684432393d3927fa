import Syntax

/// Why there is no series, or no limit.
public enum SeriesError: Error, Hashable, Sendable {
  /// No rule leads on, for a part of the formula.
  case beyond(Symbolic)
  /// The formula has no series of powers there: a pole, a kink, a logarithm.
  case singular(Symbolic)
  /// More terms cancel than are looked at.
  case cancels
  case algebra(AlgebraError)
  /// The left and the right side tend to different values.
  case sides(left: Approach, right: Approach)
  /// It goes on swinging.
  case oscillates(Symbolic)
}

/// What a formula tends to.
public enum Approach: Hashable, Sendable {
  case value(Symbolic)
  case infinity(isNegative: Bool)
}

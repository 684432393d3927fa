import Numerics

/// Sizes of effects, on the scales that planning a study uses.
public enum EffectSize {
  /// The difference of two proportions after the arcsine transformation (Cohen 1988, §6.2).
  public static func h(_ p1: Double, _ p2: Double) -> Double {
    2 * Double.asin(p1.squareRoot()) - 2 * Double.asin(p2.squareRoot())
  }
}

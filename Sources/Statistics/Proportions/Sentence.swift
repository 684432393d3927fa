import Document
import Numerics

/// What a result says in one sentence without jargon.
enum Sentence {
  static func percent(_ share: Double) -> String { "\((100 * share).formatted(digits: 3)) %" }

  static func chance(_ p: Double) -> String {
    let value = p < 2e-16 ? "p \(NumberFormat.pValue(p))" : "p = \(NumberFormat.pValue(p))"
    return p < 0.05 ? "that is more than chance would explain (\(value))" : "this could be chance (\(value))"
  }

  static func proportion(
    _ tally: Tally, null: Double, _ p: Double, _ interval: ClosedRange<Double>, _ level: Double
  ) -> String {
    "\(Int(tally.successes)) of \(tally.count) succeeded, \(percent(tally.share)) "
      + "(\(percent(level)) interval \(percent(interval.lowerBound)) to \(percent(interval.upperBound))); "
      + "if the true share were \(percent(null)), \(chance(p))."
  }
}

/// Sizes of effects, on the scales that planning a study uses.
public enum EffectSize {
  /// The difference of two proportions after the arcsine transformation (Cohen 1988, §6.2).
  public static func h(_ p1: Double, _ p2: Double) -> Double {
    2 * Double.asin(p1.squareRoot()) - 2 * Double.asin(p2.squareRoot())
  }
}

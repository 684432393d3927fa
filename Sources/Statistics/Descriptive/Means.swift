import Glibc
import Numerics

/// Means other than the arithmetic one of all elements.
public enum Means {
  /// exp of the mean logarithm; 0 when an element is 0.
  /// - Throws: `.unfit` for an element below 0, `.tooFew` for none.
  public static func geometric(_ x: [Double]) throws(SampleError) -> Double {
    try Guard.count(x, atLeast: 1, "geometric_mean")
    if let bad = x.first(where: { $0 < 0 }) {
      throw .unfit(function: "geometric_mean", value: bad, needed: "numbers from 0 on")
    }
    if x.contains(where: \.isNaN) { return .nan }
    if x.contains(0) { return 0 }
    // Exponents add exactly; a sum of logarithms alone would lose a digit for every digit of its size.
    let exponents = x.map { $0.isInfinite ? 0 : Double($0.exponent) }
    let logs = x.map { $0.isInfinite ? $0 : log($0.significand) }
    let n = Double(x.count)
    let exponent = Sums.sum(exponents) / n
    let whole = exponent.rounded()
    return exp(Sums.sum(logs) / n + (exponent - whole) * 0.693147180559945309) * exp2(whole)
  }

  /// n over the sum of reciprocals; 0 when an element is 0.
  /// - Throws: `.unfit` for an element below 0, `.tooFew` for none.
  public static func harmonic(_ x: [Double]) throws(SampleError) -> Double {
    try Guard.count(x, atLeast: 1, "harmonic_mean")
    if let bad = x.first(where: { $0 < 0 }) {
      throw .unfit(function: "harmonic_mean", value: bad, needed: "numbers from 0 on")
    }
    guard let least = x.min(), least > 0, least.isFinite else {
      return x.contains(where: \.isNaN) ? .nan : x.min() ?? 0
    }
    return least * Double(x.count) / Sums.sum(x.map { least / $0 })
  }

  /// Σ wᵢxᵢ / Σ wᵢ of as many weights as elements.
  /// - Throws: `.unfit` for a weight below 0 or not finite, and when all are 0.
  public static func weighted(_ x: [Double], _ weights: [Double]) throws(SampleError) -> Double {
    try Guard.count(x, atLeast: 1, "weighted_mean")
    if let bad = weights.first(where: { !($0 >= 0) || $0.isInfinite }) {
      throw .unfit(function: "weighted_mean", value: bad, needed: "weights from 0 on")
    }
    let largest = weights.max() ?? 0
    guard largest > 0 else {
      throw .unfit(function: "weighted_mean", value: 0, needed: "a weight above 0")
    }
    // What weighs nothing does not count, even where it is not finite.
    let used = zip(x, weights).filter { $0.1 > 0 }
    let total = Sums.sum(used.map { $0.1 / largest })
    return Sums.sum(used.map { $0.0 * ($0.1 / largest) }) / total
  }

  /// The mean without the ⌊n·fraction⌋ least and as many greatest elements; the median from a fraction of ½.
  /// - Throws: `.outside` for a fraction not of [0, ½].
  public static func trimmed(_ x: [Double], fraction: Double) throws(SampleError) -> Double {
    let (sorted, cut) = try ends(x, fraction, "trimmed_mean")
    if fraction == 0.5 { return QuantileRule.median(sorted: sorted) }
    return Sums.mean(Array(sorted[cut..<(sorted.count - cut)]))
  }

  /// The mean with the ⌊n·fraction⌋ least and as many greatest elements drawn in to their nearest neighbours.
  /// - Throws: `.outside` for a fraction not of [0, ½].
  public static func winsorized(_ x: [Double], fraction: Double) throws(SampleError) -> Double {
    var (sorted, cut) = try ends(x, fraction, "winsorized_mean")
    if fraction == 0.5 { return QuantileRule.median(sorted: sorted) }
    for index in 0..<cut {
      sorted[index] = sorted[cut]
      sorted[sorted.count - 1 - index] = sorted[sorted.count - 1 - cut]
    }
    return Sums.mean(sorted)
  }

  private static func ends(
    _ x: [Double], _ fraction: Double, _ function: String
  ) throws(SampleError) -> (sorted: [Double], cut: Int) {
    guard fraction >= 0, fraction <= 0.5 else {
      throw .outside(function: function, parameter: "fraction", value: fraction, needed: "from 0 to 0.5")
    }
    try Guard.count(x, atLeast: 1, function)
    if x.contains(where: \.isNaN) { throw .notFinite(function: function, value: .nan) }
    return (Sorting.sorted(x), Int((Double(x.count) * fraction).rounded(.down)))
  }
}

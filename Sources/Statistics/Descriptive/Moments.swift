import Glibc
import Numerics

/// Spread and shape from moments about the mean, in two passes with compensated sums.
public enum Moments {
  /// Which estimate of skewness or kurtosis (Joanes & Gill 1998).
  public enum Kind: Int, Sendable, CaseIterable {
    /// g₁ and g₂: moments divided by n.
    case moments = 1
    /// G₁ and G₂: unbiased under normality; what SAS, SPSS and Excel give.
    case unbiased = 2
    /// b₁ and b₂: with the standard deviation of n − 1.
    case sampleDeviation = 3
  }

  /// The variance; exactly 0 of a constant sample, however its mean is rounded.
  /// - Returns: NaN when nothing is left to divide by.
  public static func variance(_ x: [Double], population: Bool = false) -> Double {
    let value = Sums.variance(x, population: population)
    guard value > 0, let first = x.first, !x.contains(where: { $0 != first }) else { return value }
    return 0
  }

  /// The standard deviation; scaled, so that squares neither overflow nor vanish.
  /// - Returns: NaN when nothing is left to divide by.
  public static func deviation(_ x: [Double], population: Bool = false) -> Double {
    let variance = variance(x, population: population)
    // Squares of such deviations would have left the range of numbers.
    guard !(0x1p-900...0x1p900).contains(variance), !variance.isNaN || x.count > 1, x.allSatisfy(\.isFinite) else {
      return variance.squareRoot()
    }
    let centre = Sums.mean(x)
    let largest = x.reduce(0) { max($0, ($1 / 2 - centre / 2).magnitude) }
    guard largest > 0, largest.isFinite else { return variance.squareRoot() }
    let unit = Double(sign: .plus, exponent: largest.exponent, significand: 1)
    return Sums.variance(x.map { ($0 / 2 - centre / 2) / unit }, population: population).squareRoot() * unit * 2
  }

  /// - Throws: `.tooFew` below three elements for type 2, else below two; `.constant`; `.notFinite`.
  public static func skewness(_ x: [Double], _ kind: Kind = .moments) throws(SampleError) -> Double {
    try Guard.count(x, atLeast: kind == .unbiased ? 3 : 2, "skew")
    let (n, d) = (Double(x.count), try standardized(x, "skew"))
    let g = Sums.sum(d.map { $0 * $0 * $0 }) / n
    switch kind {
    case .moments: return g
    case .unbiased: return g * (n * (n - 1)).squareRoot() / (n - 2)
    case .sampleDeviation: return g * pow((n - 1) / n, 1.5)
    }
  }

  /// The excess: 0 for a normal law.
  /// - Throws: `.tooFew` below four elements for type 2, else below two; `.constant`; `.notFinite`.
  public static func kurtosis(_ x: [Double], _ kind: Kind = .moments) throws(SampleError) -> Double {
    try Guard.count(x, atLeast: kind == .unbiased ? 4 : 2, "kurtosis")
    let (n, d) = (Double(x.count), try standardized(x, "kurtosis"))
    let fourth = Sums.sum(d.map { $0 * $0 * $0 * $0 }) / n
    switch kind {
    case .moments: return fourth - 3
    case .unbiased: return ((n + 1) * (fourth - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))
    case .sampleDeviation: return fourth * (1 - 1 / n) * (1 - 1 / n) - 3
    }
  }

  /// Deviations from the mean in standard deviations, of divisor n.
  private static func standardized(_ x: [Double], _ function: String) throws(SampleError) -> [Double] {
    try Guard.finite(x, function)
    let deviations = centred(x)
    let largest = deviations.reduce(0) { max($0, $1.magnitude) }
    guard largest > 0 else { throw .constant(function: function, which: "x") }
    let scaled = deviations.map { $0 / largest }
    let spread = (Sums.sum(scaled.map { $0 * $0 }) / Double(x.count)).squareRoot()
    return scaled.map { $0 / spread }
  }

  /// Deviations from the mean, the rounding of the mean itself taken out again.
  public static func centred(_ x: [Double]) -> [Double] {
    // A constant sample deviates by nothing, however its mean is rounded.
    guard let first = x.first, x.contains(where: { $0 != first }) else { return x.map { _ in 0 } }
    let centre = Sums.mean(x)
    let deviations = x.map { $0 - centre }
    let drift = Sums.mean(deviations)
    return drift.isFinite ? deviations.map { $0 - drift } : deviations
  }
}

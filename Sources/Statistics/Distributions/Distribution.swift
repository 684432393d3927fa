import Numerics

/// A law of chance for one real number. Parameters are checked once, by the initialisers; after that nothing can fail.
///
/// Upper tails and logarithms are computed directly: `ccdf` is never 1 − cdf.
public protocol Distribution: Sendable {
  /// The name in the language: `StudentT`.
  static var name: String { get }
  /// The parameters by their names in the language, in order.
  var parameters: [(name: String, value: Double)] { get }
  /// Whether it gives whole numbers only.
  static var isDiscrete: Bool { get }
  /// The least and the greatest value it can give.
  var support: ClosedRange<Double> { get }

  /// The density, or the probability of exactly `x` of a discrete law.
  func pdf(_ x: Double) -> Double
  func logpdf(_ x: Double) -> Double
  /// P(X ≤ x).
  func cdf(_ x: Double) -> Double
  /// P(X > x), exact in the tail.
  func ccdf(_ x: Double) -> Double
  func logcdf(_ x: Double) -> Double
  func logccdf(_ x: Double) -> Double
  /// The least x with P(X ≤ x) ≥ p.
  func quantile(_ p: Double) -> Double
  /// The least x with P(X > x) ≤ p.
  func upperQuantile(_ p: Double) -> Double
  /// NaN where it does not exist.
  var mean: Double { get }
  /// NaN where it does not exist.
  var variance: Double { get }

  func sample(from random: inout RandomStream) -> Double
}

/// Why a distribution cannot have a parameter.
public enum DistributionError: Error, Hashable, Sendable {
  /// `needed` says the range: `greater than 0`.
  case parameter(name: String, of: String, value: Double, needed: String)
}

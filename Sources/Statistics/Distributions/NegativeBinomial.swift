import CBoostMath
import Numerics

/// How many trials fail before the r-th success, each succeeding with probability `p`; r need not be whole.
public struct NegativeBinomial: Distribution, LawBacked {
  public static let name = "NegativeBinomial"
  public static let isDiscrete = true

  public let r: Double
  public let p: Double
  let law: Law

  /// - Throws: `.parameter` outside their ranges.
  public init(r: Double, p: Double) throws(DistributionError) {
    guard r > 0, r < .infinity else {
      throw .parameter(name: "r", of: Self.name, value: r, needed: "greater than 0")
    }
    guard p > 0, p <= 1 else {
      throw .parameter(name: "p", of: Self.name, value: p, needed: "greater than 0 and at most 1")
    }
    self.init(trusted: r, p: p)
  }

  /// For parameters that are right by construction.
  init(trusted r: Double, p: Double) {
    self.r = r
    self.p = p
    law = Law(NABLA_NEGATIVE_BINOMIAL, r, p)
  }

  public var parameters: [(name: String, value: Double)] { [("r", r), ("p", p)] }
  public var support: ClosedRange<Double> { 0...Double.infinity }

  public var mean: Double { r * (1 - p) / p }
  public var variance: Double { r * (1 - p) / p / p }
  public var mode: Double {
    let peak = (r - 1) * (1 - p) / p
    return r > 1 ? max(peak.rounded(.up) - 1, 0) : 0
  }
  public var skewness: Double { (2 - p) / (r * (1 - p)).squareRoot() }
  public var kurtosis: Double { 6 / r + p * p / (r * (1 - p)) }

  public func sample(from random: inout RandomStream) -> Double {
    p == 1 ? 0 : random.poisson(random.gamma(shape: r) * (1 - p) / p)
  }
}

import CBoostMath
import Numerics

/// How often something happens that happens `rate` times on average.
public struct Poisson: Distribution, LawBacked {
  public static let name = "Poisson"
  public static let isDiscrete = true

  public let rate: Double
  let law: Law

  /// - Throws: `.parameter` outside their ranges.
  public init(rate: Double) throws(DistributionError) {
    guard rate > 0, rate < .infinity else {
      throw .parameter(name: "rate", of: Self.name, value: rate, needed: "greater than 0")
    }
    self.init(trusted: rate)
  }

  /// For parameters that are right by construction.
  init(trusted rate: Double) {
    self.rate = rate
    law = Law(NABLA_POISSON, rate)
  }

  public var parameters: [(name: String, value: Double)] { [("rate", rate)] }
  public var support: ClosedRange<Double> { 0...Double.infinity }

  public var mean: Double { rate }
  public var variance: Double { rate }
  public var mode: Double { max(rate.rounded(.up) - 1, 0) }
  public var skewness: Double { 1 / rate.squareRoot() }
  public var kurtosis: Double { 1 / rate }

  public func sample(from random: inout RandomStream) -> Double { random.poisson(rate) }
}

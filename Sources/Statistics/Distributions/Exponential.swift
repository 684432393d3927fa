import CBoostMath
import Numerics

/// The exponential law of a rate: mean 1 / rate.
public struct Exponential: Distribution, LawBacked {
  public static let name = "Exponential"
  public static let isDiscrete = false

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
    law = Law(NABLA_EXPONENTIAL, rate)
  }

  public var parameters: [(name: String, value: Double)] { [("rate", rate)] }
  public var support: ClosedRange<Double> { 0...Double.infinity }

  public var mean: Double { 1 / rate }
  public var variance: Double { 1 / rate / rate }
  public var mode: Double { 0 }
  public var skewness: Double { 2 }
  public var kurtosis: Double { 6 }

  public func sample(from random: inout RandomStream) -> Double { random.exponential() / rate }
}

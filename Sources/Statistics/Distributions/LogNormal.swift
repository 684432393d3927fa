import CBoostMath
import Glibc
import Numerics

/// The law of exp(Z) where Z is Normal(mu, sigma).
public struct LogNormal: Distribution, LawBacked {
  public static let name = "LogNormal"
  public static let isDiscrete = false

  public let mu: Double
  public let sigma: Double
  let law: Law

  /// - Throws: `.parameter` outside their ranges.
  public init(mu: Double, sigma: Double) throws(DistributionError) {
    guard mu.isFinite else {
      throw .parameter(name: "mu", of: Self.name, value: mu, needed: "a finite number")
    }
    guard sigma > 0, sigma < .infinity else {
      throw .parameter(name: "sigma", of: Self.name, value: sigma, needed: "greater than 0")
    }
    self.init(trusted: mu, sigma: sigma)
  }

  /// For parameters that are right by construction.
  init(trusted mu: Double, sigma: Double) {
    self.mu = mu
    self.sigma = sigma
    law = Law(NABLA_LOG_NORMAL, mu, sigma)
  }

  public var parameters: [(name: String, value: Double)] { [("mu", mu), ("sigma", sigma)] }
  public var support: ClosedRange<Double> { 0...Double.infinity }

  public var mean: Double { exp(mu + sigma * sigma / 2) }
  public var variance: Double { expm1(sigma * sigma) * exp(2 * mu + sigma * sigma) }
  public var mode: Double { exp(mu - sigma * sigma) }
  public var skewness: Double { (exp(sigma * sigma) + 2) * expm1(sigma * sigma).squareRoot() }
  public var kurtosis: Double {
    let s = sigma * sigma
    return expm1(4 * s) + 2 * expm1(3 * s) + 3 * expm1(2 * s)
  }

  public func sample(from random: inout RandomStream) -> Double { exp(mu + sigma * random.normal()) }
}

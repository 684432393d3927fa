import CBoostMath
import Glibc
import Numerics

/// The normal law of a mean and a standard deviation.
public struct Normal: Distribution {
  public static let name = "Normal"
  public static let isDiscrete = false

  public let mean: Double
  public let sd: Double
  private let law: Law

  /// - Throws: `.parameter` outside their ranges.
  public init(mean: Double, sd: Double) throws(DistributionError) {
    guard mean.isFinite else {
      throw .parameter(name: "mean", of: Self.name, value: mean, needed: "a finite number")
    }
    guard sd > 0, sd < .infinity else {
      throw .parameter(name: "sd", of: Self.name, value: sd, needed: "greater than 0")
    }
    self.init(trusted: mean, sd: sd)
  }

  /// For parameters that are right by construction.
  init(trusted mean: Double, sd: Double) {
    self.mean = mean
    self.sd = sd
    law = Law(NABLA_NORMAL, mean, sd)
  }

  public var parameters: [(name: String, value: Double)] { [("mean", mean), ("sd", sd)] }
  public var support: ClosedRange<Double> { -Double.infinity...Double.infinity }

  public func pdf(_ x: Double) -> Double { law.pdf(x) }
  public func logpdf(_ x: Double) -> Double { log(law.pdf(x)) }
  public func cdf(_ x: Double) -> Double { law.cdf(x) }
  public func ccdf(_ x: Double) -> Double { law.ccdf(x) }
  public func logcdf(_ x: Double) -> Double { log(law.cdf(x)) }
  public func logccdf(_ x: Double) -> Double { log(law.ccdf(x)) }
  public func quantile(_ p: Double) -> Double { law.quantile(p) }
  public func upperQuantile(_ p: Double) -> Double { law.upperQuantile(p) }

  public var variance: Double { sd * sd }

  public func sample(from random: inout RandomStream) -> Double { quantile(random.uniform()) }
}

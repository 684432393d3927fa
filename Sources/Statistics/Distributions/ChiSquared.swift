import CBoostMath
import Glibc
import Numerics

/// χ² with `df` degrees of freedom.
public struct ChiSquared: Distribution {
  public static let name = "ChiSquared"
  public static let isDiscrete = false

  public let df: Double
  private let law: Law

  /// - Throws: `.parameter` outside their ranges.
  public init(df: Double) throws(DistributionError) {
    guard df > 0, df < .infinity else {
      throw .parameter(name: "df", of: Self.name, value: df, needed: "greater than 0")
    }
    self.init(trusted: df)
  }

  /// For parameters that are right by construction.
  init(trusted df: Double) {
    self.df = df
    law = Law(NABLA_CHI_SQUARED, df)
  }

  public var parameters: [(name: String, value: Double)] { [("df", df)] }
  public var support: ClosedRange<Double> { 0...Double.infinity }

  public func pdf(_ x: Double) -> Double { law.pdf(x) }
  public func logpdf(_ x: Double) -> Double { log(law.pdf(x)) }
  public func cdf(_ x: Double) -> Double { law.cdf(x) }
  public func ccdf(_ x: Double) -> Double { law.ccdf(x) }
  public func logcdf(_ x: Double) -> Double { log(law.cdf(x)) }
  public func logccdf(_ x: Double) -> Double { log(law.ccdf(x)) }
  public func quantile(_ p: Double) -> Double { law.quantile(p) }
  public func upperQuantile(_ p: Double) -> Double { law.upperQuantile(p) }

  public var mean: Double { df }
  public var variance: Double { 2 * df }

  public func sample(from random: inout RandomStream) -> Double { quantile(random.uniform()) }
}

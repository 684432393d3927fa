import CBoostMath
import Glibc
import Numerics

/// F with `df1` and `df2` degrees of freedom.
public struct F: Distribution {
  public static let name = "F"
  public static let isDiscrete = false

  public let df1: Double
  public let df2: Double
  private let law: Law

  /// - Throws: `.parameter` outside their ranges.
  public init(df1: Double, df2: Double) throws(DistributionError) {
    guard df1 > 0, df1 < .infinity else {
      throw .parameter(name: "df1", of: Self.name, value: df1, needed: "greater than 0")
    }
    guard df2 > 0, df2 < .infinity else {
      throw .parameter(name: "df2", of: Self.name, value: df2, needed: "greater than 0")
    }
    self.init(trusted: df1, df2: df2)
  }

  /// For parameters that are right by construction.
  init(trusted df1: Double, df2: Double) {
    self.df1 = df1
    self.df2 = df2
    law = Law(NABLA_F, df1, df2)
  }

  public var parameters: [(name: String, value: Double)] { [("df1", df1), ("df2", df2)] }
  public var support: ClosedRange<Double> { 0...Double.infinity }

  public func pdf(_ x: Double) -> Double { law.pdf(x) }
  public func logpdf(_ x: Double) -> Double { log(law.pdf(x)) }
  public func cdf(_ x: Double) -> Double { law.cdf(x) }
  public func ccdf(_ x: Double) -> Double { law.ccdf(x) }
  public func logcdf(_ x: Double) -> Double { log(law.cdf(x)) }
  public func logccdf(_ x: Double) -> Double { log(law.ccdf(x)) }
  public func quantile(_ p: Double) -> Double { law.quantile(p) }
  public func upperQuantile(_ p: Double) -> Double { law.upperQuantile(p) }

  public var mean: Double { df2 > 2 ? df2 / (df2 - 2) : .infinity }
  public var variance: Double {
    df2 > 4 ? 2 * df2 * df2 * (df1 + df2 - 2) / (df1 * (df2 - 2) * (df2 - 2) * (df2 - 4)) : df2 > 2 ? .infinity : .nan
  }

  public func sample(from random: inout RandomStream) -> Double { quantile(random.uniform()) }
}

import CBoostMath
import Numerics

/// χ² with `df` degrees of freedom.
public struct ChiSquared: Distribution, LawBacked {
  public static let name = "ChiSquared"
  public static let isDiscrete = false

  public let df: Double
  let law: Law

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

  public var mean: Double { df }
  public var variance: Double { 2 * df }
  public var mode: Double { max(df - 2, 0) }
  public var skewness: Double { (8 / df).squareRoot() }
  public var kurtosis: Double { 12 / df }

  public func sample(from random: inout RandomStream) -> Double { 2 * random.gamma(shape: df / 2) }
}

import CBoostMath
import Numerics

/// Student's t with `df` degrees of freedom.
public struct StudentT: Distribution, LawBacked {
  public static let name = "StudentT"
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
    law = Law(NABLA_STUDENT_T, df)
  }

  public var parameters: [(name: String, value: Double)] { [("df", df)] }
  public var support: ClosedRange<Double> { -Double.infinity...Double.infinity }

  public var mean: Double { df > 1 ? 0 : .nan }
  public var variance: Double { df > 2 ? df / (df - 2) : df > 1 ? .infinity : .nan }
  public var mode: Double { 0 }
  public var skewness: Double { df > 3 ? 0 : .nan }
  public var kurtosis: Double { df > 4 ? 6 / (df - 4) : df > 2 ? .infinity : .nan }

  public func sample(from random: inout RandomStream) -> Double {
    random.normal() / (random.gamma(shape: df / 2) * 2 / df).squareRoot()
  }
}

import CBoostMath
import Numerics

/// F with `df1` and `df2` degrees of freedom.
public struct F: Distribution, LawBacked {
  public static let name = "F"
  public static let isDiscrete = false

  public let df1: Double
  public let df2: Double
  let law: Law

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

  public var mean: Double { df2 > 2 ? df2 / (df2 - 2) : .infinity }
  public var variance: Double {
    guard df2 > 4 else { return df2 > 2 ? .infinity : .nan }
    return 2 * (df2 / (df2 - 2)) * (df2 / (df2 - 2)) * ((df1 + df2 - 2) / (df1 * (df2 - 4)))
  }
  public var mode: Double { df1 > 2 ? (df1 - 2) / df1 * (df2 / (df2 + 2)) : 0 }
  public var skewness: Double {
    guard df2 > 6 else { return df2 > 4 ? .infinity : .nan }
    return (2 * df1 + df2 - 2) / (df2 - 6) * (8 * (df2 - 4) / (df1 * (df1 + df2 - 2))).squareRoot()
  }
  public var kurtosis: Double {
    guard df2 > 8 else { return df2 > 6 ? .infinity : .nan }
    let inner = df1 * (5 * df2 - 22) * (df1 + df2 - 2) + (df2 - 4) * (df2 - 2) * (df2 - 2)
    return 12 * inner / (df1 * (df2 - 6) * (df2 - 8) * (df1 + df2 - 2))
  }

  public func sample(from random: inout RandomStream) -> Double {
    (random.gamma(shape: df1 / 2) / df1) / (random.gamma(shape: df2 / 2) / df2)
  }
}

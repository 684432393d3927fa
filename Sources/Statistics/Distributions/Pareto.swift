import CBoostMath
import Glibc
import Numerics

/// The Pareto law above a minimum: P(X > x) = (minimum / x)^shape.
public struct Pareto: Distribution, LawBacked {
  public static let name = "Pareto"
  public static let isDiscrete = false

  public let minimum: Double
  public let shape: Double
  let law: Law

  /// - Throws: `.parameter` outside their ranges.
  public init(minimum: Double, shape: Double) throws(DistributionError) {
    guard minimum > 0, minimum < .infinity else {
      throw .parameter(name: "minimum", of: Self.name, value: minimum, needed: "greater than 0")
    }
    guard shape > 0, shape < .infinity else {
      throw .parameter(name: "shape", of: Self.name, value: shape, needed: "greater than 0")
    }
    self.init(trusted: minimum, shape: shape)
  }

  /// For parameters that are right by construction.
  init(trusted minimum: Double, shape: Double) {
    self.minimum = minimum
    self.shape = shape
    law = Law(NABLA_PARETO, minimum, shape)
  }

  public var parameters: [(name: String, value: Double)] { [("minimum", minimum), ("shape", shape)] }
  public var support: ClosedRange<Double> { minimum...Double.infinity }

  public var mean: Double { shape > 1 ? minimum * (shape / (shape - 1)) : .infinity }
  public var variance: Double {
    guard shape > 2 else { return shape > 1 ? .infinity : .nan }
    return minimum * minimum * (shape / ((shape - 1) * (shape - 1) * (shape - 2)))
  }
  public var mode: Double { minimum }
  public var skewness: Double {
    shape > 3 ? 2 * (1 + shape) / (shape - 3) * ((shape - 2) / shape).squareRoot() : shape > 2 ? .infinity : .nan
  }
  public var kurtosis: Double {
    guard shape > 4 else { return shape > 2 ? .infinity : .nan }
    return 6 * (shape * shape * shape + shape * shape - 6 * shape - 2) / (shape * (shape - 3) * (shape - 4))
  }

  public func sample(from random: inout RandomStream) -> Double { minimum * exp(random.exponential() / shape) }
}

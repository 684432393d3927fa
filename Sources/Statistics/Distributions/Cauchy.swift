import CBoostMath
import Glibc
import Numerics

/// The Cauchy law: Student's t with one degree of freedom, moved and stretched. It has no mean.
public struct Cauchy: Distribution, LawBacked {
  public static let name = "Cauchy"
  public static let isDiscrete = false

  public let location: Double
  public let scale: Double
  let law: Law

  /// - Throws: `.parameter` outside their ranges.
  public init(location: Double, scale: Double) throws(DistributionError) {
    guard location.isFinite else {
      throw .parameter(name: "location", of: Self.name, value: location, needed: "a finite number")
    }
    guard scale > 0, scale < .infinity else {
      throw .parameter(name: "scale", of: Self.name, value: scale, needed: "greater than 0")
    }
    self.init(trusted: location, scale: scale)
  }

  /// For parameters that are right by construction.
  init(trusted location: Double, scale: Double) {
    self.location = location
    self.scale = scale
    law = Law(NABLA_CAUCHY, location, scale)
  }

  public var parameters: [(name: String, value: Double)] { [("location", location), ("scale", scale)] }
  public var support: ClosedRange<Double> { -Double.infinity...Double.infinity }

  public var mean: Double { .nan }
  public var variance: Double { .nan }
  public var mode: Double { location }
  public var skewness: Double { .nan }
  public var kurtosis: Double { .nan }

  public func sample(from random: inout RandomStream) -> Double { location + scale * tan(.pi * (random.open() - 0.5)) }
}

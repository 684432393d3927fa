import CBoostMath
import Glibc
import Numerics

/// The logistic law of a location and a scale.
public struct Logistic: Distribution, LawBacked {
  public static let name = "Logistic"
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
    law = Law(NABLA_LOGISTIC, location, scale)
  }

  public var parameters: [(name: String, value: Double)] { [("location", location), ("scale", scale)] }
  public var support: ClosedRange<Double> { -Double.infinity...Double.infinity }

  public var mean: Double { location }
  public var variance: Double { scale * scale * (Double.pi * Double.pi / 3) }
  public var mode: Double { location }
  public var skewness: Double { 0 }
  public var kurtosis: Double { 1.2 }

  public func sample(from random: inout RandomStream) -> Double {
    let u = random.open()
    return location + scale * log(u / (1 - u))
  }
}

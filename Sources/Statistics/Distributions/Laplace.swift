import CBoostMath
import Glibc
import Numerics

/// The Laplace law: two exponential tails, each of mean `scale`, about a location.
public struct Laplace: Distribution, LawBacked {
  public static let name = "Laplace"
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
    law = Law(NABLA_LAPLACE, location, scale)
  }

  public var parameters: [(name: String, value: Double)] { [("location", location), ("scale", scale)] }
  public var support: ClosedRange<Double> { -Double.infinity...Double.infinity }

  public var mean: Double { location }
  public var variance: Double { 2 * scale * scale }
  public var mode: Double { location }
  public var skewness: Double { 0 }
  public var kurtosis: Double { 3 }

  public func probability(above low: Double, upTo high: Double) -> Double {
    guard low < high else { return low.isNaN || high.isNaN ? .nan : 0 }
    if low < location, high > location {
      return -(expm1((low - location) / scale) + expm1((location - high) / scale)) / 2
    }
    let near = low >= location ? (location - low) / scale : (high - location) / scale
    return -exp(near) * expm1((low - high) / scale) / 2
  }

  public func sample(from random: inout RandomStream) -> Double {
    let size = scale * random.exponential()
    return random.bits() & 1 == 0 ? location - size : location + size
  }
}

import CBoostMath
import Glibc
import Numerics

/// The Weibull law of a shape and a scale: P(X > x) = exp(−(x / scale)^shape).
public struct Weibull: Distribution, LawBacked {
  public static let name = "Weibull"
  public static let isDiscrete = false

  public let shape: Double
  public let scale: Double
  let law: Law

  /// - Throws: `.parameter` outside their ranges.
  public init(shape: Double, scale: Double) throws(DistributionError) {
    guard shape > 0, shape < .infinity else {
      throw .parameter(name: "shape", of: Self.name, value: shape, needed: "greater than 0")
    }
    guard scale > 0, scale < .infinity else {
      throw .parameter(name: "scale", of: Self.name, value: scale, needed: "greater than 0")
    }
    self.init(trusted: shape, scale: scale)
  }

  /// For parameters that are right by construction.
  init(trusted shape: Double, scale: Double) {
    self.shape = shape
    self.scale = scale
    law = Law(NABLA_WEIBULL, shape, scale)
  }

  public var parameters: [(name: String, value: Double)] { [("shape", shape), ("scale", scale)] }
  public var support: ClosedRange<Double> { 0...Double.infinity }

  public var mean: Double { scale * moment(1) }
  public var variance: Double { scale * scale * centre.variance }
  public var mode: Double { shape > 1 ? scale * pow((shape - 1) / shape, 1 / shape) : 0 }
  public var skewness: Double {
    let (m, v) = centre
    return (moment(3) - 3 * m * v - m * m * m) / (v * v.squareRoot())
  }
  public var kurtosis: Double {
    let (m, v) = centre
    return (moment(4) - 4 * m * moment(3) + 6 * m * m * moment(2) - 3 * m * m * m * m) / (v * v) - 3
  }

  /// E[(X / scale)ᵏ]
  private func moment(_ k: Double) -> Double { Special.gamma(1 + k / shape) }

  private var centre: (mean: Double, variance: Double) {
    let m = moment(1)
    // Where the shape is large both moments are near 1: Γ(1 + 2/k) / Γ(1 + 1/k)² − 1 keeps the digits.
    let ratio = Special.lgamma(1 + 2 / shape) - 2 * Special.lgamma(1 + 1 / shape)
    return (m, m * m * expm1(ratio))
  }

  public func sample(from random: inout RandomStream) -> Double { scale * pow(random.exponential(), 1 / shape) }
}

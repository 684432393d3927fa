import CBoostMath
import Numerics

/// The gamma law of a shape and a scale: mean shape · scale.
public struct Gamma: Distribution, LawBacked {
  public static let name = "Gamma"
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
    law = Law(NABLA_GAMMA, shape, scale)
  }

  public var parameters: [(name: String, value: Double)] { [("shape", shape), ("scale", scale)] }
  public var support: ClosedRange<Double> { 0...Double.infinity }

  public var mean: Double { shape * scale }
  public var variance: Double { shape * scale * scale }
  public var mode: Double { max(shape - 1, 0) * scale }
  public var skewness: Double { 2 / shape.squareRoot() }
  public var kurtosis: Double { 6 / shape }

  public func sample(from random: inout RandomStream) -> Double { scale * random.gamma(shape: shape) }
}

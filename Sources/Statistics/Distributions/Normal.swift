import CBoostMath
import Numerics

/// The normal law of a mean and a standard deviation.
public struct Normal: Distribution, LawBacked {
  public static let name = "Normal"
  public static let isDiscrete = false

  public let mean: Double
  public let sd: Double
  let law: Law

  /// - Throws: `.parameter` outside their ranges.
  public init(mean: Double, sd: Double) throws(DistributionError) {
    guard mean.isFinite else {
      throw .parameter(name: "mean", of: Self.name, value: mean, needed: "a finite number")
    }
    guard sd > 0, sd < .infinity else {
      throw .parameter(name: "sd", of: Self.name, value: sd, needed: "greater than 0")
    }
    self.init(trusted: mean, sd: sd)
  }

  /// For parameters that are right by construction.
  init(trusted mean: Double, sd: Double) {
    self.mean = mean
    self.sd = sd
    law = Law(NABLA_NORMAL, mean, sd)
  }

  public var parameters: [(name: String, value: Double)] { [("mean", mean), ("sd", sd)] }
  public var support: ClosedRange<Double> { -Double.infinity...Double.infinity }

  public var variance: Double { sd * sd }
  public var mode: Double { mean }
  public var skewness: Double { 0 }
  public var kurtosis: Double { 0 }

  public func sample(from random: inout RandomStream) -> Double { mean + sd * random.normal() }

  public func samples(_ count: Int, from random: inout RandomStream) -> [Double] {
    var drawn = random.normals(count)
    if mean != 0 || sd != 1 { for i in drawn.indices { drawn[i] = mean + sd * drawn[i] } }
    return drawn
  }
}

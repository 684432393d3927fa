import CBoostMath
import Glibc
import Numerics

/// The beta law on 0 to 1, with density proportional to xᵃ⁻¹ (1 − x)ᵇ⁻¹.
public struct Beta: Distribution, LawBacked {
  public static let name = "Beta"
  public static let isDiscrete = false

  public let a: Double
  public let b: Double
  let law: Law

  /// - Throws: `.parameter` outside their ranges.
  public init(a: Double, b: Double) throws(DistributionError) {
    guard a > 0, a < .infinity else {
      throw .parameter(name: "a", of: Self.name, value: a, needed: "greater than 0")
    }
    guard b > 0, b < .infinity else {
      throw .parameter(name: "b", of: Self.name, value: b, needed: "greater than 0")
    }
    self.init(trusted: a, b: b)
  }

  /// For parameters that are right by construction.
  init(trusted a: Double, b: Double) {
    self.a = a
    self.b = b
    law = Law(NABLA_BETA, a, b)
  }

  public var parameters: [(name: String, value: Double)] { [("a", a), ("b", b)] }
  public var support: ClosedRange<Double> { 0...1 }

  public var mean: Double { a / (a + b) }
  public var variance: Double { a / (a + b) * (b / (a + b)) / (a + b + 1) }
  public var mode: Double {
    if a > 1, b > 1 { return (a - 1) / (a + b - 2) }
    if a == 1, b == 1 { return 0 }
    return a >= b ? (a > 1 || b < a ? 1 : 0) : 0
  }
  public var skewness: Double {
    2 * (b - a) * (a + b + 1).squareRoot() / ((a + b + 2) * a.squareRoot() * b.squareRoot())
  }
  public var kurtosis: Double {
    let n = a + b
    return 6 * ((a - b) * (a - b) * (n + 1) - a * b * (n + 2)) / (a * b * (n + 2) * (n + 3))
  }

  public func sample(from random: inout RandomStream) -> Double {
    // Both gamma numbers may be too small to hold; their logarithms are not.
    let (x, y) = (random.logGamma(shape: a), random.logGamma(shape: b))
    return x > y ? 1 / (1 + exp(y - x)) : exp(x - y) / (1 + exp(x - y))
  }
}

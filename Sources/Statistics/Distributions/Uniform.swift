import CBoostMath
import Document
import Numerics

/// Every number from `a` to `b` alike.
public struct Uniform: Distribution, LawBacked {
  public static let name = "Uniform"
  public static let isDiscrete = false

  public let a: Double
  public let b: Double
  let law: Law

  /// - Throws: `.parameter` outside their ranges.
  public init(a: Double, b: Double) throws(DistributionError) {
    guard a.isFinite else {
      throw .parameter(name: "a", of: Self.name, value: a, needed: "a finite number")
    }
    guard b.isFinite else {
      throw .parameter(name: "b", of: Self.name, value: b, needed: "a finite number")
    }
    guard a < b, b - a < .infinity else {
      throw .parameter(name: "b", of: Self.name, value: b, needed: "greater than a = \(a.formatted())")
    }
    self.init(trusted: a, b: b)
  }

  /// For parameters that are right by construction.
  init(trusted a: Double, b: Double) {
    self.a = a
    self.b = b
    law = Law(NABLA_UNIFORM, a, b)
  }

  public var parameters: [(name: String, value: Double)] { [("a", a), ("b", b)] }
  public var support: ClosedRange<Double> { a...b }

  public var mean: Double { a / 2 + b / 2 }
  public var variance: Double { (b - a) / 12 * (b - a) }
  public var mode: Double { a }
  public var skewness: Double { 0 }
  public var kurtosis: Double { -1.2 }

  public func probability(above low: Double, upTo high: Double) -> Double {
    if low.isNaN || high.isNaN { return .nan }
    return max(min(high, b) - max(low, a), 0) / (b - a)
  }

  public func sample(from random: inout RandomStream) -> Double { a + (b - a) * random.uniform() }
}

import CBoostMath
import Numerics

/// 1 with probability `p`, otherwise 0.
public struct Bernoulli: Distribution, LawBacked {
  public static let name = "Bernoulli"
  public static let isDiscrete = true

  public let p: Double
  let law: Law

  /// - Throws: `.parameter` outside their ranges.
  public init(p: Double) throws(DistributionError) {
    guard p >= 0, p <= 1 else {
      throw .parameter(name: "p", of: Self.name, value: p, needed: "from 0 to 1")
    }
    self.init(trusted: p)
  }

  /// For parameters that are right by construction.
  init(trusted p: Double) {
    self.p = p
    law = Law(NABLA_BINOMIAL, 1, p)
  }

  public var parameters: [(name: String, value: Double)] { [("p", p)] }
  public var support: ClosedRange<Double> { 0...1 }

  public var mean: Double { p }
  public var variance: Double { p * (1 - p) }
  public var mode: Double { p > 0.5 ? 1 : 0 }
  public var skewness: Double { (1 - 2 * p) / variance.squareRoot() }
  public var kurtosis: Double { (1 - 6 * p * (1 - p)) / variance }

  public func sample(from random: inout RandomStream) -> Double { random.uniform() < p ? 1 : 0 }
}

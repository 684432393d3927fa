import CBoostMath
import Glibc
import Numerics

/// How many trials fail before the first success, each succeeding with probability `p`.
public struct Geometric: Distribution, LawBacked {
  public static let name = "Geometric"
  public static let isDiscrete = true

  public let p: Double
  let law: Law

  /// - Throws: `.parameter` outside their ranges.
  public init(p: Double) throws(DistributionError) {
    guard p > 0, p <= 1 else {
      throw .parameter(name: "p", of: Self.name, value: p, needed: "greater than 0 and at most 1")
    }
    self.init(trusted: p)
  }

  /// For parameters that are right by construction.
  init(trusted p: Double) {
    self.p = p
    law = Law(NABLA_GEOMETRIC, p)
  }

  public var parameters: [(name: String, value: Double)] { [("p", p)] }
  public var support: ClosedRange<Double> { 0...Double.infinity }

  public var mean: Double { (1 - p) / p }
  public var variance: Double { (1 - p) / p / p }
  public var mode: Double { 0 }
  public var skewness: Double { (2 - p) / (1 - p).squareRoot() }
  public var kurtosis: Double { 6 + p * p / (1 - p) }

  public func sample(from random: inout RandomStream) -> Double {
    p == 1 ? 0 : (-random.exponential() / log1p(-p)).rounded(.down)
  }
}

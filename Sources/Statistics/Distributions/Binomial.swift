import CBoostMath
import Numerics

/// How many of `n` independent trials succeed, each with probability `p`.
public struct Binomial: Distribution, LawBacked {
  public static let name = "Binomial"
  public static let isDiscrete = true

  public let n: Double
  public let p: Double
  let law: Law

  /// - Throws: `.parameter` outside their ranges.
  public init(n: Double, p: Double) throws(DistributionError) {
    guard n >= 0, n <= 0x1p53, n == n.rounded() else {
      throw .parameter(name: "n", of: Self.name, value: n, needed: "a whole number from 0 on")
    }
    guard p >= 0, p <= 1 else {
      throw .parameter(name: "p", of: Self.name, value: p, needed: "from 0 to 1")
    }
    self.init(trusted: n, p: p)
  }

  /// For parameters that are right by construction.
  init(trusted n: Double, p: Double) {
    self.n = n
    self.p = p
    law = Law(NABLA_BINOMIAL, n, p)
  }

  public var parameters: [(name: String, value: Double)] { [("n", n), ("p", p)] }
  public var support: ClosedRange<Double> { 0...n }

  public var mean: Double { n * p }
  public var variance: Double { n * p * (1 - p) }
  public var mode: Double { min(max(((n + 1) * p).rounded(.up) - 1, 0), n) }
  public var skewness: Double { (1 - 2 * p) / variance.squareRoot() }
  public var kurtosis: Double { (1 - 6 * p * (1 - p)) / variance }

  public func sample(from random: inout RandomStream) -> Double { random.binomial(n, p) }
}

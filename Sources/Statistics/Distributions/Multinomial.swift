import Glibc
import LinearAlgebra
import Numerics

/// How often each of k kinds comes in `n` independent draws.
public struct Multinomial: Sendable {
  public static let name = "Multinomial"

  public let n: Double
  public let probabilities: [Double]

  /// - Throws: `.parameter` outside their ranges; the probabilities add up to 1 within 1e-9.
  public init(n: Double, p: [Double]) throws(DistributionError) {
    guard n >= 0, n <= 0x1p53, n == n.rounded() else {
      throw .parameter(name: "n", of: Self.name, value: n, needed: "a whole number from 0 on")
    }
    for one in p where !(one >= 0 && one <= 1) {
      throw .parameter(name: "p", of: Self.name, value: one, needed: "from 0 to 1, each of them")
    }
    let total = Sums.sum(p)
    guard (total - 1).magnitude < 1e-9 else {
      throw .parameter(name: "p", of: Self.name, value: total, needed: "1 when added up")
    }
    self.n = n
    probabilities = p
  }

  /// −∞ for counts that are not whole, below 0, or do not add up to n.
  public func logpdf(_ counts: [Double]) -> Double {
    guard counts.count == probabilities.count else { return .nan }
    guard counts.allSatisfy({ $0 >= 0 && $0 == $0.rounded() }), counts.reduce(0, +) == n else { return -.infinity }
    // One kind after the other, each binomial among what is left: no difference of large logarithms of factorials.
    var (left, share, sum) = (n, 1.0, 0.0)
    for (k, p) in zip(counts, probabilities) {
      if k > 0, p == 0 { return -.infinity }
      if p > 0, left > 0 { sum += Binomial(trusted: left, p: min(p / share, 1)).logpdf(k) }
      left -= k
      share -= p
    }
    return sum
  }
  public func pdf(_ counts: [Double]) -> Double { exp(logpdf(counts)) }

  public var mean: [Double] { probabilities.map { n * $0 } }
  public var covariance: Matrix {
    let p = probabilities
    let elements = p.indices.flatMap { j in p.indices.map { i in n * (i == j ? p[i] * (1 - p[i]) : -p[i] * p[j]) } }
    return Matrix(rows: p.count, columns: p.count, elements: elements)
  }

  public func sample(from random: inout RandomStream) -> [Double] {
    var (left, share) = (n, 1.0)
    // What is left of 1 is rounded: the last kind that can come takes the rest, or an impossible one might.
    let last = probabilities.lastIndex { $0 > 0 }
    return probabilities.indices.map { index in
      let p = probabilities[index]
      let k = index == last ? left : p <= 0 || share <= 0 ? 0 : random.binomial(left, min(p / share, 1))
      left -= k
      share -= p
      return k
    }
  }
}

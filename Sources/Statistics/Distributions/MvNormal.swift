import Glibc
import LinearAlgebra
import Numerics

/// The normal law of several numbers together: a mean vector and a positive definite covariance matrix.
public struct MvNormal: Sendable {
  public static let name = "MvNormal"

  public let mean: [Double]
  public let covariance: Matrix
  /// L with L Lᵀ the covariance.
  private let lower: Matrix

  public var dimension: Int { mean.count }

  /// - Throws: `MathError` of a covariance that is not square, symmetric or positive definite, or of another size.
  public init(mean: [Double], covariance: Matrix) throws(MathError) {
    guard covariance.rows == mean.count, covariance.columns == mean.count else {
      throw .shape(.unequal(.vector(mean.count), .matrix(covariance.rows, covariance.columns)))
    }
    lower = try Cholesky(covariance).lower
    self.mean = mean
    self.covariance = covariance
  }

  /// Relative error of the quadratic form up to the covariance's condition times rounding.
  public func logpdf(_ x: [Double]) -> Double {
    let n = dimension
    guard x.count == n else { return .nan }
    var (z, square, logRoot) = ([Double](repeating: 0, count: n), 0.0, 0.0)
    for i in 0..<n {
      var rest = x[i] - mean[i]
      for j in 0..<i { rest -= lower[i, j] * z[j] }
      z[i] = rest / lower[i, i]
      square += z[i] * z[i]
      logRoot += log(lower[i, i])
    }
    return -square / 2 - logRoot - Double(n) * 0.918938533204672741780
  }
  public func pdf(_ x: [Double]) -> Double { exp(logpdf(x)) }

  /// In nats.
  public var entropy: Double {
    (0..<dimension).reduce(0) { $0 + log(lower[$1, $1]) } + Double(dimension) * 1.418938533204672741780
  }

  /// One draw.
  public func sample(from random: inout RandomStream) -> [Double] {
    let z = random.normals(dimension)
    return (0..<dimension).map { i in (0...i).reduce(mean[i]) { $0 + lower[i, $1] * z[$1] } }
  }

  /// The law of some of the numbers, by their places from 0.
  public func marginal(_ places: [Int]) throws(MathError) -> MvNormal {
    try MvNormal(mean: places.map { mean[$0] }, covariance: part(places, places))
  }

  /// The law of the others once those at `places` are known to be `values`.
  ///
  /// - Source: Bishop, *Pattern Recognition and Machine Learning*, §2.3.1.
  public func conditional(_ places: [Int], given values: [Double]) throws(MathError) -> MvNormal {
    let others = (0..<dimension).filter { !places.contains($0) }
    let known = try Cholesky(part(places, places)).lower
    // W solves L W = Σ₂₁, so that Σ₁₂ Σ₂₂⁻¹ Σ₂₁ = Wᵀ W keeps its symmetry.
    func forward(_ b: [Double]) -> [Double] {
      var z = b
      for i in z.indices {
        for j in 0..<i { z[i] -= known[i, j] * z[j] }
        z[i] /= known[i, i]
      }
      return z
    }
    let columns = others.map { o in forward(places.map { covariance[$0, o] }) }
    let gap = forward(zip(places, values).map { $1 - mean[$0] })
    func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    let centre = zip(others, columns).map { mean[$0] + dot($1, gap) }
    var elements: [Double] = []
    for j in others.indices {
      for i in others.indices {
        elements.append(covariance[others[i], others[j]] - dot(columns[i], columns[j]))
      }
    }
    return try MvNormal(
      mean: centre, covariance: Matrix(rows: others.count, columns: others.count, elements: elements))
  }

  private func part(_ rows: [Int], _ columns: [Int]) -> Matrix {
    Matrix(
      rows: rows.count, columns: columns.count, elements: columns.flatMap { j in rows.map { covariance[$0, j] } })
  }
}

import Glibc
import Numerics

/// An integral over a box as the volume times the mean of the function at random points.
public struct RandomIntegral: Sendable {
  public let value: Double
  /// The standard error of the value: volume · s/√n.
  public let standardError: Double
  public let count: Int
  public let dimensions: Int

  /// Half of the interval that covers the truth 95 times in 100.
  public var halfWidth: Double { 1.9599639845400542 * standardError }

  /// - Parameters:
  ///   - ends: finite ones of each dimension.
  ///   - count: points; fewer than 2 have no spread, and 2 are taken.
  ///   - f: the function at points that lie one after another.
  public init<Failure: Error>(
    over ends: [(Double, Double)], _ count: Int, from random: inout RandomStream,
    of f: ([Double]) throws(Failure) -> [Double]
  ) throws(Failure) {
    let volume = ends.reduce(1) { $0 * ($1.1 - $1.0) }
    let count = max(count, 2)
    var (mean, squares, seen) = (0.0, 0.0, 0)
    while seen < count {
      let batch = min(count - seen, 8192)
      var points: [Double] = []
      points.reserveCapacity(batch * ends.count)
      for _ in 0..<batch { for (a, b) in ends { points.append(a + (b - a) * random.uniform()) } }
      // Welford's updates, as the sum of squares may dwarf their spread.
      for y in try f(points) {
        seen += 1
        let step = y - mean
        mean += step / Double(seen)
        squares += step * (y - mean)
      }
    }
    (value, self.count, dimensions) = (volume * mean, count, ends.count)
    standardError = volume.magnitude * (squares / Double(count - 1) / Double(count)).squareRoot()
  }
}

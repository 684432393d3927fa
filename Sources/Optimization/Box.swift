import LinearAlgebra

/// The least and the greatest value that each variable may take; infinite where there is none.
public struct Box: Hashable, Sendable {
  public let lower: [Double]
  public let upper: [Double]

  /// - Returns: `nil` unless both are as long and no lower bound lies above the upper one.
  public init?(lower: [Double], upper: [Double]) {
    guard lower.count == upper.count, zip(lower, upper).allSatisfy({ $0 <= $1 }) else { return nil }
    (self.lower, self.upper) = (lower, upper)
  }

  /// No bounds for n variables.
  public init(everywhere n: Int) {
    (lower, upper) = (Array(repeating: -.infinity, count: n), Array(repeating: .infinity, count: n))
  }

  public var count: Int { lower.count }

  /// The nearest point inside.
  public func nearest(to x: Vector) -> Vector {
    Vector(x.elements.indices.map { min(max(x[$0], lower[$0]), upper[$0]) })
  }

  /// Which variables a step downhill may change: not those at a bound that the slope pushes against.
  public func free(_ point: Iterate) -> [Bool] {
    point.x.elements.indices.map { i in
      let (x, slope) = (point.x[i], point.gradient[i])
      return !(x <= lower[i] && slope >= 0 || x >= upper[i] && slope <= 0)
    }
  }

  /// The length of the part of the gradient that the bounds do not hold.
  public func optimality(at point: Iterate) -> Double {
    Vector(zip(point.gradient.elements, free(point)).map { $1 ? $0 : 0 }).norm
  }
}

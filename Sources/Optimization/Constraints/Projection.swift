import LinearAlgebra

/// A simple convex set, onto which the nearest point is known in closed form.
public enum Projection: Hashable, Sendable {
  /// x ≥ 0.
  case nonnegative
  /// low ≤ x ≤ high.
  case box(low: Vector, high: Vector)
  /// ‖x‖ ≤ radius.
  case ball(radius: Double)
  /// x ≥ 0 and Σ x = total.
  case simplex(total: Double)
  /// a·x ≤ limit; a is not 0.
  case halfSpace(normal: Vector, limit: Double)

  /// The point of the set nearest to x.
  /// - Source: Duchi et al. 2008, Efficient projections onto the ℓ₁-ball (simplex); Boyd & Vandenberghe, §8.1.
  public func nearest(to x: Vector) -> Vector {
    switch self {
    case .nonnegative: return Vector(x.elements.map { max($0, 0) })
    case .box(let low, let high): return Vector((0..<x.count).map { min(max(x[$0], low[$0]), high[$0]) })
    case .ball(let radius):
      let length = x.norm
      return length <= radius ? x : x * (radius / length)
    case .halfSpace(let normal, let limit):
      let excess = Double.dot(normal.elements, x.elements) - limit
      guard excess > 0 else { return x }
      return x.moved(by: normal.elements, times: -excess / Double.dot(normal.elements, normal.elements))
    case .simplex(let total):
      // The shift θ that leaves Σ max(x − θ, 0) = total.
      var (sum, shift) = (0.0, 0.0)
      for (place, value) in x.elements.sorted(by: >).enumerated() {
        sum += value
        let next = (sum - total) / Double(place + 1)
        guard value > next else { break }
        shift = next
      }
      return Vector(x.elements.map { max($0 - shift, 0) })
    }
  }
}

import Document
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

/// Gradient descent that returns to a set after every step: `x ← P(x − η ∇f(x))`.
/// - Source: Bertsekas, Nonlinear Programming, §3.3.
public struct Projected: GradientRule {
  public static let name = "projected"
  public static let title = "projected gradient descent"
  public static let options: [StepperOption] = [.rate(0.1)]
  public var rate: Double
  /// Where the points stay.
  public let set: Projection

  public init(_ options: StepperOptions, onto set: Projection) {
    rate = options["rate"]
    self.set = set
  }

  /// Without a set of its own, x ≥ 0.
  public init(_ options: StepperOptions) { self.init(options, onto: .nonnegative) }

  public mutating func begin<F: Error>(at x: Vector, on objective: some Objective<F>) throws(F) -> Iterate {
    try Iterate(at: set.nearest(to: x), on: objective)
  }

  public mutating func step(_ x: inout Vector, gradient: Vector) -> StepWork {
    let before = x
    let free = x.moved(by: gradient.elements, times: -rate)
    x = set.nearest(to: free)
    return StepWork(
      "P(x − η ∇f(x))", [.init("x", before), .init("η", rate), .init("∇f(x)", gradient)], states: ["y": free],
      move: Vector(zip(x.elements, before.elements).map { $0 - $1 }))
  }

  /// How far a step of the gradient's own length would move: 0 exactly where no direction within the set leads down.
  public func optimality(at point: Iterate) -> Double {
    let there = set.nearest(to: point.x.moved(by: point.gradient.elements, times: -1))
    return Vector(zip(there.elements, point.x.elements).map { $0 - $1 }).norm
  }
}

extension Projected {
  public func explained(_ work: StepWork, from point: Iterate, _ names: StepNames) -> [Derivation.Step] {
    let free = work.state("y")
    let pull = Vector(zip(free.elements, point.x.elements).map { $0 - $1 })
    return [
      names.step("−η \(names.slope)", -rate, point.gradient, pull),
      .init(
        "project",
        Document([
          .line(Text("P(") + names.write(free) + Text(") = ") + names.write(point.x.moved(by: work.move.elements)))
        ])),
    ]
  }
}

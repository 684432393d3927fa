import LinearAlgebra

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

  public static var measure: Measure { .projectedGradient }

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

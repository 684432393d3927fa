import LinearAlgebra

/// A function with its first and second derivatives; NaN where it has no value.
public struct SmoothFunction<Failure: Error> {
  private let first: (Vector) throws(Failure) -> (value: Double, gradient: Vector)
  private let second: (Vector) throws(Failure) -> Matrix

  public init(
    _ first: @escaping (Vector) throws(Failure) -> (value: Double, gradient: Vector),
    hessian second: @escaping (Vector) throws(Failure) -> Matrix
  ) {
    (self.first, self.second) = (first, second)
  }

  /// −f
  public var negated: SmoothFunction {
    SmoothFunction { (x: Vector) throws(Failure) in
      let (value, gradient) = try first(x)
      return (-value, gradient * -1)
    } hessian: { (x: Vector) throws(Failure) in
      try second(x) * -1
    }
  }

  /// The value and the gradient at a point.
  public func sample(at x: Vector) throws(Failure) -> (value: Double, gradient: Vector) { try first(x) }
  /// The n×n second derivatives at a point.
  public func hessian(at x: Vector) throws(Failure) -> Matrix { try second(x) }
}

/// f to be made least where h(x) = 0, g(x) ≤ 0 and low ≤ x ≤ high.
public struct ConstrainedProblem<Failure: Error> {
  public var objective: SmoothFunction<Failure>
  public var equalities: [SmoothFunction<Failure>]
  public var inequalities: [SmoothFunction<Failure>]
  public var low: Vector
  public var high: Vector

  /// - Parameters: `low` and `high` have one element for each variable, −∞ and ∞ where there is no bound.
  public init(
    _ objective: SmoothFunction<Failure>, equalities: [SmoothFunction<Failure>] = [],
    inequalities: [SmoothFunction<Failure>] = [], low: Vector, high: Vector
  ) {
    self.objective = objective
    self.equalities = equalities
    self.inequalities = inequalities
    self.low = low
    self.high = high
  }

  /// What the functions are at a point.
  struct Sample {
    var value: Double
    var gradient: Vector
    var equalities: [Double]
    var inequalities: [Double]
    /// A row for each equality, then for each inequality.
    var slopes: [Vector]

    var isFinite: Bool {
      value.isFinite && gradient.isFinite && (equalities + inequalities).allSatisfy(\.isFinite)
        && slopes.allSatisfy(\.isFinite)
    }
  }

  func sample(at x: Vector) throws(Failure) -> Sample {
    let (value, gradient) = try objective.sample(at: x)
    var sample = Sample(value: value, gradient: gradient, equalities: [], inequalities: [], slopes: [])
    for h in equalities {
      let (value, slope) = try h.sample(at: x)
      sample.equalities.append(value)
      sample.slopes.append(slope)
    }
    for g in inequalities {
      let (value, slope) = try g.sample(at: x)
      sample.inequalities.append(value)
      sample.slopes.append(slope)
    }
    return sample
  }

  /// ∇²(f + Σ λᵢ hᵢ + Σ μⱼ gⱼ), the multipliers of the equalities first.
  func hessian(at x: Vector, _ multipliers: [Double]) throws(Failure) -> Matrix {
    var sum = try objective.hessian(at: x)
    for (function, multiplier) in zip(equalities + inequalities, multipliers) where multiplier != 0 {
      let part = try function.hessian(at: x)
      for i in sum.elements.indices { sum.elements[i] += multiplier * part.elements[i] }
    }
    return sum
  }
}

extension Vector {
  var isFinite: Bool { elements.allSatisfy(\.isFinite) }
  /// The largest |xᵢ|, 0 for none.
  var largest: Double { elements.reduce(0) { max($0, $1.magnitude) } }

  /// x + t p
  func moved(by p: [Double], times t: Double = 1) -> Vector { Vector(zip(elements, p).map { $0 + t * $1 }) }
}

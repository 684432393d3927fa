import LinearAlgebra

/// f plus the weighted violations, by values alone.
private struct Penalised<Failure: Error>: Objective {
  let problem: ConstrainedProblem<Failure>
  let weight: Double

  func value(at point: Vector) throws(Failure) -> Double {
    let outside = point.elements.indices.contains { point[$0] < problem.low[$0] || point[$0] > problem.high[$0] }
    guard !outside else { return .infinity }
    let s = try problem.sample(at: point)
    guard s.value.isFinite, s.inequalities.allSatisfy(\.isFinite) else { return .infinity }
    return s.value + weight * s.inequalities.reduce(0) { $0 + max(0, $1) }
  }

  func gradient(at point: Vector, _ gradient: inout Vector) throws(Failure) -> Double {
    gradient = Vector(repeating: .nan, count: point.count)
    return try value(at: point)
  }
}

extension ConstrainedProblem {
  /// Goes on from where quadratic models failed, as at a kink they do: the simplex on f plus the weighted violations.
  /// Only without equations, and with few variables: a simplex cannot creep along a curve.
  func settledByValues(
    _ stuck: ConstrainedMinimum, _ interrupted: () -> Bool
  ) throws(Failure) -> ConstrainedMinimum {
    guard equalities.isEmpty, stuck.x.count <= 10, stuck.x.isFinite, stuck.gradient.isFinite else { return stuck }
    let slope = max(1, stuck.gradient.largest)
    let start = try sample(at: stuck.x)
    // A weight above the largest multiplier makes the violations vanish; in the rows' own scale.
    let flattest = start.slopes.map(\.largest).filter { $0 > 0 }.min() ?? 1
    let objective = Penalised(problem: self, weight: 10 * slope / min(1, flattest))
    var (x, result, last) = (stuck.x, stuck, Double.infinity)
    for _ in 0..<12 {
      var descent = try Descent(from: x, by: Optimizer.nelderMead.stepper(), on: objective)
      try descent.run(on: objective, until: 1e-10, limit: 400 * (x.count + 1), interrupted: interrupted)
      x = descent.best.x
      result.evaluations += descent.evaluations
      result.iterations += descent.iterations
      let isDone = !(last - descent.best.value > 1e-10 * max(1, descent.best.value.magnitude))
      last = descent.best.value
      if descent.reason == .interrupted || isDone { break }
    }
    let end = try sample(at: x)
    let conditions = conditions(x, end, margin: 1e-6)
    let isLower = stuck.conditions.violation > 1e-6 || end.value <= stuck.value + 1e-9 * max(1, stuck.value.magnitude)
    guard end.isFinite, conditions.violation <= 1e-7, isLower, end.value > -1e15 else { return stuck }
    (result.x, result.value, result.gradient, result.conditions) = (x, end.value, end.gradient, conditions)
    result.reason = conditions.hold(within: 1e-6) ? .converged : .kink
    result.path.append(x)
    return result
  }
}

import LinearAlgebra

extension Minimization {
  /// The Hessian of more variables than this is not asked for.
  static let mostCurved = 50

  /// What there is to know where the newest descent ended.
  mutating func settle<F: Error>(on objective: some Objective<F>) throws(F) {
    let counted = Counted(objective)
    let descent = descents[descents.count - 1]
    var point = Iterate(x: x, value: value, gradient: descent.gradient)
    if hasSlopes, descent.gradient.elements.isEmpty || x != descent.x { point = try Iterate(at: x, on: counted) }
    var hessian = Matrix?.none
    if hasSlopes, x.count <= Self.mostCurved { hessian = try counted.hessian(at: x) }
    note(point, hessian, evaluations: counted.evaluations)
    ending = ending(descent, point, hessian)
  }

  private func ending(_ descent: Descent, _ point: Iterate, _ hessian: Matrix?) -> Ending {
    let isRounding = isRounding(point, hessian)
    switch descent.reason {
    case .interrupted: return .interrupted
    case .target: return .unbounded
    case .converged(let norm):
      guard descent.stepper is NelderMead, hasSlopes else { return .converged(norm: norm) }
      return isRounding || point.gradient.norm <= 1e-6 * max(1, point.value.magnitude) ? .rounding : .kink
    case .iterationLimit(let limit): return isRounding ? .rounding : .limit(limit)
    case nil, .smallStep, .smallChange, .stalled, .diverged, .notFinite: return isRounding ? .rounding : .stalled
    }
  }

  /// Whether what is left to fall cannot be told from the rounding of the value or of the variables.
  private func isRounding(_ point: Iterate, _ hessian: Matrix?) -> Bool {
    let slope = free(point.gradient)
    guard !slope.elements.isEmpty, slope.elements.allSatisfy(\.isFinite) else { return false }
    guard let hessian = hessian.map(free) else { return slope.norm <= 1e-6 * max(1, point.value.magnitude) }
    let newton = Newton.direction(hessian, slope).0
    let left = -Double.dot(newton.elements, slope.elements) / 2
    var step = 0.0
    for (x, g) in zip(point.x.elements, point.gradient.elements) { step += (x.ulp * g).magnitude }
    return left <= 1e-12 * point.value.magnitude + 4 * step
  }
}

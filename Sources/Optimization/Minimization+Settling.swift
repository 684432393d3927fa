import LinearAlgebra

extension Minimization {
  /// The Hessian of more variables than this is not asked for.
  static let mostCurved = 50

  /// What there is to know where the newest descent ended.
  mutating func settle<F: Error>(on objective: some Objective<F>) throws(F) {
    let counted = Counted(objective)
    let descent = descents[descents.count - 1]
    var point = Iterate(x: x, value: value, gradient: descent.gradient)
    let isRough = descent.stepper is IntervalSearch
    if hasSlopes, descent.gradient.elements.isEmpty || isRough || x != descent.x {
      point = try Iterate(at: x, on: counted)
    }
    var hessian = Matrix?.none
    if hasSlopes, x.count <= Self.mostCurved { hessian = try counted.hessian(at: x) }
    ending = nil
    if let special = try special(descent, point, hessian, counted) { ending = special }
    note(point, hessian, evaluations: counted.evaluations)
    if ending == nil { ending = ending(descent, point, hessian) }
  }

  /// An ending that only further values tell.
  private func special<F: Error>(
    _ descent: Descent, _ point: Iterate, _ hessian: Matrix?, _ objective: some Objective<F>
  ) throws(F) -> Ending? {
    if point.value == -.infinity { return .unbounded }
    guard point.x.isFinite else { return .endless }
    switch descent.reason {
    case .notFinite:
      // A rule that follows one line to where numbers end.
      guard let fall = descent.fall else { return nil }
      let value = try objective.value(at: fall)
      guard value < point.value else { return nil }
      return value < -1e15 * max(1, descents[0].path[0].value.magnitude) ? .unbounded : .endless
    case .converged where descent.stepper is NelderMead && hasSlopes:
      if try isPassed(point, objective) { return .stalled }
      return isSharp(point, hessian) ? .rounding : nil
    case .converged where descent.stepper is IntervalSearch:
      guard let slope = point.gradient.elements.first, slope.isFinite else { return nil }
      return isPole(point) && slope.magnitude > point.value.magnitude ? .unbounded : nil
    default: return nil
    }
  }

  /// Whether there is a much lower point straight downhill of where a simplex shrank: then it shrank too soon.
  private func isPassed<F: Error>(_ point: Iterate, _ objective: some Objective<F>) throws(F) -> Bool {
    let length = point.gradient.norm
    guard length > 1e-6 * max(1, point.value.magnitude), length.isFinite else { return false }
    let unit = point.gradient * (-max(1, point.x.norm) / length)
    for k in 0..<14 {
      let value = try objective.value(at: point.x.moved(by: pow10(-k), along: unit))
      if value < point.value - 1e-7 * max(1, point.value.magnitude) { return true }
    }
    return false
  }

  /// Whether the function curves so sharply that its steep slope is no jump: the lowest point is not worth the way.
  private func isSharp(_ point: Iterate, _ hessian: Matrix?) -> Bool {
    guard let hessian, point.gradient.isFinite, (try? Cholesky(hessian)) != nil else { return false }
    let newton = Newton.direction(hessian, point.gradient).0
    return -Double.dot(newton.elements, point.gradient.elements) / 2 <= 1e-9 * max(1, point.value.magnitude)
  }

  private func pow10(_ k: Int) -> Double { (0..<k.magnitude).reduce(1.0) { t, _ in k < 0 ? t / 10 : t * 10 } }

  /// Whether the value is what rounding of the place leaves of one without end.
  func isPole(_ point: Iterate) -> Bool {
    point.value < -1e8 * max(1, descents[0].path[0].value.magnitude)
      && zip(point.x.elements, point.gradient.elements).contains { x, g in
        (x.ulp * g).magnitude >= 1e-3 * point.value.magnitude
      }
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

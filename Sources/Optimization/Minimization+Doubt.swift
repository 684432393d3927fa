import LinearAlgebra

extension Minimization {
  /// What lies further downhill of a point that is no sharp minimum: another descent from a lower point, where there is
  /// one. The ending says so where the value falls on for ever, or the function ends.
  mutating func doubt<F: Error>(on objective: some Objective<F>) throws(F) -> Descent? {
    let descent = descents[descents.count - 1]
    guard isConverged, hasSlopes, !(descent.stepper is IntervalSearch), x.count <= Self.mostCurved else { return nil }
    let counted = Counted(objective)
    guard let hessian else { return nil }
    let point = Iterate(x: x, value: value, gradient: gradient)
    defer { count(counted.evaluations) }
    if try isAtEdge(point, hessian, counted) {
      ending = isPole(point) ? .unbounded : .edge
      return nil
    }
    guard gradient.isFinite, hessian.elements.allSatisfy(\.isFinite) else { return nil }
    if isLevel(hessian) {
      guard let lower = try lower(around: point, counted) else {
        if try isKink(point, counted) { ending = .kink }
        return nil
      }
      return try next(from: lower, counted)
    }
    guard let step = quadratic(hessian), step.norm > 1e-6 * max(1, x.norm) else { return nil }
    guard let lower = try lower(beyond: step, point, counted) else { return nil }
    return try next(from: lower, counted)
  }

  private func next<F: Error>(from x: Vector, _ objective: some Objective<F>) throws(F) -> Descent? {
    guard plan.limit == nil else { return nil }
    return try Descent(from: x, by: plan.rules[0], on: objective)
  }

  /// The way to the lowest point of the quadratic, along what no bound holds.
  private func quadratic(_ hessian: Matrix) -> Vector? {
    let slope = free(gradient)
    guard !slope.elements.isEmpty, slope.elements.contains(where: { $0 != 0 }) else { return nil }
    let part = Newton.direction(free(hessian), slope).0
    var step = Vector(repeating: 0, count: x.count)
    for (place, i) in x.elements.indices.filter({ !isHeld($0) }).enumerated() { step.elements[i] = part[place] }
    return step.isFinite ? step : nil
  }

  private func isLevel(_ hessian: Matrix) -> Bool {
    gradient.elements.allSatisfy { $0 == 0 } && hessian.elements.allSatisfy { $0 == 0 }
  }

  private func inside(_ x: Vector) -> Vector { plan.box?.nearest(to: x) ?? x }

  /// The lowest of the points at one, two, four … times the step.
  private mutating func lower<F: Error>(
    beyond step: Vector, _ point: Iterate, _ objective: some Objective<F>
  ) throws(F) -> Vector? {
    let far = 1e4 * max(1, point.x.norm)
    var (best, lowest) = (Vector?.none, point.value - 8 * point.value.magnitude * Double.ulpOfOne)
    var (values, t, isOpen) = ([point.value], 1.0, true)
    while t * step.norm <= far, values.count < 80 {
      let place = point.x.moved(by: t, along: step)
      let kept = inside(place)
      let value = try objective.value(at: kept)
      guard value.isFinite || value == -.infinity, kept == place else {
        isOpen = false
        if value < lowest { best = kept }
        break
      }
      values.append(value)
      if value < lowest { (best, lowest) = (place, value) }
      t *= 2
    }
    let falls = zip(values, values.dropFirst()).allSatisfy { $0 >= $1 }
    guard isOpen, falls, values.count > 3, let last = values.last, last < point.value else { return best }
    // What keeps falling by as much with each doubling has no bound.
    let (new, old) = (values[values.count - 2] - last, values[values.count - 3] - values[values.count - 2])
    ending = new >= 0.9 * old && new > 0 ? .unbounded : .endless
    return nil
  }

  /// The lowest of points along the axes, around one where the function does not change at all.
  private func lower<F: Error>(around point: Iterate, _ objective: some Objective<F>) throws(F) -> Vector? {
    var (best, lowest) = (Vector?.none, point.value)
    for i in point.x.elements.indices {
      for k in 0..<9 {
        for sign in [-1.0, 1] {
          var place = point.x
          place.elements[i] += sign * 0.05 * Double(1 << k) * max(1, point.x[i].magnitude)
          let value = try objective.value(at: inside(place))
          if value < lowest { (best, lowest) = (inside(place), value) }
        }
      }
    }
    return best
  }

  /// Whether the value rises at once along an axis, though the slope is said to be 0.
  private func isKink<F: Error>(_ point: Iterate, _ objective: some Objective<F>) throws(F) -> Bool {
    for i in point.x.elements.indices {
      let reach = 1e-7 * max(1, point.x[i].magnitude)
      var (ahead, behind) = (point.x, point.x)
      ahead.elements[i] += reach
      behind.elements[i] -= reach
      let rises = (try objective.value(at: ahead) - point.value, try objective.value(at: behind) - point.value)
      if rises.0 > 1e-3 * reach, rises.1 > 1e-3 * reach { return true }
    }
    return false
  }

  /// Whether the function has no value, or another side of a pole, just beyond a point that is steep or curves downward.
  private func isAtEdge<F: Error>(
    _ point: Iterate, _ hessian: Matrix, _ objective: some Objective<F>
  ) throws(F) -> Bool {
    let reach = 1e-6 * max(1, point.x.norm)
    let slope = Vector(point.gradient.elements.enumerated().map { isHeld($0.offset) ? 0 : $0.element })
    guard slope.isFinite else {
      for i in point.x.elements.indices where !slope[i].isFinite {
        for side in [-reach, reach] {
          var place = point.x
          place.elements[i] += side
          if !(try objective.value(at: inside(place)).isFinite) { return true }
        }
      }
      return false
    }
    guard slope.norm > 1e-3 * max(1, point.value.magnitude) else { return false }
    if isPole(point) { return true }
    return !(try objective.value(at: inside(point.x.moved(by: -reach / slope.norm, along: slope))).isFinite)
  }
}

import LinearAlgebra

/// Sequential quadratic programming under way.
struct ConstrainedDescent<Failure: Error> {
  private let problem: ConstrainedProblem<Failure>
  private let n: Int
  private var x: Vector
  private var penalty = 1.0
  private var radius = 10.0
  private var evaluations = 0
  private var iterations = 0
  private var path: [Vector]
  /// The point that violates the constraints least.
  private var least: (x: Vector, sample: Sample)?

  init(_ problem: ConstrainedProblem<Failure>, _ start: Vector) {
    self.problem = problem
    n = start.count
    x = Vector((0..<start.count).map { min(max(start[$0], problem.low[$0]), problem.high[$0]) })
    path = [x]
    radius = 10 * max(1, x.largest)
  }

  private typealias Sample = ConstrainedProblem<Failure>.Sample

  private mutating func sample(at x: Vector) throws(Failure) -> Sample {
    evaluations += 1
    return try problem.sample(at: x)
  }

  mutating func run(tolerance: Double, limit: Int, _ interrupted: () -> Bool) throws(Failure) -> ConstrainedMinimum {
    var here = try sample(at: x)
    least = (x, here)
    var multipliers = [Double](repeating: 0, count: here.slopes.count)
    var reason = ConstrainedMinimum.Reason.iterationLimit
    var stuck = 0
    while iterations < limit {
      if interrupted() {
        reason = .interrupted
        break
      }
      guard here.isFinite else {
        reason = .stalled
        break
      }
      let conditions = problem.conditions(x, here, margin: 1e-7)
      if conditions.hold(within: tolerance) {
        reason = .converged
        break
      }
      if here.value < -1e15, conditions.violation <= 1e-6 * max(1, x.largest) {
        reason = .unbounded
        break
      }
      iterations += 1
      let h = Self.convex(try problem.hessian(at: x, multipliers))
      let (step, found, isElastic) = step(h, here, here.equalities, here.inequalities)
      guard let step else {
        reason = .stalled
        break
      }
      if let found { multipliers = found }
      penalty = max(penalty, 1.2 * multipliers.reduce(0) { max($0, $1.magnitude) } + 1e-3)
      if Vector(step).largest <= 1e-13 * max(1e-3, x.largest) {
        reason = isElastic && conditions.violation > 1e-7 ? .infeasible : .stalled
        break
      }
      if let (next, there) = try improved(step, h, here) {
        let moved = Vector(zip(next.elements, x.elements).map { $0 - $1 }).largest
        // A far step that was taken whole may be followed by a farther one.
        radius = moved >= 0.9 * radius ? 2 * radius : radius
        stuck = here.value == there.value && moved <= 1e-12 * max(1, x.largest) ? stuck + 1 : 0
        (x, here) = (next, there)
        path.append(x)
        if least.map({ Self.violations(here) < Self.violations($0.sample) }) ?? true { least = (x, here) }
        if stuck > 3 {
          reason = .stalled
          break
        }
      } else {
        radius = min(radius, Vector(step).largest) / 4
        if radius < 1e-12 * max(1, x.largest) {
          reason = isElastic && conditions.violation > 1e-7 ? .infeasible : .stalled
          break
        }
      }
    }
    if reason == .converged || reason == .stalled { here = try polished(here) }
    var conditions = problem.conditions(x, here, margin: 1e-7)
    if reason == .stalled || reason == .iterationLimit, conditions.hold(within: 1e-6), isNear(here) {
      reason = .converged
    }
    if reason != .interrupted, reason != .converged, conditions.violation > 1e-6 { reason = .infeasible }
    if reason == .infeasible, let least, Self.violations(least.sample) < Self.violations(here) {
      (x, here) = least
    }
    conditions = problem.conditions(x, here, margin: 1e-7)
    return ConstrainedMinimum(
      x: x, value: here.value, gradient: here.gradient, conditions: conditions, iterations: iterations,
      evaluations: evaluations, reason: reason, path: path)
  }

  /// Whether a step as short as that would end the violations: h = x³ is tiny far from its zero.
  private func isNear(_ s: Sample) -> Bool {
    let far = 1e-6 * max(1, x.largest)
    let excess = s.equalities.map(\.magnitude) + s.inequalities.map { max(0, $0) }
    return zip(excess, s.slopes).allSatisfy { $0 <= far * $1.largest }
  }

  /// The nearest matrix that bends upward in every direction: eigenvalues by their size, none below 1e-8 of the largest.
  private static func convex(_ h: Matrix) -> Matrix {
    let n = h.rows
    let symmetric = Matrix(rows: n, columns: n) { (h[$0, $1] + h[$1, $0]) / 2 }
    guard let eigen = try? SymmetricEigen(symmetric) else { return .identity(n) }
    let largest = max(eigen.values.largest, 1e-8)
    if let least = eigen.values.elements.last, least > 1e-8 * largest { return symmetric }
    let sizes = eigen.values.elements.map { max($0.magnitude, 1e-8 * largest) }
    return Matrix(rows: n, columns: n) { i, j in
      (0..<n).reduce(0) { $0 + eigen.vectors[i, $1] * sizes[$1] * eigen.vectors[j, $1] }
    }
  }

  /// The step of the quadratic model, with the multipliers of its constraints. Where the linearised constraints exclude
  /// each other, the step that violates them least.
  private func step(
    _ h: Matrix, _ s: Sample, _ equal: [Double], _ unequal: [Double]
  ) -> (step: [Double]?, multipliers: [Double]?, isElastic: Bool) {
    let (m, k) = (equal.count, unequal.count)
    let low = Vector((0..<n).map { max(problem.low[$0] - x[$0], -radius) })
    let high = Vector((0..<n).map { min(problem.high[$0] - x[$0], radius) })
    let rows = Matrix(rows: k, columns: n) { s.slopes[m + $0][$1] }
    let fixed = Matrix(rows: m, columns: n) { s.slopes[$0][$1] }
    if let constraints = try? LinearConstraints(
      variables: n, matrix: rows, limits: Vector(unequal.map { -$0 }), equal: fixed,
      targets: Vector(equal.map { -$0 }), low: low, high: high)
    {
      let solution = QuadraticProgram(convex: h, s.gradient, constraints).solve()
      if solution.isOptimal {
        let duals = solution.duals.elements.map { -$0 }
        return (solution.x.elements, Array(duals.suffix(m)) + Array(duals.prefix(k)), false)
      }
    }
    // Each violation gets a variable of its own, at the price of the penalty.
    let extra = 2 * m + k
    let whole = Matrix(rows: n + extra, columns: n + extra) { i, j in
      i < n && j < n ? h[i, j] : i == j ? 1e-10 : 0
    }
    let costs = Vector(
      s.gradient.elements + [Double](repeating: max(penalty * 10, 100 * max(1, s.gradient.largest)), count: extra))
    let inequalities = Matrix(rows: k, columns: n + extra) { i, j in
      j < n ? rows[i, j] : j == n + 2 * m + i ? -1 : 0
    }
    let equations = Matrix(rows: m, columns: n + extra) { i, j in
      j < n ? fixed[i, j] : j == n + i ? 1 : j == n + m + i ? -1 : 0
    }
    guard
      let constraints = try? LinearConstraints(
        variables: n + extra, matrix: inequalities, limits: Vector(unequal.map { -$0 }), equal: equations,
        targets: Vector(equal.map { -$0 }), low: Vector(low.elements + [Double](repeating: 0, count: extra)),
        high: Vector(high.elements + [Double](repeating: .infinity, count: extra)))
    else { return (nil, nil, true) }
    let solution = QuadraticProgram(convex: whole, costs, constraints).solve()
    guard solution.isOptimal else { return (nil, nil, true) }
    return (Array(solution.x.elements.prefix(n)), nil, true)
  }

  private func merit(_ s: Sample) -> Double {
    guard s.value.isFinite, (s.equalities + s.inequalities).allSatisfy(\.isFinite) else { return .infinity }
    return s.value + penalty * Self.violations(s)
  }

  private static func violations(_ s: Sample) -> Double {
    s.equalities.reduce(0) { $0 + $1.magnitude } + s.inequalities.reduce(0) { $0 + max(0, $1) }
  }

  /// The first point along the step, halved again and again, that lowers the merit enough; the whole step is corrected
  /// for the constraints' curvature before it is given up.
  private mutating func improved(
    _ step: [Double], _ h: Matrix, _ here: Sample
  ) throws(Failure) -> (Vector, Sample)? {
    let start = merit(here)
    let slope = Double.dot(here.gradient.elements, step) - penalty * Self.violations(here)
    let promise = min(slope, -1e-16 * max(1, start.magnitude))
    var length = 1.0
    while length > 1e-10 {
      let next = bounded(x.moved(by: step, times: length))
      let there = try sample(at: next)
      if there.isFinite, merit(there) <= start + 1e-4 * length * promise { return (next, there) }
      if length == 1, there.isFinite, !there.slopes.isEmpty {
        let m = there.equalities.count
        func corrected(_ values: [Double], _ slopes: [Vector]) -> [Double] {
          zip(values, slopes).map { $0 - Double.dot($1.elements, step) }
        }
        let (second, _, _) = self.step(
          h, here, corrected(there.equalities, Array(here.slopes.prefix(m))),
          corrected(there.inequalities, Array(here.slopes.dropFirst(m))))
        if let second {
          let near = bounded(x.moved(by: second))
          let sample = try sample(at: near)
          if sample.isFinite, merit(sample) <= start + 1e-4 * promise { return (near, sample) }
        }
      }
      length /= 2
    }
    return nil
  }

  private func bounded(_ point: Vector) -> Vector {
    Vector((0..<n).map { min(max(point[$0], problem.low[$0]), problem.high[$0]) })
  }

  /// Newton's method on the equations and what is active, while it brings the conditions nearer.
  private mutating func polished(_ start: Sample) throws(Failure) -> Sample {
    var here = start
    for _ in 0..<8 {
      let known = problem.conditions(x, here, margin: 1e-7)
      let size = max(known.stationarity / known.scale, known.violation)
      guard size > 0 else { break }
      let m = here.equalities.count
      var rows = Array(here.slopes.prefix(m))
      var heights = here.equalities
      for (j, isActive) in known.active.enumerated() where isActive && known.inequalities[j] > 1e-9 * known.scale {
        rows.append(here.slopes[m + j])
        heights.append(here.inequalities[j])
      }
      let free = (0..<n).filter { x[$0] > problem.low[$0] && x[$0] < problem.high[$0] }
      let h = try problem.hessian(at: x, known.equalities.elements + known.inequalities.elements)
      let (f, k) = (free.count, rows.count)
      let whole = Matrix(rows: f + k, columns: f + k) { i, j in
        if i < f, j < f { return h[free[i], free[j]] }
        if i >= f, j >= f { return 0 }
        return i < f ? rows[j - f][free[i]] : rows[i - f][free[j]]
      }
      let multipliers = known.equalities.elements + known.inequalities.elements
      let slope = (0..<n).map { i in
        zip(here.slopes, multipliers).reduce(here.gradient[i]) { $0 + $1.0[i] * $1.1 }
      }
      let right = Vector(free.map { -slope[$0] } + heights.map { -$0 })
      guard let move = try? whole.leastSquares(right).value.elements, move.allSatisfy(\.isFinite) else { break }
      var next = x
      for (place, i) in free.enumerated() { next[i] += move[place] }
      next = bounded(next)
      let there = try sample(at: next)
      guard there.isFinite else { break }
      let after = problem.conditions(next, there, margin: 1e-7)
      guard max(after.stationarity / after.scale, after.violation) < size,
        -after.wrongSign <= max(-known.wrongSign, 1e-9 * after.scale)
      else { break }
      (x, here) = (next, there)
      path[path.count - 1] = x
    }
    return try rounded(here)
  }

  /// With 0 instead of 4e-17, and 1/3 instead of its neighbour, where the conditions hold as well.
  private mutating func rounded(_ here: Sample) throws(Failure) -> Sample {
    let unit = 1e-12 * max(1, x.largest)
    let round = bounded(
      Vector(
        x.elements.map { y in
          let whole = (y * 2520).rounded() / 2520
          return (whole - y).magnitude <= unit ? whole + 0 : y
        }))
    guard round != x else { return here }
    let there = try sample(at: round)
    let before = problem.conditions(x, here, margin: 1e-7)
    let after = problem.conditions(round, there, margin: 1e-7)
    guard there.isFinite, after.stationarity / after.scale <= max(before.stationarity / before.scale, 1e-14),
      after.violation <= max(before.violation, 1e-14)
    else { return here }
    x = round
    path[path.count - 1] = x
    return there
  }
}

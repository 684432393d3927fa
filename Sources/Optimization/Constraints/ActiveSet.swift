import LinearAlgebra

/// A quadratic program under way: a feasible point, and the inequalities held as equations for now.
struct ActiveSet {
  /// One inequality g·x ≤ h.
  private struct Inequality {
    var normal: [Double]
    var limit: Double
    /// Its row of A, or the variable whose bound it is with the bound's side.
    var origin: Origin
    enum Origin: Equatable { case row(Int), low(Int), high(Int) }
  }

  private let program: QuadraticProgram
  private let n: Int
  private let inequalities: [Inequality]
  /// Independent equations: those given, and variables whose bounds are equal.
  private let equations: [Inequality]
  private var x: [Double]
  private var working: [Int] = []
  private var iterations: Int
  private let start: LinearSolution

  init(_ program: QuadraticProgram) {
    self.program = program
    let c = program.constraints
    let n = c.variables
    self.n = n
    func unit(_ j: Int, _ sign: Double) -> [Double] { (0..<n).map { $0 == j ? sign : 0 } }
    var all = (0..<c.matrix.rows).map {
      Inequality(normal: c.matrix.row($0).elements, limit: c.limits[$0], origin: .row($0))
    }
    var fixed = (0..<c.equal.rows).map {
      Inequality(normal: c.equal.row($0).elements, limit: c.targets[$0], origin: .row($0))
    }
    for j in 0..<n {
      if c.low[j] == c.high[j] {
        fixed.append(Inequality(normal: unit(j, 1), limit: c.high[j], origin: .high(j)))
        continue
      }
      if c.low[j].isFinite { all.append(Inequality(normal: unit(j, -1), limit: -c.low[j], origin: .low(j))) }
      if c.high[j].isFinite { all.append(Inequality(normal: unit(j, 1), limit: c.high[j], origin: .high(j))) }
    }
    inequalities = all
    equations = Self.independent(fixed)
    let anywhere = try? LinearProgram(Vector(repeating: 0, count: n), c)
    start =
      anywhere?.solve()
      ?? LinearSolution(
        status: .iterationLimit, x: Vector(repeating: 0, count: n), value: 0, duals: Vector([]),
        reducedCosts: Vector([]),
        slack: Vector([]), iterations: 0, alternative: nil, isDegenerate: false)
    x = start.x.elements
    iterations = start.iterations
  }

  /// Rows that those before them span are left out; that they agree, the search for a feasible point has shown.
  private static func independent(_ rows: [Inequality]) -> [Inequality] {
    var kept: [Inequality] = []
    var basis: [[Double]] = []
    for row in rows {
      var rest = row.normal
      let size = Double.dot(rest, rest).squareRoot()
      for _ in 0..<2 {
        for direction in basis {
          let share = Double.dot(direction, rest)
          for i in rest.indices { rest[i] -= share * direction[i] }
        }
      }
      let left = Double.dot(rest, rest).squareRoot()
      guard left > 1e-11 * size else { continue }
      basis.append(rest.map { $0 / left })
      kept.append(row)
    }
    return kept
  }

  mutating func run(interrupted: () -> Bool) -> QuadraticSolution {
    guard start.isOptimal else { return finished(start.status, multipliers: []) }
    let limit = 1000 + 20 * (n + inequalities.count)
    var stalled = 0
    for _ in 0..<limit {
      if interrupted() { return finished(.interrupted, multipliers: []) }
      iterations += 1
      let isCareful = stalled > 10 + n
      let move = direction()
      let gradient = program.gradient(at: x)
      // A step whose promise is lost in the value's rounding is none.
      let promise = -Double.dot(gradient, move.step)
      let worth = zip(gradient, x).reduce(0.0) { $0 + ($1.0 * $1.1).magnitude }
      let isStill =
        zip(move.step, x).allSatisfy { $0.magnitude <= 1e-12 * max(1e-3, $1.magnitude) }
        || !move.isFlat && promise <= 1e-15 * worth
      if isStill {
        let own = move.multipliers.suffix(working.count)
        let tolerance = 1e-10 * max(1e-300, gradient.reduce(0) { max($0, $1.magnitude) })
        let wrong = zip(working.indices, own).filter { $0.1 < -tolerance }
        guard !wrong.isEmpty else { return finished(.optimal, multipliers: move.multipliers) }
        let out = isCareful ? wrong.min { working[$0.0] < working[$1.0] } : wrong.min { $0.1 < $1.1 }
        if let out { working.remove(at: out.0) }
        continue
      }
      var (length, blocking) = (move.isFlat ? Double.infinity : 1, -1)
      for (place, row) in inequalities.enumerated() where !working.contains(place) {
        let speed = Double.dot(row.normal, move.step)
        let size = row.normal.reduce(0) { max($0, $1.magnitude) } * move.step.reduce(0) { max($0, $1.magnitude) }
        guard speed > 1e-12 * size else { continue }
        let room = max(0, row.limit - Double.dot(row.normal, x)) / speed
        if room < length { (length, blocking) = (room, place) }
      }
      guard length < .infinity else {
        let largest = move.step.reduce(0) { max($0, $1.magnitude) }
        return finished(.unbounded(ray: Vector(move.step.map { $0 / largest })), multipliers: [])
      }
      stalled = length < 1e-12 ? stalled + 1 : 0
      for i in 0..<n { x[i] += length * move.step[i] }
      if blocking >= 0 { working.append(blocking) }
    }
    return finished(.iterationLimit, multipliers: [])
  }

  private var held: [Inequality] { equations + working.map { inequalities[$0] } }

  /// The step to the least value under the equations and the working set, with their multipliers; where the value falls
  /// along a direction without bending, that direction.
  private func direction() -> (step: [Double], multipliers: [Double], isFlat: Bool) {
    let gradient = program.gradient(at: x)
    let rows = held
    let k = rows.count
    if let solved = kkt(rows, right: gradient.map { -$0 } + [Double](repeating: 0, count: k)) {
      return (Array(solved.prefix(n)), Array(solved.suffix(k)), false)
    }
    return flatDirection(gradient, rows)
  }

  /// [Q Cᵀ; C 0] solved with one correction; nil where it is singular.
  private func kkt(_ rows: [Inequality], right: [Double]) -> [Double]? {
    let k = rows.count
    let whole = Matrix(rows: n + k, columns: n + k) { i, j in
      if i < n, j < n { return program.form[i, j] }
      if i >= n, j >= n { return 0 }
      return i < n ? rows[j - n].normal[i] : rows[i - n].normal[j]
    }
    guard let solution = try? whole.solve(Vector(right)), solution.reciprocalCondition > 1e-14 else { return nil }
    let first = solution.value.elements
    let residual = (0..<n + k).map { i in Double.dot([1] + first, [right[i]] + whole.row(i).elements.map { -$0 }) }
    guard let correction = try? whole.solve(Vector(residual)).value else { return first }
    return zip(first, correction.elements).map { $0 + $1 }
  }

  private func flatDirection(
    _ gradient: [Double], _ rows: [Inequality]
  ) -> (step: [Double], multipliers: [Double], isFlat: Bool) {
    let c = Matrix(rows: rows.count, columns: n) { rows[$0].normal[$1] }
    let free = rows.isEmpty ? Matrix.identity(n) : (try? c.nullSpace()) ?? Matrix(rows: n, columns: 0)
    let multipliers =
      rows.isEmpty
      ? [] : (try? c.transposed().leastSquares(Vector(gradient.map { -$0 })).value.elements) ?? rows.map { _ in 0 }
    var step = [Double](repeating: 0, count: n)
    guard free.columns > 0, let curved = try? program.form * free, let reduced = try? free.transposed() * curved,
      let eigen = try? SymmetricEigen(
        Matrix(rows: reduced.rows, columns: reduced.rows) { (reduced[$0, $1] + reduced[$1, $0]) / 2 })
    else { return (step, multipliers, false) }
    let size = program.form.elements.reduce(0) { max($0, $1.magnitude) }
    let slope = gradient.reduce(0) { max($0, $1.magnitude) }
    var flat = step
    var isFlat = false
    for (place, curvature) in eigen.values.elements.enumerated() {
      let own = eigen.vectors.column(place).elements
      let along = (0..<n).map { i in Double.dot(free.row(i).elements, own) }
      let share = Double.dot(gradient, along)
      if curvature > 1e-11 * size {
        for i in 0..<n { step[i] -= share / curvature * along[i] }
      } else if share.magnitude > 1e-10 * slope {
        isFlat = true
        for i in 0..<n { flat[i] -= share * along[i] }
      }
    }
    return (isFlat ? flat : step, multipliers, isFlat)
  }

  /// The answer, its last system solved for x itself so that no step's rounding stays in it.
  private mutating func finished(_ status: QuadraticSolution.Status, multipliers: [Double]) -> QuadraticSolution {
    var multipliers = multipliers
    var isUnique = false
    if case .optimal = status {
      let right = program.costs.elements.map { -$0 } + held.map(\.limit)
      if let solved = kkt(held, right: right) {
        isUnique = true
        x = Array(solved.prefix(n))
        multipliers = Array(solved.suffix(held.count))
      }
    }
    let c = program.constraints
    // What a bound holds stands on it.
    for place in working {
      switch inequalities[place].origin {
      case .low(let j): x[j] = c.low[j]
      case .high(let j): x[j] = c.high[j]
      case .row: continue
      }
    }
    var duals = [Double](repeating: 0, count: c.matrix.rows + c.equal.rows)
    var reduced = [Double](repeating: 0, count: n)
    for (row, multiplier) in zip(equations, multipliers) {
      switch row.origin {
      case .row(let i): duals[c.matrix.rows + i] = -multiplier + 0
      case .low(let j), .high(let j): reduced[j] = -multiplier + 0
      }
    }
    for (place, multiplier) in zip(working, multipliers.dropFirst(equations.count)) {
      switch inequalities[place].origin {
      case .row(let i): duals[i] = min(0, -multiplier) + 0
      case .low(let j): reduced[j] = max(0, multiplier) + 0
      case .high(let j): reduced[j] = min(0, -multiplier) + 0
      }
    }
    let held = Set(working)
    let slack = (0..<c.matrix.rows).map { i in
      held.contains(i) ? 0 : Double.dot([1] + x, [c.limits[i]] + c.matrix.row(i).elements.map { -$0 })
    }
    return QuadraticSolution(
      status: status, x: Vector(x), value: program.value(at: x), duals: Vector(duals), reducedCosts: Vector(reduced),
      slack: Vector(slack), iterations: iterations, isUnique: isUnique)
  }
}

import LinearAlgebra
import Numerics
import Optimization
import Testing

@Suite struct QuadraticProgramTests {
  /// The KKT conditions prove every answer: stationarity, feasibility, signs and slackness.
  @Test(arguments: [1, 2, 3] as [UInt64]) func everyAnswerIsProved(seed: UInt64) throws {
    var stream = RandomStream(seed: seed, key: "quadratic programs")
    func whole(_ low: Int, _ high: Int) -> Double { Double(low + stream.integer(below: high - low + 1)) }
    for round in 0..<25 {
      let (n, m, k) = (2 + stream.integer(below: 5), 1 + stream.integer(below: 6), stream.integer(below: 2))
      // Of lower rank now and then: flat directions.
      let rank = round.isMultiple(of: 3) ? max(1, n - 1) : n
      let root = Matrix(rows: rank, columns: n) { _, _ in whole(-3, 3) }
      let form = try root.transposed() * root
      let inside = Vector((0..<n).map { _ in whole(-2, 2) })
      let rows = Matrix(rows: m, columns: n) { _, _ in whole(-4, 4) }
      let equal = Matrix(rows: k, columns: n) { _, _ in whole(-3, 3) }
      let slack = Vector((0..<m).map { _ in whole(0, 3) })
      let constraints = try LinearConstraints(
        variables: n, matrix: rows, limits: try (rows * inside) + slack, equal: equal, targets: try equal * inside,
        low: Vector(repeating: -5, count: n), high: Vector(repeating: 6, count: n))
      let costs = Vector((0..<n).map { _ in whole(-9, 9) })
      let solution = try QuadraticProgram(form, costs, constraints).solve()
      try #require(solution.isOptimal, "\(form) \(costs) \(constraints)")
      // 1e-8 of numbers below 1000.
      var gradient = try (form * solution.x) + costs
      for i in 0..<m {
        let dual = solution.duals[i]
        #expect(dual <= 0 && solution.slack[i] >= -1e-8 && abs(dual * solution.slack[i]) < 1e-7)
        for j in 0..<n { gradient[j] -= dual * rows[i, j] }
      }
      for i in 0..<k { for j in 0..<n { gradient[j] -= solution.duals[m + i] * equal[i, j] } }
      for j in 0..<n {
        let d = solution.reducedCosts[j]
        #expect(abs(gradient[j] - d) < 1e-8, "stationary")
        if d > 1e-9 { #expect(solution.x[j] == -5) }
        if d < -1e-9 { #expect(solution.x[j] == 6) }
      }
      let met = try equal * solution.x
      for i in 0..<k { #expect(abs(met[i] - constraints.targets[i]) < 1e-9) }
    }
  }

  private func free(_ n: Int) throws -> LinearConstraints {
    try LinearConstraints(
      variables: n, low: Vector(repeating: -.infinity, count: n), high: Vector(repeating: .infinity, count: n))
  }

  @Test func whatBendsDownwardIsRefused() throws {
    let constraints = try free(2)
    let error = #expect(throws: ConstraintError.self) {
      try QuadraticProgram(Matrix(rows: 2, columns: 2, elements: [1, 2, 2, 1]), Vector([0, 0]), constraints)
    }
    guard case .notConvex(let eigenvalue, let direction)? = error else { return #expect(Bool(false), "no such error") }
    #expect(abs(eigenvalue + 1) < 1e-14)
    #expect(abs(abs(direction[0]) - 0.5.squareRoot()) < 1e-14)
  }

  /// x² without a bend along y falls for ever where the costs say so.
  @Test func flatAndFallingIsUnbounded() throws {
    let program = try QuadraticProgram(
      Matrix(rows: 2, columns: 2, elements: [2, 0, 0, 0]), Vector([0, -1]), try free(2))
    guard case .unbounded(let ray) = program.solve().status else { return #expect(Bool(false), "not unbounded") }
    #expect(ray.elements == [0, 1])
  }

  @Test func contradictionsAreProved() throws {
    let constraints = try LinearConstraints(
      variables: 1, matrix: Matrix(rows: 2, columns: 1, elements: [1, -1]), limits: Vector([1, -3]),
      low: Vector([-.infinity]), high: Vector([.infinity]))
    let solution = try QuadraticProgram(Matrix(rows: 1, columns: 1, elements: [1]), Vector([0]), constraints).solve()
    guard case .infeasible(let proof) = solution.status else { return #expect(Bool(false), "not infeasible") }
    #expect(proof.row.elements == [0] && proof.least > proof.limit)
  }
}

@Suite struct ProjectionTests {
  /// The nearest point is in the set, stays where it is, and makes an obtuse angle with every other point of the set.
  @Test(arguments: [
    Projection.nonnegative, .box(low: Vector([-1, 0, 2]), high: Vector([1, 0.5, 3])), .ball(radius: 1.5),
    .simplex(total: 1), .halfSpace(normal: Vector([1, -2, 2]), limit: 1),
  ]) func isNearest(set: Projection) {
    var stream = RandomStream(seed: 3, key: "projection")
    func point() -> Vector { Vector((0..<3).map { _ in 6 * stream.uniform() - 3 }) }
    for _ in 0..<50 {
      let (x, other) = (point(), set.nearest(to: point()))
      let p = set.nearest(to: x)
      let again = set.nearest(to: p)
      #expect(zip(p.elements, again.elements).allSatisfy { abs($0 - $1) < 1e-12 })
      let angle = (0..<3).reduce(0.0) { $0 + (x[$1] - p[$1]) * (other[$1] - p[$1]) }
      #expect(angle <= 1e-12)
    }
  }

  /// Of x² + y² − 4x − 2y on the simplex: the projection of (2, 1), which is (1, 0).
  @Test func descendsWithinTheSet() {
    let objective = Formula<Never> { p in
      (p[0] * p[0] + p[1] * p[1] - 4 * p[0] - 2 * p[1], Vector([2 * p[0] - 4, 2 * p[1] - 2]))
    }
    var descent = Descent(
      from: Vector([0, 0]), by: Projected(StepperOptions(Projected.options), onto: .simplex(total: 1)), on: objective)
    descent.run(on: objective, until: 1e-12, limit: 200)
    #expect(abs(descent.x[0] - 1) < 1e-12 && abs(descent.x[1]) < 1e-12)
    guard case .converged = descent.reason else { return #expect(Bool(false), "\(String(describing: descent.reason))") }
    #expect(descent.path.dropFirst().allSatisfy { abs($0.x[0] + $0.x[1] - 1) < 1e-12 })
  }
}

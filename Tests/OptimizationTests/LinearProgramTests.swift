import LinearAlgebra
import Numerics
import Optimization
import Testing

/// The program minimize cᵀx under A x ≤ b within bounds, from rows.
private func program(
  _ costs: [Double], _ rows: [[Double]], _ limits: [Double], low: Double = 0, high: Double = .infinity,
  equal: [[Double]] = [], targets: [Double] = [], isMaximum: Bool = false
) throws -> LinearProgram {
  let n = costs.count
  let constraints = try LinearConstraints(
    variables: n, matrix: Matrix(rows: rows.count, columns: n) { rows[$0][$1] }, limits: Vector(limits),
    equal: Matrix(rows: equal.count, columns: n) { equal[$0][$1] }, targets: Vector(targets),
    low: Vector(repeating: low, count: n), high: Vector(repeating: high, count: n))
  return try LinearProgram(Vector(costs), constraints, isMaximum: isMaximum)
}

/// A program of whole numbers that the stream makes; whether it has an answer is not known.
private func random(_ stream: inout RandomStream) throws -> LinearProgram {
  let (n, m, k) = (2 + stream.integer(below: 6), 1 + stream.integer(below: 6), stream.integer(below: 3))
  func whole(_ low: Int, _ high: Int) -> Double { Double(low + stream.integer(below: high - low + 1)) }
  let rows = (0..<m).map { _ in (0..<n).map { _ in whole(-5, 6) } }
  let equal = (0..<k).map { _ in (0..<n).map { _ in whole(-3, 4) } }
  return try program(
    (0..<n).map { _ in whole(-6, 6) }, rows, (0..<m).map { _ in whole(-6, 12) },
    low: stream.integer(below: 4) == 0 ? -.infinity : 0, high: stream.integer(below: 3) == 0 ? 7 : .infinity,
    equal: equal, targets: (0..<k).map { _ in whole(-2, 8) })
}

@Suite struct LinearProgramTests {
  /// Optimality proves itself: feasible, dual feasible, no gap; so do infeasibility and unboundedness.
  @Test(arguments: [1, 2, 3, 4] as [UInt64]) func everyAnswerIsProved(seed: UInt64) throws {
    var stream = RandomStream(seed: seed, key: "linear programs")
    var seen: Set<String> = []
    for _ in 0..<60 {
      let program = try random(&stream)
      let c = program.constraints
      let solution = program.solve()
      let left = try c.matrix * solution.x
      switch solution.status {
      case .optimal:
        seen.insert("optimal")
        // 1e-8 of numbers below 100: the accuracy of a vertex of a basis with a condition below 1e6.
        for i in 0..<c.matrix.rows { #expect(left[i] <= c.limits[i] + 1e-8) }
        let fixed = try c.equal * solution.x
        for i in 0..<c.equal.rows { #expect(abs(fixed[i] - c.targets[i]) < 1e-8) }
        var bound = 0.0
        for i in 0..<c.matrix.rows {
          #expect(solution.duals[i] <= 1e-9)
          bound += solution.duals[i] * c.limits[i]
        }
        for i in 0..<c.equal.rows { bound += solution.duals[c.matrix.rows + i] * c.targets[i] }
        for j in 0..<c.variables {
          let d = solution.reducedCosts[j]
          #expect(c.low[j] <= solution.x[j] && solution.x[j] <= c.high[j])
          if d > 1e-9 { bound += d * c.low[j] }
          if d < -1e-9 { bound += d * c.high[j] }
        }
        #expect(abs(bound - solution.value) < 1e-7 * max(1, abs(solution.value)))
        if let other = solution.alternative {
          let value = zip(other.elements, program.costs.elements).reduce(0) { $0 + $1.0 * $1.1 }
          #expect(abs(value - solution.value) < 1e-7 * max(1, abs(value)) && other != solution.x)
        }
      case .infeasible(let proof):
        seen.insert("infeasible")
        #expect(proof.least > proof.limit)
        #expect(proof.multipliers.elements.prefix(c.matrix.rows).allSatisfy { $0 >= 0 })
        let combined = (0..<c.variables).map { j in
          (c.matrix.column(j).elements + c.equal.column(j).elements).enumerated()
            .reduce(0) { $0 + proof.multipliers[$1.offset] * $1.element }
        }
        for j in 0..<c.variables { #expect(abs(combined[j] - proof.row[j]) < 1e-9 * max(1, abs(combined[j]))) }
      case .unbounded(let ray):
        seen.insert("unbounded")
        #expect(zip(ray.elements, program.costs.elements).reduce(0) { $0 + $1.0 * $1.1 } < -1e-9)
        #expect(try (c.matrix * ray).elements.allSatisfy { $0 <= 1e-9 })
        #expect(try (c.equal * ray).elements.allSatisfy { abs($0) <= 1e-9 })
        #expect(zip(ray.elements, c.low.elements).allSatisfy { $0 >= -1e-12 || $1 == -.infinity })
      case .iterationLimit, .interrupted: Issue.record("no answer: \(program)")
      }
    }
    #expect(seen.count == 3, "all three kinds came up: \(seen)")
  }

  /// Hillier & Lieberman, Introduction to Operations Research, the Wyndor Glass Co.
  @Test func wyndor() throws {
    let solution = try program([3, 5], [[1, 0], [0, 2], [3, 2]], [4, 12, 18], isMaximum: true).solve()
    #expect(solution.x.elements == [2, 6] && solution.value == 36)
    #expect(solution.duals.elements == [0, 1.5, 1] && solution.slack.elements == [2, 0, 0])
    #expect(!solution.isDegenerate && solution.alternative == nil)
  }

  /// Beale 1955, which goes round in circles by the plain rule of the largest coefficient.
  @Test func beale() throws {
    let rows = [[0.25, -60, -0.04, 9], [0.5, -90, -0.02, 3], [0, 0, 1, 0]]
    let solution = try program([-0.75, 150, -0.02, 6], rows, [0, 0, 1]).solve()
    #expect(abs(solution.value + 0.05) < 1e-15 && solution.isOptimal)
  }

  /// Klee & Minty 1972: the plain rule visits all 2ⁿ vertices; the answer is 100ⁿ⁻¹ all the same.
  @Test(arguments: [3, 6, 10]) func kleeMinty(n: Int) throws {
    func power(_ base: Double, _ k: Int) -> Double { (0..<k).reduce(1) { p, _ in p * base } }
    let rows = (0..<n).map { i in (0..<n).map { j in j < i ? 2 * power(10, i - j) : j == i ? 1 : 0 } }
    let solution = try program(
      (0..<n).map { power(10, n - 1 - $0) }, rows, (0..<n).map { power(100, $0) }, isMaximum: true
    ).solve()
    #expect(solution.value == power(100, n - 1))
  }

  @Test func otherOptimaAreTold() throws {
    let solution = try program([-1, -1], [[1, 1]], [1]).solve()
    #expect(solution.value == -1)
    let other = try #require(solution.alternative)
    #expect(Set([solution.x, other]) == Set([Vector([1, 0]), Vector([0, 1])]))
  }

  @Test func whatDoesNotFitIsNamed() {
    #expect(throws: ConstraintError.columns(name: "A", got: 3, needed: 2)) {
      try LinearConstraints(
        variables: 2, matrix: Matrix(rows: 1, columns: 3), limits: Vector([1]), low: Vector([0, 0]),
        high: Vector([1, 1]))
    }
    #expect(throws: ConstraintError.rows(name: "A", rows: 1, side: "b", elements: 2)) {
      try LinearConstraints(
        variables: 2, matrix: Matrix(rows: 1, columns: 2), limits: Vector([1, 2]), low: Vector([0, 0]),
        high: Vector([1, 1]))
    }
    #expect(throws: ConstraintError.bounds(variable: 2, low: 3, high: 1)) {
      try LinearConstraints(variables: 2, low: Vector([0, 3]), high: Vector([1, 1]))
    }
  }

  @Test func stopsWhenAskedTo() throws {
    let solution = try program([-1, -1], [[1, 2], [2, 1]], [3, 3]).solve { true }
    #expect(solution.status == .interrupted)
  }
}

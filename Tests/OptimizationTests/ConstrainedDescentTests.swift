import LinearAlgebra
import Numerics
import Optimization
import Testing

/// ½ xᵀQx + cᵀx + d with its derivatives, Q by its diagonal and the entries off it.
private func quadratic(
  _ diagonal: [Double], _ off: [(Int, Int, Double)], _ costs: [Double], _ constant: Double = 0
) -> SmoothFunction<Never> {
  let n = costs.count
  var form = Matrix(rows: n, columns: n) { $0 == $1 ? diagonal[$0] : 0 }
  for (i, j, value) in off { (form[i, j], form[j, i]) = (value, value) }
  let q = form
  func slope(_ x: Vector) -> [Double] { (0..<n).map { i in (0..<n).reduce(costs[i]) { $0 + q[i, $1] * x[$1] } } }
  return SmoothFunction<Never> { x in
    let g = slope(x)
    let value = (0..<n).reduce(constant) { $0 + (g[$1] + costs[$1]) * x[$1] / 2 }
    return (value, Vector(g))
  } hessian: { _ in
    q
  }
}

private func free(_ n: Int) -> (low: Vector, high: Vector) {
  (Vector(repeating: -.infinity, count: n), Vector(repeating: .infinity, count: n))
}

@Suite struct ConstrainedDescentTests {
  /// Hock & Schittkowski, Test Examples for Nonlinear Programming Codes, problem 43 (Rosen and Suzuki).
  @Test func rosenSuzuki() {
    let range = free(4)
    let problem = ConstrainedProblem(
      quadratic([2, 2, 4, 2], [], [-5, -5, -21, 7]),
      inequalities: [
        quadratic([2, 2, 2, 2], [], [1, -1, 1, -1], -8), quadratic([2, 4, 2, 4], [], [-1, 0, 0, -1], -10),
        quadratic([4, 2, 2, 0], [], [2, -1, 0, -1], -5),
      ], low: range.low, high: range.high)
    let found = problem.minimum(from: Vector([0, 0, 0, 0]))
    #expect(found.reason == .converged && abs(found.value + 44) < 1e-10)
    #expect(zip(found.x.elements, [0, 1, 2, -1]).allSatisfy { abs($0 - $1) < 1e-8 })
    // Published multipliers: 1, 0, 2.
    #expect(zip(found.conditions.inequalities.elements, [1, 0, 2]).allSatisfy { abs($0 - $1) < 1e-7 })
    #expect(found.conditions.active == [true, false, true])
  }

  /// Problem 35 of the same: the value 1/9.
  @Test func beale35() {
    let problem = ConstrainedProblem(
      quadratic([4, 4, 2], [(0, 1, 2), (0, 2, 2)], [-8, -6, -4], 9),
      inequalities: [quadratic([0, 0, 0], [], [1, 1, 2], -3)], low: Vector([0, 0, 0]), high: free(3).high)
    let found = problem.minimum(from: Vector([0.5, 0.5, 0.5]))
    #expect(found.reason == .converged && abs(found.value - 1 / 9.0) < 1e-12)
  }

  /// x + y on the circle of radius √2 is least at (−1, −1), where ∇f + λ ∇h = 0 for λ = ½.
  @Test func circle() {
    let range = free(2)
    let problem = ConstrainedProblem(
      quadratic([0, 0], [], [1, 1]), equalities: [quadratic([2, 2], [], [0, 0], -2)], low: range.low, high: range.high)
    let found = problem.minimum(from: Vector([0.3, -2]))
    #expect(found.reason == .converged && found.x.elements == [-1, -1])
    #expect(abs(found.conditions.equalities[0] - 0.5) < 1e-12)
  }

  @Test func contradictionsAreTold() {
    let range = free(1)
    let problem = ConstrainedProblem(
      quadratic([2], [], [0]), inequalities: [quadratic([0], [], [1], 1), quadratic([0], [], [-1], 1)], low: range.low,
      high: range.high)
    #expect(problem.minimum(from: Vector([0])).reason == .infeasible)
  }

  @Test func stopsWhenAskedTo() {
    let range = free(2)
    let problem = ConstrainedProblem(
      quadratic([0, 0], [], [1, 1]), equalities: [quadratic([2, 2], [], [0, 0], -2)], low: range.low, high: range.high)
    #expect(problem.minimum(from: Vector([3, 1]), interrupted: { true }).reason == .interrupted)
  }
}

@Suite struct LagrangeSearchTests {
  /// x y on the circle of radius √8: four candidates, two of each kind, λ = ±½.
  @Test func allFourAreFound() {
    let product = quadratic([0, 0], [(0, 1, 1)], [0, 0])
    let search = LagrangeSearch.run(product, [quadratic([2, 2], [], [0, 0], -8)], variables: 2)
    #expect(search.points.map(\.kind) == [.minimum, .minimum, .maximum, .maximum])
    #expect(search.points.map(\.value) == [-4, -4, 4, 4])
    #expect(search.points.compactMap { $0.multipliers?[0] } == [-0.5, -0.5, 0.5, 0.5])
    #expect(!search.isComplete, "without algebra nothing is proved")
  }

  /// The same with the polynomials known: proved.
  @Test func algebraProves() {
    let (x, y) = (MultivariatePolynomial(variable: 0, of: 2), MultivariatePolynomial(variable: 1, of: 2))
    let eight = MultivariatePolynomial(.init(8), variables: 2)
    let algebra = LagrangeAlgebra(x * y, [x * x + y * y - eight])
    let product = quadratic([0, 0], [(0, 1, 1)], [0, 0])
    let search = LagrangeSearch.run(product, [quadratic([2, 2], [], [0, 0], -8)], variables: 2, algebra: algebra)
    #expect(search.isComplete && search.points.count == 4)
  }

  /// x² + y² on its own circle: every point of it is a candidate.
  @Test func curvesOfCandidatesAreTold() {
    let search = LagrangeSearch.run(
      quadratic([2, 2], [], [0, 0]), [quadratic([2, 2], [], [0, 0], -1)], variables: 2)
    #expect(search.isContinuum && search.points.allSatisfy { $0.kind == .inconclusive })
  }

  /// x on x² + y² = 0, whose only point has no slope: degenerate.
  @Test func dependentConstraintsAreTold() {
    let search = LagrangeSearch.run(quadratic([0, 0], [], [1, 0]), [quadratic([2, 2], [], [0, 0])], variables: 2)
    #expect(search.points.map(\.kind) == [.degenerate] && search.points[0].x.elements == [0, 0])
  }
}

import LinearAlgebra
import Optimization
import Testing

@Suite struct MinimizationTests {
  private static func minimum(
    _ problem: TestProblem, from start: [Double]? = nil, by method: Optimizer? = nil, isSum: Bool = false,
    limit: Int? = nil
  ) -> Minimization {
    var wish = MinimizationPlan.Problem(variables: problem.start.count)
    wish.isSum = isSum
    let plan =
      method.map { MinimizationPlan($0.stepper(), for: wish, limit: limit) } ?? MinimizationPlan(for: wish)
    var search = Minimization(from: Vector(start ?? problem.start), by: plan, on: problem.objective)
    search.run(on: problem.objective)
    return search
  }

  // Powell's badly scaled function has slopes below the tolerance of 1e-8 where it is still 1e-9 above its minimum.
  @Test(arguments: TestProblem.all.filter { $0.number != 3 }) func theUsualMethodFindsThePublishedMinimum(
    _ problem: TestProblem
  ) {
    let search = Self.minimum(problem)
    #expect(problem.isMinimum(search.value), "\(search.value), \(String(describing: search.ending))")
    #expect(search.isConverged, "\(String(describing: search.ending))")
  }

  @Test(arguments: TestProblem.all) func leastSquaresFindIt(_ problem: TestProblem) {
    let search = Self.minimum(problem, isSum: true)
    #expect(problem.isMinimum(search.value), "\(search.value), \(String(describing: search.ending))")
  }

  /// Which problems each method solves from the usual start, by their numbers.
  private static let solved: [(Optimizer, [Int])] = [
    (.newton, [1, 2, 5, 6, 7, 8, 9, 12, 14, 16, 18, 21, 23, 26, 30, 32, 33]),
    (.bfgs, [1, 2, 5, 6, 7, 8, 9, 12, 14, 15, 16, 18, 20, 21, 25, 26, 27, 30, 32, 33]),
    (.lbfgs, [1, 2, 5, 6, 7, 8, 9, 12, 14, 15, 16, 21, 25, 26, 27, 30, 32, 33]),
    (.conjugateGradient, [1, 2, 5, 7, 8, 9, 14, 21, 25, 27, 30, 32]),
    (.nelderMead, [1, 2, 5, 6, 7, 8, 9, 14, 16]),
    (.levenbergMarquardt, [1, 2, 3, 5, 6, 7, 8, 9, 12, 14, 15, 16, 18, 20, 21, 23, 25, 26, 27, 30, 32, 33]),
  ]

  private static let pairs: [(Optimizer, TestProblem)] = solved.flatMap { method, numbers in
    TestProblem.all.filter { numbers.contains($0.number) }.map { (method, $0) }
  }

  @Test(arguments: pairs) func eachMethodSolvesItsShare(_ method: Optimizer, _ problem: TestProblem) {
    let search = Self.minimum(problem, by: method, isSum: method == .levenbergMarquardt)
    #expect(problem.isMinimum(search.value), "\(search.value), \(String(describing: search.ending))")
  }

  // The paper's starts ten times as far.
  @Test(arguments: [1, 7, 13, 14, 22, 30]) func fromTenTimesAsFar(_ number: Int) throws {
    let problem = try #require(TestProblem.all.first { $0.number == number })
    let search = Self.minimum(problem, from: problem.start.map { 10 * $0 })
    #expect(problem.isMinimum(search.value), "\(search.value), \(String(describing: search.ending))")
  }

  // A quadratic's minimum is one step away: [2 1; 1 20] x = [4, 0].
  @Test func newtonNeedsOneStepOnAQuadratic() {
    let bowl = Formula<Never> { p in
      let (x, y) = (p[0], p[1])
      return (x * x + 10 * y * y + x * y - 4 * x + 2, Vector([2 * x + y - 4, 20 * y + x]))
    }
    var descent = Descent(from: Vector([7, -3]), by: Optimizer.newton.stepper(), on: bowl)
    descent.step(on: bowl)
    // 1e-9: the Hessian is by central differences here.
    #expect(abs(descent.x[0] - 80.0 / 39) < 1e-9 && abs(descent.x[1] + 4.0 / 39) < 1e-9)
  }

  // n steps with exact line searches, here to 1e-6, end at the minimum of a quadratic in n variables.
  @Test func conjugateGradientsEndOnAQuadratic() {
    let scales = [1.0, 3, 10, 30]
    let bowl = Formula<Never> { p in
      let slope = zip(scales, p.elements).map { 2 * $0 * ($1 - 1) }
      return (zip(scales, p.elements).reduce(0) { $0 + $1.0 * ($1.1 - 1) * ($1.1 - 1) }, Vector(slope))
    }
    var descent = Descent(from: Vector([0, 0, 0, 0]), by: Optimizer.conjugateGradient.stepper(), on: bowl)
    descent.run(on: bowl, until: 1e-6, limit: 40)
    #expect(descent.path[descent.path.count - 1].gradientNorm <= 1e-6)
    for x in descent.x.elements { #expect(abs(x - 1) < 1e-6) }
  }

  // x² − y² + y⁴/2: a saddle at 0, minima −½ at (0, ±1).
  @Test func aSaddleIsLeft() {
    let saddle = Formula<Never> { p in
      let (x, y) = (p[0], p[1])
      return (x * x - y * y + y * y * y * y / 2, Vector([2 * x, -2 * y + 2 * y * y * y]))
    }
    let plan = MinimizationPlan(for: .init(variables: 2))
    for start in [[0.0, 0], [1, 0]] {
      var search = Minimization(from: Vector(start), by: plan, on: saddle)
      search.run(on: saddle)
      #expect(abs(search.value + 0.5) < 1e-12)
      #expect(abs(abs(search.x[1]) - 1) < 1e-6 && search.kind == .minimum)
    }
    var told = Minimization(
      from: Vector([0, 0]), by: MinimizationPlan(Optimizer.bfgs.stepper(), for: .init(variables: 2)), on: saddle)
    told.run(on: saddle)
    #expect(told.kind == .saddle && told.value == 0)
  }

  @Test func whatFallsWithoutEndIsSaid() {
    let slope = Formula<Never> { p in (-p[0] - p[0] * p[0], Vector([-1 - 2 * p[0]])) }
    var search = Minimization(from: Vector([1]), by: MinimizationPlan(for: .init(variables: 1)), on: slope)
    search.run(on: slope)
    #expect(search.ending == .unbounded && !search.isConverged)
  }

  // |x − 1| + 2 |y + 2|.
  @Test func aKinkIsFoundAndSaid() {
    let kink = Formula<Never> { p in
      let (x, y) = (p[0] - 1, p[1] + 2)
      return (abs(x) + 2 * abs(y), Vector([x < 0 ? -1 : 1, y < 0 ? -2 : 2]))
    }
    var search = Minimization(from: Vector([5.3, 4.1]), by: MinimizationPlan(for: .init(variables: 2)), on: kink)
    search.run(on: kink)
    #expect(search.ending == .kink)
    #expect(abs(search.x[0] - 1) < 1e-7 && abs(search.x[1] + 2) < 1e-7)
  }

  // min (x − 3)² + (y − 1)² + x y with x ≤ 2, y ≥ 1: x = 2 is held where ∂f/∂x = 2(2 − 3) + 1 < 0, and y = 1.
  @Test func boundsHold() {
    let bowl = Formula<Never> { p in
      let (x, y) = (p[0], p[1])
      return ((x - 3) * (x - 3) + (y - 1) * (y - 1) + x * y, Vector([2 * (x - 3) + y, 2 * (y - 1) + x]))
    }
    var problem = MinimizationPlan.Problem(variables: 2)
    problem.box = Box(lower: [0, 1], upper: [2, .infinity])
    for start in [[0.0, 5], [-7, -7], [2, 1]] {
      var search = Minimization(from: Vector(start), by: MinimizationPlan(for: problem), on: bowl)
      search.run(on: bowl)
      #expect(search.x == Vector([2, 1]) && search.held == [true, true] && search.isConverged)
    }
  }

  @Test func noStepLeavesTheBounds() throws {
    for problem in TestProblem.all where problem.start.count <= 4 {
      var wish = MinimizationPlan.Problem(variables: problem.start.count)
      let box = try #require(
        Box(lower: problem.start.map { $0 - 0.3 }, upper: problem.start.map { $0 + 0.2 }))
      wish.box = box
      var search = Minimization(from: Vector(problem.start), by: MinimizationPlan(for: wish), on: problem.objective)
      search.run(on: problem.objective)
      for row in search.path { #expect(box.nearest(to: row.x) == row.x) }
      #expect(search.value <= search.path[0].value)
    }
  }

  // x⁴ − 3x² + x on [−2, 2]: the lower of two valleys, at the least root of 4x³ − 6x + 1 (60 digits by mpmath).
  @Test(arguments: [true, false]) func anIntervalsLowestValley(_ hasSlopes: Bool) throws {
    let wells = Formula<Never> { p in
      let x = p[0]
      return (x * x * x * x - 3 * x * x + x, Vector([4 * x * x * x - 6 * x + 1]))
    }
    var problem = MinimizationPlan.Problem(variables: 1)
    problem.hasSlopes = hasSlopes
    let rule = try #require(IntervalSearch(-2, 2, hasSlopes: hasSlopes))
    var search = Minimization(from: Vector([0]), by: MinimizationPlan(rule, for: problem), on: wells)
    search.run(on: wells)
    #expect(abs(search.x[0] + 1.300839565941577) < (hasSlopes ? 1e-14 : 1e-7))
    #expect(search.isConverged && search.evaluations < 130)
  }

  @Test func interruptedItKeepsTheBest() throws {
    let problem = TestProblem.all[0]
    var search = Minimization(
      from: Vector(problem.start), by: MinimizationPlan(for: .init(variables: 2)), on: problem.objective)
    var polls = 0
    search.run(on: problem.objective) {
      polls += 1
      return polls > 5
    }
    #expect(search.ending == .interrupted && search.iterations == 5)
    #expect(search.value < search.path[0].value)
  }
}

import Document
import LinearAlgebra
import Numerics
import Optimization
import Testing

/// Every step of a searched rule obeys the conditions of its search, computed here from values and slopes alone.
@Suite struct LineSearchedTests {
  private static func value(_ p: Vector) -> Double {
    let (x, y) = (p[0], p[1])
    return (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x)
  }

  private static func slope(_ p: Vector) -> [Double] {
    let (x, y) = (p[0], p[1])
    return [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)]
  }

  private static var valley: Formula<Never> {
    Formula { p in (value(p), Vector(slope(p))) }
  }

  static let rules: [Optimizer] = [.plain, .momentum, .nesterov, .adagrad, .rmsprop, .adam]
  static let own: [Optimizer] = [.bfgs, .lbfgs, .conjugateGradient]

  private static func searched(_ optimizer: Optimizer, _ search: RateSearch) throws -> any Stepper {
    if var own = optimizer.stepper() as? any Searching {
      own.search = search
      return own
    }
    return try #require(optimizer.stepper() as? any GradientRule).searched(by: search, first: 1)
  }

  @Test(arguments: rules + own, RateSearch.allCases)
  func everyStepMeetsTheConditions(_ optimizer: Optimizer, _ search: RateSearch) throws {
    var descent = Descent(from: Vector([-1.2, 1]), by: try Self.searched(optimizer, search), on: Self.valley)
    // Below this the values are equal to rounding, and slopes alone decide.
    while descent.iterations < 40, descent.reason == nil, descent.value > 1e-9 {
      let (x, before) = (descent.x, Self.value(descent.x))
      descent.step(on: Self.valley)
      guard descent.reason == nil, let work = descent.newestStep else { break }
      let (rate, d) = (try #require(work.rate), try #require(work.states["d"]))
      let downhill = zip(Self.slope(x), d.elements).map(*).reduce(0, +)
      #expect(rate > 0 && downhill < 0)
      for i in 0..<2 { #expect(abs(x[i] + rate * d[i] - descent.x[i]) <= 1e-15 * (1 + abs(x[i]))) }
      // The sufficient fall of both, f(x + η d) ≤ f(x) + 10⁻⁴ η ∇f·d, to a rounding of f.
      #expect(Self.value(descent.x) <= before + 1e-4 * rate * downhill + 1e-15 * before)
      if search == .wolfe {
        let left = zip(Self.slope(descent.x), d.elements).map(*).reduce(0, +)
        #expect(abs(left) <= (optimizer == .conjugateGradient ? 0.1 : 0.9) * abs(downhill) * (1 + 1e-12))
      }
      #expect(work.trials.last?.rate == rate)
      #expect(descent.path[descent.iterations].trials == work.trials.count)
    }
    #expect(descent.iterations >= 5)
    #expect(descent.value < 4.2, "from 24.2")
  }

  // f = x²/2 + 10 y² from (1, 1): at η = 1 it is 3610; the parabola through 10.5, the slope −401 and that is lowest at
  // 401/8001, which is less than a tenth of 1, so 0.1 comes next.
  @Test func backtracksAsByHand() {
    let bowl = Formula<Never> { p in (p[0] * p[0] / 2 + 10 * p[1] * p[1], Vector([p[0], 20 * p[1]])) }
    var descent = Descent(from: Vector([1, 1]), by: Plain(rate: 0.1).searched(by: .armijo, first: 1), on: bowl)
    descent.step(on: bowl)
    #expect(descent.newestStep?.trials.map(\.rate) == [1, 0.1])
    // f(0.1) = 0.9²/2 + 10·(−1)² = 10.405, and 10.5 − 10⁻⁴·0.1·401 = 10.49599 allows it.
    #expect(abs(descent.value - 10.405) < 1e-13)
  }

  /// What momentum remembers may lead uphill; then it begins anew, along −∇f.
  @Test func beginsAnewWhereMemoryLeadsNowhere() {
    let rule = Momentum(rate: 0.1, momentum: 0.99).searched(by: .wolfe, first: 1)
    var descent = Descent(from: Vector([-1.2, 1]), by: rule, on: Self.valley)
    var anew = 0
    for _ in 0..<60 {
      let before = descent.gradient
      descent.step(on: Self.valley)
      guard let work = descent.newestStep, work.states["anew"] != nil else { continue }
      anew += 1
      #expect(work.states["d"] == before * -1)
    }
    #expect(anew > 0)
  }

  // The least of (x − 2)² + (y + 1)² on the simplex is its corner (1, 0); in the unit ball (2, −1)/√5.
  static let sets: [(Projection, [Double])] = [
    (.simplex(total: 1), [1, 0]), (.ball(radius: 1), [2 / 5.0.squareRoot(), -1 / 5.0.squareRoot()]),
    (.box(low: Vector([0, 0]), high: Vector([1.5, 3])), [1.5, 0]), (.nonnegative, [2, 0]),
  ]

  @Test(arguments: sets) func searchesWithinASet(_ set: Projection, _ least: [Double]) throws {
    let bowl = Formula<Never> { p in
      ((p[0] - 2) * (p[0] - 2) + (p[1] + 1) * (p[1] + 1), Vector([2 * (p[0] - 2), 2 * (p[1] + 1)]))
    }
    let plain = Projected(StepperOptions(Projected.options), onto: set)
    for rule in [plain as any Stepper, plain.searched(by: .armijo, first: 5)] {
      var descent = Descent(from: Vector([9, 9]), by: rule, on: bowl)
      // The path begins where the descent does: in the set.
      #expect(descent.path[0].x == set.nearest(to: Vector([9, 9])))
      descent.run(on: bowl, until: 1e-9, limit: 500)
      guard case .converged = descent.reason else {
        Issue.record("\(String(describing: descent.reason))")
        continue
      }
      for i in 0..<2 { #expect(abs(descent.x[i] - least[i]) < 1e-8) }
      for row in descent.path {
        let near = set.nearest(to: row.x)
        for i in 0..<2 { #expect(abs(row.x[i] - near[i]) < 1e-12) }
      }
    }
  }

  // e^(x²) from 1 at the rate 3: x = 1 − 6e ≈ −15.3, where the slope is above 1e100; the next step overflows.
  @Test func overflowAfterRisesIsDivergence() {
    let cliff = Formula<Never> { p in
      let value = Double.exp(p[0] * p[0])
      return (value, Vector([2 * p[0] * value]))
    }
    var descent = Descent(from: Vector([1]), by: Plain(rate: 3), on: cliff)
    descent.run(on: cliff, until: 1e-6, limit: 100)
    #expect(descent.reason == .diverged(at: 2))
    #expect(descent.iterations == 1)
    // The same step again ends the same way.
    descent.run(on: cliff, until: 1e-6, limit: 100)
    #expect(descent.reason == .diverged(at: 2))
    #expect(descent.iterations == 1)
  }
}

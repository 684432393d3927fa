import LinearAlgebra
import Numerics
import Optimization
import Testing

/// The mean of (x − aᵢ)² over the rows, which notes the rows it is asked for.
private final class Means: Objective {
  let data: [Double]
  private(set) var asked: [[Int]] = []

  init(_ data: [Double]) { self.data = data }

  var rowCount: Int { data.count }

  func gradient(at point: Vector, _ gradient: inout Vector) -> Double {
    mean(point, Array(data.indices), &gradient)
  }

  func gradient(at point: Vector, over rows: [Int], _ gradient: inout Vector) -> Double {
    asked.append(rows)
    return mean(point, rows, &gradient)
  }

  private func mean(_ point: Vector, _ rows: [Int], _ gradient: inout Vector) -> Double {
    let gaps = rows.map { point[0] - data[$0] }
    gradient = Vector([2 * gaps.reduce(0, +) / Double(rows.count)])
    return gaps.reduce(0) { $0 + $1 * $1 } / Double(rows.count)
  }
}

@Suite struct MiniBatchTests {
  private static func start(_ objective: Means, size: Int, seed: UInt64 = 1) -> Descent {
    let rule = SGD(StepperOptions(SGD.options, given: ["rate": 0.05]))
    return Descent(from: Vector([10]), by: rule.inBatches(of: size, RandomStream(seed: seed)), on: objective)
  }

  @Test func everyRowHasItsTurnOnceAnEpoch() {
    let objective = Means((0..<10).map(Double.init))
    var descent = Self.start(objective, size: 4)
    for _ in 0..<9 { descent.step(on: objective) }
    // Ten rows by four: batches of 4, 4 and 2.
    let epochs = stride(from: 0, to: 9, by: 3).map { Array(objective.asked[$0..<$0 + 3]) }
    for epoch in epochs {
      #expect(epoch.map(\.count) == [4, 4, 2])
      #expect(epoch.flatMap { $0 }.sorted() == Array(0..<10))
    }
    #expect(Set(epochs.map { $0.flatMap { $0 } }).count == 3, "a new order every epoch")
    // The value over all the data at the start and at each epoch's end.
    #expect(descent.path.map { $0.whole != nil } == [true, false, false, true, false, false, true, false, false, true])
    for row in descent.path {
      guard let whole = row.whole else { continue }
      let expected = objective.data.reduce(0) { $0 + (row.x[0] - $1) * (row.x[0] - $1) } / 10
      #expect(abs(whole - expected) <= 1e-13 * expected)
    }
    #expect(descent.best.whole != nil)
  }

  @Test func stepsAreTheRulesOnTheBatches() {
    let objective = Means([3, 1, 4, 1, 5, 9, 2, 6])
    var descent = Self.start(objective, size: 3)
    for _ in 0..<8 { descent.step(on: objective) }
    var x = 10.0
    for k in 0..<8 {
      let rows = objective.asked[k]
      x -= 0.05 * 2 * rows.reduce(0.0) { $0 + x - objective.data[$1] } / Double(rows.count)
      #expect(abs(descent.path[k + 1].x[0] - x) <= 1e-13)
    }
  }

  @Test func copiesAndSeedsGoTheSameWay() {
    let objective = Means((0..<20).map { Double($0 * $0) })
    var descent = Self.start(objective, size: 3)
    for _ in 0..<5 { descent.step(on: objective) }
    var copy = descent
    for _ in 0..<20 {
      descent.step(on: objective)
      copy.step(on: objective)
    }
    #expect(descent.path == copy.path)
    var again = Self.start(objective, size: 3)
    var other = Self.start(objective, size: 3, seed: 2)
    for _ in 0..<25 {
      again.step(on: objective)
      other.step(on: objective)
    }
    #expect(again.path == descent.path)
    #expect(other.path != descent.path)
  }

  // Batches rise and fall by chance; only what all the data say counts as divergence or convergence.
  @Test func noiseIsNeitherDivergenceNorConvergence() {
    let objective = Means((0..<50).map { Double(($0 * 37) % 50) })
    var descent = Self.start(objective, size: 1)
    descent.run(on: objective, until: Stop(optimality: 1e-9), limit: 2000)
    #expect(descent.reason == .iterationLimit(2000))
    let rule = SGD(StepperOptions(SGD.options, given: ["rate": 1.2]))
    var wild = Descent(from: Vector([10]), by: rule.inBatches(of: 10, RandomStream(seed: 3)), on: objective)
    wild.run(on: objective, until: Stop(optimality: 1e-9), limit: 2000)
    guard case .diverged = wild.reason else {
      Issue.record("\(String(describing: wild.reason))")
      return
    }
  }
}

@Suite struct StopTests {
  /// x² with rate 0.25: x halves at each step from 8.
  private static var square: Formula<Never> { Formula { p in (p[0] * p[0], Vector([2 * p[0]])) } }
  private static var start: Descent { Descent(from: Vector([8]), by: Plain(rate: 0.25), on: square) }

  private static func run(_ stop: Stop) -> Descent {
    var descent = start
    descent.run(on: square, until: stop, limit: 5000)
    return descent
  }

  @Test func eachReasonAtItsPlace() {
    // f is 64/4ᵏ: 1 at k = 3.
    let target = Self.run(Stop(target: 1))
    #expect(target.reason == .target(1) && target.iterations == 3)
    // Step k has the length 8/2ᵏ: 0.5 at k = 4.
    let short = Self.run(Stop(step: 0.5))
    #expect(short.reason == .smallStep(0.5) && short.iterations == 4)
    // f changes by 48, 12, 3, 0.75.
    let small = Self.run(Stop(change: 0.8))
    #expect(small.reason == .smallChange(0.75) && small.iterations == 4)
    // |f′| = 16/2ᵏ.
    #expect(Self.run(Stop(optimality: 1)).iterations == 4)
    // The first of several.
    #expect(Self.run(Stop(optimality: 1, target: 20)).reason == .target(20))
  }

  @Test func aPointThatRoundingHoldsIsLeft() {
    // 1 + (x − 1e8)² moves by less than an ulp long before its slope is 0.
    let far = Formula<Never> { p in (1 + 1e-9 * (p[0] - 1e8), Vector([1e-9])) }
    var descent = Descent(from: Vector([1e8]), by: Plain(rate: 1), on: far)
    descent.run(on: far, until: Stop(optimality: 0), limit: 1000)
    #expect(descent.reason == .smallStep(0) && descent.iterations == 10)
  }

  @Test func ratesFollowTheStepsNumber() {
    var descent = Self.start
    let rate: (Int) -> Double? = { 0.5 / Double($0 + 2) }
    descent.run(on: Self.square, until: Stop(), limit: 3, rate: rate)
    // x (1 − 2η): 8 · (1 − 1/2)(1 − 1/3)(1 − 1/4) = 2.
    #expect(abs(descent.x[0] - 2) < 1e-15)
    #expect(descent.path.map(\.rate) == [nil, 0.25, 0.5 / 3, 0.125])
    #expect(descent.reason == nil && descent.evaluations == 4)
  }

  @Test func theBestPointIsKept() {
    var descent = Descent(from: Vector([8]), by: Plain(rate: 0.25), on: Self.square)
    descent.run(on: Self.square, until: Stop(), limit: 2)
    descent.run(on: Self.square, until: Stop(), limit: 3, rate: { _ in 1.5 })
    #expect(descent.best.iteration == 2 && descent.best.x[0] == 2 && descent.value > 4)
  }

  @Test(arguments: [
    // By hand from the formulas: η = 0.8.
    (Schedule.fixed, 0.0, 0.0, [0.8, 0.8, 0.8, 0.8]),
    (.inverse, 1.0, 0.0, [0.8, 0.4, 0.8 / 3, 0.2]),
    (.exponential, 0.5, 0.0, [0.8, 0.4, 0.2, 0.1]),
    (.cosine, 0.0, 2.0, [0.8, 0.4, 0, 0]),
    (.step, 0.25, 2.0, [0.8, 0.8, 0.2, 0.2]),
  ]) func schedules(_ schedule: Schedule, _ decay: Double, _ over: Double, _ expected: [Double]) {
    for (k, rate) in expected.enumerated() {
      #expect(abs(schedule.rate(0.8, at: k, decay: decay, over: over) - rate) < 1e-15)
    }
  }
}

import Foundation
import LinearAlgebra
import Optimization
import Testing

/// a x² + b y² with its gradient.
private func bowl(_ a: Double, _ b: Double) -> Formula<Never> {
  Formula { p in
    (a * p[0] * p[0] + b * p[1] * p[1], Vector([2 * a * p[0], 2 * b * p[1]]))
  }
}

/// Deisenroth, Faisal, Ong, Mathematics for Machine Learning, example 7.1: ½ xᵀ[2 1; 1 20]x − [5, 3]ᵀx.
private var example71: Formula<Never> {
  Formula { p in
    let gradient = Vector([2 * p[0] + p[1] - 5, p[0] + 20 * p[1] - 3])
    return (p[0] * p[0] + p[0] * p[1] + 10 * p[1] * p[1] - 5 * p[0] - 3 * p[1], gradient)
  }
}

private struct Trajectory: Sendable, CustomTestStringConvertible {
  var optimizer: Optimizer
  var rate: Double
  var momentum: Double?
  var path: [[Double]]
  var source: String
  var testDescription: String { "\(optimizer), \(source)" }
  var options: [String: Double] { ["rate": rate].merging(momentum.map { ["momentum": $0] } ?? [:]) { a, _ in a } }
}

// On x² + 10y² from (1, 1).
private let trajectories = [
  Trajectory(
    optimizer: .momentum, rate: 0.03, momentum: 0.9,
    path: [
      [1.0, 1.0], [0.94, 0.4], [0.8296, -0.38], [0.680464, -0.854], [0.50541376, -0.7682], [0.3175437184, -0.23006],
    ], source: "PyTorch SGD, 60 digits, agreeing with optax 0.2.8"),
  Trajectory(
    optimizer: .adam, rate: 0.1, momentum: nil,
    path: [
      [1.0, 1.0], [0.9000000005, 0.90000000005], [0.8004122286917922, 0.8004122277733015],
      [0.7015862729460296, 0.7015862715434833], [0.6039390605737448, 0.6039390586762192],
      [0.5079636592643407, 0.5079636568677498],
    ], source: "PyTorch Adam, 60 digits, agreeing with optax 0.2.8"),
  Trajectory(
    optimizer: .nesterov, rate: 0.03, momentum: 0.9,
    path: [
      [1.0, 1.0],
      [0.886, -0.14],
      [0.736396, -0.4664],
      [0.565647256, -0.304064],
      [0.387254983216, -0.06318464],
      [0.213099821447776, 0.0614427136],
    ], source: "Reference/nesterov.py"),
]

@Suite struct DescentTests {
  // 1e-12: a few roundings a step, magnified by at most the conditioning of five steps.
  @Test(arguments: trajectories) private func pathIsPyTorchs(_ row: Trajectory) {
    let stepper = row.optimizer.stepper(row.options)
    let objective = bowl(1, 10)
    var descent = Descent(from: Vector(row.path[0]), by: stepper, on: objective)
    for _ in 1..<row.path.count { descent.step(on: objective) }
    for (found, expected) in zip(descent.path, row.path) {
      for (a, b) in zip(found.x.elements, expected) { #expect(abs(a - b) <= 1e-12 * max(1, abs(b))) }
    }
  }

  // Closed form: x_k = 5·0.8ᵏ.
  @Test func plainDescentOnASquare() {
    let square = Formula<Never> { p in (p[0] * p[0], Vector([2 * p[0]])) }
    var descent = Descent(from: Vector([5]), by: Plain(rate: 0.1), on: square)
    for _ in 0..<10 { descent.step(on: square) }
    var expected = 5.0
    for row in descent.path {
      #expect(abs(row.x[0] - expected) <= 1e-13 * expected)
      #expect(abs(row.value - expected * expected) <= 1e-12)
      #expect(abs(row.gradientNorm - 2 * expected) <= 1e-12)
      expected *= 0.8
    }
    #expect(abs(descent.path[1].stepNorm - 1) < 1e-15)
  }

  // MML example 7.1 as printed in the book, rounded to its digits.
  @Test func booksExample() {
    var descent = Descent(from: Vector([-3, -1]), by: Plain(rate: 0.085), on: example71)
    descent.step(on: example71)
    #expect(abs(descent.x[0] - -1.98) < 1e-14 && abs(descent.x[1] - 1.21) < 1e-14)
    descent.step(on: example71)
    #expect(abs(descent.x[0] - -1.32125) < 1e-10 && abs(descent.x[1] - -0.4237) < 1e-10)
    descent.run(on: example71, until: 1e-8, limit: 10_000)
    guard case .converged(let norm) = descent.reason else {
      Issue.record("\(String(describing: descent.reason))")
      return
    }
    #expect(norm <= 1e-8)
    // The solution of [2 1; 1 20] x = [5, 3]: (97/39, 1/39).
    #expect(abs(descent.x[0] - 97.0 / 39) < 1e-7 && abs(descent.x[1] - 1.0 / 39) < 1e-7)
  }

  // The largest eigenvalue is 11 + √82 ≈ 20.06, and 2/20.06 < 0.1.
  @Test(arguments: [0.1, 0.2, 3]) func tooLargeARateDivergesAndSaysSo(_ rate: Double) {
    var descent = Descent(from: Vector([-3, -1]), by: Plain(rate: rate), on: example71)
    descent.run(on: example71, until: 1e-6, limit: 2000)
    guard case .diverged(let at) = descent.reason else {
      Issue.record("\(String(describing: descent.reason))")
      return
    }
    #expect(at == descent.iterations && at < 200)
  }

  @Test(arguments: [Optimizer.momentum, .nesterov, .adam]) func overshootingIsNotDivergence(_ optimizer: Optimizer) {
    let stepper = optimizer.stepper(["rate": optimizer == .adam ? 0.3 : 0.03])
    var descent = Descent(from: Vector([-3, -1]), by: stepper, on: example71)
    descent.run(on: example71, until: 1e-6, limit: 5000)
    guard case .converged = descent.reason else {
      Issue.record("\(String(describing: descent.reason))")
      return
    }
  }

  @Test func whatIsNotFiniteStopsAtThePointBefore() {
    let root = Formula<Never> { p in (p[0].squareRoot(), Vector([0.5 / p[0].squareRoot()])) }
    var descent = Descent(from: Vector([0.01]), by: Plain(rate: 1), on: root)
    descent.run(on: root, until: 1e-9, limit: 100)
    #expect(descent.reason == .notFinite(at: 1))
    #expect(descent.x[0] == 0.01)
  }

  @Test func limitAndInterruption() {
    let objective = bowl(1, 10)
    var descent = Descent(from: Vector([1, 1]), by: Plain(rate: 0.01), on: objective)
    descent.run(on: objective, until: 0, limit: 3)
    #expect(descent.reason == .iterationLimit(3) && descent.iterations == 3)
    var polls = 0
    descent.run(on: objective, until: 0, limit: 100) {
      polls += 1
      return polls == 5
    }
    #expect(descent.reason == .interrupted && descent.iterations == 7)
  }

  private struct Refusal: Error, Equatable {}

  @Test func anObjectivesFailureIsItsOwnAndChangesNothing() throws {
    let refusing = Formula<Refusal> { p throws(Refusal) in
      if p[0] < 1 { throw Refusal() }
      return (p[0] * p[0], Vector([2 * p[0]]))
    }
    var descent = try Descent(from: Vector([1.1]), by: Momentum(rate: 0.1, momentum: 0.5), on: refusing)
    #expect(throws: Refusal()) { try descent.step(on: refusing) }
    #expect(descent.x[0] == 1.1 && descent.iterations == 0 && descent.reason == nil)
  }

  // look.md's first step: [0, 0] − 0.04·[−6, 20] = [0.24, −0.8].
  @Test func firstStepKeepsItsNumbers() throws {
    let objective = Formula<Never> { w in
      ((w[0] - 3) * (w[0] - 3) + 10 * (w[1] + 1) * (w[1] + 1), Vector([2 * (w[0] - 3), 20 * (w[1] + 1)]))
    }
    var descent = Descent(from: Vector([0, 0]), by: Plain(rate: 0.04), on: objective)
    descent.step(on: objective)
    let work = try #require(descent.firstStep)
    #expect(
      work.ingredients == [
        .init("x", Vector([0, 0])), .init("η", 0.04), .init("∇f(x)", Vector([-6, 20])),
      ])
    #expect(abs(descent.x[0] - 0.24) < 1e-15 && abs(descent.x[1] - -0.8) < 1e-15)
    #expect(abs(descent.value - 8.0176) < 1e-13)
  }

  @Test func everyOptimizerHasItsFile() throws {
    let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let folder = here.appendingPathComponent("../../Sources/Optimization/Optimizers").path
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(
      Set(files.map { $0.lowercased() })
        == Set(Optimizer.allCases.map { $0.rawValue.filter { $0 != "_" } + ".swift" }))
    for optimizer in Optimizer.allCases { #expect(type(of: optimizer.stepper()).name == optimizer.rawValue) }
  }
}

import Foundation
import LinearAlgebra
import Optimization
import Testing

/// A function of one number with its slope.
private struct Curve: Sendable, CustomTestStringConvertible {
  let name: String
  let value: @Sendable (Double) -> Double
  let slope: @Sendable (Double) -> Double

  var testDescription: String { name }
  var objective: Formula<Never> {
    Formula { x in (value(x[0]), Vector([slope(x[0])])) }
  }
}

// Moré & Thuente, Line Search Algorithms with Guaranteed Sufficient Decrease, TOMS 20(3), 1994, (5.1), (5.2), and
// functions with walls.
private let curves: [Curve] = [
  .init(name: "Moré & Thuente 1", value: { -$0 / ($0 * $0 + 2) }) { ($0 * $0 - 2) / (($0 * $0 + 2) * ($0 * $0 + 2)) },
  .init(name: "Moré & Thuente 2", value: { pow($0 + 0.004, 5) - 2 * pow($0 + 0.004, 4) }) {
    5 * pow($0 + 0.004, 4) - 8 * pow($0 + 0.004, 3)
  },
  .init(name: "a wall at 1", value: { -$0 - 0.01 * log(1 - $0) }, slope: { -1 + 0.01 / (1 - $0) }),
  .init(name: "quartic", value: { ($0 - 3) * ($0 - 3) * ($0 - 3) * ($0 - 3) }, slope: { 4 * pow($0 - 3, 3) }),
]

@Suite struct LineSearchTests {
  // The first rates of Moré and Thuente's tables.
  @Test(arguments: curves, [1e-3, 1e-1, 10, 1e3])
  private func wolfeMeetsBothConditions(_ curve: Curve, _ first: Double) throws {
    for (decrease, curvature) in [(1e-4, 0.9), (1e-4, 0.1), (1e-3, 1e-3)] {
      let search = Wolfe(decrease: decrease, curvature: curvature)
      let start = Iterate(at: Vector([0]), on: curve.objective)
      let slope = start.gradient[0]
      #expect(slope < 0)
      let step = try #require(search.search(from: start, along: Vector([1]), first: first, on: curve.objective))
      #expect(step.end.x[0] == step.rate && step.rate > 0)
      #expect(step.end.value <= start.value + decrease * step.rate * slope)
      #expect(abs(step.end.gradient[0]) <= -curvature * slope)
      #expect(step.trials.last?.rate == step.rate)
      #expect(step.trials.count < 60)
    }
  }

  @Test(arguments: curves, [0.1, 10, 1e3])
  private func armijoFallsEnough(_ curve: Curve, _ first: Double) throws {
    let start = Iterate(at: Vector([0]), on: curve.objective)
    let step = try #require(Armijo().search(from: start, along: Vector([1]), first: first, on: curve.objective))
    #expect(step.end.value <= start.value + 1e-4 * step.rate * start.gradient[0])
    #expect(step.rate <= first)
    for (before, after) in zip(step.trials, step.trials.dropFirst()) { #expect(after.rate <= before.rate / 2) }
  }

  @Test func neitherGoesUphill() {
    let bowl = Formula<Never> { x in (x[0] * x[0], Vector([2 * x[0]])) }
    let start = Iterate(at: Vector([1]), on: bowl)
    #expect(Wolfe().search(from: start, along: Vector([1]), first: 1, on: bowl) == nil)
    #expect(Armijo().search(from: start, along: Vector([1]), first: 1, on: bowl) == nil)
  }

  // f = √x has no value below 0: from 0.01 downhill along −1.
  @Test func whatHasNoValueIsTooFar() throws {
    let root = Formula<Never> { x in ((x[0] - 0.005).squareRoot(), Vector([0.5 / (x[0] - 0.005).squareRoot()])) }
    let start = Iterate(at: Vector([0.01]), on: root)
    let step = try #require(Armijo().search(from: start, along: Vector([-1]), first: 1, on: root))
    #expect(step.end.isFinite && step.end.x[0] > 0.005)
    #expect(step.trials.first?.verdict == "no finite value there")
    let other = try #require(Wolfe().search(from: start, along: Vector([-1]), first: 1, on: root))
    #expect(other.end.isFinite && other.end.value < start.value)
  }
}

import Document
import LinearAlgebra
import Optimization
import Testing

/// The step that a derivation explains is the one that the optimizer takes.
@Suite struct WorkedStepTests {
  private static let names = StepNames(
    function: "f(x)", iteration: 0, point: { "x\($0)" }, gradient: { "∇f(x\($0))" },
    write: { Text("[\($0.elements.map { $0.formatted(digits: 6) }.joined(separator: ", "))]") })

  /// (x − 1)² + 10 (y + 2)² + x y
  private static var bowl: Formula<Never> {
    Formula { p in
      let (x, y) = (p[0], p[1])
      return (
        (x - 1) * (x - 1) + 10 * (y + 2) * (y + 2) + x * y, Vector([2 * (x - 1) + y, 20 * (y + 2) + x])
      )
    }
  }

  @Test(arguments: Optimizer.allCases) func explainsTheStepTaken(method: Optimizer) {
    var descent = Descent(from: Vector([3, 1]), by: method.stepper(["rate": 0.02]), on: Self.bowl)
    for _ in 0..<12 {
      let (x, start, rule) = (descent.x, descent.point, descent.stepper)
      var (again, next) = (rule, start)
      let work = again.step(&next, on: Self.bowl)
      let last = rule.explained(work, from: start, Self.names).last?.body.plain() ?? ""
      if rule is any Paced, !(rule is Projected) { #expect(last.contains("−η"), "\(last)") }
      #expect(!last.isEmpty)
      descent.step(on: Self.bowl)
      // A corner of a simplex is not made of a move, which has a rounding of its own.
      for i in 0..<2 { #expect(abs(x[i] + work.move[i] - descent.x[i]) <= 4 * descent.x[i].ulp) }
      let worked = descent.worked(Self.names)
      #expect(worked.value == descent.x)
    }
  }

  @Test func beforeTheFirstStepItShowsTheOneToCome() {
    let descent = Descent(from: Vector([3, 1]), by: Plain(rate: 0.5), on: Self.bowl)
    let worked = descent.worked(Self.names)
    // ∇f(3, 1) = (5, 63), so the point is (3 − 2.5, 1 − 31.5).
    #expect(worked.value == Vector([0.5, -30.5]))
    #expect(worked.derivation.document.plain().contains("not yet taken"))
  }

  @Test func saysWhyItStopped() {
    var descent = Descent(from: Vector([3, 1]), by: Plain(rate: 0.05), on: Self.bowl)
    descent.run(on: Self.bowl, until: 1e-6, limit: 1000)
    #expect(descent.worked(Self.names).derivation.document.plain().contains("converged"))
    var wild = Descent(from: Vector([3, 1]), by: Plain(rate: 1), on: Self.bowl)
    wild.run(on: Self.bowl, until: 1e-6, limit: 1000)
    #expect(wild.worked(Self.names).derivation.document.plain().contains("diverging"))
  }
}

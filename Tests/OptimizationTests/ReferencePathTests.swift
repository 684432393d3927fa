import Foundation
import LinearAlgebra
import Optimization
import Testing

/// Rosenbrock's function.
private var rosenbrock: Formula<Never> {
  Formula { p in
    let (a, b) = (1 - p[0], p[1] - p[0] * p[0])
    return (a * a + 100 * b * b, Vector([-2 * a - 400 * p[0] * b, 200 * b]))
  }
}

/// Thirty steps of PyTorch's optimizers; `Reference/pytorch.py` wrote them.
@Suite struct ReferencePathTests {
  struct Row: Decodable, Sendable, CustomTestStringConvertible {
    var optimizer: String
    var options: [String: Double]
    var path: [[Double]]
    var testDescription: String { "\(optimizer) \(options)" }
  }

  static let rows: [Row] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Reference/pytorch.jsonl")
    let lines = ((try? String(contentsOf: file, encoding: .utf8)) ?? "").split(separator: "\n")
    return lines.compactMap { try? JSONDecoder().decode(Row.self, from: Data($0.utf8)) }
  }()

  @Test func everyRuleWithARateIsThere() {
    // PyTorch knows no sets; projected steps are tested by their conditions.
    let rated = Optimizer.allCases.filter { $0 != .projected && $0.options.contains { $0.name == "rate" } }
      .map(\.rawValue)
    #expect(Set(Self.rows.map(\.optimizer)).isSuperset(of: rated))
    #expect(Self.rows.allSatisfy { $0.path.count == 31 })
  }

  // 1e-13 of the point's size: thirty steps of a few roundings each; near the valley's floor they shrink again.
  @Test(arguments: rows) func pathIsPyTorchs(_ row: Row) throws {
    let optimizer = try #require(Optimizer(rawValue: row.optimizer))
    var descent = Descent(from: Vector(row.path[0]), by: optimizer.stepper(row.options), on: rosenbrock)
    for expected in row.path.dropFirst() {
      descent.step(on: rosenbrock)
      let size = expected.map(abs).max() ?? 1
      for (a, b) in zip(descent.x.elements, expected) {
        #expect(abs(a - b) <= 1e-13 * max(size, 1), "step \(descent.iterations): \(a) for \(b)")
      }
    }
  }
}

@Suite struct CoordinateTests {
  /// ½ xᵀA x − bᵀx for A = [4 1 0; 1 3 1; 0 1 2], b = [1, 2, 3].
  private static var quadratic: Formula<Never> {
    Formula { x in
      let slope = [4 * x[0] + x[1] - 1, x[0] + 3 * x[1] + x[2] - 2, x[1] + 2 * x[2] - 3]
      let half = zip(slope, [-1.0, -2, -3]).enumerated().reduce(0.0) {
        $0 + x[$1.offset] * ($1.element.0 + $1.element.1)
      }
      return (half / 2, Vector(slope))
    }
  }

  // On a quadratic a cycle of exact line minimisations is a sweep of Gauss and Seidel's iteration.
  @Test func isGaussSeidelOnAQuadratic() {
    var descent = Descent(from: Vector([5, -4, 7]), by: Optimizer.coordinate.stepper(), on: Self.quadratic)
    var x = [5.0, -4, 7]
    for _ in 0..<6 {
      x[0] = (1 - x[1]) / 4
      x[1] = (2 - x[0] - x[2]) / 3
      x[2] = (3 - x[1]) / 2
      for _ in 0..<3 { descent.step(on: Self.quadratic) }
      for (a, b) in zip(descent.x.elements, x) { #expect(abs(a - b) <= 1e-13 * max(1, abs(b))) }
    }
    #expect(descent.path.dropFirst().allSatisfy { $0.stepNorm.isFinite })
  }

  // x⁴ − 8x along x from any side: the slope 4x³ − 8 is 0 at ∛2. |x − 3| has a kink, where the bracket closes.
  @Test(arguments: [-50.0, -1, 0, 1.2, 4, 900]) func findsWhatIsNotQuadratic(_ start: Double) {
    let quartic = Formula<Never> { p in (pow(p[0], 4) - 8 * p[0], Vector([4 * pow(p[0], 3) - 8])) }
    var descent = Descent(from: Vector([start]), by: Optimizer.coordinate.stepper(), on: quartic)
    descent.step(on: quartic)
    #expect(abs(descent.x[0] - cbrt(2)) <= 1e-12)
    let kinked = Formula<Never> { p in (abs(p[0] - 3), Vector([p[0] < 3 ? -1 : 1])) }
    var second = Descent(from: Vector([start]), by: Optimizer.coordinate.stepper(), on: kinked)
    second.step(on: kinked)
    #expect(abs(second.x[0] - 3) <= 1e-12)
  }

  // x − log x: no value at 0 and below; lowest at 1.
  @Test(arguments: [3.0, 0.2, 1e-3, 50]) func staysInsideTheDomain(_ start: Double) {
    let objective = Formula<Never> { p in (p[0] - log(p[0]), Vector([p[0] > 0 ? 1 - 1 / p[0] : .nan])) }
    var descent = Descent(from: Vector([start]), by: Optimizer.coordinate.stepper(), on: objective)
    descent.step(on: objective)
    #expect(abs(descent.x[0] - 1) <= 1e-12)
  }

  @Test func downhillWithoutEndIsSaid() {
    let slope = Formula<Never> { p in (-p[0], Vector([-1])) }
    var descent = Descent(from: Vector([1]), by: Optimizer.coordinate.stepper(), on: slope)
    descent.step(on: slope)
    #expect(descent.reason == .notFinite(at: 1) && descent.x[0] == 1)
  }
}

import Builtins
import Document
import Evaluation
import LinearAlgebra
import Optimization
import Synchronization
import Testing

private let bowl = "f(x, y) = x^2 + 10y^2; "
private let mml = "f(x) = 0.5*x'*[2 1; 1 20]*x - [5, 3]'*x; "
private let line = "X = [1 1; 1 2; 1 3]; y = [1, 2, 2]; f(w) = norm(X*w - y)^2; "

@Suite struct DescentTests {
  struct Path: Sendable, CustomTestStringConvertible {
    var source: String
    var start: String
    var steps: Int
    /// The last points of the path, one after another.
    var last: [Double]
    var tolerance: Double
    var testDescription: String { "\(source): \(start)" }
  }

  static let paths: [Path] = [
    .init(
      source: "closed form 5·0.8ᵏ", start: "descend(x -> x^2, 5, rate = 0.1)", steps: 10, last: [0.536870912],
      tolerance: 1e-13),
    .init(
      source: "v ← μ v + g, x ← x − η v in 60 digits; optax 0.2.8 agrees",
      start: bowl + "descend(f, [1, 1], method = \"momentum\", rate = 0.03, momentum = 0.9)", steps: 5,
      last: [0.3175437184, -0.23006], tolerance: 1e-12),
    .init(
      source: "Kingma & Ba in 60 digits; optax 0.2.8 agrees",
      start: bowl + "descend(f, [1, 1], method = \"adam\", rate = 0.1)", steps: 5,
      last: [0.5079636592643407, 0.5079636568677498], tolerance: 1e-12),
    .init(
      source: "Adam with β₁ = β₂ = 0 moves by η g/(|g| + ε): two steps of 0.1",
      start: bowl + "descend(f, [1, 1], method = \"adam\", rate = 0.1, beta1 = 0, beta2 = 0, epsilon = 1e-14)",
      steps: 2,
      last: [0.8, 0.8], tolerance: 1e-12),
    .init(
      source: "PyTorch's rule by hand on x²: v = 2, x = 1 − 0.1(2 + 0.5·2) = 0.7; v = 2.4, x = 0.7 − 0.1(1.4 + 1.2)",
      start: "descend(x -> x^2, 1, method = \"nesterov\", rate = 0.1, momentum = 0.5)", steps: 2, last: [0.44],
      tolerance: 1e-14),
    .init(
      source: "MML 7.1, first step", start: mml + "descend(f, [-3, -1], rate = 0.085)", steps: 1, last: [-1.98, 1.21],
      tolerance: 1e-14),
    .init(
      source: "MML 7.1, second step", start: mml + "descend(f, [-3, -1], rate = 0.085)", steps: 2,
      last: [-1.32125, -0.4237], tolerance: 1e-13),
    .init(
      source: "−η times 2Xᵀ(Xw − y) at 0: 0.01·2·(5, 11)", start: line + "descend(f, [0, 0], rate = 0.01)", steps: 1,
      last: [0.1, 0.22], tolerance: 1e-14),
    .init(
      source: "the branch changes under way: 3, 1.5, 0.75 by x ← x/2, then 0.75 − 0.25·2·1.75",
      start: "f(x) = if x > 1 then x^2 else (x + 1)^2; descend(f, 3, rate = 0.25)", steps: 3, last: [-0.125],
      tolerance: 1e-14),
    .init(
      source: "a matrix: gradient of ‖W a − b‖² is 2(W a − b)aᵀ = [−4 −8; −4 −8]",
      start: "descend(W -> norm(W*[1, 2] - [3, 4])^2, eye(2), rate = 0.01)", steps: 1,
      last: [1.04, 0.04, 0.08, 1.08], tolerance: 1e-14),
  ]

  @Test(arguments: paths) func goesWhereTheRuleSays(_ row: Path) throws {
    var session = DescentTranscript()
    let x = try session.numbers("\(row.start.replacingLastStatement { "step(\($0), \(row.steps))" }).x")
    #expect(x.count == row.last.count)
    for (got, wanted) in zip(x, row.last) { #expect(abs(got - wanted) <= row.tolerance * max(1, abs(wanted))) }
  }

  @Test func oneStepAtATimeIsTheSameAsMany() throws {
    var session = DescentTranscript()
    let many = try session.numbers(bowl + "gd = descend(f, [1, 1], method = \"adam\", rate = 0.1); step(gd, 7).path")
    let single = try session.numbers("other = iterate(step, gd, 7); other.path")
    #expect(many == single)
    #expect(try session.numbers("gd.iterations") == [0], "the optimizer given stays as it was")
  }

  struct Fate: Sendable {
    var source: String
    var line: String
    var reason: String
  }

  /// The rate at which an eigenvalue of the step reaches −1, from its characteristic polynomial; λ = 20.
  static let fates: [Fate] = [
    .init(source: "MML 7.1", line: mml + "step(descend(f, [-3, -1], rate = 0.085), until = 1e-6)", reason: "converged"),
    .init(source: "MML 7.1", line: mml + "step(descend(f, [-3, -1], rate = 0.1), 1000)", reason: "diverged"),
    .init(source: "2/λ", line: bowl + "step(descend(f, [1, 1], rate = 0.099), until = 1e-6)", reason: "converged"),
    .init(source: "2/λ", line: bowl + "step(descend(f, [1, 1], rate = 0.101), 5000)", reason: "diverged"),
    .init(
      source: "2(1 + μ)/λ = 0.19",
      line: bowl + "step(descend(f, [1, 1], rate = 0.188, method = \"momentum\"), until = 1e-6)", reason: "converged"),
    .init(
      source: "2(1 + μ)/λ = 0.19",
      line: bowl + "step(descend(f, [1, 1], rate = 0.192, method = \"momentum\"), 5000)", reason: "diverged"),
    .init(
      source: "2(1 + μ)/((1 + 2μ)λ) = 0.0678…",
      line: bowl + "step(descend(f, [1, 1], rate = 0.0671, method = \"nesterov\"), until = 1e-6)", reason: "converged"),
    .init(
      source: "2(1 + μ)/((1 + 2μ)λ) = 0.0678…",
      line: bowl + "step(descend(f, [1, 1], rate = 0.0686, method = \"nesterov\"), 5000)", reason: "diverged"),
    .init(
      source: "ten steps are not enough", line: bowl + "step(descend(f, [1, 1], rate = 0.01), 3, until = 1e-6)",
      reason: "limit"),
    .init(source: "only stepped", line: bowl + "step(descend(f, [1, 1], rate = 0.01), 3)", reason: "under way"),
    .init(source: "log has an end", line: "step(descend(x -> log(x), 1, rate = 0.5), 9)", reason: "not finite"),
    .init(
      source: "exp overflows after a rise", line: "step(descend(x -> exp(x^2), 1, rate = 3), 9)", reason: "diverged"),
  ]

  @Test(arguments: fates) func endsAsItMust(_ row: Fate) throws {
    var session = DescentTranscript()
    #expect(try session.written(row.line.replacingLastStatement { "\($0).reason" }) == "\"\(row.reason)\"")
  }

  @Test(arguments: [("plain", 0.11, 0.1), ("momentum", 0.5, 0.19), ("nesterov", 0.2, 3.8 / 56)])
  func namesTheLargestSafeRate(_ method: String, _ rate: Double, _ bound: Double) throws {
    var session = DescentTranscript()
    let text = try session.value(bowl + "step(descend(f, [1, 1], rate = \(rate), method = \"\(method)\"), 500)")
      .document.plain()
    #expect(text.contains("rate below \(bound.formatted())"), "\(text)")
    // The call that it offers works.
    let offer = try #require(text.split(separator: "\n").first { $0.contains("try ") }).drop { $0 != "d" }
    #expect(try session.written("step(\(offer), until = 1e-6).reason") == "\"converged\"")
  }

  @Test func leastSquaresArriveAtTheNormalEquations() throws {
    var session = DescentTranscript()
    let w = try session.numbers(line + "step(descend(f, [0, 0], rate = 0.05), until = 1e-12).x")
    #expect(abs(w[0] - 2 / 3) < 1e-10 && abs(w[1] - 0.5) < 1e-10)
  }

  @Test func aNameChangedBetweenStepsCounts() throws {
    var session = DescentTranscript()
    let x = try session.numbers("a = 1; gd = step(descend(x -> a*x^2, 1, rate = 0.25)); a = 2; step(gd).x")
    // 1 − 0.25·2 = 0.5, but then the gradient that is kept is that of the old a: one step of 0.25·1.
    #expect(x == [0.25])
    #expect(try session.numbers("step(step(gd)).x") == [0])
  }

  @Test func fieldsHaveTheirShapes() throws {
    var session = DescentTranscript()
    _ = try session.value(bowl + "gd = step(descend(f, [1, 1], rate = 0.05), 3)")
    #expect(try session.written("size(gd.path)") == "[4, 2]")
    #expect(try session.written("gd.path[1, :]") == "[1, 1]")
    #expect(try session.written("gd.values[1] == 11 and gd.values[end] == gd.value") == "true")
    #expect(try session.written("norm(gd.gradient - [2gd.x[1], 20gd.x[2]]) < 1e-14") == "true")
    #expect(
      try session.numbers("x, v, _, k, _, _, _, _, _, _, _, _, _ = gd; [x; v; k]").count == 4,
      "in the order of names.md")
    #expect(try session.written("size(step(descend(x -> x^2, 5), 3).path)") == "[4]")
    #expect(try session.written("gd.method") == "\"plain\"")
  }

  @Test func interruptedKeepsItsSteps() throws {
    let polls = Counter(limit: 4000)
    var session = DescentTranscript(interrupted: { polls.next() })
    let gd = try #require(try session.optimizer(bowl + "step(descend(f, [1, 1], rate = 0.001), 1e6)"))
    #expect(gd.descent.reason == .interrupted)
    #expect(gd.descent.iterations > 10)
    #expect(gd.document.plain().contains("interrupted: "))
    // x shrinks by 1 − 2η at each step, so the state is the one its count says.
    var x = 1.0
    for _ in 0..<gd.descent.iterations { x -= 0.001 * (2 * x) }
    #expect(abs(gd.descent.x[0] - x) < 1e-12)
  }
}

/// True from a certain question on.
final class Counter: Sendable {
  private let count = Atomic<Int>(0)
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  func next() -> Bool { count.add(1, ordering: .relaxed).newValue > limit }
}

extension String {
  /// The lines with the last statement replaced.
  fileprivate func replacingLastStatement(_ change: (String) -> String) -> String {
    guard let at = lastIndex(of: ";") else { return change(self) }
    return self[...at] + " " + change(String(self[index(after: at)...].drop { $0 == " " }))
  }
}

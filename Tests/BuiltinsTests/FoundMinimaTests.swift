import Builtins
import Document
import Evaluation
import LinearAlgebra
import Testing

/// What a search says of where it ended: a minimum where there is one, and why not where there is none.
@Suite struct FoundMinimaTests {
  /// Functions without a least value, and what is to be said of them, by calculus.
  @Test(arguments: [
    ("minimize(x -> 1/x, 1)", "endless"), ("minimize(x -> exp(-x), 0)", "endless"),
    ("minimize(x -> tanh(x), 0)", "endless"), ("minimize(x -> exp(-x), 0, method = \"coordinate\")", "endless"),
    ("minimize(x -> 1/x, 1, method = \"nelder_mead\")", "endless"), ("minimize(x -> x^3, 1)", "unbounded"),
    ("minimize(w -> log(1 + exp(-w[1])) + log(1 + exp(-2w[1] - w[2])), [0, 0])", "endless"),
    ("minimize(x -> tan(x), 0.1)", "unbounded"), ("minimize(x -> tan(x), 0, 3)", "unbounded"),
    ("minimize(x -> log(x), 0, 1)", "unbounded"), ("minimize(x -> x, 5)", "unbounded"),
  ])
  func noMinimumIsClaimed(_ call: String, _ reason: String) throws {
    var session = DescentTranscript()
    #expect(try session.written("m = \(call); m.reason") == "\"\(reason)\"")
    #expect(try session.written("m.converged") == "false")
    #expect(try session.value("m").document.plain().contains("There is no minimum"))
  }

  /// The place and the value, by calculus; McCormick's from Surjanovic & Bingham's collection.
  @Test(arguments: [
    (
      "minimize((x, y) -> sin(x + y) + (x - y)^2 - 1.5x + 2.5y + 1, [0, 0])", [-0.5471975512, -1.5471975512],
      -1.9132229550, "minimum"
    ),
    ("minimize(x -> sin(50x) + x, 0, 10)", [0.0938477], -0.905952, "minimum"),
    ("minimize(x -> x, 1, 2)", [1], 1, "minimum"), ("minimize(x -> -x^2, -1, 2)", [2], -4, "minimum"),
    ("maximize(x -> x*log(x), 0, 1)", [1], 0, "maximum"), ("minimize(x -> sqrt(x) - x, 0, 1)", [0], 0, "minimum"),
    ("minimize((x, y) -> x^3 - y, [2.5, 0], bounds = [-0.8 2.1; 0 1])", [-0.8, 1], -1.512, "minimum"),
    ("minimize((x, y) -> x + y, [3, 3], bounds = [0, 5])", [0, 0], 0, "minimum"),
    ("minimize(x -> (x - 1)^4, 5)", [1], 0, "minimum"),
  ])
  func foundAndNamed(_ call: String, _ x: [Double], _ value: Double, _ kind: String) throws {
    var session = DescentTranscript()
    let place = try session.numbers("m = \(call); m.x")
    for (a, b) in zip(place, x) { #expect(abs(a - b) < 2e-6) }
    #expect(abs(try session.numbers("m.value")[0] - value) < 1e-6)
    #expect(try session.written("m.converged") == "true")
    #expect(try session.written("m.kind") == "\"\(kind)\"")
  }

  /// Of each answer the value is the function's own at the place.
  @Test(arguments: ["sin(50x) + x", "tan(x)", "sin(x)", "sqrt(x) - x", "floor(x)^2"])
  func valueBelongsToThePlace(_ body: String) throws {
    var session = DescentTranscript()
    let (value, own) = (
      try session.numbers("f(x) = \(body); m = minimize(f, 0, 10); m.value")[0], try session.numbers("f(m.x)")[0]
    )
    #expect(value == own)
    let start = try session.numbers("[m.values[1], f(m.path[1])]")
    #expect(start[0] == start[1])
  }

  @Test func stepsAndKinks() throws {
    var session = DescentTranscript()
    #expect(try session.numbers("minimize(x -> floor(x)^2, 3.5).value") == [0])
    #expect(try session.written("minimize(abs, 1).reason") == "\"kink\"")
    #expect(try session.written("minimize(x -> sqrt(x - 2), 3).reason") == "\"edge\"")
    let reason = try session.written(
      "minimize((x, y) -> (x - 1e6)^2 + (y - 2e-6)^2 + (x*y - 2)^2, [0, 0], method = \"nelder_mead\").reason")
    #expect(reason != "\"kink\"", "the function is a polynomial")
  }

  /// Least squares of a function of one number: (x − 1)² + (x − 2)² is least, 1/2, at 3/2.
  @Test func oneNumberFitsResiduals() throws {
    var session = DescentTranscript()
    let found = try session.numbers("m = minimize(x -> [x - 1, x - 2], 0); [m.x, m.value]")
    #expect(abs(found[0] - 1.5) < 1e-9 && abs(found[1] - 0.5) < 1e-12)
  }

  /// Starts at which slopes vanish, and a kink; minima by symmetry.
  @Test(arguments: [
    ("minimize((x, y) -> x^2 + y^2, [0, 0], equal = (x, y) -> x*y - 1)", 2.0),
    ("minimize((x, y) -> x^2 + y^2, [0, 0], equal = (x, y) -> x^2 + y^2 - 1)", 1),
    ("minimize((x, y) -> max(x, y), [3, 4], subject = (x, y) -> x + y >= 1)", 0.5),
    ("minimize((x, y) -> abs(x) + abs(y - 2), [3, 4], subject = (x, y) -> x >= 1)", 1),
  ])
  func constrainedFromHardStarts(_ call: String, _ value: Double) throws {
    var session = DescentTranscript()
    #expect(abs(try session.numbers("m = \(call); m.value")[0] - value) < 1e-5)
    #expect(try session.written("m.converged") == "true")
  }

  @Test func infeasibleStaysNear() throws {
    var session = DescentTranscript()
    let far = try session.numbers("m = minimize((x, y) -> x + y, [5, 5], subject = (x, y) -> x^2 + y^2 <= -1); m.x")
    #expect(try session.written("m.reason") == "\"infeasible\"")
    #expect(far.allSatisfy { abs($0) < 1e-2 }, "where x² + y² exceeds −1 least")
  }

  @Test func optionsUnderConstraints() throws {
    var session = DescentTranscript()
    let call = "minimize((x, y) -> x^2 + y^2, [3, 1], subject = (x, y) -> x + y >= 2"
    #expect(session.failure(call + ", method = \"bfgs\")")?.code == "E395")
    #expect(try session.numbers(call + ", method = \"sqp\").x").allSatisfy { abs($0 - 1) < 1e-9 })
    #expect(
      try session.written(
        "minimize((x, y) -> (1 - x)^2 + 100(y - x^2)^2, [-1.2, 1], subject = (x, y) -> y <= 3, limit = 2).iterations")
        != "0")
    #expect(session.failure("minimize(x -> x^2 - 2x, [0])")?.suggestion == "minimize(x -> x^2 - 2x, 0)")
    #expect(session.failure("minimize(x -> x^2, 3, 1)")?.suggestion == "minimize(x -> x^2, 1, 3)")
  }

  /// 3x is largest, 6, where 4x ≤ 8 and −5x ≤ 9.
  @Test func oneVariableMayHaveManyRows() throws {
    var session = DescentTranscript()
    #expect(try session.numbers("linprog([3], [4; -5], [8, 9], maximize = true).value") == [6])
    #expect(try session.numbers("quadprog([2], [-8], [4; -5], [8, 9]).x") == [2])
  }

  @Test func interruptedKeepsTheBest() throws {
    let polls = Counter(limit: 40)
    var session = DescentTranscript(interrupted: { polls.next() })
    #expect(
      try session.written(
        "m = minimize((x, y) -> (1 - x)^2 + 100(y - x^2)^2, [-1.2, 1], method = \"nelder_mead\"); m.reason")
        == "\"interrupted\"")
    let value = try session.numbers("m.value")[0]
    #expect(value <= 24.2, "Rosenbrock's function at the start")
  }

  /// Worked answers end in the answer itself.
  @Test(arguments: [
    "minimize, (x, y) -> (x - 3)^2 + 2(y + 1)^2, [0, 0]", "minimize, x -> x^4 - 3x^2 + x, 0, 2",
    "maximize, x -> x*exp(-x), 0.5", "kkt, (x, y) -> x^2 + y^2, [1, 1], subject = (x, y) -> x + y >= 2",
    "minimize, (x, y) -> x^2 + y^2, [3, 1], subject = (x, y) -> x + y >= 2",
    "quadprog, [2 0; 0 2], [-2, -4], [1 1], [2]",
  ])
  func worksAreWritten(_ arguments: String) throws {
    var session = DescentTranscript()
    let text = try session.value("work(\(arguments))").document.plain()
    #expect(text.contains("Goal") && text.contains("Result") && text.contains("Check"))
  }

  /// Newton's method doubles its correct digits near the end.
  @Test func newtonsDigits() throws {
    var session = DescentTranscript()
    let text = try session.value("work(minimize, x -> exp(x) - 2x, 0)").document.plain()
    #expect(text.contains("correct digits") && text.contains("∇²f = [ 2 ]"), "exp(log 2) = 2")
  }
}

import Builtins
import Document
import Evaluation
import Foundation
import LinearAlgebra
import Numerics
import Syntax
import Testing

/// What integrals say of themselves is true.
@Suite struct IntegralTests {
  /// The integrals of `Reference/quadrature.jsonl` with their truths.
  static let known: [(call: String, truth: Double)] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Reference/quadrature.jsonl")
    let lines = (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n") ?? []
    return lines.compactMap { line in
      guard let row = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
        let call = row["nabla"] as? String, call.hasPrefix("integrate("), call.hasSuffix(".value"),
        !call.contains("method ="), let truth = (row["expected"] as? [Double])?.first
      else { return nil }
      return (String(call.dropLast(".value".count)), truth)
    }
  }()

  @Test func thereAreIntegrals() { #expect(Self.known.count >= 100) }

  /// |value − truth| ≤ error, where the truth itself is known to its last bit only.
  @Test(arguments: known.map(\.call)) func boundHolds(call: String) throws {
    let truth = try #require(Self.known.first { $0.call == call }).truth
    let fields = try Self.fields(call)
    guard case .number(let value)? = fields["value"], case .number(let error)? = fields["error"] else {
      return #expect(Bool(false), "\(call) has no value")
    }
    #expect((value - truth).magnitude <= error + 2 * truth.ulp, "\(call) is \(value) ± \(error), and not \(truth)")
    // A bound that holds because it says nothing is none.
    #expect(error <= 1e-6 * max(truth.magnitude, 1e-2), "\(call) is \(value) ± \(error)")
  }

  /// Integrals without a value, and where they have none.
  @Test(arguments: [
    ("x -> 1/x, 0, 1", "0"), ("x -> 1/x, 1, inf", "Inf"), ("tan, 0, 2", "1.5708"), ("x -> 1/x, -1, 1", "0"),
    ("x -> 1/x^2, -1, 1", "0"), ("x -> 1/(x - 0.3), 0, 1", "0.3"), ("x -> 1/(1 - x), 0, 1", "1"),
    ("exp, 0, inf", "Inf"), ("sin, 0, inf", "Inf"), ("x -> x*sin(x), 0, inf", "Inf"), ("x -> 1, 0, inf", "Inf"),
    ("x -> 1/sqrt(x), 1, inf", "Inf"), ("x -> x, -inf, inf", "Inf"), ("x -> 1/log(x), 0, 2", "1"),
    ("x -> x^-1.001, 0, 1", "0"), ("x -> (1 - x)^-1.5, 0, 1", "1"), ("x -> exp(-x), -inf, 0", "-Inf"),
    ("x -> 1/(x^2 - 2), 0, 2", "1.41421"), ("x -> 1/(x^3 - 2), 1, 2", "1.25992"),
    ("x -> (x^3 - 2)^-2, 1, 2", "1.25992"), ("x -> 1/(cos(x) - x), 0, 1", "0.739085"),
  ])
  func divergenceIsSaid(arguments: String, place: String) throws {
    var calculator = Calculator()
    let failure = calculator.failure("integrate(\(arguments))")
    let report = try #require(failure).report
    #expect(report.code == "E306")
    #expect(report.message.contains(place == "Inf" || place == "-Inf" ? "towards \(place)" : " \(place) "), "\(report)")
    if let suggestion = report.suggestion { #expect(throws: Never.self) { _ = try calculator(suggestion) } }
  }

  @Test func slowestFallIsToldWithItsDoubt() throws {
    // 1/(x log² x) falls so slowly that beyond the largest number 1/709 of it is left; the truth is 1/log 2.
    let fields = try Self.fields("integrate(x -> 1/(x*log(x)^2), 2, inf)")
    guard case .number(let value)? = fields["value"], case .number(let error)? = fields["error"] else { return }
    #expect((value - 1.4426950408889634).magnitude <= error)
    if case .truth(let converged)? = fields["converged"] { #expect(!converged) }
  }

  /// A result stands for its number wherever one may stand.
  @Test(arguments: [
    ("integrate(x -> x, 0, 2) + 1", "3"), ("-integrate(x -> x, 0, 2)", "-2"), ("integrate(x -> x, 0, 2) > 1", "true"),
    ("1 < integrate(x -> x, 0, 2) < 3", "true"), ("sqrt(integrate(x -> x, 0, 2) + 2)", "2"),
    ("exp(integrate(x -> x, 0, 2) - 2)", "1"), ("[integrate(x -> x, 0, 2), 1] * 2", "[4, 2]"),
    ("[integrate(x -> x, 0, k) for k in 1:2]", "[0.5, 2]"), ("gamma(integrate(x -> x, 0, 2))", "1"),
    ("zeros(2) + integrate(x -> x, 0, 2)", "[2, 2]"), ("integrate(x -> x, 0, 2)^2 / integrate(x -> 2, 0, 1)", "2"),
    ("value, err, n, ok, how = integrate(x -> x, 0, 2); value", "2"), ("find_root(x -> x - 3, 0) * 2", "6"),
    ("a = 2; g(t) = integrate(x -> a*x, 0, t); g(3) + 0", "9"),
    ("integrate(x -> x, 1, 1).value", "0"), ("integrate(x -> x^2, 3, 0).value", "-9"),
    ("integrate(x -> [x, x^2][2], 0, 3) + 0", "9"), ("integrate(x -> integrate(y -> 1, 0, x), 0, 2) + 0", "2"),
    ("integrate(sqrt, -1, 1).converged", "true"), ("integrate(x -> x, 0, 1, method = \"simpson\").n", "10"),
  ])
  func actsAsItsValue(text: String, written: String) throws {
    var calculator = Calculator()
    #expect(try calculator(text).written(digits: 6) == written)
  }

  @Test(arguments: [
    ("integrate(x -> [x, 1], 0, 1)", "E325"), ("integrate(x -> x > 0, 0, 1)", "E325"),
    ("integrate(x -> sqrt(x + 1i), 0, 1)", "E325"), ("integrate(x -> sqrt(-1 - x^2), 0, 1)", "E302"),
    ("integrate(nan, 0, 1)", "E202"), ("integrate(sin, nan, 1)", "E326"),
    ("integrate(sin, 0, inf, method = \"simpson\")", "E326"),
    ("integrate(sin, 0, 1, method = \"simpson\", n = 3)", "E326"),
    ("integrate(sin, 0, 1, n = 3)", "E112"), ("integrate(sin, 0, 1, method = \"gauss\", tolerance = 1e-3)", "E112"),
    ("integrate(sin, 0, 1, tolerance = 2)", "E326"), ("integrate(sin, 0, 1, limit = 3)", "E326"),
    ("integrate(sin, 0, 1, method = \"best\")", "E107"), ("integrate((x, y) -> x, 0, 1, 0, 1, 0, 1)", "E326"),
    ("integrate(v -> 1, [0, 0], [1, 1, 1], method = \"monte_carlo\")", "E326"),
    ("integrate(sin, 0, inf, method = \"monte_carlo\")", "E326"), ("integrate(x -> nonsense, 0, 1)", "E102"),
    ("integrate((x, y) -> 1/x, 0, 1, 0, 1)", "E306"), ("find_root(x -> x^2 + 1, -1, 1)", "E327"),
    ("find_root(x -> 1/x, -1, 2)", "E327"), ("find_root(x -> sign(x - 0.3), 0, 1)", "E327"),
    ("find_root(x -> x^2 + 1, 3)", "E329"), ("find_root(x -> x, 0, inf)", "E329"),
    ("find_root(v -> [v[1]], [1, 2])", "E329"), ("find_root(v -> [v[1]^2 + 1, v[2]], [1, 2])", "E329"),
    ("integrate(exp, 0, 1000)", "E306"), ("integrate(x -> if x < 0.5 then 0 else 1/0, 0, 1)", "E306"),
    ("integrate(x -> 1/x, 0, 1, method = \"trapezoid\")", "E306"), ("find_root(exp, 0)", "E329"),
    ("find_root(x -> x - 1, -1e308, 1.7e308)", "E329"), ("find_roots(x -> x - 1, -1e308, 1e308)", "E329"),
    ("roots(ones(200001))", "E328"),
    ("roots([3])", "E328"), ("roots([0, 0])", "E328"), ("roots([1, nan])", "E328"), ("find_roots(sin, 0, inf)", "E329"),
  ])
  func refusals(text: String, code: String) throws {
    var calculator = Calculator()
    let taken = calculator.failure(text)
    let failure = try #require(taken, "\(text) is taken")
    #expect(failure.report.code == code, "\(failure.report)")
    if let suggestion = failure.report.suggestion { #expect(throws: Never.self) { _ = try calculator(suggestion) } }
  }

  @Test func aBracketWithoutChangeOfSignOffersOneInside() throws {
    var calculator = Calculator()
    let failure = calculator.failure("find_root(x -> x^2 - 2, -3, 3)")
    let report = try #require(failure).report
    let suggestion = try #require(report.suggestion)
    let x = try calculator.number("0 + \(suggestion)")
    #expect((x.magnitude - 2.0.squareRoot()).magnitude < 1e-15)
  }

  /// Random points: the same for the same seed, and the interval covers the truth 95 times in 100.
  @Test func randomPointsCoverTheTruth() throws {
    var calculator = Calculator()
    let call = "integrate(v -> v[1]*v[2], [0, 0], [1, 1], method = \"monte_carlo\", n = 400, seed = 3)"
    #expect(try calculator("\(call).value == \(call).value").written() == "true")
    var covered = 0
    for seed in 1...200 {
      let ci = try calculator.numbers("integrate(x -> x^2, 0, 3, method = \"monte_carlo\", n = 200, seed = \(seed)).ci")
      if ci[0] <= 9, 9 <= ci[1] { covered += 1 }
    }
    // 190 expected; with 3.1 of spread, fewer than 178 or more than 199 come once in 10 000.
    #expect((178...199).contains(covered), "\(covered)")
  }

  /// The function's own failure comes back as itself, and so does the wish to stop.
  @Test func failuresComeBackAsThemselves() throws {
    var calculator = Calculator()
    #expect(calculator.failure("integrate(x -> inv([x x; x x])[1, 1], 0, 1)")?.report.code == "E301")
    calculator.context.isInterrupted = { true }
    #expect(calculator.failure("integrate(x -> sin(1/x)*x, 0, 1)")?.report.code == "E400")
  }

  @Test func aFunctionThatIsZeroThroughoutIsSaid() throws {
    var calculator = Calculator()
    _ = try calculator("find_roots(x -> max(x - 1, 0), 0, 3)")
    #expect(calculator.context.notes.map(\.code) == ["W306"])
  }

  /// Newton's steps from 10²⁰⁰ to 10⁻²⁰⁰: their quotient is larger than the largest number.
  @Test func workOfDistantStepsIsWritten() throws {
    var calculator = Calculator()
    #expect(try calculator.number("0 + work(find_root, x -> x - 1e-200, 1e200).value") == 1e-200)
  }

  @Test func multipleRootsAreNamed() throws {
    var calculator = Calculator()
    _ = try calculator("roots([4, 0, -4, 0, 1])")
    #expect(calculator.context.notes.map(\.message) == ["-1.41421 counts twice, 1.41421 counts twice."])
  }

  /// Nothing is wider than it may be.
  @Test(arguments: [60, 80, 120]) func picturesAndTextsFit(width: Int) throws {
    for text in [
      "integrate(x -> exp(-x^2)*cos(3x) + x/(1 + x^4), -inf, inf)", "integrate(sqrt, -1, 1)",
      "integrate((x, y) -> x*y^2 + exp(-x - y), 0, 1, 0, x -> x)", "find_root(cos, 1, 2)",
      "integrate(sin, 0, 3, method = \"monte_carlo\", seed = 1)", "plot(integrate(sin, 0, 6))",
      "plot(find_root(cos, 1))",
    ] {
      var calculator = Calculator()
      guard case .object(let object) = try calculator(text) else {
        #expect(Bool(false), "\(text)")
        continue
      }
      for line in object.document.plain(RenderOptions(width: width)).split(separator: "\n") {
        #expect(String(line).count <= width, "\(line)")
      }
    }
  }

  private static func fields(_ call: String) throws -> Record {
    var calculator = Calculator()
    guard case .object(let object) = try calculator(call) else { throw Unexpected(call) }
    return object.fields
  }
}

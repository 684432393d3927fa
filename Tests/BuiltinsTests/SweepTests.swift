import Builtins
import Charts
import Document
import Evaluation
import Testing

@Suite struct SweepTests {
  private static let bowl = "f(x, y) = x^2 + 10y^2; s = sweep(f, [1, 1], [0.01, 0.05, 0.09, 0.11], steps = 60)"

  private static func session(_ lines: String = bowl) throws -> DescentTranscript {
    var session = DescentTranscript()
    _ = try session.value(lines)
    return session
  }

  // After k steps x = (1 − 2η)ᵏ, y = (1 − 20η)ᵏ; 0.11 > 2/20 diverges.
  @Test func rowsAreTheDescents() throws {
    var session = try Self.session()
    #expect(try session.numbers("s.table.rate") == [0.01, 0.05, 0.09, 0.11])
    let values = try session.numbers("s.table.value[1:3]")
    for (value, rate) in zip(values, [0.01, 0.05, 0.09]) {
      var (x, y) = (1.0, 1.0)
      for _ in 0..<60 { (x, y) = (x * (1 - 2 * rate), y * (1 - 20 * rate)) }
      #expect(abs(value - (x * x + 10 * y * y)) <= 1e-12 * (1 + value))
    }
    #expect(try session.written("s.table.reason[4]") == "\"diverged\"")
    #expect(try session.numbers("s.best") == [0.09])
    #expect(try session.numbers("[s.value - s.table.value[3]; s.x - s.runs[3].x]") == [0, 0, 0])
    // A run goes on where it is.
    #expect(try session.numbers("step(s.runs[1], 5).iterations") == [65])
  }

  @Test func namesTheBoundAndTheBest() throws {
    var session = try Self.session()
    let shown = try session.value("s").document.plain()
    #expect(shown.contains("rates below 0.1 come to rest"), "\(shown)")
    #expect(shown.contains("best: rate 0.09"), "\(shown)")
    // 2(1 + μ)/λ of the heavy ball.
    let limit = try session.numbers(
      "sweep(f, [1, 1], [0.01, 0.02], method = \"momentum\", momentum = 0.5).limit")
    #expect(abs(limit[0] - 0.15) < 1e-8)
    #expect(try session.written("sweep(f, [1, 1], [0.01, 0.02], method = \"adam\").limit") == "missing")
  }

  @Test func everyValueWithEveryOther() throws {
    var session = try Self.session(
      "s = sweep(x -> x^2, 5, [0.4, 0.1], momentum = [0.5, 0.9], method = \"momentum\", steps = 7)")
    #expect(try session.numbers("s.table.rate") == [0.4, 0.4, 0.1, 0.1])
    #expect(try session.numbers("s.table.momentum") == [0.5, 0.9, 0.5, 0.9])
    let alone = try session.numbers(
      "step(descend(x -> x^2, 5, method = \"momentum\", rate = 0.1, momentum = 0.9), 7).value")
    #expect(try session.numbers("s.table.value[4]") == alone)
    #expect(try session.numbers("s.best").count == 2)
    // Without rates another option varies alone, at the usual rate.
    #expect(
      try session.numbers("sweep(x -> x^2, 5, method = \"momentum\", momentum = [0, 0.5]).table.momentum") == [0, 0.5])
    #expect(try session.numbers("sweep(x -> x^2, 5).table.rate") == [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1])
  }

  @Test func allGoAstray() throws {
    var session = try Self.session("s = sweep(x -> x^2, 5, [1.5, 2], steps = 100)")
    let shown = try session.value("s").document.plain()
    #expect(shown.contains("smaller rates") && shown.contains("rates below 1 come to rest"), "\(shown)")
    #expect(try session.written("s.best") == "missing")
  }

  // Batches go by in the same order for all, so that only the rate differs.
  @Test func batchesAreTheSameForAll() throws {
    var session = try Self.session(
      "s = sweep((w, x) -> mean((w - x) .^ 2), 0, [0.1, 0.1], data = 1:20, batch = 3, method = \"sgd\", steps = 30)")
    #expect(try session.written("s.runs[1].path == s.runs[2].path").contains("true"))
    #expect(try session.written("all(s.runs[1].path == s.runs[2].path)") == "true")
  }

  @Test func itIsSaidAndDrawn() throws {
    var session = try Self.session()
    let sentence = try session.written("say(s)")
    #expect(
      sentence.contains("rate 0.09 did best") && sentence.contains("rate 0.11: this one went astray"), "\(sentence)")
    let drawn = try session.chart("plot(s)")
    let chart = try #require(drawn)
    let text = chart.document.plain()
    for rate in ["0.01", "0.05", "0.09", "0.11"] { #expect(text.contains("rate \(rate)"), "\(text)") }
  }

  @Test(arguments: [
    ("sweep(x -> x^2, 1, [0.1, -1])", "E321"), ("sweep(x -> x^2, 1, [])", "E202"),
    ("sweep(x -> x^2, 1, \"fast\")", "E202"), ("sweep(x -> x^2, 1, linspace(0.001, 1, 101))", "E361"),
    ("sweep(x -> x^2, 1, steps = 0)", "E324"), ("sweep(x -> x^2, 1, until = -1)", "E324"),
    ("sweep(x -> x^2, 1, momentum = [0.1, 0.5])", "E112"), ("sweep(x -> log(x), -1)", "E302"),
    ("sweep(x -> x^2, 1, method = \"best\")", "E107"),
    ("sweep(x -> x^2, 1, [0.1], method = \"coordinate\")", "E112"),
  ]) func refuses(_ line: String, _ code: String) throws {
    var session = DescentTranscript()
    let said = session.failure(line)
    let failure = try #require(said, "\(line) works")
    #expect(failure.code == code, "\(failure)")
    if let offer = failure.suggestion { #expect(session.failure(offer) == nil, "\(offer)") }
  }

  @Test func interruptedItKeepsWhatHadBegun() throws {
    let polls = Counter(limit: 4000)
    var session = DescentTranscript(interrupted: { polls.next() })
    let shown = try session.value(
      "s = sweep((x, y) -> x^2 + 10y^2, [1, 1], [0.05, 1e-5, 1e-4], steps = 1e6); s"
    ).document.plain()
    #expect(shown.contains("interrupted: 2 of 3 descents"), "\(shown)")
    // The first had come to rest, as it does alone.
    var alone = DescentTranscript()
    #expect(shown.contains("converged"))
    let steps = try alone.numbers("step(descend((x, y) -> x^2 + 10y^2, [1, 1], rate = 0.05), until = 1e-6).iterations")
    #expect(shown.contains(" \(Int(steps[0])) "), "\(shown)")
  }

  @Test func interruptedBeforeAnyStepItFails() throws {
    var session = DescentTranscript(interrupted: { true })
    #expect(throws: EvaluationError.self) { try session.value("sweep(x -> x^2, 1, [0.1, 0.2])") }
  }
}

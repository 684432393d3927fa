import Builtins
import Document
import Evaluation
import Testing

@Suite struct BatchDescentTests {
  private static let line =
    "X = [1 0.5; 1 1.2; 1 2.1; 1 2.9; 1 4.2]; y = [1.1, 2, 3.2, 3.9, 5.3]; L(w, X, y) = mean((X*w - y) .^ 2); "

  @Test func seedsAndCopiesGoTheSameWay() throws {
    var session = DescentTranscript()
    _ = try session.value(
      Self.line + "start(k) = descend(L, [0, 0], method = \"sgd\", data = {X = X, y = y}, batch = 2, seed = k)")
    let once = try session.numbers("step(start(1), 11).path")
    #expect(try session.numbers("step(start(1), 11).path") == once)
    #expect(try session.numbers("iterate(step, start(1), 11).path") == once)
    #expect(try session.numbers("step(start(2), 11).path") != once)
    // Without a seed the session's stream decides, and each start takes its own.
    let free = "step(descend(L, [0, 0], method = \"sgd\", data = {X = X, y = y}, batch = 2), 11).path"
    let (first, second) = (try session.numbers(free), try session.numbers(free))
    #expect(first != second)
    var again = DescentTranscript()
    _ = try again.value(Self.line)
    #expect(try again.numbers(free) == first)
  }

  @Test func epochsShowAllRows() throws {
    var session = DescentTranscript()
    _ = try session.value(
      Self.line + "gd = step(descend(L, [0, 0], method = \"sgd\", data = {X = X, y = y}, batch = 2, rate = 0.05), 6)")
    let shown = try session.value("gd").document.plain()
    #expect(shown.contains("all rows") && shown.contains("2 epochs ended"), "\(shown)")
    // The value over all the rows, at the point where the second epoch ended.
    let whole = try session.numbers("L(gd.x, X, y)")[0]
    #expect(shown.contains(whole.formatted()), "\(whole) in \(shown)")
  }

  // Any rule of first order takes batches.
  @Test(arguments: ["plain", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw", "sgd"])
  func everyRuleTakesBatches(_ method: String) throws {
    var session = DescentTranscript()
    let x = try session.numbers(
      Self.line
        + "step(descend(L, [0, 0], method = \"\(method)\", data = {X = X, y = y}, batch = 2, rate = \(method == "adagrad" ? 0.3 : 0.02)), 4000).x"
    )
    // Near the least squares line, as near as the noise of batches lets it.
    let exact = try session.numbers("X \\ y")
    for (a, b) in zip(x, exact) { #expect(abs(a - b) < 0.25, "\(x)") }
  }

  @Test func untilLooksAtAllRows() throws {
    var session = DescentTranscript()
    // Every batch is met exactly by w = 2, so the slope over all the rows goes to 0.
    let line =
      "gd = step(descend((w, x) -> mean((w*x - 2x) .^ 2), 0, data = 1:9, batch = 2, rate = 0.01), until = 1e-9)"
    #expect(try session.written(line + "; gd.reason") == "\"converged\"")
    #expect(abs(try session.numbers("gd.x")[0] - 2) < 1e-8)
    // It can only be known at the end of an epoch: 9 rows by 2 are 5 steps.
    #expect(try session.numbers("mod(gd.iterations, 5)") == [0])
  }

  struct NonFinite: Sendable {
    var line: String
    var part: String
  }

  // The innermost part that is not finite, in whatever function it stands.
  @Test(arguments: [
    NonFinite(line: "g(x) = x^2 + exp(x^2)/3; step(descend(g, 1, rate = 3), 5)", part: "exp(x^2) is Inf"),
    NonFinite(line: "h(u) = exp(u^2); step(descend(x -> 1 + h(x), 1, rate = 3), 5)", part: "exp(u^2) is Inf"),
    NonFinite(
      line: "step(descend(w -> sum(exp(w .^ 2)), [1, 2], rate = 3), 5)", part: "exp(w .^ 2) is a vector with Inf"),
    NonFinite(
      line: "step(descend(x -> if x > 0 then x^2 + exp(x^2) else 1/(x - x), 1, rate = 0.5), 5)",
      part: "1/(x - x) is Inf"),
  ]) func namesThePart(_ row: NonFinite) throws {
    var session = DescentTranscript()
    let shown = try session.value(row.line).document.plain()
    #expect(shown.contains(row.part), "\(shown)")
    #expect(shown.contains("‾"), "\(shown)")
  }

  @Test func theBestIsSaidWhenTheLastIsWorse() throws {
    var session = DescentTranscript()
    let shown = try session.value(
      "gd = step(descend(x -> x^2, 4, rate = k -> if k < 2 then 0.25 else 1.2), 4, until = 1e-9)"
    )
    .document.plain()
    // 4, 2, 1, then times −1.4.
    #expect(shown.contains("The lowest was step 2") && shown.contains("at 1"), "\(shown)")
    #expect(try session.numbers("[gd.best; gd.best_value; gd.evaluations]") == [1, 1, 5])
  }
}

import Document
import Testing

@Suite struct DescentErrorTests {
  struct Mistake: Sendable, CustomTestStringConvertible {
    var line: String
    var code: String
    /// Words that the title or message must hold.
    var says: String
    /// Whether it offers something, which must work.
    var offers: Bool
    var testDescription: String { line }
  }

  private static let f = "descend(x -> x^2, 1"

  static let mistakes: [Mistake] = [
    .init(line: "\(f), momentum = 0.9)", code: "E112", says: "\"momentum\", \"nesterov\"", offers: true),
    .init(line: "\(f), method = \"adam\", momentum = 0.5)", code: "E112", says: "\"adam\"", offers: true),
    .init(line: "\(f), method = \"momentum\", beta1 = 0.5)", code: "E112", says: "beta1", offers: true),
    .init(line: "\(f), method = \"adan\")", code: "E107", says: "adam", offers: true),
    .init(line: "\(f), metod = \"adam\")", code: "E106", says: "method", offers: true),
    .init(line: "\(f), rate = -1)", code: "E321", says: "above 0", offers: true),
    .init(line: "\(f), rate = nan)", code: "E321", says: "NaN", offers: true),
    .init(line: "\(f), rate = \"fast\")", code: "E202", says: "a number", offers: false),
    .init(line: "\(f), method = \"momentum\", momentum = 1)", code: "E321", says: "below 1", offers: false),
    .init(line: "\(f), method = \"adam\", epsilon = 0)", code: "E321", says: "above 0", offers: false),
    .init(line: "descend((x, y) -> x*y, [1, 2, 3])", code: "E226", says: "2 numbers", offers: true),
    .init(line: "descend((x, y) -> x*y, 1)", code: "E226", says: "the number 1", offers: true),
    .init(line: "descend(x -> x^2, \"a\")", code: "E226", says: "the text", offers: true),
    .init(
      line: "grad(x -> step(descend(t -> (t - x)^2, 0), 5).x)(1)", code: "E310", says: "descend", offers: false),
    .init(line: "descend(x -> x^2, [3])", code: "E226", says: "one number", offers: true),
    .init(line: "\(f), search = \"wolf\")", code: "E107", says: "armijo", offers: true),
    .init(line: "\(f), search = \"wolfe\", schedule = \"cosine\")", code: "E360", says: "itself", offers: false),
    .init(line: "\(f), search = \"wolfe\", method = \"coordinate\")", code: "E112", says: "\"bfgs\"", offers: true),
    .init(line: "\(f), bounds = [0, 1])", code: "E112", says: "\"projected\"", offers: true),
    .init(line: "\(f), method = \"projected\")", code: "E362", says: "a set", offers: true),
    .init(line: "\(f), method = \"projected\", onto = \"simplx\")", code: "E107", says: "simplex", offers: true),
    .init(line: "\(f), method = \"projected\", bounds = [1, 0])", code: "E362", says: "between", offers: false),
    .init(line: "\(f), method = \"projected\", bounds = [1, 0, 2])", code: "E362", says: "3-vector", offers: false),
    .init(
      line: "\(f), method = \"projected\", bounds = [0, 1], onto = \"ball\")", code: "E362", says: "two sets",
      offers: false),
    .init(
      line: "\(f), method = \"projected\", onto = \"ball\", radius = -1)", code: "E321", says: "above 0", offers: false),
    .init(
      line: "\(f), method = \"projected\", onto = \"ball\", total = 2)", code: "E112", says: "simplex", offers: true),
    .init(
      line: "\(f), method = \"projected\", onto = \"ball\", search = \"wolfe\")", code: "E362", says: "inside",
      offers: true),
    .init(line: "\(f), memory = 5)", code: "E112", says: "\"lbfgs\"", offers: true),
    .init(line: "descend(x -> x^2, [])", code: "E226", says: "0-vector", offers: true),
    .init(line: "descend(x -> 3 + x, [1, 2])", code: "E311", says: "2-vector", offers: false),
    .init(line: "descend(w -> 2w, [1, 2])", code: "E311", says: "one number", offers: false),
    .init(line: "descend(x -> log(x), -1)", code: "E302", says: "log needs x ≥ 0", offers: false),
    .init(line: "descend(x -> 1/x, 0)", code: "E322", says: "Inf", offers: false),
    .init(line: "descend(x -> sqrt(x), 0)", code: "E322", says: "gradient", offers: false),
    .init(line: "descend(w -> rank([w w])*w[1], [2, 1])", code: "E310", says: "rank", offers: false),
    .init(line: "step(\(f)), 0)", code: "E324", says: "from 1 on", offers: false),
    .init(line: "step(\(f)), 2.5)", code: "E324", says: "2.5", offers: false),
    .init(line: "step(\(f)), 1e300)", code: "E324", says: "1e300", offers: false),
    .init(line: "step(\(f)), 1e15)", code: "E402", says: "", offers: false),
    .init(line: "step(\(f)), until = -1)", code: "E324", says: "from 0 on", offers: false),
    .init(line: "\(f), weight_decay = 0.1)", code: "E112", says: "\"adamw\" and \"sgd\"", offers: true),
    .init(line: "\(f), method = \"coordinate\", rate = 0.1)", code: "E112", says: "\"plain\"", offers: true),
    .init(line: "\(f), method = \"coordinate\", rate = k -> 0.1)", code: "E112", says: "\"plain\"", offers: true),
    .init(line: "\(f), method = \"adamw\", weight_decay = -1)", code: "E321", says: "from 0 on", offers: false),
    .init(line: "\(f), schedule = \"cosinus\")", code: "E107", says: "cosine", offers: true),
    .init(line: "\(f), schedule = \"cosine\", decay = 0.5)", code: "E112", says: "cos(πk/over)", offers: false),
    .init(line: "\(f), schedule = \"inverse\", over = 5)", code: "E112", says: "over means nothing", offers: false),
    .init(line: "\(f), schedule = \"exponential\", decay = 2)", code: "E321", says: "at most 1", offers: false),
    .init(line: "\(f), schedule = \"step\", over = 0)", code: "E321", says: "from 1 on", offers: false),
    .init(line: "\(f), decay = 0.5)", code: "E112", says: "\"inverse\" or \"exponential\"", offers: false),
    .init(line: "\(f), over = 5)", code: "E112", says: "\"cosine\" or \"step\"", offers: false),
    .init(line: "\(f), rate = k -> 1, schedule = \"step\")", code: "E360", says: "one of them", offers: false),
    .init(line: "step(\(f), rate = k -> 0 - k), 3)", code: "E360", says: "after 1 step", offers: false),
    .init(line: "step(\(f), rate = k -> [k]))", code: "E360", says: "1-vector", offers: false),
    .init(line: "\(f), method = \"sgd\")", code: "E359", says: "data = X", offers: true),
    .init(line: "\(f), batch = 3)", code: "E112", says: "needs data", offers: false),
    .init(line: "\(f), seed = 3)", code: "E112", says: "needs data", offers: false),
    .init(line: "\(f), data = \"x\")", code: "E359", says: "a row for each", offers: false),
    .init(line: "\(f), data = [1, 2])", code: "E359", says: "must take 2", offers: false),
    .init(
      line: "descend((w, x) -> w, 1, data = {x = [1, 2], y = [1, 2, 3]})", code: "E359", says: "2 and 3", offers: false),
    .init(line: "descend((w, x) -> w, 1, data = [1, 2], batch = 3)", code: "E321", says: "from 1 to 2", offers: false),
    .init(line: "descend((w, x) -> w, 1, data = [1, 2], seed = 3)", code: "E112", says: "batch", offers: false),
    .init(
      line: "descend((w, x) -> w, 1, data = [1, 2], batch = 1, method = \"coordinate\")", code: "E112", says: "\"sgd\"",
      offers: false),
    .init(line: "descend(x -> 3 + 1/x, 0)", code: "E322", says: "1/x is Inf", offers: false),
    .init(line: "step(\(f)), target = nan)", code: "E324", says: "go down to", offers: false),
    .init(line: "step(\(f)), change = -1)", code: "E324", says: "change", offers: false),
    .init(line: "step(3)", code: "E202", says: "an optimizer", offers: false),
    .init(line: "step(step(descend(x -> log(x), 1, rate = 0.5), 9))", code: "E323", says: "Step 2", offers: false),
    .init(line: "plot(sin)", code: "E220", says: "from where to where", offers: true),
    .init(line: "plot(sin, 3)", code: "E220", says: "from where to where", offers: true),
    .init(line: "plot([sin, x -> x^2])", code: "E220", says: "from where to where", offers: true),
    .init(line: "plot(sin, 3, -3)", code: "E222", says: "from 3 to -3", offers: true),
    .init(line: "plot(sin, 0, inf)", code: "E222", says: "Inf", offers: true),
    .init(line: "plot(sin, 0, 1, log = \"x\")", code: "E222", says: "above 0", offers: false),
    .init(line: "plot(sin, 0, 1, log = \"z\")", code: "E107", says: "xy", offers: false),
    .init(line: "plot(sin, 0, 1, colour = \"red\")", code: "E106", says: "title", offers: false),
    .init(line: "plot(sin, 0, 1, width = 0)", code: "E202", says: "from 1 to 1000", offers: false),
    .init(line: "plot(x -> [x, x], 0, 1)", code: "E311", says: "2-vector", offers: false),
    .init(line: "plot(3)", code: "E221", says: "the number 3", offers: false),
    .init(line: "plot([1 2; 3 4], log = \"x\")", code: "E107", says: "true", offers: false),
    .init(line: "plot([1, 2, 3], [1, 2])", code: "E227", says: "3 values", offers: false),
    .init(line: "scatter([1, 2], [1, 2], group = [\"a\"])", code: "E227", says: "", offers: false),
    .init(line: "hist([1, 2], 0)", code: "E229", says: "0", offers: false),
    .init(line: "contour((x, y) -> x*y, [1, 0], [0, 1])", code: "E202", says: "the lower first", offers: false),
    .init(
      line: "contour((x, y) -> x*y, [0, 1], [0, 1], path = [1, 2])", code: "E202", says: "optimizer", offers: false),
    .init(line: "sparkline([1, 2], height = 3)", code: "E106", says: "width", offers: false),
    .init(line: ":plot sin(x)", code: "E220", says: "for x in", offers: true),
    .init(line: ":plot sin(x) for x in 3:1", code: "E222", says: "from 3 to 1", offers: true),
    .init(line: ":plot sin(x) for x in 3", code: "E222", says: "two ends", offers: false),
    .init(line: ":plot x, y for x in 0:1, y in 0:1", code: "E223", says: "2 expressions", offers: false),
    .init(line: ":plot x for x in 0:1, y in 0:1, z in 0:1", code: "E223", says: "3 ranges", offers: false),
    .init(line: ":plot x for x in 0:1, colour = 3", code: "E106", says: "title", offers: false),
  ]

  @Test(arguments: mistakes) func isSaid(_ row: Mistake) throws {
    var session = DescentTranscript()
    let failure = session.failure(row.line)
    let report = try #require(failure)
    if !row.code.isEmpty { #expect(report.code == row.code, "\(report)") }
    #expect((report.title + " " + report.message).contains(row.says), "\(report)")
    #expect((report.suggestion != nil) == row.offers || row.code.isEmpty, "\(report)")
    if let suggestion = report.suggestion {
      let failure = session.failure(suggestion)
      #expect(failure == nil, "\(suggestion): \(String(describing: failure))")
    }
  }
}

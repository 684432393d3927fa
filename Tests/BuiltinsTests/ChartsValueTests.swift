import Builtins
import Charts
import Document
import Evaluation
import Testing

@Suite struct ChartsValueTests {
  struct Fact: Sendable, CustomTestStringConvertible {
    var line: String
    var gives: String
    var testDescription: String { line }
  }

  /// What the data of a chart are, from algebra or from the definition of the chart.
  static let facts: [Fact] = [
    .init(line: "plot(x -> x^2, 0, 2).series[1].y[end]", gives: "4"),
    .init(line: "length(plot([sin, cos], 0, 1).series)", gives: "2"),
    .init(line: "plot([sin, x -> x^2], 0, 1).series[2].name", gives: "\"x^2\""),
    .init(line: "plot(sin, -1, 1).series[1].x[1]", gives: "-1"),
    .init(line: "plot(x -> x^2, -1, 3).title", gives: "\"\""),
    .init(line: "c = plot(sqrt, -1, 1); y = c.series[1].y; length(filter(v -> v == v, y))", gives: "301"),
    .init(line: "x = plot(log, 1, 100, log = \"x\").series[1].x; abs(x[301] - 10) < 1e-12", gives: "true"),
    .init(line: "plot([1, 2, 3], [1, 4, 9]).series[1].y", gives: "[1, 4, 9]"),
    .init(line: "plot([1, 2], [1 3; 2 4]).series[2].y", gives: "[3, 4]"),
    .init(line: "plot([5, 7]).series[1].x", gives: "[1, 2]"),
    .init(line: "plot([2, missing, 3]).series[1].x", gives: "[1, 2, 3]"),
    .init(line: "plot([1 2; 3 4]).values", gives: "[1 2; 3 4]"),
    .init(line: "plot([1 + 2i, 3 - 1i]).series[1].y", gives: "[2, -1]"),
    .init(line: "plot(plot([1, 2], title = \"a\"), title = \"b\").title", gives: "\"b\""),
    .init(line: "length(scatter([1, 2, 3], [2, 1, 3], group = [\"a\", \"b\", \"a\"]).series)", gives: "2"),
    .init(line: "scatter([1, 2, 3], [2, 1, 3], group = [7, 8, 7]).series[1].name", gives: "\"7\""),
    .init(line: "hist([1, 2, 2, 3, 3, 3], 3).counts", gives: "[1, 2, 3]"),
    .init(line: "hist([0, 10], 2).edges", gives: "[0, 5, 10]"),
    .init(line: "heatmap([1 2; 3 4]).values", gives: "[1 2; 3 4]"),
    .init(
      line: "c = contour((x, y) -> x + 10y, [0, 1], [2, 3]); [c.z[1, 1], c.z[1, end], c.z[end, 1]]",
      gives: "[20, 21, 30]"),
    .init(line: "c = contour(w -> w[1] - w[2], [0, 1], [2, 3]); c.z[end, 1]", gives: "-3"),
    .init(line: "contour((x, y) -> x*y, [0, 1], [0, 1], path = [1 1; 0.5 0]).path", gives: "[1 1; 0.5 0]"),
    .init(
      line:
        "contour((x, y) -> x*y, [0, 4], [0, 4], path = step(descend((x, y) -> x^2 + y^2, [4, 2], rate = 0.25))).path",
      gives: "[4 2; 2 1]"),
    .init(line: "plot(step(descend(w -> sum(w .^ 2), [1, 1, 1], rate = 0.5))).series[1].y", gives: "[3, 0]"),
    .init(line: "plot(step(descend(x -> x^2, 1, rate = 0.25))).path", gives: "[1 1; 0.5 0.25]"),
    .init(line: "sparkline([1, 5, 2]).values", gives: "[1, 5, 2]"),
  ]

  @Test(arguments: facts) func holdsItsData(_ row: Fact) throws {
    var session = DescentTranscript()
    #expect(try session.written(row.line) == row.gives)
  }

  struct Drawing: Sendable, CustomTestStringConvertible {
    var line: String
    var shows: [String]
    var hides: [String] = []
    var testDescription: String { line }
  }

  static let drawings: [Drawing] = [
    .init(
      line: "plot(sin, 0, 1, title = \"waves\", x = \"time\", y = \"height\")", shows: ["waves", "time", "height"]),
    .init(
      line: "plot([1, 2], [1, 2], title = \"waves\", x = \"time\", y = \"height\")", shows: ["waves", "time", "height"]),
    .init(line: "plot([1, 10, 1000], log = \"y\")", shows: ["1000 ┤"], hides: ["500 ┤"]),
    .init(line: "plot(sqrt, -1, 1)", shows: ["-1.0"], hides: ["not finite"]),
    .init(line: "plot([1, missing, 3])", shows: ["1 point not finite"]),
    .init(
      line: "heatmap([1 2; 3 4], title = \"shades\", x = \"across\", y = \"down\")",
      shows: ["shades", "across", "down"]),
    .init(
      line: "hist([1, 2, 2], title = \"how often\", x = \"age\", y = \"people\")",
      shows: ["how often", "age", "people"]),
    .init(line: "scatter([1, 2], [3, 4], group = [\"red\", \"blue\"])", shows: ["o red", "+ blue"]),
    .init(line: "sparkline([1, 5, 2], title = \"load\")", shows: ["load", "1 to 5"]),
    .init(
      line: "contour((u, v) -> u^2 + v^2, [-1, 1], [-1, 1], path = [1 1; 0 0])", shows: ["u", "v", "S start", "X end"]),
    .init(line: ":plot sin(t), cos(t) for t in -pi:pi", shows: ["sin(t)", "cos(t)", " t"]),
    .init(line: ":plot x^2 + y^2 for x in -1:1, y in -1:1, title = \"bowl\"", shows: ["bowl", "a="]),
    .init(line: ":plot step(descend((x, y) -> x^2 + 2y^2, [4, -3], rate = 0.2), 3)", shows: ["S start", "3 steps"]),
    .init(line: ":plot sin for t in 0:1", shows: ["sin"]),
    // tan has no bound near π/2 + kπ, where no line may join the two sides; 1/(x − 0.3) is sampled at its pole but for
    // a rounding; 1/x² has one sign on both sides.
    .init(line: "plot(tan, -10, 10)", shows: ["tan\n", "cut below -10 and above 10, where"]),
    .init(line: "plot(x -> 1/(x - 0.3), -1, 1)", shows: ["cut below -15 and above 15"], hides: ["e15"]),
    .init(line: "plot(x -> 1/x^2, -1, 1.01)", shows: ["cut above 450"], hides: ["below"]),
    .init(line: "plot(x -> x^3 + 1e-9, -1, 1)", shows: ["-1.0 ┤"], hides: ["cut"]),
    .init(line: "plot(log, 0, 5)", shows: ["-4 ┤"], hides: ["cut"]),
    .init(line: "plot(x -> x^0.5, -1, 1)", shows: ["0.8 ┤"], hides: ["not finite"]),
    .init(line: "plot(sin, 0, 6)", shows: [" sin\n"], hides: ["⠒⠒⠒ sin"]),
    .init(line: "plot([1, 2, 3], [2, 3.5, 7], log = \"y\")", shows: ["2 ┤", "3 ┤", "5 ┤", "7 ┤"]),
    .init(
      line: "plot([1e9, 1e9 + 1, 1e9 + 2], [1e9, 1e9 + 1, 1e9 + 2], title = \"far\")",
      shows: [" far\n", "\nx labels + 1e9; y labels + 1e9"]),
    .init(
      line: "plot([1e9, 1e9 + 1, 1e9 + 2], [1e9, 1e9 + 1, 1e9 + 2], width = 24)",
      shows: ["2 ┤", "\nx labels + 1e9\ny labels"]),
    .init(line: "plot([1, 2], [1e12, 5e12])", shows: ["5e12 ┤"], hides: ["000000"]),
    .init(line: "contour((x, y) -> 3, [0, 1], [0, 1])", shows: ["every height is 3"]),
    .init(line: "contour((x, y) -> 0/0, [0, 1], [0, 1])", shows: ["no height is finite"]),
    .init(line: "contour((x, y) -> exp(20x), [-1, 1], [-1, 1])", shows: ["b=0.001", "c=1 ", "e=1e6"]),
    .init(line: "heatmap([1 inf; -inf nan])", shows: ["  Inf", "-Inf", "n/a", "3 not finite"]),
    .init(line: "sparkline([1, nan, 1234567.5, inf])", shows: ["to 1.23457e6; 2 not finite"]),
    .init(line: "sparkline(map(k -> if k == 250 then 100 else 0, 1:500))", shows: ["█", "0 to 100"]),
    .init(line: "hist([1])", shows: ["0.9", "1.1"], hides: ["0.8"]),
    .init(line: "hist(0:0.1:10, bins = 5)", shows: ["████████████ ████████████", "8           10"]),
    .init(line: "scatter([1, 2, 3, 4], [1, 2, 3, 4], group = [10, 3, 1, 2])", shows: ["o 1   + 2   x 3   * 10"]),
    .init(line: "plot([1, 2, 3], [1, nan, 3])", shows: ["3.0 ┤", "o\n"]),
    .init(line: "plot([1, 2], [1, 2], width = 19)", shows: ["line of 2 points"], hides: [","]),
  ]

  @Test(arguments: drawings) func showsWhatItWasTold(_ row: Drawing) throws {
    var session = DescentTranscript()
    let chart = try session.chart(row.line)
    let text = try #require(chart).text(.plain)
    for words in row.shows { #expect(text.contains(words), "\(words) in\n\(text)") }
    for words in row.hides { #expect(!text.contains(words), "\(words) in\n\(text)") }
  }

  @Test(arguments: [
    "plot(sin, 0, 1, width = 40, height = 9)", "plot([1, 2], width = 40, height = 9)",
    "scatter([1, 2], [1, 2], width = 40, height = 9)", "hist([1, 2, 2], width = 40, height = 9)",
    "heatmap(rand(30, 30), width = 40, height = 9)", "contour((x, y) -> x*y, [0, 1], [0, 1], width = 40, height = 9)",
    "plot(plot(sin, 0, 1), width = 40, height = 9)", "plot(descend(x -> x^2, 1), width = 40, height = 9)",
  ])
  func keepsItsSize(_ line: String) throws {
    var session = DescentTranscript()
    let chart = try session.chart(line)
    let rows = try #require(chart).text(.plain).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(rows.count <= 9 && rows.count > 1)
    #expect(rows.allSatisfy { $0.count <= 40 })
  }

  @Test(arguments: [
    ("plot([1, 2], [1, 2], log = 3)", "log must be one of \"x\", \"y\", \"xy\""),
    ("plot(sin, 1, 2, log = 1)", "log must be one of"),
    ("scatter([1, 2], [1, 2], group = [1, 2, 3])", "group has 3 names for 2 points"),
  ])
  func theArgumentToBlameMustBeNamed(_ line: String, _ words: String) {
    var session = DescentTranscript()
    let report = session.failure(line)
    #expect(report?.message.contains(words) == true)
  }

  @Test func aRangeIsAnInterval() throws {
    var session = DescentTranscript()
    let chart = try session.plot("x for x in -pi:pi")
    guard case .line(let series)? = chart.layers.first else {
      Issue.record("\(chart)")
      return
    }
    #expect(series.x.values.first == -Double.pi && series.x.values.last == Double.pi)
  }

  @Test func framesGrowOverOneLandscape() throws {
    var session = DescentTranscript()
    let gd = try #require(try session.optimizer("step(descend((x, y) -> x^2 + 2y^2, [4, -3], rate = 0.1), 10)"))
    let frames = try gd.frames(limit: 6, in: &session.context)
    let lengths = frames.map { frame in
      frame.layers.reduce(0) { if case .path(let path) = $1 { path.x.values.count } else { $0 } }
    }
    #expect(lengths == [1, 3, 5, 7, 9, 11])
    #expect(frames.allSatisfy { $0.layers.first == frames[0].layers.first && $0.options.x == frames[0].options.x })
    #expect(Set(frames.map(\.options.title)).count == 6)
    #expect(Set(frames.map { $0.text(.plain).split(separator: "\n").count }).count == 1)
    let whole = try session.chart("plot(step(descend((x, y) -> x^2 + 2y^2, [4, -3], rate = 0.1), 10))")
    #expect(frames.last?.layers == whole?.layers)
  }
}

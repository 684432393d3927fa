import Document
import Evaluation
import Notebook
import Syntax
import Testing

@Suite struct CompletionTests {
  let prepared = notebook(
    "theta = 1", "θ2 = 2", "fit = {coef = [1, 2], cost = 3}", "loss(weights, rate = 1) = weights",
    ":descend w -> (w - 3)^2, 0, rate = 0.1")

  /// The text, what completes it (`…` where more is allowed to follow), and where the completed word begins.
  @Test(arguments: [
    ("the", ["then", "theta"], 0), ("1 + thet", ["theta"], 4), ("θ", ["θ2"], 0), ("fit.co", ["coef", "cost"], 4),
    ("fit.", ["coef", "cost"], 4), ("gd.grad", ["gradient"], 3), ("loss(r", ["rate = ", "…"], 5),
    ("loss(", ["weights = ", "rate = "], 5), ("loss(1, [2, (3)], we", ["weights = ", "…"], 18),
    ("descend(f, 0, mom", ["momentum = "], 14), ("loss([r", ["…"], 6), (":de", ["descend"], 1),
    (":", ["help", "…"], 1),
    ("?fol", ["fold"], 1), ("?fun", ["functions"], 1), (":help fol", ["fold"], 6), ("fals", ["false"], 0),
    ("\"the", [], 4), ("# the", [], 5), ("", [], 0), ("zzzz", [], 0), ("nobody.", [], 7),
  ])
  func candidates(text: String, expected: [String], start: Int) {
    let completion = prepared.completions(text, cursor: text.utf8.count)
    let found = completion.candidates.map(\.text)
    let isOpen = expected.last == "…"
    let wanted = isOpen ? Array(expected.dropLast()) : expected
    #expect(isOpen ? found.starts(with: wanted) : found == wanted)
    #expect(completion.start == start)
    for candidate in completion.candidates where !candidate.text.hasSuffix(" = ") {
      #expect(candidate.text.hasPrefix(String(decoding: Array(text.utf8)[start...], as: UTF8.self)))
    }
  }

  /// The words that an option may be; the methods are those that the entries' pages name.
  @Test(arguments: [
    ("minimize(f, 0, method = \"ne", ["newton", "nelder_mead"], 25),
    ("minimize(f, 0, method=\"bf", ["bfgs"], 23), ("integrate(sin, 0, pi, method = \"mo", ["monte_carlo"], 32),
    ("integrate(sin, 0, pi, method = \"tr|\")", ["trapezoid"], 32),
    ("descend(f, 0, rate = 0.1, method = \"ada", ["adam", "adamw", "adagrad"], 36),
    ("descend(f, 0, schedule = \"cos", ["cosine"], 26), ("cor([1, 2], [2, 3], method = \"spe", ["spearman"], 30),
    ("minimize(f, 0, method = \"zz", [], 25), ("plot(sin, 0, 1, title = \"ne", [], 27),
  ])
  func choices(line: String, expected: [String], start: Int) throws {
    let bar = line.firstIndex(of: "|") ?? line.endIndex
    let text = line.filter { $0 != "|" }
    let completion = prepared.completions(text, cursor: line[..<bar].utf8.count)
    #expect(Set(completion.candidates.map(\.text)) == Set(expected))
    #expect(completion.start == start)
    for candidate in completion.candidates {
      #expect(candidate.whole == candidate.text + (bar == line.endIndex ? "\"" : ""))
    }
  }

  /// What a call gives is told by its entry, or by the table it is given; a global function is no field of anything.
  @Test(arguments: [
    ("lm(y ~ x, t).coe", ["coef"]), ("lm(y ~ log(x), t).adj", ["adj_r2"]), ("head(t).amo", ["amount"]),
    ("sort(t, by = \"amount\").a", ["amount"]), ("eig([2 1; 1 2]).val", ["values"]), ("head(t).spe", []),
    ("head(t, 2).rank", []), ("[1, 2].su", []), ("nobody(3).su", []), ("sin(t).a", []),
  ])
  func fieldsOfCalls(_ text: String, _ expected: [String]) {
    let table = notebook("t = table(amount = [1, 2], region = \"n\")")
    #expect(table.completions(text, cursor: text.utf8.count).candidates.map(\.text) == expected)
  }

  /// `|` is the cursor. Columns of a table that the line names complete in indices, texts, formulas and functions of rows.
  @Test(arguments: [
    ("t.am|", ["amount"]), ("t.|", ["amount", "region"]), ("t[\"|", ["Customer ID", "amount", "region"]),
    ("t[1:2, [\"reg|", ["region"]), ("select(t, \"am|", ["amount"]),
    ("sort(t, by = \"|\")", ["Customer ID", "amount", "region"]),
    ("group(t, by = [\"region\", \"Cu|", ["Customer ID"]), ("t |> count(\"r|", ["region"]),
    ("join(u, t, on = \"|", ["id", "Customer ID", "amount", "region"]),
    ("join(t, u, on = \"id\", how = \"le|", []),
    ("where(t, row -> row.|", ["amount", "region"]), ("group(t, by = \"region\", s = g -> sum(g.am|", ["amount"]),
    ("lm(amount ~ reg|, t)", ["region"]), ("lm(y ~ log(am|), t)", ["amount"]), ("rename(t, total = \"am|", ["amount"]),
    ("lm(amount ~ reg|", ["region"]), ("nls(amount ~ a*exp(b*am|", ["amount"]), ("lm(am|", ["amount"]),
    ("lm(amount ~ i|, t)", []),
    ("lm(u, am|", []), ("sum(am|", []),
    ("max(2, \"am|", []), ("\"am|", []),
    ("zip(row -> row.am|", []),
  ])
  func columns(_ line: String, _ expected: [String]) throws {
    let table = notebook(
      "t = table(table([1 2], names = [\"Customer ID\", \"amount\"]), region = \"n\"); u = table(id = 1)")
    let at = try #require(
      line.utf8.firstIndex(of: UInt8(ascii: "|")).map {
        line.contains("|>") ? line.utf8.lastIndex(of: UInt8(ascii: "|")) ?? $0 : $0
      })
    let cursor = line.utf8.distance(from: line.utf8.startIndex, to: at)
    var text = line
    text.remove(at: at)
    let found = table.completions(text, cursor: cursor).candidates.filter { $0.kind == .field }
    #expect(Set(found.map(\.text)) == Set(expected))
    #expect(found.allSatisfy { $0.signature == ($0.text == "region" ? "text" : "number") })
  }

  @Test func onlyWhatStandsBeforeTheCursorCounts() {
    let completion = prepared.completions("thet + 1", cursor: 4)
    #expect(completion.candidates.map(\.text) == ["theta"])
    #expect(prepared.completions("thet", cursor: 99).candidates.map(\.text) == ["theta"])
    #expect(prepared.completions("the", cursor: -1).candidates.isEmpty)
  }

  @Test func functionsComeWithSignatureAndSummary() throws {
    let fold = try #require(prepared.completions("fol", cursor: 3).candidates.first)
    let builtin = try #require(prepared.catalog["fold"])
    #expect(fold.signature == builtin.signatures.first && fold.summary == builtin.summary)
  }

  @Test func highlighting() {
    let text = "theta + unknown2 * 3.5 # \"x\""
    let roles = prepared.highlights(text).map { highlight in
      (String(decoding: Array(text.utf8)[highlight.span.start..<highlight.span.end], as: UTF8.self), highlight.role)
    }
    #expect(roles.map(\.0) == ["theta", "3.5", "# \"x\""])
    #expect(roles.map(\.1) == [.known, .number, .comment])
    #expect(prepared.highlights(":plot theta").map(\.role) == [.command, .known])
    #expect(prepared.highlights("[\"half").map(\.role) == [.text])
  }

  /// Half-typed and hostile lines are coloured and completed like any other.
  @Test func nothingTypedCanTrap() {
    let pieces = [
      "(", "[", "'", "\"", ":", "?", "fit.", "é", "𝔘", "\0", "\t", "\u{301}", "loss(", ")", "#", "∇", ".", " ",
    ]
    var state: UInt64 = 1
    for _ in 0..<2000 {
      var text = ""
      for _ in 0..<6 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count]
      }
      let count = text.utf8.count
      for cursor in [0, count / 2, count] {
        #expect((0...count).contains(prepared.completions(text, cursor: cursor).start))
      }
      #expect(prepared.highlights(text).allSatisfy { 0 <= $0.span.start && $0.span.end <= count })
    }
  }
}

@Suite struct JSONLineTests {
  @Test(arguments: [
    ("1/3", "{\"value\": 0.3333333333333333}"), ("[1 2; 3 4]", "{\"value\": [[1, 2], [3, 4]]}"),
    ("", "{\"value\": null}"),
    ("a, b = [1, 2]", "{\"value\": {\"a\": 1, \"b\": 2}}"), ("x = 2;", "{\"value\": 2}"),
  ])
  func values(input: String, expected: String) {
    let (object, isError) = JSONLine.answer(input, in: notebook())
    #expect(object == expected && !isError)
  }

  @Test func placesCountCodePoints() {
    let (object, isError) = JSONLine.answer("\"é𝔘\" + unknown", in: notebook())
    #expect(isError && object.hasSuffix("\"start\": 7, \"end\": 14}}"))
  }
}

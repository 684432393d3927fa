import Builtins
import Document
import Evaluation
import Testing

/// What tables give by definition; `Reference/tables.jsonl` compares their numbers with pandas.
@Suite struct TableTests {
  /// The data of the comparisons: `/t` stands for it in the rows.
  private static let t = """
    t = table(region = ["s", "n", missing, "s", "n", "s"], kind = ["b", "a", "a", "b", "b", missing], \
    x = [5, 2, 7, missing, 2, 1]); l = table(id = [3, 1, 2, 2, 9], a = ["p", "q", "r", "s", "t"], v = 1:5); \
    r = table(id = [2, 1, 2, 7], b = [10, 20, 30, 40], v = 6:9);
    """

  /// Texts and missing cells beside the numbers that pandas gives.
  private static let whole: [(input: String, written: String)] = [
    // groupby(dropna=False, sort=True), sum and max with skipna=False
    (
      "group(t, by = \"region\", n = rows, total = g -> sum(g.x), top = g -> max(g.x))",
      "table(region = [\"n\", \"s\", missing], n = [2, 3, 1], total = [4, missing, 7], top = [2, missing, 7])"
    ),
    (
      "group(t, by = [\"region\", \"kind\"])",
      """
      table(region = ["n", "n", "s", "s", missing], kind = ["a", "b", "b", missing, "a"], n = [1, 1, 2, 1, 1])
      """
    ),
    // merge(on="id", suffixes=("", "_right"))
    (
      "join(l, r, on = \"id\")",
      """
      table(id = [1, 2, 2, 2, 2], a = ["q", "r", "r", "s", "s"], v = [2, 3, 3, 4, 4], b = [20, 10, 30, 10, 30], \
      v_right = [7, 6, 8, 6, 8])
      """
    ),
    (
      "join(l, r, on = \"id\", how = \"left\")",
      """
      table(id = [3, 1, 2, 2, 2, 2, 9], a = ["p", "q", "r", "r", "s", "s", "t"], v = [1, 2, 3, 3, 4, 4, 5], \
      b = [missing, 20, 10, 30, 10, 30, missing], v_right = [missing, 7, 6, 8, 6, 8, missing])
      """
    ),
    (
      "join(l, r, on = \"id\", how = \"right\")",
      """
      table(id = [2, 2, 1, 2, 2, 7], a = ["r", "s", "q", "r", "s", missing], v = [3, 4, 2, 3, 4, missing], \
      b = [10, 10, 20, 30, 30, 40], v_right = [6, 6, 7, 8, 8, 9])
      """
    ),
    // an outer merge comes in the order of the keys
    (
      "sort(join(l, r, on = \"id\", how = \"outer\"), by = \"id\")",
      """
      table(id = [1, 2, 2, 2, 2, 3, 7, 9], a = ["q", "r", "r", "s", "s", "p", missing, "t"], \
      v = [2, 3, 3, 4, 4, 1, missing, 5], b = [20, 10, 30, 10, 30, missing, 40, missing], \
      v_right = [7, 6, 8, 6, 8, missing, 9, missing])
      """
    ),
    // describe()
    (
      "describe(t.x)",
      """
      {kind = "number", count = 5, missing = 1, mean = 3.4, sd = 2.50998, min = 1, q1 = 2, median = 2, q3 = 5, max = 7}
      """
    ),
    (
      "describe(t.region)",
      "{kind = \"text\", count = 5, missing = 1, distinct = 2, top = \"s\", times = 3}"
    ),
    ("count(t, \"region\").region", "[\"s\", \"n\", missing]"),
  ]

  /// By the definitions.
  private static let defined: [(input: String, written: String)] = [
    ("rows(t)", "6"), ("cols(t)", "3"), ("size(t)", "[6, 3]"), ("names(t)", "[\"region\", \"kind\", \"x\"]"),
    ("t[2, \"x\"]", "2"), ("t[2, 3]", "2"), ("t[2, :]", "{region = \"n\", kind = \"a\", x = 2}"),
    ("t[\"x\"] == t.x", "[true, true, true, missing, true, true]"),
    ("t[1:2, [\"x\", \"kind\"]]", "table(x = [5, 2], kind = [\"b\", \"a\"])"),
    ("t[t.x > 4, :].x", "[5, 7]"), ("t[end, :].x", "1"), ("t[:, 3:3]", "table(x = [5, 2, 7, missing, 2, 1])"),
    ("t[t.region == \"n\" and t.x == 2, \"kind\"]", "[\"a\", \"b\"]"), ("t.x[t.x > 4]", "[5, 7]"),
    ("t[[\"x\"]] == select(t, \"x\")", "true"), ("drop(t, \"region\", \"kind\") == t[:, [\"x\"]]", "true"),
    ("where(t, row -> row.x > 2 and row.region in [\"s\"]).x", "[5]"),
    ("where(t, row -> is_missing(row.x)).kind", "[\"b\"]"),
    ("k = 2; where(l, row -> k * row.id >= 4 and row.a != \"s\").id", "[3, 2, 9]"),
    ("where(l, row -> if row.id > 2 then row.v < 3 else false).id", "[3]"),
    ("t.y = 2; t.x = t.x + t.y; t.x", "[7, 4, 9, missing, 4, 3]"), ("t[\"a b\"] = 1; t[6, \"a b\"]", "1"),
    ("t[2, \"x\"] = missing; t.x", "[5, missing, 7, missing, 2, 1]"), ("t.x[4] = 9; t.x[4]", "9"),
    ("t[t.kind == \"a\", \"x\"] = 0; t.x", "[5, 0, 0, missing, 2, 1]"),
    ("t.x[is_missing(t.x)] = 8; t.x", "[5, 2, 7, 8, 2, 1]"),
    ("join(l, r, on = \"id\", how = \"semi\").a", "[\"q\", \"r\", \"s\"]"),
    ("join(l, r, on = \"id\", how = \"anti\").a", "[\"p\", \"t\"]"),
    ("u = rename(r, key = \"id\"); join(l, u, on = {id = \"key\"}) == join(l, r, on = \"id\")", "true"),
    ("rows(join(t, t, on = \"region\"))", "13"), ("rows(join(t, t, on = [\"region\", \"kind\"]))", "6"),
    ("append(head(t, 2), tail(t, 4)) == t", "true"), ("drop_missing(t).x", "[5, 2, 2]"),
    ("drop_missing(t, \"x\").x", "[5, 2, 7, 2, 1]"),
    ("fill_missing(t, x = 0, kind = \"?\")[[4, 6], [\"kind\", \"x\"]]", "table(kind = [\"b\", \"?\"], x = [0, 1])"),
    ("table({a = [1, 2], b = 3})", "table(a = [1, 2], b = [3, 3])"),
    ("table([{a = 1}, {a = 2, b = \"x\"}])", "table(a = [1, 2], b = [missing, \"x\"])"),
    ("rows(table())", "0"), ("names(table(t, [1 2; 3 4; 5 6; 7 8; 9 0; 1 1]))[4:5]", "[\"x1\", \"x2\"]"),
    ("group(t[t.x > 100, :], by = \"region\", m = g -> mean(g.x))", "table(region = [], m = [])"),
    ("group(l, by = [], m = g -> mean(g.v))", "table(m = [3])"),
    ("group(l, by = \"id\", s = g -> g.a[1])[1, \"s\"]", "\"q\""),
    ("sort([true, false, missing])", "[false, true, missing]"),
    ("unique([date(2026, 1, 2), date(2026, 1, 1), date(2026, 1, 2)])[1]", "date(\"2026-01-01\")"),
    ("sort([3, missing, nan, 1], descending = true)", "[3, 1, NaN, missing]"),
    ("[\"b\", missing, \"z\"] in [\"a\", \"b\"]", "[true, missing, false]"),
    ("date(\"2026-03-01\") - 1", "date(\"2026-02-28\")"), ("d = date(2024, 2, 28); (d:d + 2)[2:3] - d", "[1, 2]"),
    ("[date(2026, 1, 1), missing] < date(2026, 1, 2)", "[true, missing]"),
    ("month(date([\"2026-03-01\", missing]))", "[3, missing]"),
    ("date(2026, 1, 31) + [0, 1]", "[date(\"2026-01-31\"), date(\"2026-02-01\")]"),
    ("not [true, missing]", "[false, missing]"), ("not [missing, missing]", "[missing, missing]"),
    ("[missing, missing] and [true, false]", "[missing, false]"),
    ("[missing, missing] or [true, false]", "[true, missing]"),
    // One that is missing makes no product of vectors one of their elements.
    ("[1, missing, 3] · [1, 2, 3]", "missing"), ("2 * [1, missing] - [0.5, missing] / 2", "[1.75, missing]"),
    ("[1, missing, 3] + [1, 2, 3]", "[2, missing, 6]"), ("[1, missing] .^ 2", "[1, missing]"),
    ("missing * [1, missing]", "[missing, missing]"), ("[1, 2, missing] × [4, 5, 6]", "[missing, missing, -3]"),
    ("[1, 2, missing] × [4, missing, 6]", "[missing, missing, missing]"),
    ("[1i, missing] · [1, 2]", "missing"), ("[1i, missing] * 2", "[2i, missing]"),
    // Equal as wholes: missing in the same places.
    ("{x = [1, missing]} == {x = [1, missing]}", "true"), ("{x = [1, missing]} == {x = [1, 2]}", "false"),
    ("{x = missing} == {x = missing}", "true"), ("(y ~ x) == (y ~ x)", "true"),
    ("((a -> y ~ x + a)(1)) == ((a -> y ~ x + a)(2))", "false"),
    ("((a -> y ~ x + a)(1)) == ((a -> y ~ x + a)(1))", "true"),
    ("[true, false, missing] and missing", "[missing, false, missing]"),
    ("[true, false, missing] or [missing, missing, true]", "[true, missing, true]"),
    ("sqrt([4, missing])", "[2, missing]"), ("max([1, missing, 5], 3)", "[3, missing, 5]"),
    ("[2, missing] ./ [4, 0]", "[0.5, missing]"),
    ("-[1, missing]", "[-1, missing]"), ("[\"é\", missing] == \"e\u{301}\"", "[true, missing]"),
    ("[\"a\", \"b\"] < [\"b\", \"a\"]", "[true, false]"),
    ("t == t", "true"), ("t == head(t, 3)", "false"), ("missing + [1, missing]", "[missing, missing]"),
  ]

  @Test(arguments: whole.map { [$0.input, $0.written] } + defined.map { [$0.input, $0.written] })
  func gives(_ row: [String]) throws {
    var calculator = Calculator()
    #expect(try calculator(Self.t + row[0]).written(digits: 6) == row[1])
  }

  /// What is written gives the same table back.
  @Test(arguments: [
    "t", "table()", "table(table([1 2], names = [\"a b\", \"end\"]), c = \"x\")", "describe(t).table",
    "table(d = [date(2026, 1, 1), missing], z = [1 + 2i, missing], t = [true, missing], lambda = 1)",
    "table(names = 1)",
  ])
  func isWrittenSoThatItComesBack(_ input: String) throws {
    var calculator = Calculator()
    let written = try calculator(Self.t + input).written()
    #expect(try calculator(written).written() == written)
    #expect(try calculator("\(input) == \(written)").written() == "true")
  }

  /// A condition worked out for all rows at once says what it says row by row: a block is gone through row by row.
  @Test(arguments: [
    "row.x > 2 or row.kind == \"b\"", "2row.x - 1 >= row.x^2", "not (row.region in [\"s\", \"q\"])", "0 < row.x <= 5",
    "max(row.x, 3) == 3", "abs(row.x) * 2 / 4 > 1 and not is_missing(row.kind)", "row[\"x\"] == 2", "sqrt(row.x) < 2",
    "row.region > row.kind and row.x > 1",
  ])
  func wholeColumnsAgreeWithRows(_ condition: String) throws {
    var calculator = Calculator()
    let at = "where(t, row -> \(condition))"
    #expect(try calculator(Self.t + "\(at) == where(t, row -> (c = (\(condition)); c))").written() == "true")
    #expect(try calculator("0 < rows(\(at)) < 6").written() == "true", "the condition decides")
  }

  /// Sums in one pass are the sums of the rows that have the key; keys are short, long and numbers.
  @Test(arguments: [
    "floor(rand(2000) * 50)", "[\"key\", \"a key that is longer than a word\", \"another\"][1 + floor(rand(2000) * 3)]",
    "date(2026, 1, 1) + floor(rand(2000) * 40)", "rand(2000) > 0.5",
  ])
  func groupsAreTheRowsOfTheirKey(_ keys: String) throws {
    var calculator = Calculator()
    let value = try calculator(
      """
      t = table(k = \(keys), x = randn(2000));
      g = group(t, by = "k", s = g -> sum(g.x), m = g -> mean(g.x), low = g -> min(g.x), n = rows, again = g -> (y = g.x; sum(y)));
      [norm(g.s - [sum(t.x[t.k == k]) for k in g.k]) < 1e-12, norm(g.m - g.s ./ g.n) < 1e-12, sum(g.n) == 2000,
       all(g.low == [min(t.x[t.k == k]) for k in g.k]), norm(g.again - g.s) < 1e-12, all(g.k == sort(unique(t.k)))]
      """)
    #expect(value.written() == "[true, true, true, true, true, true]")
  }

  @Test func whatIsLeftOutIsSaid() throws {
    var calculator = Calculator()
    _ = try calculator(Self.t + "t[t.x > 1, :]; drop_missing(t); join(t, l, on = {region = \"a\"})")
    #expect(calculator.context.notes.map(\.code) == ["W240", "W241", "W242"])
  }

  /// A group without enough values has no summary, and the others have theirs.
  @Test(arguments: [
    ("group(u, by = \"b\", m = g -> mean(g.a, na = \"drop\")).m", "[2, missing]", "b = \"y\""),
    (
      "group(u, by = \"b\", m = g -> std(g.a, na = \"drop\")).m", "[1.41421, missing]", "m is missing for 1 of 2 groups"
    ),
    ("numbers([\"1\", \"x\", missing, \"2,5\"])", "[1, missing, missing, missing]", "2 of 3 texts are missing now"),
    ("dates([\"2024-02-30\", \"2024-02-28\"])", "[missing, date(\"2024-02-28\")]", "\"2024-02-30\""),
  ])
  func whatBecomesMissingIsSaid(_ input: String, _ written: String, _ words: String) throws {
    var calculator = Calculator()
    _ = try calculator("u = table(a = [1, missing, 3, missing], b = [\"x\", \"y\", \"x\", \"y\"])")
    #expect(try calculator(input).written(digits: 6) == written)
    #expect(calculator.context.notes.contains { $0.message.contains(words) }, "\(calculator.context.notes)")
  }

  @Test(arguments: [
    ("t.x > \"a\"", "E203", "t.x > \"a\""), ("t + 1", "E203", "t + 1"), ("t[1]", "E246", "1"),
    ("t[\"z\"]", "E242", "\"z\""),
    ("t.z", "E104", "t.z"), ("t[1, \"z\"]", "E242", "\"z\""), ("t[9, :]", "E212", "9"), ("t.x = [1, 2]", "E240", ""),
    ("t[1, \"x\"] = \"a\"", "E245", ""), ("where(t, row -> row.x + 1)", "E204", ""),
    ("where(t, row -> row.z > 1)", "E104", ""),
    ("table(a = 1:3, b = 1:2)", "E240", ""), ("date(\"2026-02-30\")", "E248", ""),
    ("date(2026, 1, 1) + 0.5", "E248", ""),
    ("date(9999, 12, 31) + 1", "E248", ""), ("group(t, \"region\", m = 3)", "E249", ""),
    ("where(l, row -> log(row.id - 2) > 0)", "E302", ""),
    // What whole vectors are refused, those with something missing are too.
    ("[1, missing] * [1, 2]", "E201", ""), ("[1, missing] / [1, 2]", "E201", ""),
    ("[1] + [1, missing]", "E201", ""), ("[1, missing] - [1, 2, 3]", "E201", ""),
    ("[1, missing] · [1, 2, 3]", "E201", ""), ("[1, missing]^2", "E203", ""),
    ("not t.region[t.x > 100]", "E204", ""), ("not (date(2026, 1, 2):date(2026, 1, 1))", "E204", ""),
    ("fill_missing(t, 5, x = 9)", "E202", "fill_missing(t, 5, x = 9)"),
    ("fill_missing(t, 0)", "E202", "fill_missing(t, 0)"),
  ])
  func refuses(_ input: String, code: String, piece: String) throws {
    var calculator = Calculator()
    _ = try calculator(Self.t)
    let found = calculator.failure(input)
    let failure = try #require(found)
    #expect(failure.report.code == code, "\(failure.report.message)")
    if !piece.isEmpty { #expect(failure.piece == piece) }
  }

  /// Cut to the width and the height, saying what is left out; columns of any script align.
  @Test(arguments: [
    (
      60,
      """
      3×4 table
        name     city  when        amount
        text     text  date        number
        Ann      東京  2026-01-01      1.5
        missing  Bonn  missing       -20
        Cleo     x     2026-01-03  missing
      """
    )
  ])
  func looksLike(_ width: Int, _ expected: String) throws {
    var calculator = Calculator()
    let value = try calculator(
      """
      table(name = ["Ann", missing, "Cleo"], city = ["東京", "Bonn", "x"], when = [date(2026, 1, 1), missing, \
      date(2026, 1, 3)], amount = [1.5, -20, missing])
      """)
    #expect(value.document.plain(RenderOptions(width: width)) == expected + "\n")
  }

  @Test(arguments: [60, 80, 120]) func fitsTheWidth(_ width: Int) throws {
    var calculator = Calculator()
    let text = try calculator(
      """
      A = rand(1000, 30); table(table(A), words = "many words that go on for longer than anybody would like to read on a line")
      """
    ).document.plain(RenderOptions(width: width))
    let lines = text.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= width })
    #expect(lines.count == 25 && text.contains("… 980 more rows") && text.hasPrefix("1000×31 table"))
    #expect(lines.last?.contains("more columns: x") == true)
  }
}

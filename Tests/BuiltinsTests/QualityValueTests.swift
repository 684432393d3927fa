import Document
import Evaluation
import Tables
import Testing

/// A table with one fault, and the problem its finding names.
private let faults: [(table: String, problem: String)] = [
  ("table(x = [1, 2, missing, 4, 5])", "missing values"),
  ("table(x = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, -999, -999])", "codes for missing"),
  ("table(city = [\"Bern\", \"Bern\", \"n/a\", \"Chur\", missing, \"Chur\"])", "codes for missing"),
  ("table(x = [1.5, 2.25, 3.125, 1.5], y = [7.5, 8.25, 9.125, 7.5], z = [1.75, 2.5, 9, 1.75])", "duplicate rows"),
  ("table(x = [1, 2, 3, 4, 5, 6, 7, 8], y = [3, 5, 7, 9, 11, 13, 15, 17])", "duplicate columns"),
  ("table(x = [1, 2, 3], y = [4, 4, 4])", "constant"),
  ("table(x = [\"1\", \"2\", \"three\", missing])", "mixed types"),
  ("table(day = [\"2026-03-01\", \"2.3.2026\", \"2026-03-03\"])", "dates in several formats"),
  ("table(day = [\"3/14/2026\", \"3/15/2026\"])", "mixed types"),
  (
    "table(city = [\"Bern\", \"BERN\", \"Bern \", \"Chur\", \"Chur\", \"chur\", \"Bern\", \"Bern\", \"Bern\", missing])",
    "spellings of one name"
  ),
  ("table(age = [20, 30, -4, 50, 60, 70, 80, 25, 35, 45])", "impossible values"),
  ("table(age = [20, 30, 400, 50, missing, 70, 80, 25, 35, 45])", "impossible values"),
  ("table(bmi = [20, 31, 0, 25, 26, 27, 28, 22, 23, 24, 29, 30])", "zeros for missing"),
]

@Suite struct QualityValueTests {
  /// The line a finding offers evaluates, and takes the finding away.
  @Test(arguments: faults.map { [$0.table, $0.problem] })
  func theLineMends(_ fault: [String]) throws {
    var calculator = Calculator()
    let problems = try calculator("t = \(fault[0]); q = quality(t); q.findings.problem").written()
    #expect(problems.contains("\"\(fault[1])\""), "\(problems)")
    let chosen = "q.findings.mend[q.findings.problem == \"\(fault[1])\"][1]"
    guard case .text(let line) = try calculator(chosen) else {
      Issue.record("no line")
      return
    }
    #expect(line.hasPrefix("t"), "the table is called by its name: \(line)")
    let after = try calculator("\(line); quality(t).findings.problem").written()
    #expect(!after.contains("\"\(fault[1])\""), "\(line) leaves \(after)")
  }

  /// A look is no mend, but the line shows what is meant.
  @Test(arguments: [
    ["table(x = [11, 12, 13, 14, 15, 16, 17, 18, 19, 5000])", "[5000]"],
    ["table(x = [11, 12, 13, 14, 15, 16, 17, 18, 19, -500, 20])", "[-500]"],
  ])
  func theLineShows(_ outlier: [String]) throws {
    var calculator = Calculator()
    guard case .text(let line) = try calculator("t = \(outlier[0]); q = quality(t); q.findings.mend[1]") else {
      Issue.record("no line")
      return
    }
    #expect(try calculator("(\(line)).x").written() == outlier[1])
  }

  /// A column with next to nothing in it is given up, not the rows that lack it.
  @Test func mostlyMissingColumnsAreDropped() throws {
    var calculator = Calculator()
    let mend =
      "t = table(x = 1:40, note = [if k == 7 then \"x\" else missing for k in 1:40]); quality(t).findings.mend[1]"
    #expect(try calculator(mend).written() == #""t = drop(t, \"note\")""#)
  }

  /// The last result is another one by the time the line is typed; and a table with NaN keeps its name.
  @Test func theLineNamesTheTableAsItIsCalled() throws {
    var calculator = Calculator()
    let table = "table(x = [11, 12, 13, 14, 15, 16, 17, 18, 19, 5000], y = [nan, 2, 3, 4, 5, 6, 7, 8, 9, 10])"
    _ = try calculator("ans = \(table); u = ans")
    let lines = try calculator("quality(u).findings.mend").written()
    #expect(lines.contains("u[[10], :]") && !lines.contains("ans"), "\(lines)")
  }

  /// A level is no code, a value far out no fault by itself.
  @Test(arguments: [
    "table(treatment = [[\"none\", \"placebo\", \"drug\"][1 + mod(k, 3)] for k in 1:30], y = sqrt(1:30))",
    "table(x = [11, 12, 13, 14, 15, 16, 17, 18, 19, 5000])",
  ])
  func whatMayBeRightDoesNotMatter(_ table: String) throws {
    var calculator = Calculator()
    let severities = try calculator("quality(\(table)).findings.severity").written()
    #expect(!severities.contains("matters"), "\(severities)")
  }

  @Test func columnsThatCannotBeTypedAreQuoted() throws {
    var calculator = Calculator()
    let mend = try calculator(
      "t = table([\"1\", \"2\", \"x\"], names = [\"a b\"]); quality(t).findings.mend[1]"
    ).written()
    #expect(mend.contains("t[\\\"a b\\\"] = numbers(t[\\\"a b\\\"])"), "\(mend)")
  }

  @Test(arguments: [
    ("quality(data(\"cars\"), target = \"spede\")", "E242"), ("quality(data(\"cars\")[1:0, :])", "E261"),
    ("quality(data(\"cars\"), population = data(\"sleep\"))", "E262"),
    ("quality(data(\"sleep\"), population = {extra = {mean = 1, sd = 0}})", "E263"),
    ("quality(data(\"sleep\"), population = {group = {a = 1, b = -1}})", "E263"),
    ("quality(data(\"cars\"), population = {speed = {slow = 0.5, fast = 0.5}})", "E264"),
    ("quality(data(\"cars\"), population = 3)", "E202"), ("quality(3)", "E202"), ("data(\"irises\")", "E260"),
    ("iris.species", "E102"),
  ])
  func whatCannotBeIsRefused(input: String, code: String) {
    var calculator = Calculator()
    #expect(calculator.failure(input)?.report.code == code)
  }

  @Test func textsAreReadAsNumbersAndDates() throws {
    var calculator = Calculator()
    #expect(
      try calculator("numbers([\" 1e3\", \"-.5\", \"inf\", \"nan\", \"1,5\", \"0x1p3\", \"\", missing])").written()
        == "[1000, -0.5, missing, missing, missing, missing, missing, missing]")
    #expect(
      try calculator("dates([\"3/4/2026\", \"1 March 2026\", \"Mar 1, 2026\", \"31.2.2026\"], order = \"mdy\")")
        .written()
        == "[date(\"2026-03-04\"), date(\"2026-03-01\"), date(\"2026-03-01\"), missing]")
  }
}

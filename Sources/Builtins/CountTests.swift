import Document
import Evaluation
import LinearAlgebra
import Numerics
import Statistics
import Tables

private let fields = ["statistic", "p", "ci", "estimate", "effect", "assumptions"]
private let withDF = ["statistic", "df", "p", "ci", "estimate", "effect", "assumptions"]

/// Tests of counts.
let countTests: [Builtin] = [
  Builtin(
    "chisq", summary: "Pearson's χ² test: independence in a table of counts, or counts against given shares.",
    doc: """
      chisq(A) tests rows against columns of a matrix of counts, chisq(u, v) two columns of labels, chisq(x, p = shares) \
      whether counts have given shares (equal ones unless told). A 2×2 table gets Yates' correction unless \
      correct = false. simulate = 10000 takes p from random tables, for expected counts below 5. Fields also: expected, \
      residuals (Pearson's), stdres (standardised), observed; effect is Cramér's V, which takes no correction, or \
      Cohen's w.
      """,
    facts: .init(
      "r×c counts; n counts; two columns → test",
      refuses: [
        "not counts": "chisq([1.5 2; 3 4])", "an empty row": "chisq([0 0; 1 2])", "one row": "chisq([1 2 3])",
        "shares that miss 1": "chisq([1, 2], p = [0.3, 0.3])",
      ], by: "expected counts from the margins; χ² law's upper tail; Yates 1934", fields: withDF),
    examples: [
      .init("chisq([762 327 468; 484 239 477]).p", "2.95359e-7"), .init("chisq([44, 56, 39, 61]).statistic", "6.28"),
    ], related: ["fisher", "mcnemar"],
    Form("A", "correct: true", "simulate?", "level: 0.95") {
      (context: inout Context, a: Matrix, correct: Bool, simulate: Int?, level: Level) throws(EvaluationError)
        -> TestResult in
      try context.counted { (random, isInterrupted) throws(TestError) in
        try ChiSquaredTest.independence(
          CountTable(a), isCorrected: correct, shuffles: simulate, from: &random, isInterrupted: isInterrupted,
          TestOptions(level: level.value))
      }
    } work: { (a: Matrix, correct: Bool, simulate: Int?, level: Level) throws(TestError) in
      try ChiSquaredTest.workedIndependence(CountTable(a), isCorrected: correct, TestOptions(level: level.value))
    },
    Form("x", "p?", "simulate?", "level: 0.95", "na: \"keep\"") {
      (context: inout Context, x: VectorSample, p: Vector?, simulate: Int?, settings: UndirectedSettings)
        throws(EvaluationError) -> TestResult in
      try context.counted { (random, isInterrupted) throws(TestError) in
        let (x, dropped) = try x.sample.observed("the counts", settings.na)
        return try ChiSquaredTest.goodness(
          x.values, shares: p?.elements, shuffles: simulate, from: &random, isInterrupted: isInterrupted,
          settings.options()
        ).noting(dropped)
      }
    } work: { (x: VectorSample, p: Vector?, simulate: Int?, settings: UndirectedSettings) throws(TestError) in
      try ChiSquaredTest.workedGoodness(
        x.sample.observed("the counts", settings.na).0.values, shares: p?.elements, settings.options())
    },
    Form("u", "v", "correct: true", "simulate?", "level: 0.95", "na: \"keep\"") {
      (
        context: inout Context, u: Column, v: Column, correct: Bool, simulate: Int?, settings: UndirectedSettings
      ) throws(EvaluationError) -> TestResult in
      try context.counted { (random, isInterrupted) throws(TestError) in
        let (table, notes) = try CountTable.crossed(u, v, settings.na)
        return try ChiSquaredTest.independence(
          table, isCorrected: correct, shuffles: simulate, from: &random, isInterrupted: isInterrupted,
          settings.options()
        ).noting(notes)
      }
    } work: {
      (u: Column, v: Column, correct: Bool, simulate: Int?, settings: UndirectedSettings) throws(TestError) in
      try ChiSquaredTest.workedIndependence(
        CountTable.crossed(u, v, settings.na).table, isCorrected: correct, settings.options())
    }),
  Builtin(
    "fisher", summary: "Fisher's exact test of independence in a table of counts.",
    doc: """
      Of a matrix of counts or of two columns of labels. For a 2×2 table estimate is the conditional odds ratio and ci \
      its exact interval, as in R; larger tables are counted exactly while that is feasible, and simulate = 10000 takes \
      random tables instead.
      """,
    facts: .init(
      "r×c counts; two columns → test",
      refuses: [
        "not counts": "fisher([1.5 2; 3 4])",
        "one-sided of a larger table": "fisher([1 2 3; 3 2 1], alternative = \"less\")",
      ], by: "the hypergeometric law; larger tables summed column by column", fields: fields),
    examples: [
      .init("fisher([3 1; 1 3]).p", "0.485714"), .init("fisher([3 1; 1 3]).estimate", "6.40832"),
    ], related: ["chisq", "mcnemar"],
    Form("A", "simulate?", "alternative: \"two-sided\"", "level: 0.95") {
      (context: inout Context, a: Matrix, simulate: Int?, alternative: TestResult.Alternative, level: Level)
        throws(EvaluationError) -> TestResult in
      try context.counted { (random, isInterrupted) throws(TestError) in
        try FisherExact.test(
          CountTable(a), shuffles: simulate, from: &random, isInterrupted: isInterrupted,
          TestOptions(alternative: alternative, level: level.value))
      }
    },
    Form("u", "v", "simulate?", "alternative: \"two-sided\"", "level: 0.95", "na: \"keep\"") {
      (context: inout Context, u: Column, v: Column, simulate: Int?, settings: TestSettings) throws(EvaluationError)
        -> TestResult in
      try context.counted { (random, isInterrupted) throws(TestError) in
        let (table, notes) = try CountTable.crossed(u, v, settings.na)
        return try FisherExact.test(
          table, shuffles: simulate, from: &random, isInterrupted: isInterrupted, settings.options()
        ).noting(notes)
      }
    }),
  Builtin(
    "mcnemar", summary: "McNemar's test of change in pairs that were classified twice.",
    doc: """
      Of a 2×2 matrix of pairs: first classification in rows, second in columns. exact = true takes the binomial law; \
      correct = false leaves out the continuity correction.
      """,
    facts: .init(
      "2×2 counts → test",
      refuses: ["nothing changed": "mcnemar([3 0; 0 4])", "a larger table": "mcnemar([1 2 3; 4 5 6])"],
      by: "McNemar 1947, Edwards 1948", fields: ["statistic", "p", "ci", "estimate", "effect", "assumptions"]),
    examples: [.init("mcnemar([794 86; 150 570]).p", "4.11456e-5")], related: ["chisq", "fisher"],
    Form("A", "exact: false", "correct: true", "level: 0.95") {
      (a: Matrix, exact: Bool, correct: Bool, level: Level) throws(TestError) in
      try McNemar.test(
        a.elements, rows: a.rows, isExact: exact, isCorrected: correct, TestOptions(level: level.value))
    }),
]

extension Context {
  /// Runs a test that may draw random tables.
  fileprivate mutating func counted(
    _ body: (inout RandomStream, () -> Bool) throws(TestError) -> TestResult
  ) throws(EvaluationError) -> TestResult {
    let isInterrupted = isInterrupted
    do throws(TestError) { return try body(&random, isInterrupted) } catch { throw error.asEvaluation }
  }
}

extension CountTable {
  /// How often each label of one column met each of the other.
  /// - Throws: `.lengths`, `.missing`, `.counts`.
  static func crossed(
    _ u: Column, _ v: Column, _ na: MissingValues
  ) throws(TestError) -> (table: CountTable, notes: [String]) {
    guard u.count == v.count else { throw .lengths(u.count, v.count) }
    let dropped = (0..<u.count).count { u.isMissing($0) || v.isMissing($0) }
    if na == .keep, dropped > 0 { throw .missing(count: dropped, of: "the rows") }
    var pairs: [(GroupValue, GroupValue)] = []
    for row in 0..<u.count {
      if let a = GroupValue(u[row]), let b = GroupValue(v[row]) { pairs.append((a, b)) }
    }
    let (rows, columns) = (Set(pairs.map(\.0)).sorted(), Set(pairs.map(\.1)).sorted())
    guard rows.count * columns.count <= 1_000_000 else {
      throw .counts("the columns have \(rows.count) and \(columns.count) different labels, too many for a table")
    }
    let places = (
      Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($1, $0) }),
      Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0) })
    )
    var counts = Matrix(
      rows: rows.count, columns: columns.count, elements: Array(repeating: 0, count: rows.count * columns.count))
    for (a, b) in pairs {
      if let i = places.0[a], let j = places.1[b] { counts[i, j] += 1 }
    }
    let table = try CountTable(
      counts, rows: rows.map { $0.name(of: "rows") }, columns: columns.map { $0.name(of: "columns") })
    return (table, dropped == 0 ? [] : ["\(dropped.counted("row")) with a missing value left out"])
  }
}

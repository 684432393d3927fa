import Document
import Evaluation
import LinearAlgebra
import Numerics
import Statistics

private let testFields = ["statistic", "p", "ci", "estimate", "effect", "assumptions"]

/// Tests of means and of spread.
let hypothesisTests: [Builtin] = [
  Builtin(
    "ttest", summary: "Student's t-test of one mean, of pairs, or of two means.",
    doc: """
      ttest(x, mu = 5) tests one mean, ttest(x, y) two (Welch's test; equal_var = true pools the variances), \
      ttest(x, y, paired = true) the differences of pairs, and ttest(y ~ group, t) the two groups of a table's column, \
      first less second. Fields: statistic, df, p, ci (of the mean or the difference, at level), estimate, effect \
      (Cohen's d), assumptions (each with its check), se, and more. na = "drop" leaves missing values out and says how many.
      """,
    facts: .init(
      "n; n and m; formula and table → test",
      refuses: [
        "constant data": "ttest([2, 2, 2])", "one value": "ttest([1])",
        "missing values": "ttest([1, missing, 3])", "unequal pairs": "ttest([1, 2], [1, 2, 3], paired = true)",
      ], by: "two-pass variances; Student 1908, Welch 1947; p from the t law's own upper tail",
      fields: ["statistic", "df", "p", "ci", "estimate", "effect", "assumptions"]),
    examples: [
      .init("ttest(extra ~ group, data(\"sleep\")).p", "0.0793941"),
      .init("ttest([5.1, 4.9, 6.2, 5.7, 5.5, 5.9, 6.1, 4.8], mu = 5).p", "0.0288927"),
      .init("ttest([200, 190, 210, 220, 185, 195], [195, 187, 200, 212, 186, 190], paired = true).p", "0.0244402"),
    ], related: ["mannwhitney", "wilcoxon", "anova", "ztest", "say"],
    Form("formula", "table", "mu: 0", "equal_var: false", "alternative: \"two-sided\"", "level: 0.95", "na: \"keep\"") {
      (context: inout Context, data: FormulaData, mu: Double, pooled: Bool, settings: TestSettings)
        throws(EvaluationError) -> TestResult in
      let groups = try data.groups(settings.na, in: &context)
      do throws(TestError) {
        let (x, y) = try groups.pair
        return try TTest.twoSample(x, y, mu: mu, equalVariances: pooled, groups.options(settings)).noting(groups.notes)
      } catch { throw error.asEvaluation }
    } work: {
      (context: inout Context, data: FormulaData, mu: Double, pooled: Bool, settings: TestSettings)
        throws(EvaluationError) -> Worked<TestResult> in
      let groups = try data.groups(settings.na, in: &context)
      do throws(TestError) {
        let (x, y) = try groups.pair
        return try TTest.workedTwoSample(x, y, mu: mu, equalVariances: pooled, groups.options(settings))
      } catch { throw error.asEvaluation }
    },
    Form(
      "x", "[y]", "mu: 0", "paired: false", "equal_var: false", "alternative: \"two-sided\"", "level: 0.95",
      "na: \"keep\""
    ) {
      (x: VectorSample, y: VectorSample?, mu: Double, paired: Bool, pooled: Bool, settings: TestSettings)
        throws(TestError) -> TestResult in
      let options = try settings.options()
      guard let y else {
        let (x, dropped) = try x.sample.observed("the sample", settings.na)
        return try TTest.oneSample(x, mu: mu, options).noting(dropped)
      }
      let (both, notes) = try twoSamples(x, y, paired: paired, settings.na)
      if paired { return try TTest.paired(both.0, both.1, mu: mu, options).noting(notes) }
      return try TTest.twoSample(both.0, both.1, mu: mu, equalVariances: pooled, options).noting(notes)
    } work: {
      (x: VectorSample, y: VectorSample?, mu: Double, paired: Bool, pooled: Bool, settings: TestSettings)
        throws(TestError) -> Worked<TestResult> in
      let options = try settings.options()
      guard let y else {
        return try TTest.workedOneSample(try x.sample.observed("the sample", settings.na).0, mu: mu, options)
      }
      let (both, _) = try twoSamples(x, y, paired: paired, settings.na)
      if paired { return try TTest.workedPaired(both.0, both.1, mu: mu, options) }
      return try TTest.workedTwoSample(both.0, both.1, mu: mu, equalVariances: pooled, options)
    }),
  Builtin(
    "ztest", summary: "The test of one or two means whose standard deviation is known.",
    doc: """
      ztest(x, sd = 2, mu = 10) tests one mean, ztest(x, y, sd = 2) the difference of two; sd2 is the second sample's \
      standard deviation, where it differs. Where none is known, use ttest.
      """,
    facts: .init(
      "n; n and m → test",
      refuses: ["no standard deviation": "ztest([1, 2], sd = 0)", "no values": "ztest([], sd = 1)"],
      by: "the normal law", fields: testFields),
    examples: [.init("ztest([11, 9, 12, 10], sd = 2, mu = 10).p", "0.617075")],
    related: ["ttest"],
    Form(
      "x", "[y]", "mu: 0", "sd:", "sd2?", "alternative: \"two-sided\"", "level: 0.95", "na: \"keep\""
    ) {
      (x: VectorSample, y: VectorSample?, mu: Double, sd: Double, sd2: Double?, settings: TestSettings)
        throws(TestError) -> TestResult in
      let options = try settings.options()
      guard let y else {
        let (x, dropped) = try x.sample.observed("the sample", settings.na)
        return try ZTest.oneSample(x, mu: mu, sd: sd, options).noting(dropped)
      }
      let (both, notes) = try twoSamples(x, y, paired: false, settings.na)
      return try ZTest.twoSample(both.0, both.1, mu: mu, sd: sd, sd2: sd2 ?? sd, options).noting(notes)
    }),
  Builtin(
    "anova", summary: "Analysis of variance: whether means differ, or what the terms of a model explain.",
    doc: """
      anova(y ~ group, t), or the groups one after another, or as a list, the columns of a matrix or of a table. \
      equal_var = false gives Welch's test. effect is η² (shares of the sum of squares); omega2 is its less biased \
      relative. ss_between and ss_within are the sums of squares. anova(m) of a fitted model takes its terms in their \
      order, each beside those before it (type I): a table with term, df, ss, ms, f and p. anova(m1, m2) compares two \
      models of the same rows. Of generalized linear models it is the deviance.
      """,
    facts: .init(
      "groups; formula and table → test; a model or two → table",
      refuses: [
        "one group": "anova([1, 2, 3])", "no spread within": "anova([1, 1], [2, 2])",
        "the same model twice": "anova(lm([1; 1; 1], [1, 2, 4]), lm([1; 1; 1], [1, 2, 4]))",
      ], by: "sums of squares about a common centre; F law's upper tail",
      fields: ["statistic", "df1", "df2", "p", "ci", "estimate", "effect", "assumptions", "ss_between", "ss_within"]),
    examples: [.init("anova([4, 5, 6], [6, 7, 8], [9, 10, 11]).p", "0.00253569")],
    related: ["ttest", "tukey_hsd", "kruskal", "levene", "lm", "glm"],
    anovaOfLinearModel, anovaOfLinearModels, anovaOfGeneralizedModel, anovaOfGeneralizedModels,
    Form("formula", "table", "equal_var: true", "level: 0.95", "na: \"keep\"") {
      (context: inout Context, data: FormulaData, pooled: Bool, settings: UndirectedSettings) throws(EvaluationError) in
      try data.test(settings, in: &context) { (groups, options) throws(TestError) in
        try Anova.test(groups, equalVariances: pooled, options)
      }
    },
    Form("groups...", "equal_var: true", "level: 0.95", "na: \"keep\"") {
      (groups: SampleList, pooled: Bool, settings: UndirectedSettings) throws(TestError) in
      try groups.test(settings) { (groups, options) throws(TestError) in
        try Anova.test(groups, equalVariances: pooled, options)
      }
    }),
  Builtin(
    "tukey_hsd", summary: "Tukey's comparison of all pairs of group means at one common level.",
    doc: """
      Intervals and p-values that hold for all pairs together; second less first, as in R. Fields: pairs, difference, \
      lower, upper, p. Groups of different size after Kramer.
      """,
    facts: .init(
      "groups; formula and table → a row for each pair", refuses: ["one group": "tukey_hsd([1, 2, 3])"],
      by: "the studentized range by two trapezoidal sums, relative error 1e-13 in the tail",
      fields: ["pairs", "difference", "lower", "upper", "p", "df"]),
    examples: [.init("tukey_hsd([4, 5, 6], [6, 7, 8], [9, 10, 11]).p", "[0.108867, 0.00210124, 0.0242291]")],
    related: ["anova", "kruskal"],
    Form("formula", "table", "level: 0.95", "na: \"keep\"") {
      (context: inout Context, data: FormulaData, settings: UndirectedSettings) throws(EvaluationError) -> TukeyHSD in
      let groups = try data.groups(settings.na, in: &context)
      let isInterrupted = context.isInterrupted
      do throws(TestError) {
        var result = try TukeyHSD(
          groups.groups, settings.options(response: groups.response, data: groups.data), isInterrupted: isInterrupted)
        result.notes = groups.notes
        return result
      } catch { throw error.asEvaluation }
    },
    Form("groups...", "level: 0.95", "na: \"keep\"") {
      (context: inout Context, groups: SampleList, settings: UndirectedSettings) throws(EvaluationError) -> TukeyHSD in
      let isInterrupted = context.isInterrupted
      do throws(TestError) {
        let groups = try groups.groups(settings.na)
        var result = try TukeyHSD(groups.groups, settings.options(), isInterrupted: isInterrupted)
        result.notes = groups.notes
        return result
      } catch { throw error.asEvaluation }
    }),
  Builtin(
    "levene", summary: "Levene's test of equal spread, about the medians or the means.",
    doc: "center = \"median\" (Brown and Forsythe's, robust) or \"mean\" (Levene's own).",
    facts: .init(
      "groups; formula and table → test", refuses: ["one group": "levene([1, 2, 3])"],
      by: "analysis of variance of the distances from the centres",
      fields: ["statistic", "df1", "df2", "p", "ci", "estimate", "effect", "assumptions"]),
    examples: [.init("levene([1, 2, 3, 4], [1, 3, 5, 9]).p", "0.184281")],
    related: ["bartlett", "anova", "ttest"],
    Form("formula", "table", "center: \"median\"", "level: 0.95", "na: \"keep\"") {
      (context: inout Context, data: FormulaData, center: Levene.Center, settings: UndirectedSettings)
        throws(EvaluationError) in
      try data.test(settings, in: &context) { (groups, options) throws(TestError) in
        try Levene.test(groups, center: center, options)
      }
    },
    Form("groups...", "center: \"median\"", "level: 0.95", "na: \"keep\"") {
      (groups: SampleList, center: Levene.Center, settings: UndirectedSettings) throws(TestError) in
      try groups.test(settings) { (groups, options) throws(TestError) in
        try Levene.test(groups, center: center, options)
      }
    }),
  Builtin(
    "bartlett", summary: "Bartlett's test of equal variances of normal groups.",
    doc: "Sensitive to departures from the normal law: levene is safer.",
    facts: .init(
      "groups; formula and table → test",
      refuses: ["one group": "bartlett([1, 2, 3])", "a constant group": "bartlett([1, 1], [1, 2])"],
      by: "Bartlett 1937, χ² limit", fields: ["statistic", "df", "p", "ci", "estimate", "effect", "assumptions"]),
    examples: [.init("bartlett([1, 2, 3, 4], [1, 3, 5, 9]).p", "0.144842")],
    related: ["levene"],
    Form("formula", "table", "level: 0.95", "na: \"keep\"") {
      (context: inout Context, data: FormulaData, settings: UndirectedSettings) throws(EvaluationError) in
      try data.test(settings, in: &context) { (groups, options) throws(TestError) in
        try Bartlett.test(groups, options)
      }
    },
    Form("groups...", "level: 0.95", "na: \"keep\"") {
      (groups: SampleList, settings: UndirectedSettings) throws(TestError) in
      try groups.test(settings) { (groups, options) throws(TestError) in try Bartlett.test(groups, options) }
    }),
  Builtin(
    "shapiro", summary: "Shapiro and Wilk's test of normality.",
    doc: "3 to 5000 values. A small p speaks against the normal law; a large one does not prove it.",
    facts: .init(
      "n → test", refuses: ["two values": "shapiro([1, 2])", "equal values": "shapiro([1, 1, 1])"],
      by: "Royston's AS R94, 1995", fields: testFields),
    examples: [.init("shapiro([2.1, 2.5, 1.9, 3.2, 2.8, 2.4, 2.2]).p", "0.840873")],
    related: ["kstest", "ttest"],
    Form("x", "level: 0.95", "na: \"keep\"") {
      (x: VectorSample, settings: UndirectedSettings) throws(TestError) -> TestResult in
      let (x, dropped) = try x.sample.observed("the sample", settings.na)
      return try ShapiroWilk.test(x, settings.options()).noting(dropped)
    }),
]

/// A vector of numbers, some of which may be missing.
struct VectorSample: ArgumentType {
  let sample: Sample

  static let needed = "a vector"

  static func decode(_ value: Value) -> VectorSample? {
    if case .number = value { return nil }
    guard let sample = Sample.decode(value), sample.columns == nil else { return nil }
    return VectorSample(sample: sample)
  }
}

/// Both samples; of pairs those whose two values are there.
func twoSamples(
  _ x: VectorSample, _ y: VectorSample, paired: Bool, _ na: MissingValues
) throws(TestError) -> ((Observations, Observations), notes: [String]) {
  let list = SampleList(samples: [("the first sample", x.sample), ("the second", y.sample)])
  let groups = paired ? try list.blocks(na) : try list.groups(na)
  return ((groups.groups[0], groups.groups[1]), groups.notes)
}

extension TestGroups {
  /// - Throws: `.groupCount` unless there are two.
  var pair: (Observations, Observations) {
    get throws(TestError) {
      guard groups.count == 2 else { throw .groupCount(got: groups.count, needed: "two") }
      return (groups[0], groups[1])
    }
  }

  func options(_ settings: TestSettings) throws(TestError) -> TestOptions {
    try settings.options(response: response, data: data)
  }
}

extension FormulaData {
  func test(
    _ settings: UndirectedSettings, in context: inout Context,
    _ body: ([Observations], TestOptions) throws(TestError) -> TestResult
  ) throws(EvaluationError) -> TestResult {
    let groups = try groups(settings.na, in: &context)
    do throws(TestError) {
      return try body(groups.groups, settings.options(response: groups.response, data: groups.data))
        .noting(groups.notes)
    } catch { throw error.asEvaluation }
  }
}

extension SampleList {
  func test(
    _ settings: UndirectedSettings, _ body: ([Observations], TestOptions) throws(TestError) -> TestResult
  ) throws(TestError) -> TestResult {
    let groups = try groups(settings.na)
    return try body(groups.groups, settings.options()).noting(groups.notes)
  }
}

extension TestResult {
  func noting(_ notes: [String]) -> TestResult {
    var copy = self
    copy.notes = notes + copy.notes
    return copy
  }

  /// Says how many values were left out.
  func noting(_ dropped: Int) -> TestResult {
    dropped == 0 ? self : noting(["\(dropped.counted("missing value")) left out"])
  }
}

extension Levene.Center: Choice {}

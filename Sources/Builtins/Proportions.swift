import Document
import Evaluation
import LinearAlgebra
import Numerics
import Statistics

/// Intervals, tests of proportions, and tests of association.
let proportions: [Builtin] = [
  Builtin(
    "ci", summary: "The confidence interval of a proportion, k of n, or of the mean of a sample.",
    doc: """
      ci(k, n) with method "wilson" (the default), "wald", "clopper-pearson" (never too short), "agresti-coull" or \
      "jeffreys"; ci(x) by Student's t; ci(m) of each coefficient of a fitted model, a row each. level is 0.95. :work ci(…) shows it by hand, say(…) says it. Fields: lower, \
      upper, estimate, ci, level, method, n.
      """,
    facts: .init(
      "k and n, or n values → interval",
      refuses: [
        "more successes than trials": "ci(5, 3)", "a single value": "ci([3])", "missing values": "ci([1, missing, 2])",
      ],
      by: "Brown, Cai & DasGupta 2001; Clopper & Pearson 1934; Student's t",
      fields: ["lower", "upper", "estimate", "ci", "level", "method", "n"]),
    examples: [
      .init("ci(90, 100).ci", "[0.825634, 0.944771]"), .init("ci(90, 100, method = \"wald\").lower", "0.841201"),
      .init("ci([5.1, 4.9, 6.2, 5.7, 5.5, 5.9, 6.1, 4.8]).ci", "[5.07203, 5.97797]"),
    ], related: ["prop_test", "binom_test", "bootstrap", "se"],
    Form("k", "n", "method = \"wilson\"", "level: 0.95") {
      (k: Double, n: Double, method: ProportionMethod, level: Level) throws(SampleError) in
      try ConfidenceInterval.proportion(k, of: n, method, level: level.value)
    } work: { (k: Double, n: Double, method: ProportionMethod, level: Level) throws(SampleError) in
      try ConfidenceInterval.workedProportion(k, of: n, method, level: level.value)
    },
    Form("x", "level: 0.95", "na: \"keep\"") {
      (context: inout Context, x: Sequenced, level: Level, na: MissingValues)
        throws(EvaluationError) -> ConfidenceInterval in
      let numbers = try context.present(x.sample, na, of: "ci")
      do throws(SampleError) { return try ConfidenceInterval.mean(numbers, level: level.value) } catch {
        throw error.asEvaluation
      }
    } work: {
      (context: inout Context, x: Sequenced, level: Level, na: MissingValues)
        throws(EvaluationError) -> Worked<ConfidenceInterval> in
      let numbers = try context.present(x.sample, na, of: "ci")
      do throws(SampleError) { return try ConfidenceInterval.workedMean(numbers, level: level.value) } catch {
        throw error.asEvaluation
      }
    }, intervalsOfLinearModel, intervalsOfGeneralizedModel),
  Builtin(
    "prop_test", summary: "Whether a proportion differs from a given one, or several from each other.",
    doc: """
      prop_test(k, n) compares k of n with p = 0.5 unless given; prop_test([k₁, k₂], [n₁, n₂]) two or more samples with \
      each other. χ², with Yates' continuity correction for one and two unless correct = false; intervals by Wilson for \
      one and Wald for the difference of two, corrected likewise. As R's prop.test. For small counts binom_test is exact.
      """,
    facts: .init(
      "k and n → test; vectors of k and n → test",
      refuses: [
        "more successes than trials": "prop_test(5, 3)", "different lengths": "prop_test([1, 2], [5, 6, 7])",
        "only successes": "prop_test([3, 4], [3, 4])",
      ], by: "χ² with Yates' correction; Newcombe 1998", fields: ["statistic", "df", "p", "ci", "estimate", "effect"]),
    examples: [
      .init("prop_test(15, 25, p = 0.5).p", "0.423711"), .init("prop_test([15, 25], [50, 50]).p", "0.0661926"),
    ], related: ["binom_test", "ci", "power_test"],
    Form("k", "n", "p = 0.5", "alternative: \"two-sided\"", "level: 0.95", "correct: true") {
      (k: Double, n: Double, p: Double, alternative: TestResult.Alternative, level: Level, correct: Bool)
        throws(SampleError) in
      try TestResult.proportions(
        [Tally(k, of: n, "prop_test")], null: p, alternative: alternative, level: level.value, correct: correct)
    },
    Form("k", "n", "alternative: \"two-sided\"", "level: 0.95", "correct: true") {
      (k: Vector, n: Vector, alternative: TestResult.Alternative, level: Level, correct: Bool)
        throws(EvaluationError) in
      guard k.count == n.count else { throw ShapeError.unequal(k.shape, n.shape).asEvaluation }
      do throws(SampleError) {
        var tallies: [Tally] = []
        for (k, n) in zip(k.elements, n.elements) { tallies.append(try Tally(k, of: n, "prop_test")) }
        return try TestResult.proportions(
          tallies, null: tallies.count == 1 ? 0.5 : nil, alternative: alternative, level: level.value, correct: correct)
      } catch { throw error.asEvaluation }
    }),
  Builtin(
    "binom_test", summary: "The exact test of a proportion: k successes in n trials against p.",
    doc: """
      p is 0.5 unless given. The two-sided p-value adds the probabilities of all results at most as likely as the one \
      seen; the interval is Clopper and Pearson's. As R's binom.test.
      """,
    facts: .init(
      "k and n → test",
      refuses: ["more successes than trials": "binom_test(5, 3)", "no probability": "binom_test(1, 3, 2)"],
      by: "binomial tails by the incomplete beta function",
      fields: ["statistic", "p", "ci", "estimate", "effect"]),
    examples: [
      .init("binom_test(51, 235, 1/6, alternative = \"greater\").p", "0.0265442"),
      .init("binom_test(682, 925, 0.75).p", "0.382492"),
    ], related: ["prop_test", "ci"],
    Form("k", "n", "p = 0.5", "alternative: \"two-sided\"", "level: 0.95") {
      (k: Double, n: Double, p: Double, alternative: TestResult.Alternative, level: Level) throws(SampleError) in
      try TestResult.binomial(k, of: n, p: p, alternative: alternative, level: level.value)
    }),
  Builtin(
    "cor_test", summary: "Whether two samples are correlated.",
    doc: """
      method "pearson" with Student's t and Fisher's interval, "spearman" and "kendall" by ranks. Without ties Kendall's \
      p is exact below 50 pairs, Spearman's below 10 and from the series of AS 89 up to 1290; with ties the normal or t \
      limit. As R's cor.test.
      """,
    facts: .init(
      "n and n values → test",
      refuses: ["no spread": "cor_test([1, 1, 1], [1, 2, 3])", "two pairs": "cor_test([1, 2], [1, 3])"],
      by: "Student's t and Fisher's z; AS 89 (Best & Roberts 1975); Kendall's exact law",
      fields: ["statistic", "p", "ci", "estimate", "effect"]),
    examples: [
      .init("cor_test([1, 2, 3, 4, 5], [2, 1, 4, 3, 5]).p", "0.104088"),
      .init("cor_test([1, 2, 3, 4, 5], [2, 1, 4, 3, 5], method = \"kendall\").p", "0.233333"),
    ], related: ["cor", "permutation_test", "scatter"],
    Form(
      "x", "y", "method = \"pearson\"", "alternative: \"two-sided\"", "level: 0.95", "na: \"keep\""
    ) {
      (
        context: inout Context, x: Sequenced, y: Sequenced, method: Association,
        alternative: TestResult.Alternative, level: Level, na: MissingValues
      ) throws(EvaluationError) -> TestResult in
      let pairs = try context.presentPairs(x, y, na, of: "cor_test")
      do throws(SampleError) {
        return try TestResult.correlation(pairs.x, pairs.y, method, alternative: alternative, level: level.value)
      } catch { throw error.asEvaluation }
    }),
]

import Document
import Evaluation
import LinearAlgebra
import Numerics
import Statistics

private let fields = ["statistic", "p", "ci", "estimate", "effect", "assumptions"]
private let withDF = ["statistic", "df", "p", "ci", "estimate", "effect", "assumptions"]

/// Tests by ranks, and of whole laws.
let rankTests: [Builtin] = [
  Builtin(
    "mannwhitney", summary: "Mann and Whitney's test (Wilcoxon's rank sum) of two samples.",
    doc: """
      mannwhitney(x, y) or mannwhitney(y ~ group, t). p is exact below 50 values a sample without ties, otherwise the \
      normal limit's with ties corrected for (correct = false leaves out the continuity correction). estimate is the \
      median of all differences (Hodges and Lehmann), ci its interval, effect the rank-biserial correlation.
      """,
    facts: .init(
      "n and m; formula and table → test",
      refuses: [
        "no values": "mannwhitney([], [1])", "exact with ties": "mannwhitney([1, 1], [1, 2], exact = true)",
        "all equal": "mannwhitney([1, 1], [1, 1])",
      ], by: "the law of U counted; Hodges & Lehmann 1963", fields: fields),
    examples: [.init("mannwhitney([1.1, 2.2, 3.3, 4.4], [5.5, 6.6, 7.7]).p", "0.0571429")],
    related: ["ttest", "wilcoxon", "kruskal"],
    Form(
      "formula", "table", "mu: 0", "exact?", "correct: true", "alternative: \"two-sided\"", "level: 0.95",
      "na: \"keep\""
    ) {
      (
        context: inout Context, data: FormulaData, mu: Double, exact: Bool?, correct: Bool, settings: TestSettings
      ) throws(EvaluationError) -> TestResult in
      let groups = try data.groups(settings.na, in: &context)
      let isInterrupted = context.isInterrupted
      do throws(TestError) {
        let (x, y) = try groups.pair
        return try MannWhitney.test(
          x, y, mu: mu, isExact: exact, isContinuous: correct, isInterrupted: isInterrupted, groups.options(settings)
        ).noting(groups.notes)
      } catch { throw error.asEvaluation }
    },
    Form("x", "y", "mu: 0", "exact?", "correct: true", "alternative: \"two-sided\"", "level: 0.95", "na: \"keep\"") {
      (
        context: inout Context, x: VectorSample, y: VectorSample, mu: Double, exact: Bool?, correct: Bool,
        settings: TestSettings
      ) throws(EvaluationError) -> TestResult in
      let isInterrupted = context.isInterrupted
      do throws(TestError) {
        let (both, notes) = try twoSamples(x, y, paired: false, settings.na)
        return try MannWhitney.test(
          both.0, both.1, mu: mu, isExact: exact, isContinuous: correct, isInterrupted: isInterrupted,
          settings.options()
        ).noting(notes)
      } catch { throw error.asEvaluation }
    }),
  Builtin(
    "wilcoxon", summary: "Wilcoxon's signed rank test of one sample or of pairs.",
    doc: """
      wilcoxon(x, mu = 5), or wilcoxon(x, y) of the differences of pairs. p is exact below 50 values without ties or \
      zeros, otherwise the normal limit's. Values equal to mu are left out, and it says so. estimate is the median of \
      the means of all pairs. For two unpaired samples use mannwhitney.
      """,
    facts: .init(
      "n; n and n → test",
      refuses: ["nothing but mu": "wilcoxon([0, 0])", "unequal pairs": "wilcoxon([1, 2], [1, 2, 3])"],
      by: "the law of the signed ranks counted", fields: fields),
    examples: [.init("wilcoxon([1.1, -0.4, 2.3, 3.2, 0.7]).p", "0.125")],
    related: ["ttest", "mannwhitney"],
    Form(
      "x", "[y]", "mu: 0", "exact?", "correct: true", "alternative: \"two-sided\"", "level: 0.95", "na: \"keep\""
    ) {
      (
        context: inout Context, x: VectorSample, y: VectorSample?, mu: Double, exact: Bool?, correct: Bool,
        settings: TestSettings
      ) throws(EvaluationError) -> TestResult in
      let isInterrupted = context.isInterrupted
      do throws(TestError) {
        let options = try settings.options()
        guard let y else {
          let (x, dropped) = try x.sample.observed("the sample", settings.na)
          return try Wilcoxon.test(
            x, mu: mu, isExact: exact, isContinuous: correct, isInterrupted: isInterrupted, options
          ).noting(dropped)
        }
        let (both, notes) = try twoSamples(x, y, paired: true, settings.na)
        return try Wilcoxon.paired(
          both.0, both.1, mu: mu, isExact: exact, isContinuous: correct, isInterrupted: isInterrupted, options
        ).noting(notes)
      } catch { throw error.asEvaluation }
    }),
  Builtin(
    "kruskal", summary: "Kruskal and Wallis' test of several groups, by ranks.",
    doc: "kruskal(y ~ group, t), or the groups one after another. Ties are corrected for; effect is ε².",
    facts: .init(
      "groups; formula and table → test",
      refuses: ["one group": "kruskal([1, 2])", "all equal": "kruskal([1, 1], [1])"],
      by: "Kruskal & Wallis 1952, χ² limit", fields: withDF),
    examples: [.init("kruskal([1, 2, 3], [4, 5, 6], [7, 8, 9]).p", "0.0273237")],
    related: ["anova", "mannwhitney", "friedman"],
    Form("formula", "table", "level: 0.95", "na: \"keep\"") {
      (context: inout Context, data: FormulaData, settings: UndirectedSettings) throws(EvaluationError) in
      try data.test(settings, in: &context) { (groups, options) throws(TestError) in try Kruskal.test(groups, options) }
    },
    Form("groups...", "level: 0.95", "na: \"keep\"") {
      (groups: SampleList, settings: UndirectedSettings) throws(TestError) in
      try groups.test(settings) { (groups, options) throws(TestError) in try Kruskal.test(groups, options) }
    }),
  Builtin(
    "friedman", summary: "Friedman's test of treatments tried on the same blocks.",
    doc: """
      The treatments as the columns of a matrix or table, or as vectors one after another; rows are blocks. With \
      na = "drop" a block with a missing value is left out whole. effect is Kendall's W.
      """,
    facts: .init(
      "m×n; n vectors of m → test",
      refuses: ["one treatment": "friedman([1, 2, 3])", "unequal lengths": "friedman([1, 2], [1, 2, 3])"],
      by: "Friedman 1937 with ties corrected for, χ² limit", fields: withDF),
    examples: [.init("friedman([9 7 6; 8 5 7; 9 8 4; 7 6 5]).p", "0.0387742")],
    related: ["kruskal", "wilcoxon"],
    Form("treatments...", "level: 0.95", "na: \"keep\"") {
      (treatments: SampleList, settings: UndirectedSettings) throws(TestError) -> TestResult in
      let blocks = try treatments.blocks(settings.na)
      return try Friedman.test(blocks.groups, settings.options()).noting(blocks.notes)
    }),
  Builtin(
    "kstest", summary: "Kolmogorov and Smirnov's test of a sample against a law, or of two samples.",
    doc: """
      kstest(x, X) compares x with a distribution such as Normal(0, 1), or with a distribution function such as \
      t -> cdf(Normal(0, 1), t); kstest(x, y) two samples. p is exact below 100 values without ties, and below 10 000 \
      pairs of two samples, ties included; against a counted law such as Poisson(2) it is an upper bound, and says so. alternative = "greater": the sample's distribution function lies above.
      """,
    facts: .init(
      "n and a law; n and m → test", refuses: ["no values": "kstest([], [1])"],
      by: "Marsaglia, Tsang & Wang 2003; paths counted", fields: fields),
    examples: [.init("kstest([0.1, 0.4, 0.7], [0.2, 0.5, 0.6, 0.9]).p", "0.885714")],
    related: ["shapiro", "mannwhitney"],
    Form("x", "y", "exact?", "alternative: \"two-sided\"", "level: 0.95", "na: \"keep\"") {
      (x: VectorSample, y: VectorSample, exact: Bool?, settings: TestSettings) throws(TestError) -> TestResult in
      let (both, notes) = try twoSamples(x, y, paired: false, settings.na)
      return try KolmogorovSmirnov.twoSample(both.0, both.1, isExact: exact, settings.options()).noting(notes)
    },
    Form("x", "law", "exact?", "alternative: \"two-sided\"", "level: 0.95", "na: \"keep\"") {
      (context: inout Context, x: VectorSample, law: TestedLaw, exact: Bool?, settings: TestSettings)
        throws(EvaluationError) -> TestResult in
      let (sample, dropped, options): (Observations, Int, TestOptions)
      do throws(TestError) {
        (sample, dropped) = try x.sample.observed("the sample", settings.na)
        options = try settings.options()
      } catch { throw error.asEvaluation }
      let values = try law.probabilities(at: sample.values, in: &context)
      do throws(TestError) {
        return try KolmogorovSmirnov.oneSample(
          sample, law: law.name, cdf: { values[$0] ?? .nan }, below: law.below(values), isExact: exact, options
        ).noting(dropped)
      } catch { throw error.asEvaluation }
    }),
]

/// A law to compare with: a distribution, or its distribution function.
struct TestedLaw: ArgumentType {
  let value: Value

  static let needed = "a distribution or its distribution function"

  static func decode(_ value: Value) -> TestedLaw? {
    switch value {
    case .function, .object: TestedLaw(value: value)
    default: nil
    }
  }

  var name: String {
    if let variable { return variable.written(RandomVariable.written(variable.base)) }
    if case .function = value { return "the given function" }
    return value.written()
  }

  private var variable: RandomVariable? { RandomVariable.decode(value) }

  /// P(X < x) of a counted law, from P(X ≤ x).
  func below(_ probabilities: [Double: Double]) -> ((Double) -> Double)? {
    guard let law = variable?.law, law.isCounted else { return nil }
    return { max(0, (probabilities[$0] ?? .nan) - law.pdf($0)) }
  }

  /// P(X ≤ x) of each number.
  func probabilities(at x: [Double], in context: inout Context) throws(EvaluationError) -> [Double: Double] {
    var result: [Double: Double] = [:]
    for number in x where result[number] == nil {
      let probability: Value
      switch value {
      case .function(let f): probability = try context.call(f, Arguments([.number(number)]))
      default:
        guard let cdf = context.catalog["cdf"] else {
          throw EvaluationError(
            .argument(function: "kstest", parameter: "law", needed: Self.needed, got: value.phrase))
        }
        probability = try cdf.call(Arguments([value, .number(number)]), in: &context)
      }
      guard case .number(let p) = probability, p >= 0, p <= 1 else {
        throw EvaluationError(
          .argument(
            function: "kstest", parameter: "law", needed: "a function that gives probabilities",
            got: "one that gives \(probability.phrase) at \(Value.number(number).written())"))
      }
      result[number] = p
    }
    return result
  }
}

import Evaluation
import LinearAlgebra
import Numerics
import Statistics

/// Means of other kinds, and places and scores within a sample.
let averages: [Builtin] = [
  Builtin(
    "trimmed_mean", summary: "The mean without a share of the least and of the greatest elements.",
    doc: """
      fraction is left out at each end, ⌊n·fraction⌋ elements, as in R and SciPy; 0.5 gives the median. A missing \
      element makes it missing unless na = "drop".
      """,
    facts: .init(
      "an array, fraction of [0, 0.5] → number", refuses: ["fraction outside": "trimmed_mean([1, 2, 3], 0.6)"],
      by: "sorted, then the compensated mean"),
    examples: [.init("trimmed_mean([1, 2, 3, 4, 100], 0.2)", "3")], related: ["mean", "median", "winsorized_mean"],
    fractional("trimmed_mean") { (x, fraction) throws(SampleError) in try Means.trimmed(x, fraction: fraction) }),
  Builtin(
    "winsorized_mean", summary: "The mean with the outermost elements drawn in to their neighbours.",
    doc: """
      The ⌊n·fraction⌋ least elements become the next one, and so do the greatest. A missing element makes it missing \
      unless na = "drop".
      """,
    facts: .init(
      "an array, fraction of [0, 0.5] → number", refuses: ["fraction outside": "winsorized_mean([1, 2, 3], -1)"],
      by: "sorted, then the compensated mean"),
    examples: [.init("winsorized_mean([1, 2, 3, 4, 100], 0.2)", "3")], related: ["trimmed_mean", "mean", "median"],
    fractional("winsorized_mean") { (x, fraction) throws(SampleError) in
      try Means.winsorized(x, fraction: fraction)
    }),
  Builtin(
    "geometric_mean", summary: "The n-th root of the product: the mean of growth factors.",
    doc:
      "Of numbers from 0 on, computed from logarithms, so that nothing overflows. A missing element makes it missing unless na = \"drop\".",
    facts: .init(
      "an array from 0 on → number", refuses: ["a negative number": "geometric_mean([1, -2])"],
      by: "compensated mean of logarithms, exponents apart"),
    examples: [.init("geometric_mean([1, 4, 16])", "4")], related: ["mean", "harmonic_mean"],
    reduced("geometric_mean") { (x) throws(SampleError) in try Means.geometric(x) }),
  Builtin(
    "harmonic_mean", summary: "The reciprocal of the mean reciprocal: the mean of rates.",
    doc: "Of numbers from 0 on; 0 when one of them is. A missing element makes it missing unless na = \"drop\".",
    facts: .init(
      "an array from 0 on → number", refuses: ["a negative number": "harmonic_mean([1, -2])"],
      by: "compensated sum of reciprocals"),
    examples: [.init("harmonic_mean([40, 60])", "48")], related: ["mean", "geometric_mean"],
    reduced("harmonic_mean") { (x) throws(SampleError) in try Means.harmonic(x) }),
  Builtin(
    "weighted_mean", summary: "The mean in which each element counts with a weight.",
    doc: """
      Σ wx / Σ w. Weights are from 0 on and need not add up to 1; an element of weight 0 does not count at all. A \
      missing element or weight makes it missing unless na = "drop".
      """,
    facts: .init(
      "n values, n weights → number",
      refuses: [
        "a negative weight": "weighted_mean([1, 2], [1, -1])",
        "different lengths": "weighted_mean([1, 2], [1, 2, 3])",
      ], by: "compensated sums"),
    examples: [.init("weighted_mean([3, 5, 8], [1, 2, 5])", "6.625")], related: ["mean"],
    Form("x", "w", "na: \"keep\"") {
      (context: inout Context, x: Sequenced, w: Sequenced, na: MissingValues) throws(EvaluationError) -> Value in
      guard let pairs = try context.pairs(x, w, na, of: "weighted_mean") else { return .missing }
      do throws(SampleError) { return .number(try Means.weighted(pairs.x, pairs.y)) } catch { throw error.asEvaluation }
    }),
  Builtin(
    "midrange", summary: "The middle between the least and the greatest element.",
    doc: "A missing element makes it missing unless na = \"drop\".",
    facts: .init("an array → number", refuses: ["no elements": "midrange([])"], by: "half of each, added"),
    examples: [.init("midrange([2, 4, 4, 9])", "5.5")], related: ["min", "max", "median"],
    reduced("midrange") { (x) throws(SampleError) in
      try Guarded.count(x, "midrange")
      let sorted = Sorting.sorted(x)
      // NaN sorts last.
      return sorted[0] / 2 + sorted[sorted.count - 1] / 2
    }),
  Builtin(
    "zscore", summary: "How many standard deviations each element lies from the mean.",
    doc: """
      (x − mean(x))/std(x), with divisor n − 1, or n where population = true. Missing elements make all missing; with na \
      = "drop" they stay missing and the others are scored among themselves.
      """,
    facts: .init("n values → n numbers", refuses: ["no spread": "zscore([2, 2])"], by: "two passes, compensated sums"),
    examples: [.init("zscore([1, 2, 3])", "[-1, 0, 1]")], related: ["std", "mean", "ranks"],
    Form("x", "population: false", "na: \"keep\"") {
      (context: inout Context, x: Sequenced, population: Bool, na: MissingValues) throws(EvaluationError) -> Value in
      guard let numbers = context.numbers(x.sample, na, of: "zscore") else { return .missing }
      let spread = Moments.deviation(numbers, population: population)
      guard spread != 0 else { throw SampleError.constant(function: "zscore", which: "x").asEvaluation }
      guard numbers.count > 1 else {
        throw SampleError.tooFew(function: "zscore", needed: 2, got: numbers.count).asEvaluation
      }
      return spreadOut(Moments.centred(numbers).map { $0 / spread }, over: x.sample)
    }),
  Builtin(
    "ranks", summary: "The place of each element in ascending order, from 1.",
    doc: """
      Equal elements share the mean of their places; method = "min", "max" or "dense" gives them the first place, the \
      last or consecutive numbers, "first" keeps their order. Missing elements make all missing; with na = "drop" they \
      stay missing and the others are ranked.
      """,
    facts: .init("n values → n numbers", refuses: ["no such method": "ranks([1, 2], method = \"best\")"], by: "sorted"),
    examples: [
      .init("ranks([10, 30, 20, 30])", "[1, 3.5, 2, 3.5]"),
      .init("ranks([10, 30, 20, 30], method = \"dense\")", "[1, 3, 2, 3]"),
    ], related: ["sort", "cor", "ecdf"],
    Form("x", "method = \"average\"", "na: \"keep\"") {
      (context: inout Context, x: Sequenced, method: Ranking, na: MissingValues) throws(EvaluationError) -> Value in
      guard let numbers = context.numbers(x.sample, na, of: "ranks") else { return .missing }
      if numbers.contains(where: \.isNaN) {
        throw SampleError.notFinite(function: "ranks", value: .nan).asEvaluation
      }
      return spreadOut(method.ranks(numbers), over: x.sample)
    }),
  Builtin(
    "ecdf", summary: "The share of a sample at or below a value.",
    doc: "at is a number or a vector. A missing element makes it missing unless na = \"drop\".",
    facts: .init(
      "an array, number or k numbers → as many shares", refuses: ["no elements": "ecdf([], 1)"], by: "sorted, searched"),
    examples: [.init("ecdf([1, 2, 2, 5], [0, 2, 5])", "[0, 0.75, 1]")], related: ["quantile", "ranks"],
    Form("x", "at", "na: \"keep\"") {
      (context: inout Context, x: Sample, at: Double, na: MissingValues) throws(EvaluationError) -> Value in
      guard let numbers = context.numbers(x, na, of: "ecdf") else { return .missing }
      do throws(SampleError) { return .number(try shares(numbers, [at])[0]) } catch { throw error.asEvaluation }
    },
    Form("x", "at", "na: \"keep\"") {
      (context: inout Context, x: Sample, at: Vector, na: MissingValues) throws(EvaluationError) -> Value in
      guard let numbers = context.numbers(x, na, of: "ecdf") else { return .missing }
      do throws(SampleError) { return .vector(Vector(try shares(numbers, at.elements))) } catch {
        throw error.asEvaluation
      }
    }),
]

private func fractional(
  _ name: String, _ f: @escaping @Sendable ([Double], Double) throws(SampleError) -> Double
) -> Form {
  Form("x", "fraction", "na: \"keep\"") {
    (context: inout Context, x: Sample, fraction: Double, na: MissingValues) throws(EvaluationError) -> Value in
    try context.reduce(x, na, name) { (x) throws(SampleError) in try f(x, fraction) }
  }
}

/// Results in the places of the elements they belong to, missing where these are.
private func spreadOut(_ results: [Double], over x: Sample) -> Value {
  guard x.missing.contains(true) else { return .vector(Vector(results)) }
  var rest = results[...]
  return Value(
    column: x.missing.map { isMissing in isMissing ? .missing : rest.popFirst().map { .number($0) } ?? .missing })
}

private func shares(_ x: [Double], _ at: [Double]) throws(SampleError) -> [Double] {
  try Guarded.count(x, "ecdf")
  let sorted = Sorting.sorted(x)
  if sorted.last?.isNaN == true { throw .notFinite(function: "ecdf", value: .nan) }
  return at.map { point in
    if point.isNaN { return .nan }
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] <= point { low = middle + 1 } else { high = middle }
    }
    return Double(low) / Double(sorted.count)
  }
}

import Document
import Evaluation
import Graph
import LinearAlgebra
import Numerics
import Statistics
import Tables

/// Where a sample lies, how widely it spreads, and what shape it has.
let descriptive: [Builtin] = [
  Builtin(
    "median", summary: "The middle element in order, or the mean of the two in the middle.",
    doc: """
      Of all elements of an array, or of a distribution. A missing element makes it missing unless na = "drop"; NaN \
      makes it NaN.
      """,
    facts: .init("an array → number", refuses: ["no elements": "median([])"], by: "radix sort"),
    examples: [.init("median([5, 1, 3])", "3"), .init("median([4, 1, missing, 2], na = \"drop\")", "2")],
    related: ["mean", "quantile", "mad", "trimmed_mean"], trace: GradientRules.median,
    reduced("median") { (x) throws(SampleError) in try Robust.median(x) }, distributionMedian),
  Builtin(
    "var", summary: "The variance: the mean squared distance from the mean, with divisor n − 1.",
    doc: """
      population = true divides by n, for data that are the whole population. Of all elements of an array, or of a distribution. Two passes \
      with compensated sums: data far from 0 lose no digits. A missing element makes it missing unless na = "drop".
      """,
    facts: .init(
      "an array of at least 2 → number", refuses: ["a single value": "var([3])"],
      by: "two passes (Chan, Golub & LeVeque 1983), compensated sums"),
    examples: [
      .init("var([2, 4, 4, 4, 5, 5, 7, 9], population = true)", "4"), .init("var([1, 2, 3, 4])", "1.66667"),
    ],
    related: ["std", "mean", "cov", "mad"],
    trace: GradientRules.spread("var") { (graph, x, p) throws(GraphError) in try graph.variance(x, population: p) },
    spread("var") { Moments.variance($0, population: $1) }, distributionVariance
  ),
  Builtin(
    "std", summary: "The standard deviation: the root of the variance, with divisor n − 1.",
    doc: """
      population = true divides by n. In the units of the data. Of all elements of an array, or of a distribution; scaled, so that squares \
      never leave the range of numbers. A missing element makes it missing unless na = "drop".
      """,
    facts: .init(
      "an array of at least 2 → number", refuses: ["a single value": "std([3])"],
      by: "two passes (Chan, Golub & LeVeque 1983), compensated sums, scaled"),
    examples: [
      .init("std([2, 4, 4, 4, 5, 5, 7, 9], population = true)", "2"), .init("std([1, 2, 3, 4])", "1.29099"),
    ],
    related: ["var", "se", "mad", "zscore"],
    trace: GradientRules.spread("std") { (graph, x, p) throws(GraphError) in try graph.deviation(x, population: p) },
    spread("std") { Moments.deviation($0, population: $1) },
    distributionDeviation),
  Builtin(
    "mode", summary: "The value that occurs most often.",
    doc: """
      Of numbers, texts, truths or dates, or of a distribution. Among several equally frequent ones the first in order, which is said; all = \
      true gives all of them. A missing element makes it missing unless na = "drop".
      """,
    facts: .init("a vector → value; all → vector", refuses: ["no elements": "mode([])"], by: "counted"),
    examples: [
      .init("mode([2, 4, 4, 4, 5, 5, 7, 9])", "4"), .init("mode([1, 1, 2, 2, 3], all = true)", "[1, 2]"),
      .init("mode([\"b\", \"a\", \"b\"])", "\"b\""),
    ],
    related: ["median", "unique", "hist"],
    Form("x", "all: false", "na: \"keep\"") {
      (context: inout Context, x: Column, all: Bool, na: MissingValues) throws(EvaluationError) -> Value in
      try mode(x, all, na, &context)
    }, distributionMode),
  Builtin(
    "quantile", summary: "The value that a given share of a sample, or of a distribution, lies below.",
    doc: """
      quantile(X, p) of a distribution is the least x with cdf(X, x) ≥ p. Of a sample, \
      p is a probability or a vector of them, type one of the nine definitions of Hyndman and Fan, numbered as in R: 1 \
      to 3 jump, 4 to 9 interpolate; 7, the default, is that of NumPy, Julia and R. A missing element makes it missing \
      unless na = "drop".
      """,
    facts: .init(
      "an array, p or k of p → number or k numbers",
      refuses: ["p outside 0 to 1": "quantile([1, 2], 2)", "no such type": "quantile([1, 2], 0.5, type = 10)"],
      by: "Hyndman & Fan 1996, as R's quantile"),
    examples: [
      .init("quantile([1, 2, 4, 7, 11, 16, 22, 29, 37, 46], 0.1)", "1.9"),
      .init("quantile([1, 2, 3, 4], [0.25, 0.5], type = 6)", "[1.25, 2.5]"),
    ],
    related: ["median", "iqr", "ecdf", "box"], trace: GradientRules.quantile,
    Form("x", "p", "type = 7", "na: \"keep\"") {
      (context: inout Context, x: Sample, p: Double, type: QuantileRule, na: MissingValues) throws(EvaluationError)
        -> Value in
      guard let numbers = context.numbers(x, na, of: "quantile") else { return .missing }
      do throws(SampleError) { return .number(try type.quantiles(numbers, [p])[0]) } catch { throw error.asEvaluation }
    },
    Form("x", "p", "type = 7", "na: \"keep\"") {
      (context: inout Context, x: Sample, p: Vector, type: QuantileRule, na: MissingValues) throws(EvaluationError)
        -> Value in
      guard let numbers = context.numbers(x, na, of: "quantile") else { return .missing }
      do throws(SampleError) { return .vector(Vector(try type.quantiles(numbers, p.elements))) } catch {
        throw error.asEvaluation
      }
    }, distributionQuantile),
  Builtin(
    "iqr", summary: "The interquartile range: from the first quartile to the third.",
    doc: "type is that of quantile. A missing element makes it missing unless na = \"drop\".",
    facts: .init("an array → number", refuses: ["no elements": "iqr([])"], by: "quantiles of Hyndman & Fan 1996"),
    examples: [.init("iqr([12, 15, 11, 20, 7, 14, 95])", "6")], related: ["quantile", "mad", "box"],
    Form("x", "type = 7", "na: \"keep\"") {
      (context: inout Context, x: Sample, type: QuantileRule, na: MissingValues) throws(EvaluationError) -> Value in
      try context.reduce(x, na, "iqr") { (x) throws(SampleError) in
        try Guarded.count(x, "iqr")
        let quartiles = try type.quantiles(x, [0.25, 0.75])
        return quartiles[1] - quartiles[0]
      }
    }),
  Builtin(
    "mad", summary: "The median distance from the median, scaled to estimate a standard deviation.",
    doc: """
      Times constant, 1.4826, which makes it the standard deviation of normal data; constant = 1 gives the distance \
      itself. Half of the data may be wild without moving it far. A missing element makes it missing unless na = "drop".
      """,
    facts: .init("an array → number", refuses: ["no elements": "mad([])"], by: "two medians, as R's mad"),
    examples: [.init("mad([1, 2, 3, 4, 100])", "1.4826"), .init("mad([1, 2, 3, 4, 100], constant = 1)", "1")],
    related: ["std", "iqr", "median"],
    Form("x", "constant: 1.4826", "na: \"keep\"") {
      (context: inout Context, x: Sample, constant: Double, na: MissingValues) throws(EvaluationError) -> Value in
      try context.reduce(x, na, "mad") { (x) throws(SampleError) in
        try Robust.medianDeviation(x, constant: constant)
      }
    }),
  Builtin(
    "skew", summary: "The skewness: above 0 with a long tail to the right, below with one to the left.",
    doc: """
      type 1, the default, is m₃/m₂^1.5 of moments with divisor n (SciPy, Julia, MATLAB); 2 is unbiased for normal data \
      (SAS, SPSS, Excel); 3 divides by the standard deviation of n − 1 (Minitab). A missing element makes it missing \
      unless na = "drop".
      """,
    facts: .init(
      "an array of at least 2 → number", refuses: ["no spread": "skew([1, 1, 1])", "no such type": "skew([1, 2], 4)"],
      by: "Joanes & Gill 1998, two passes, compensated sums"),
    examples: [.init("skew([1, 2, 3])", "0"), .init("skew([0, 0, 1])", "0.707107")],
    related: ["kurtosis", "std", "hist"],
    Form("x", "type = 1", "na: \"keep\"") {
      (context: inout Context, x: Sample, type: Moments.Kind, na: MissingValues) throws(EvaluationError) -> Value in
      try context.reduce(x, na, "skew") { (x) throws(SampleError) in try Moments.skewness(x, type) }
    }, distributionSkewness),
  Builtin(
    "kurtosis", summary: "The excess kurtosis: above 0 with heavier tails than a normal law, below with lighter ones.",
    doc: """
      A normal law has 0. type 1, the default, is m₄/m₂² − 3 of moments with divisor n (SciPy, Julia); 2 is unbiased for \
      normal data (SAS, SPSS, Excel); 3 divides by the variance of n − 1 (Minitab). A missing element makes it missing \
      unless na = "drop".
      """,
    facts: .init(
      "an array of at least 2 → number",
      refuses: ["no spread": "kurtosis([1, 1, 1])", "too few for type 2": "kurtosis([1, 2, 4], type = 2)"],
      by: "Joanes & Gill 1998, two passes, compensated sums"),
    examples: [.init("kurtosis([1, 2, 3, 4])", "-1.36"), .init("kurtosis([1, 2, 3, 4], type = 2)", "-1.2")],
    related: ["skew", "std", "hist"],
    Form("x", "type = 1", "na: \"keep\"") {
      (context: inout Context, x: Sample, type: Moments.Kind, na: MissingValues) throws(EvaluationError) -> Value in
      try context.reduce(x, na, "kurtosis") { (x) throws(SampleError) in try Moments.kurtosis(x, type) }
    }, distributionKurtosis),
  Builtin(
    "se", summary: "The standard error of the mean: std(x)/√n.",
    doc:
      "How far the mean of such a sample is from the truth, as a rule. A missing element makes it missing unless na = \"drop\".",
    facts: .init("an array of at least 2 → number", refuses: ["a single value": "se([3])"], by: "std over √n"),
    examples: [.init("se([1, 2, 3, 4])", "0.645497")], related: ["std", "ci", "mean"],
    reduced("se") { (x) throws(SampleError) in
      try Guarded.count(x, "se", atLeast: 2)
      return Moments.deviation(x) / Double(x.count).squareRoot()
    }),
  Builtin(
    "cv", summary: "The coefficient of variation: std(x)/mean(x).",
    doc: "A share, for data above 0. A missing element makes it missing unless na = \"drop\".",
    facts: .init(
      "an array of at least 2 → number", refuses: ["a mean of 0": "cv([-1, 1])"], by: "std over mean"),
    examples: [.init("cv([2, 4, 4, 4, 5, 5, 7, 9])", "0.427618")], related: ["std", "mean"],
    reduced("cv") { (x) throws(SampleError) in
      try Guarded.count(x, "cv", atLeast: 2)
      let mean = Sums.mean(x)
      guard mean != 0 else { throw .unfit(function: "cv", value: 0, needed: "a mean other than 0") }
      return Moments.deviation(x) / mean
    }),
]

/// Checks that Statistics leaves to its callers.
enum Guarded {
  static func count(_ x: [Double], _ function: String, atLeast needed: Int = 1) throws(SampleError) {
    guard x.count >= needed else { throw .tooFew(function: function, needed: needed, got: x.count) }
  }
}

extension Context {
  /// One number of a sample, missing where the rule says so.
  mutating func reduce(
    _ x: Sample, _ rule: MissingValues, _ function: String, _ f: ([Double]) throws(SampleError) -> Double
  ) throws(EvaluationError) -> Value {
    guard let numbers = numbers(x, rule, of: function) else { return .missing }
    do throws(SampleError) { return .number(try f(numbers)) } catch { throw error.asEvaluation }
  }
}

/// A form of `x` alone.
func reduced(_ name: String, _ f: @escaping @Sendable ([Double]) throws(SampleError) -> Double) -> Form {
  Form("x", "na: \"keep\"") { (context: inout Context, x: Sample, na: MissingValues) throws(EvaluationError) -> Value in
    try context.reduce(x, na, name, f)
  }
}

private func spread(_ name: String, _ f: @escaping @Sendable ([Double], Bool) -> Double) -> Form {
  Form("x", "population: false", "na: \"keep\"") {
    (context: inout Context, x: Sample, population: Bool, na: MissingValues) throws(EvaluationError) -> Value in
    try context.reduce(x, na, name) { (x) throws(SampleError) in
      try Guarded.count(x, name, atLeast: population ? 1 : 2)
      return f(x, population)
    }
  }
}

private func mode(
  _ x: Column, _ all: Bool, _ na: MissingValues, _ context: inout Context
) throws(EvaluationError) -> Value {
  context.noteMissing(x.missingCount, of: x.count, na, "mode")
  if na == .keep, x.missingCount > 0 { return .missing }
  var counts: [Column.Cell: Int] = [:]
  for index in 0..<x.count where !x.isMissing(index) { counts[x[index], default: 0] += 1 }
  guard let most = counts.values.max() else { throw MathError.empty(function: "mode").asEvaluation }
  let cells = counts.filter { $0.value == most }.map(\.key).sorted { $0.precedes($1) }
  if all { return try context.collected(cells.map { Value($0) }) }
  if cells.count > 1 {
    context.note(
      Report(
        code: "W343", title: "several modes",
        message: "\(cells.count) values occur \(most == 1 ? "once" : "\(most) times") each; this is the first of them, "
          + "and all = true gives all."))
  }
  return Value(cells[0])
}

extension Column.Cell {
  fileprivate func precedes(_ other: Column.Cell) -> Bool {
    switch (self, other) {
    case (.number(let a), .number(let b)): a < b || b.isNaN && !a.isNaN
    case (.text(let a), .text(let b)): a < b
    case (.truth(let a), .truth(let b)): !a && b
    case (.date(let a), .date(let b)): a < b
    case (.complex(let a), .complex(let b)): (a.real, a.imaginary) < (b.real, b.imaginary)
    default: false
    }
  }
}

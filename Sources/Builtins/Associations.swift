import Charts
import Document
import Evaluation
import Glibc
import LinearAlgebra
import Numerics
import Statistics
import Tables

/// How samples move together, and a series with its own past.
let associations: [Builtin] = [
  Builtin(
    "cov", summary: "The covariance of two samples, or of the columns of a matrix or a table.",
    doc: """
      With divisor n − 1, or n where population = true. cov(A) is the matrix of the columns against each other, cov(t) a \
      table of the columns of numbers; others are left out, and said so. Missing pairs make it missing, missing values in \
      a table are refused, unless na = "drop" keeps what is complete.
      """,
    facts: .init(
      "n and n values → number; A n×k → k×k; table → table", refuses: ["different lengths": "cov([1, 2], [1, 2, 3])"],
      by: "two passes, compensated sums"),
    examples: [
      .init("cov([1 2; 3 1; 4 6; 8 9])", "[8.66667 9.66667; 9.66667 13.6667]"),
      .init("cov([1, 2, 3], [2, 4, 7])", "2.5"),
    ], related: ["cor", "var"],
    Form("x", "y", "population: false", "na: \"keep\"") {
      (context: inout Context, x: Sequenced, y: Sequenced, population: Bool, na: MissingValues)
        throws(EvaluationError) -> Value in
      guard let pairs = try context.pairs(x, y, na, of: "cov") else { return .missing }
      do throws(SampleError) {
        return .number(try Association.covariance(pairs.x, pairs.y, population: population))
      } catch { throw error.asEvaluation }
    },
    Form("A") { (a: Matrix) throws(SampleError) in
      try Association.covariances(a, population: false)
    } work: { (a: Matrix) throws(MathError) in
      try a.workedCovariance()
    },
    Form("A", "population: false") { (a: Matrix, population: Bool) throws(SampleError) in
      try Association.covariances(a, population: population)
    },
    Form("t", "population: false", "na: \"keep\"") {
      (context: inout Context, t: Table, population: Bool, na: MissingValues) throws(EvaluationError) -> Value in
      let columns = try NumericColumns(t, na, of: "cov", &context)
      do throws(SampleError) {
        return columns.labelled(try Association.covariances(columns.matrix, population: population))
      } catch { throw error.asEvaluation }
    }),
  Builtin(
    "cor", summary: "The correlation of two samples, or of the columns of a matrix or a table.",
    doc: """
      From −1 to 1. method "pearson" measures along a line, "spearman" along ranks, "kendall" is τ-b: pairs in the same \
      order less pairs in the opposite one. cor(A) is the matrix of the columns against each other, cor(t) a table of the \
      columns of numbers; others are left out, and said so. Missing pairs make it missing, missing values in a table are \
      refused, unless na = "drop" keeps what is complete. :work cor(x, y) shows Pearson's by hand.
      """,
    facts: .init(
      "n and n values → number; A n×k → k×k; table → table",
      refuses: ["no spread": "cor([1, 1], [1, 2])", "different lengths": "cor([1, 2], [1, 2, 3])"],
      by: "two passes, compensated sums; Kendall's τ in n log n steps (Knight 1966)"),
    examples: [
      .init("cor([1, 2, 3, 4], [2, 4, 6, 8])", "1"),
      .init("cor([1, 2, 3, 4, 5], [2, 1, 4, 3, 5], method = \"kendall\")", "0.6"),
      .init("cor([1 2; 3 1; 4 6; 8 9])", "[1 0.888218; 0.888218 1]"),
    ], related: ["cov", "cor_test", "scatter", "ranks"],
    Form("x", "y", "method = \"pearson\"", "na: \"keep\"") {
      (context: inout Context, x: Sequenced, y: Sequenced, method: Association, na: MissingValues)
        throws(EvaluationError) -> Value in
      guard let pairs = try context.pairs(x, y, na, of: "cor") else { return .missing }
      do throws(SampleError) { return .number(try method.correlation(pairs.x, pairs.y)) } catch {
        throw error.asEvaluation
      }
    } work: {
      (context: inout Context, x: Sequenced, y: Sequenced, method: Association, na: MissingValues)
        throws(EvaluationError) -> Worked<Double> in
      let pairs = try context.presentPairs(x, y, na, of: "cor")
      do throws(SampleError) { return try method.workedCorrelation(pairs.x, pairs.y) } catch {
        throw error.asEvaluation
      }
    },
    Form("A", "method = \"pearson\"") { (a: Matrix, method: Association) throws(SampleError) in
      try method.matrix(a, names: (0..<a.columns).map { "column \($0 + 1)" })
    },
    Form("t", "method = \"pearson\"", "na: \"keep\"") {
      (context: inout Context, t: Table, method: Association, na: MissingValues) throws(EvaluationError) -> Value in
      let columns = try NumericColumns(t, na, of: "cor", &context)
      do throws(SampleError) { return columns.labelled(try method.matrix(columns.matrix, names: columns.names)) } catch
      {
        throw error.asEvaluation
      }
    }),
  Builtin(
    "acf", summary: "The correlation of a series with itself 1, 2, … steps later.",
    doc: """
      A vector for lags 1 to lags, 10 log₁₀ n of them unless given; lag 0 would be 1. Divisors are those of the whole \
      series, as in R. correlogram draws it. Missing elements are refused: leaving some out would move the others.
      """,
    facts: .init(
      "n values, k lags → k numbers",
      refuses: ["as many lags as elements": "acf([1, 3, 2], 3)", "no spread": "acf([1, 1])"],
      by: "Box & Jenkins, §2.1; compensated sums"),
    examples: [.init("acf([1, 3, 2, 5, 4], 2)", "[0, 0.1]")], related: ["correlogram", "cor", "plot"],
    Form("x", "[lags]") { (context: inout Context, x: Sequenced, lags: Int?) throws(EvaluationError) in
      Vector(try autocorrelations(x, lags, "acf", context.isInterrupted))
    }),
  Builtin(
    "correlogram", summary: "The autocorrelations of a series, with the bounds that noise stays within.",
    doc: """
      A stem for each lag; of a series without memory 95 % lie between the two lines at ±1.96/√n. Options: title, x, y, \
      width, height.
      """,
    facts: .init(
      "n values, k lags → chart", refuses: ["no spread": "correlogram([1, 1])"],
      by: "Bartlett's bound ±1.96/√n", fields: ["title", "series"]),
    examples: [.init("correlogram([1, 3, 2, 5, 4, 6, 5, 8], 4)", "chart")], related: ["acf", "stem"],
    Form("x", "[lags]", "title?", "x?", "y?", "width?", "height?") {
      (context: inout Context, x: Sequenced, lags: Int?, labels: ChartLabels) throws(EvaluationError) -> Chart in
      let r = try autocorrelations(x, lags, "correlogram", context.isInterrupted)
      var options = labels.options
      if options.x.label.isEmpty { options.x.label = "lag" }
      options.x.isWhole = true
      let (at, bound) = ((1...r.count).map(Double.init), 1.96 / Double(x.sample.count).squareRoot())
      let ends = [0.5, Double(r.count) + 0.5]
      do throws(ChartError) {
        return Chart(
          [
            .stem(try Series(name: "autocorrelation", x: at, y: r)),
            .rule(try Series(name: "±1.96/√n", x: ends, y: [bound, bound])),
            .rule(try Series(x: ends, y: [-bound, -bound])),
          ], options)
      } catch { throw error.asEvaluation }
    }),
]

private func autocorrelations(
  _ x: Sequenced, _ lags: Int?, _ function: String, _ isInterrupted: () -> Bool
) throws(EvaluationError) -> [Double] {
  guard let numbers = x.sample.numbers(.keep) else {
    throw SampleError.gaps(function: function, count: x.sample.gaps.count { $0 }, total: x.sample.count).asEvaluation
  }
  let usual = min(Int(10 * log10(Double(max(numbers.count, 1)))), numbers.count - 1)
  do throws(SampleError) {
    return try Autocorrelation.coefficients(numbers, lags: lags ?? max(usual, 1), isInterrupted: isInterrupted)
  } catch { throw error.asEvaluation }
}

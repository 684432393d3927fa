import Charts
import Document
import Evaluation
import LinearAlgebra
import Numerics
import Statistics

/// What chance does to a statistic, by drawing again.
let resampling: [Builtin] = [
  Builtin(
    "bootstrap", summary: "How a statistic varies from sample to sample, by resampling the data with replacement.",
    doc: """
      stat is any function of the data that gives a number; the data are a vector, the rows of a matrix or of a table, \
      so that bootstrap(t -> lm(y ~ x, t).coef[2], t) works. method "bca" corrects the interval for bias and \
      acceleration, "percentile" takes quantiles of the n replicates, "basic" mirrors them, "normal" uses their spread. \
      Where BCa has no answer the percentile interval stands for it, and that is said. The draws follow from the \
      session's seed. plot shows the replicates. Fields: estimate, se, bias, ci, method, level, n, lost, replicates.
      """,
    facts: .init(
      "f, n observations → bootstrap",
      refuses: [
        "no number from the function": "bootstrap(x -> x, [1, 2, 3])", "one observation": "bootstrap(mean, [1])",
      ],
      by: "Efron & Tibshirani 1993; BCa with the jackknife's acceleration",
      fields: ["estimate", "se", "bias", "ci", "method", "level", "n", "lost", "replicates"]),
    examples: [
      .init("bootstrap(median, [3, 1, 4, 1, 5, 9, 2, 6], 500).estimate", "3.5"),
      .init("length(bootstrap(mean, [3, 1, 4, 1, 5], 500, method = \"percentile\").replicates)", "500"),
    ], related: ["permutation_test", "ci", "quantile", "hist"],
    Form("stat", "x", "n = 10000", "method = \"bca\"", "level: 0.95", "na: \"keep\"") {
      (
        context: inout Context, stat: Function, x: Resamplable, n: Double, method: Bootstrap.Method, level: Level,
        na: MissingValues
      ) throws(EvaluationError) -> Bootstrap in
      let count = try draws(n)
      let x = try context.complete(x, na, of: "bootstrap")
      guard x.count > 1 else {
        throw SampleError.tooFew(function: "bootstrap", needed: 2, got: x.count).asEvaluation
      }
      let result = try context.resampled(stat, x, count, jackknife: method == .bca)
      do throws(SampleError) {
        return try Bootstrap(
          stat.statisticName, estimate: result.estimate, replicates: result.replicates, jackknife: result.jackknife,
          method: method, level: level.value, count: x.count)
      } catch { throw error.asEvaluation }
    }),
  Builtin(
    "permutation_test", summary: "Could it be luck? What a difference becomes when group labels are shuffled.",
    doc: """
      x and y are two groups; stat is a function of the two, by default the difference of their means. When there are no \
      more than n ways to deal out the labels all are looked at and p is exact; else n random ones are, and p = (b + \
      1)/(n + 1) counts the data among them. Two-sided p is twice the smaller tail; alternative = "less" or "greater" \
      takes one. The shuffles follow from the session's seed. plot shows them with the data among them. Fields: \
      statistic, p, exact, alternative, n, lost, shuffled.
      """,
    facts: .init(
      "m and n values → permutation test",
      refuses: [
        "an empty group": "permutation_test([], [1, 2])",
        "no number from the function": "permutation_test([1, 2], [3, 4], (x, y) -> x)",
      ], by: "Fisher 1935; enumeration or Monte Carlo (Phipson & Smyth 2010)",
      fields: ["statistic", "p", "exact", "alternative", "n", "lost", "shuffled"]),
    examples: [
      .init("permutation_test([1, 2, 3], [4, 5, 6]).p", "0.1"),
      .init("permutation_test([1, 2, 3], [4, 5, 6], (x, y) -> median(y) - median(x)).statistic", "3"),
    ], related: ["bootstrap", "cor_test", "hist"],
    Form("x", "y", "[stat]", "n = 10000", "alternative: \"two-sided\"", "na: \"keep\"") {
      (
        context: inout Context, x: Sequenced, y: Sequenced, stat: Function?, n: Double,
        alternative: TestResult.Alternative, na: MissingValues
      ) throws(EvaluationError) -> ShuffleTest in
      let limit = try draws(n)
      let a = try context.present(x.sample, na, of: "permutation_test")
      let b = try context.present(y.sample, na, of: "permutation_test")
      guard !a.isEmpty, !b.isEmpty else {
        throw SampleError.tooFew(function: "permutation_test", needed: 1, got: 0).asEvaluation
      }
      return try context.shuffled(a, b, stat, limit, alternative)
    }),
  Builtin(
    "power_test", summary: "How many observations a test needs, or what it can find with those there are.",
    doc: """
      Solves for the one of effect, n, power and alpha that is left out; alpha is 0.05 unless it is what is sought. kind \
      "two-sample", "one-sample" and "paired" are t-tests with Cohen's d, "proportion" and "one-proportion" compare by h \
      = 2 asin √p₁ − 2 asin √p₂, "anova" has groups = 3 of n each and Cohen's f, "correlation" r, "chisq" df = 1 and w. \
      n counts each group. Both tails of a two-sided test count. alternative = "greater" or "less" is one-sided. plot \
      shows the power over n. Fields: effect, n, power, alpha, kind, alternative, solved.
      """,
    facts: .init(
      "three numbers → plan",
      refuses: ["two unknowns": "power_test(effect = 0.5)", "an effect of 0": "power_test(effect = 0, power = 0.8)"],
      by: "noncentral t, F and χ² laws, solved to the last digit; Cohen 1988",
      fields: ["effect", "n", "power", "alpha", "kind", "alternative", "solved"]),
    examples: [
      .init("power_test(effect = 0.5, power = 0.8).n", "63.7656"),
      .init("power_test(effect = 0.5, n = 64).power", "0.80146"),
      .init("power_test(effect = 0.25, power = 0.8, kind = \"anova\", groups = 4).n", "44.5993"),
    ], related: ["cor_test", "prop_test", "adjust"],
    Form(
      "effect?", "n?", "power?", "alpha?", "kind: \"two-sample\"", "alternative: \"two-sided\"", "groups: 3", "df: 1"
    ) {
      (
        effect: Double?, n: Double?, power: Double?, alpha: Double?, kind: Power.Kind,
        alternative: TestResult.Alternative, groups: Double, df: Double
      ) throws(PowerError) -> Power in
      let isSought = effect != nil && n != nil && power != nil
      return try Power(
        kind, effect: effect, n: n, power: power, alpha: alpha ?? (isSought ? nil : 0.05), alternative: alternative,
        parts: kind == .chisq ? df : groups)
    }),
  Builtin(
    "adjust", summary: "p-values corrected for how many tests were made.",
    doc: """
      method "holm" (the default), "bonferroni", "hochberg" and "hommel" bound the chance of any false alarm; "bh" \
      (Benjamini–Hochberg) and "by" (Benjamini–Yekutieli, under any dependence) bound the share of false ones among those \
      found. As R's p.adjust.
      """,
    facts: .init(
      "n p-values → n numbers",
      refuses: ["no probability": "adjust([0.1, 2])", "no such method": "adjust([0.1], method = \"best\")"],
      by: "Holm 1979, Benjamini & Hochberg 1995, Benjamini & Yekutieli 2001, Hochberg 1988, Hommel 1988"),
    examples: [
      .init("adjust([0.01, 0.02, 0.03, 0.04, 0.05])", "[0.05, 0.08, 0.09, 0.09, 0.09]"),
      .init("adjust([0.01, 0.02, 0.03, 0.04, 0.05], method = \"bh\")", "[0.05, 0.05, 0.05, 0.05, 0.05]"),
    ], related: ["cor_test", "power_test"],
    Form("p", "method = \"holm\"") { (context: inout Context, p: Vector, method: Adjustment) throws(EvaluationError) in
      let isInterrupted = context.isInterrupted
      do throws(SampleError) { return Vector(try method.adjusted(p.elements, isInterrupted: isInterrupted)) } catch {
        throw error.asEvaluation
      }
    }),
]

/// How many times to draw.
private func draws(_ n: Double) throws(EvaluationError) -> Int {
  guard n >= 100, n <= 1e7, let count = Int(exactly: n) else { throw ResamplingError.resamples(n).asEvaluation }
  return count
}

extension Function {
  /// What a statistic is called where it stands for its result.
  fileprivate var statisticName: String {
    let name = handle
    return name.count <= 40 ? name : "statistic"
  }
}

extension Context {
  fileprivate mutating func shuffled(
    _ a: [Double], _ b: [Double], _ stat: Function?, _ limit: Int, _ alternative: TestResult.Alternative
  ) throws(EvaluationError) -> ShuffleTest {
    let all = a + b
    let (total, k) = (all.count, a.count)
    let (centre, sum) = (Sums.mean(all), Sums.sum(all))
    let deviations = all.map { $0 - centre }
    let ways = ShuffleTest.combinations(total, k)
    let isExact = ways <= Double(limit)
    /// The statistic with the elements at these places in the first group.
    func value(_ places: some Sequence<Int>, _ context: inout Context) throws(EvaluationError) -> Double {
      guard let stat else {
        var first = 0.0
        for place in places { first += deviations[place] }
        let rest = sum - centre * Double(total) - first
        return first / Double(k) - rest / Double(total - k)
      }
      var isFirst = [Bool](repeating: false, count: total)
      var chosen: [Double] = []
      for place in places {
        isFirst[place] = true
        chosen.append(all[place])
      }
      let others = all.indices.filter { !isFirst[$0] }.map { all[$0] }
      return try context.statistic(stat, [.vector(Vector(chosen)), .vector(Vector(others))])
    }
    let observed = try value(0..<k, &self)
    var results: [Double] = []
    let counter = count(.item, of: isExact ? Int(ways) : limit)
    defer { stop(counter) }
    if isExact {
      var chosen = Array(0..<k)
      repeat {
        try checkInterrupt()
        counter(results.count)
        results.append(try value(chosen, &self))
      } while ShuffleTest.advance(&chosen, below: total)
    } else {
      var stream = random.split()
      var order = Array(0..<total)
      while results.count < limit {
        try checkInterrupt()
        counter(results.count)
        // The first places of a random order; the rest need not be mixed.
        for place in 0..<k { order.swapAt(place, place + stream.integer(below: total - place)) }
        results.append(try value(order[..<k], &self))
      }
    }
    do throws(SampleError) {
      return try ShuffleTest(
        stat?.statisticName ?? "difference of means", observed: observed, shuffled: results, isExact: isExact,
        alternative: alternative, counts: [a.count, b.count])
    } catch { throw error.asEvaluation }
  }
}

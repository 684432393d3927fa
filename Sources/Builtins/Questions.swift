import Document
import Evaluation
import LinearAlgebra
import Numerics
import Statistics
import Tables

/// What a distribution is asked.
let questions: [Builtin] = [
  question(
    "pdf", .pdf, summary: "The density of a distribution at x, or the probability of x where values are counted.",
    doc: "Of an array element by element; 0 outside the support. Of MvNormal and Multinomial x is a vector.",
    examples: [
      .init("pdf(Normal(0, 1), 0)", "0.398942"), .init("pdf(Binomial(3, 0.5), [0, 1, 1.5])", "[0.125, 0.375, 0]"),
    ],
    related: ["logpdf", "cdf", "P"], joint: { $0.pdf($1) }, counts: { $0.pdf($1) }),
  question(
    "logpdf", .logpdf, summary: "The logarithm of the density.",
    doc: "Computed as such: finite where the density itself is too small to hold.",
    examples: [.init("logpdf(Normal(0, 1), 100)", "-5000.92")], related: ["pdf", "logcdf"],
    joint: { $0.logpdf($1) }, counts: { $0.logpdf($1) }),
  question(
    "cdf", .cdf, summary: "The probability of at most x.", doc: "P(X ≤ x), of an array element by element.",
    examples: [.init("cdf(Normal(0, 1), 1.96)", "0.975002")], related: ["ccdf", "upper_quantile", "logcdf", "P"]),
  question(
    "ccdf", .ccdf, summary: "The probability of more than x: the upper tail.",
    doc: "P(X > x), computed as such and not as 1 − cdf, so that it keeps its digits far out.",
    examples: [.init("ccdf(Normal(0, 1), 8)", "6.22096e-16")], related: ["cdf", "logccdf", "upper_quantile"]),
  question(
    "logcdf", .logcdf, summary: "The logarithm of the probability of at most x.",
    doc: "Computed as such: finite where cdf itself is too small to hold.",
    examples: [.init("logcdf(Normal(0, 1), -40)", "-804.608")], related: ["cdf", "logccdf"]),
  question(
    "logccdf", .logccdf, summary: "The logarithm of the probability of more than x.",
    doc: "Computed as such: finite where ccdf itself is too small to hold.",
    examples: [.init("logccdf(Exponential(1), 800)", "-800")], related: ["ccdf", "logcdf"]),
  Builtin(
    "upper_quantile", summary: "The x that is exceeded with probability p.",
    doc: "The least x with P(X > x) ≤ p; exact for p far below what 1 − p can tell from 1.",
    facts: .init(
      "X, p any shape → the same shape", refuses: ["not a probability": "upper_quantile(Normal(0, 1), 2)"],
      by: "Boost.Math's inverses with Newton's correction, within 1e-13; least whole number by bisection"),
    examples: [
      .init("upper_quantile(Normal(0, 1), 0.025)", "1.95996"), .init("upper_quantile(Binomial(20, 0.3), 0.1)", "9"),
    ],
    related: ["ccdf", "cdf"], trace: AskedLaw.asking(.upperQuantile), upperQuantileForm),
  Builtin(
    "entropy", summary: "The entropy of a distribution, in nats.",
    doc: "E(−log p(X)): of densities it may be negative and depends on the unit of X.",
    facts: .init("X → number", refuses: ["no distribution": "entropy(3)"], by: "quadrature or summation"),
    examples: [.init("entropy(Bernoulli(0.5))", "0.693147"), .init("entropy(Normal(0, 1))", "1.41894")],
    related: ["logpdf", "E"],
    Form("X") { (x: RandomVariable) throws(EvaluationError) in
      let law = x.law
      // The law of what is counted keeps its masses whatever the scale.
      let result = law.expectation { (at: Double) -> Double in
        let log = law.logpdf(at)
        return log.isFinite ? -log : 0
      }
      guard !result.isDivergent else { throw RandomError.divergent(law: RandomVariable.written(x.base)).asEvaluation }
      return result.value
    },
    Form("X") { (x: JointNormal) in x.law.entropy }),
  Builtin(
    "sample", summary: "Random draws from a distribution.",
    doc: """
      sample(X) is one draw, sample(X, n) a vector of n; of MvNormal and Multinomial each draw is a row of a matrix. The \
      draws follow from the session's seed and the cell; seed = n fixes them for this call alone.
      """,
    facts: .init(
      "X → number; X, n → n",
      refuses: [
        "not a whole number from 0 on": "sample(Normal(0, 1), 2.5)",
        "too large for memory": "sample(Normal(0, 1), 1e15)",
      ],
      by: "exact: inversion (AS 241), Marsaglia & Tsang, Hörmann's PTRS and BTRS"),
    examples: [
      .init("size(sample(Gamma(2, 3), 5))", "[5]"),
      .init("abs(mean(sample(Normal(0, 1), 10000, seed = 1))) < 0.05", "true"),
    ], related: ["rand", "randn", "pdf"],
    Form("X", "[n]", "seed?") {
      (context: inout Context, x: RandomVariable, n: Extent?, seed: Seed?) throws(EvaluationError) in
      try drawn(x, n, seed, &context)
    },
    Form("X", "[n]", "seed?") {
      (context: inout Context, x: JointNormal, n: Extent?, seed: Seed?) throws(EvaluationError) in
      try rows(n, seed, x.law.dimension, &context) { x.law.sample(from: &$0) }
    },
    Form("X", "[n]", "seed?") {
      (context: inout Context, x: JointCounts, n: Extent?, seed: Seed?) throws(EvaluationError) in
      try rows(n, seed, x.law.probabilities.count, &context) { x.law.sample(from: &$0) }
    }),
  Builtin(
    "fit", summary: "The distribution of a family under which the data are most probable.",
    doc: """
      fit(Normal, x): maximum likelihood, in closed form or by Newton's method, with standard errors from the observed \
      information (none for a parameter at the edge of the data, as the ends of Uniform). Binomial needs n = the number of \
      trials. Missing elements are refused unless na = "drop".
      """,
    facts: .init(
      "family, x n → fit",
      refuses: [
        "numbers it cannot give": "fit(Exponential, [-1, 2])", "missing elements": "fit(Normal, [1, missing])",
        "no family": "fit(sin, [1, 2])",
      ], by: "closed forms; otherwise Newton on log scales, derivatives by differences of fourth order",
      fields: ["distribution", "estimate", "se", "loglik", "aic", "bic", "n"]),
    examples: [.init("fit(Poisson, [2, 3, 4]).estimate", "[3]"), .init("fit(Normal, [1, 2, 3]).n", "3")],
    related: ["sample", "logpdf"],
    Form("family", "x", "n?", "na: \"keep\"") {
      (context: inout Context, family: Function, x: Sample, n: Double?, na: MissingValues) throws(EvaluationError) in
      guard case .builtin(let builtin) = family.body, let known = Family.named(builtin.name) else {
        throw EvaluationError(
          .argument(
            function: "fit", parameter: "family", needed: "the name of a distribution such as Normal",
            got: "the function \(family.handle)"))
      }
      let numbers = try context.present(x, na, of: "fit")
      do throws(DistributionError) {
        return FittedLaw(fit: try known.fit(numbers, trials: n), dropped: x.count - numbers.count)
      } catch { throw error.asEvaluation }
    }),
  Builtin(
    "marginal", summary: "The law of some of the numbers of a multivariate normal.",
    doc: "marginal(X, [1, 3]) is the law of the first and the third number together.",
    facts: .init(
      "X n, places k → MvNormal", refuses: ["no such place": "marginal(MvNormal([0, 0], [1 0; 0 1]), [3])"],
      by: "rows and columns of the covariance"),
    examples: [.init("marginal(MvNormal([0, 1], [2 1; 1 3]), [2]).mean", "[1]")], related: ["conditional", "MvNormal"],
    Form("X", "places") { (x: JointNormal, places: Vector) throws(EvaluationError) in
      let chosen = try x.places(places, of: "marginal")
      do throws(MathError) { return JointNormal(law: try x.law.marginal(chosen)) } catch { throw error.asEvaluation }
    }),
  Builtin(
    "conditional", summary: "The law of the other numbers of a multivariate normal once some are known.",
    doc: "conditional(X, [2], given = [1.5]): the law of all but the second number when the second is 1.5.",
    facts: .init(
      "X n, places k, given k → MvNormal",
      refuses: [
        "not as many values": "conditional(MvNormal([0, 0], [1 0; 0 1]), [1], given = [1, 2])",
        "none left": "conditional(MvNormal([0, 0], [1 0; 0 1]), [1, 2], given = [1, 2])",
      ], by: "the Schur complement by Cholesky (Bishop §2.3.1)"),
    examples: [.init("conditional(MvNormal([0, 0], [1 0.5; 0.5 1]), [2], given = [2]).mean", "[1]")],
    related: ["marginal", "MvNormal"],
    Form("X", "places", "given:") { (x: JointNormal, places: Vector, given: Vector) throws(EvaluationError) in
      let chosen = try x.places(places, of: "conditional")
      guard given.count == chosen.count, chosen.count < x.law.dimension else {
        throw EvaluationError(
          .argument(
            function: "conditional", parameter: "given",
            needed: "\(chosen.count.counted("value")), and a number left over", got: Value.vector(given).phrase))
      }
      do throws(MathError) {
        return JointNormal(law: try x.law.conditional(chosen, given: given.elements))
      } catch { throw error.asEvaluation }
    }),
]

/// Points of any shape, some of which may be missing.
struct Points: ArgumentType {
  let sample: Sample
  let isScalar: Bool

  static let needed = Sample.needed

  static func decode(_ value: Value) -> Points? {
    guard let sample = Sample.decode(value) else { return nil }
    switch value {
    case .number, .missing: return Points(sample: sample, isScalar: true)
    default: return Points(sample: sample, isScalar: false)
    }
  }

  /// The same shape with other numbers; missing stays missing.
  func mapped(_ f: ([Double]) -> [Double]) -> Value {
    if isScalar {
      return sample.missing.contains(true) ? .missing : .number(f(sample.elements).first ?? .nan)
    }
    let results = f(sample.elements)
    if let columns = sample.columns {
      return .matrix(Matrix(rows: columns == 0 ? 0 : results.count / columns, columns: columns, elements: results))
    }
    return Value(Column(.numbers(results), missing: sample.missing))
  }
}

/// `quantile(X, p)`, for the entry that has the quantiles of samples.
let distributionQuantile = Form("X", "p") { (x: RandomVariable, p: Points) throws(RandomError) in
  try shares(p, "p")
  return p.mapped { x.law.answers(.quantile, $0) }
}

private let upperQuantileForm = Form("X", "p") { (x: RandomVariable, p: Points) throws(RandomError) in
  try shares(p, "p")
  return p.mapped { x.law.answers(.upperQuantile, $0) }
}

private func shares(_ p: Points, _ name: String) throws(RandomError) {
  for x in p.sample.elements where x < 0 || x > 1 { throw .notAShare(name: name, value: x) }
}

private func question(
  _ name: String, _ question: Question, summary: String, doc: String, examples: [Builtin.Example], related: [String],
  joint: (@Sendable (MvNormal, [Double]) -> Double)? = nil, counts: (@Sendable (Multinomial, [Double]) -> Double)? = nil
) -> Builtin {
  let facts = Builtin.Facts(
    "X, x any shape → the same shape",
    refuses: ["no distribution": "\(name)(3, 1)", "no number": "\(name)(Normal(0, 1), \"a\")"],
    by: "both tails directly, within 1e-13 (Boost.Math; Loader 2000)")
  let plain = Form("X", "x") { (x: RandomVariable, points: Points) in points.mapped { x.law.answers(question, $0) } }
  guard let joint, let counts else {
    return Builtin(
      name, summary: summary, doc: doc, facts: facts, examples: examples, related: related,
      trace: AskedLaw.asking(question), plain)
  }
  return Builtin(
    name, summary: summary, doc: doc, facts: facts, examples: examples, related: related,
    trace: AskedLaw.asking(question), plain,
    Form("X", "x") { (x: JointNormal, point: Vector) throws(ShapeError) in
      guard point.count == x.law.dimension else { throw .unequal(.vector(x.law.dimension), .vector(point.count)) }
      return joint(x.law, point.elements)
    },
    Form("X", "x") { (x: JointCounts, point: Vector) throws(ShapeError) in
      let kinds = x.law.probabilities.count
      guard point.count == kinds else { throw .unequal(.vector(kinds), .vector(point.count)) }
      return counts(x.law, point.elements)
    })
}

private func drawn(
  _ x: RandomVariable, _ n: Extent?, _ seed: Seed?, _ context: inout Context
) throws(EvaluationError) -> Value {
  var stream = seed?.stream("sample") ?? context.random
  let law = x.law
  let labels = x.isMoved ? [] : (x.base as? Categorical)?.labels ?? []
  func named(_ draw: Double) -> String { labels[min(max(Int(draw) - 1, 0), labels.count - 1)] }
  guard let n else {
    let one = law.sample(from: &stream)
    if seed == nil { context.random = stream }
    return labels.isEmpty ? .number(one) : .text(named(one))
  }
  do throws(MathError) { try MemoryBudget.standard.count(n) } catch { throw error.asEvaluation }
  var all: [Double] = []
  all.reserveCapacity(n.count)
  while all.count < n.count {
    try context.checkInterrupt()
    all += law.samples(min(n.count - all.count, 1 << 16), from: &stream)
  }
  if seed == nil { context.random = stream }
  return labels.isEmpty ? .vector(Vector(all)) : Value(Column(all.map(named)))
}

private func rows(
  _ n: Extent?, _ seed: Seed?, _ width: Int, _ context: inout Context, _ draw: (inout RandomStream) -> [Double]
) throws(EvaluationError) -> Value {
  var stream = seed?.stream("sample") ?? context.random
  defer { if seed == nil { context.random = stream } }
  guard let n else { return .vector(Vector(draw(&stream))) }
  do throws(MathError) { try MemoryBudget.standard.count(rows: n.count, columns: width) } catch {
    throw error.asEvaluation
  }
  var elements = [Double](repeating: 0, count: n.count * width)
  for row in 0..<n.count {
    if row & 1023 == 0 { try context.checkInterrupt() }
    for (column, value) in draw(&stream).enumerated() { elements[row + column * n.count] = value }
  }
  return .matrix(Matrix(rows: n.count, columns: width, elements: elements))
}

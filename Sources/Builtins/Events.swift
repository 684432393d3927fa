import Document
import Evaluation
import LinearAlgebra
import Numerics
import Statistics
import Tables

/// Probabilities of events, means of functions, and what evidence does to them.
let events: [Builtin] = [
  Builtin(
    "P", summary: "The probability of an event.",
    doc: """
      P(X < 2), P(1 < X < 2), P(X == 3), P(X in [1, 3]) (the interval; of other than two values, the set), with and, or \
      and not; P(X > 2 | X > 1) is conditional. Tails are computed as such, never as 1 − p, and a conditional probability \
      keeps its digits where both its parts are too small to hold. Events of several variables need independent = true.
      """,
    facts: .init(
      "event → number",
      refuses: [
        "several variables": "X = Normal(0, 1); Y = Normal(0, 1); P(X < 1 and Y < 2)",
        "a condition that cannot happen": "X = Uniform(0, 1); P(X > 0.5 | X > 2)", "no event": "P(Normal(0, 1))",
      ], by: "unions of intervals, from the tails of the law"),
    examples: [
      .init("X = Normal(0, 1); P(X < 1.96)", "0.975002"), .init("X = Exponential(1); P(X > 2 | X > 1)", "0.367879"),
      .init("X = Normal(0, 1); Y = Poisson(2); P(X < 0 and Y == 0, independent = true)", "0.0676676"),
    ], related: ["E", "cdf", "bayes"], trace: TracedEvent.probability,
    Form("event", "independent: false") { (event: Event, independent: Bool) throws(RandomError) in
      if event.isJoint, !independent { throw .joint(conditional: false) }
      return try event.probability()
    },
    Form("event", "independent: false") { (event: ConditionalEvent, independent: Bool) throws(RandomError) in
      if event.isJoint, !independent { throw .joint(conditional: true) }
      return try event.probability()
    }),
  Builtin(
    "E", summary: "The mean of a function of a random variable.",
    doc: """
      E(f, X) is the sum or integral of f(x) weighted by the law of X; E(X) is its mean. Continuous laws go by \
      Gauss–Kronrod over the logarithm of either tail, counted ones by summing outwards from the median. A condition, x -> x > 1, \
      counts as 1 where it holds. A mean that does not exist is said, not approximated; peaks far narrower than the law \
      may be overlooked.
      """,
    facts: .init(
      "f, X → number", refuses: ["no mean": "E(x -> x, Cauchy(0, 1))", "no distribution": "E(sin, 2)"],
      by: "Gauss–Kronrod 7–15, adaptive, over −log of the tail"),
    examples: [
      .init("E(x -> x^2, Normal(0, 1))", "1"), .init("E(k -> 2^k, Poisson(3))", "20.0855"),
      .init("E(Gamma(2, 3))", "6"),
    ],
    related: ["P", "mean"],
    Form("f", "X") { (context: inout Context, f: Function, x: RandomVariable) throws(EvaluationError) in
      var copy = context
      let result = try x.law.expectation { (at: Double) throws(EvaluationError) -> Double in
        try copy.checkInterrupt()
        do throws(EvaluationError) { return try copy.sample(f, at: at) ?? .nan } catch {
          // A condition counts as 1 where it holds.
          guard case .truth(let holds) = try copy.apply(f, [.number(at)]) else { throw error }
          return holds ? 1 : 0
        }
      }
      context = copy
      guard !result.isDivergent else { throw RandomError.divergent(law: RandomVariable.written(x.base)).asEvaluation }
      return result.value
    }, distributionMean),
  Builtin(
    "convolve", summary: "The law of the sum of two independent variables.",
    doc: """
      convolve(X, Y) is the law of X + Y when one tells nothing about the other, where that is one of the laws here: two \
      Normal, Cauchy, Poisson or ChiSquared, Gamma or Exponential of one scale, Binomial, NegativeBinomial or Geometric of \
      one p. convolve(X, -Y) is that of X − Y.
      """,
    facts: .init(
      "X, Y → distribution", refuses: ["no closed law": "convolve(Normal(0, 1), Beta(1, 2))"], by: "closed forms"),
    examples: [.init("convolve(Poisson(2), Poisson(3)).rate", "5")], related: ["P", "Normal"],
    Form("X", "Y") { (x: RandomVariable, y: RandomVariable) throws(RandomError) in
      guard let law = sum(x, y) else {
        throw .noSum(RandomVariable.written(x.base), RandomVariable.written(y.base))
      }
      return RandomVariable(law)
    }),
  Builtin(
    "bayes", summary: "The probability of hypotheses once evidence is seen.",
    doc: """
      bayes(prior =, sensitivity =, false_positive =): how probable a condition is after a positive test; false_positive \
      may be given as specificity instead. bayes(prior = [...], likelihood = [...]): of several hypotheses, each with the \
      probability of the evidence under it; the priors are divided by their sum. :work bayes(…) draws the tree of 10 000.
      """,
    facts: .init(
      "numbers, or vectors k → posterior",
      refuses: [
        "not a probability": "bayes(prior = 2, sensitivity = 0.9, false_positive = 0.1)",
        "impossible evidence": "bayes(prior = [0.5, 0.5], likelihood = [0, 0])",
      ], by: "Bayes' theorem", fields: ["posterior", "evidence", "prior", "likelihood"]),
    examples: [
      .init("bayes(prior = 0.01, sensitivity = 0.9, false_positive = 0.09).posterior", "0.0917431"),
      .init("bayes(prior = [0.5, 0.5], likelihood = [0.2, 0.6]).posterior", "[0.25, 0.75]"),
    ], related: ["P", "update"],
    Form("prior:", "sensitivity:", "false_positive:") {
      (prior: Double, sensitivity: Double, falsePositive: Double) throws(RandomError) in
      try BayesResult(prior: prior, sensitivity: sensitivity, falsePositive: falsePositive)
    } work: { (prior: Double, sensitivity: Double, falsePositive: Double) throws(RandomError) in
      try BayesResult(prior: prior, sensitivity: sensitivity, falsePositive: falsePositive).worked
    },
    Form("prior:", "sensitivity:", "specificity:") {
      (prior: Double, sensitivity: Double, specificity: Double) throws(RandomError) in
      try BayesResult(prior: prior, sensitivity: sensitivity, falsePositive: 1 - specificity)
    } work: { (prior: Double, sensitivity: Double, specificity: Double) throws(RandomError) in
      try BayesResult(prior: prior, sensitivity: sensitivity, falsePositive: 1 - specificity).worked
    },
    Form("prior:", "likelihood:") { (prior: Vector, likelihood: Vector) throws(EvaluationError) in
      guard prior.count == likelihood.count else {
        throw ShapeError.unequal(.vector(prior.count), .vector(likelihood.count)).asEvaluation
      }
      do throws(RandomError) {
        return try BayesResult(prior: prior.elements, likelihood: likelihood.elements)
      } catch { throw error.asEvaluation }
    } work: { (prior: Vector, likelihood: Vector) throws(EvaluationError) in
      guard prior.count == likelihood.count else {
        throw ShapeError.unequal(.vector(prior.count), .vector(likelihood.count)).asEvaluation
      }
      do throws(RandomError) {
        return try BayesResult(prior: prior.elements, likelihood: likelihood.elements).worked
      } catch { throw error.asEvaluation }
    }),
  Builtin(
    "update", summary: "What data make of a prior: the posterior distribution of a parameter.",
    doc: """
      update(Beta(a, b), successes =, trials =) of a share; update(Normal(m, s), x, sd =) of a mean of numbers with known \
      standard deviation; update(Gamma(shape, scale), counts) of the rate of a Poisson law. The result has the posterior, its \
      central interval at level, and the law of the next observation; plot shows prior and posterior. Missing elements are \
      refused unless na = "drop".
      """,
    facts: .init(
      "prior, data → posterior",
      refuses: [
        "more successes than trials": "update(Beta(1, 1), successes = 8, trials = 7)",
        "a prior that is not conjugate": "update(Cauchy(0, 1), [1, 2], sd = 1)",
        "counts that are none": "update(Gamma(2, 1), [1.5])", "missing values": "update(Gamma(2, 1), [3, missing])",
      ], by: "conjugate pairs (Gelman et al., BDA 3, ch. 2)",
      fields: ["prior", "posterior", "mean", "sd", "interval", "predictive", "sentence"]),
    examples: [
      .init("update(Beta(1, 1), successes = 7, trials = 10).mean", "0.666667"),
      .init("update(Normal(0, 1), [2], sd = 1).mean", "1"), .init("update(Gamma(2, 1), [3, 1]).mean", "2"),
    ], related: ["bayes", "Beta", "Gamma", "Normal"],
    Form("prior", "successes:", "trials:", "level: 0.95") {
      (prior: RandomVariable, successes: Double, trials: Double, level: Double) throws(EvaluationError) in
      try PosteriorResult.counted(prior, successes, trials, level)
    },
    Form("prior", "x", "sd?", "level: 0.95", "na: \"keep\"") {
      (context: inout Context, prior: RandomVariable, x: Sample, sd: Double?, level: Double, na: MissingValues)
        throws(EvaluationError) in
      try PosteriorResult.observed(prior, context.present(x, na, of: "update"), sd, level)
    }),
]

/// `mean(X)`.
let distributionMean = Form("X") { (x: RandomVariable) throws(DistributionError) in
  try moment("mean", x, x.law.mean, "its tails are too heavy")
}
/// `var(X)`.
let distributionVariance = Form("X") { (x: RandomVariable) throws(DistributionError) in
  try moment("variance", x, x.law.variance, "it has no mean, or its tails are too heavy")
}
/// `std(X)`.
let distributionDeviation = Form("X") { (x: RandomVariable) throws(DistributionError) in
  try moment("standard deviation", x, x.law.standardDeviation, "it has no mean, or its tails are too heavy")
}
/// `mode(X)`.
let distributionMode = Form("X") { (x: RandomVariable) in x.law.mode }
/// `median(X)`.
let distributionMedian = Form("X") { (x: RandomVariable) in x.law.median }
/// `skew(X)`.
let distributionSkewness = Form("X") { (x: RandomVariable) throws(DistributionError) in
  try moment("skewness", x, x.law.skewness, "its third moment does not exist, or it does not vary")
}
/// `kurtosis(X)`, the excess.
let distributionKurtosis = Form("X") { (x: RandomVariable) throws(DistributionError) in
  try moment("kurtosis", x, x.law.kurtosis, "its fourth moment does not exist, or it does not vary")
}

private func moment(
  _ what: String, _ x: RandomVariable, _ value: Double, _ why: String
) throws(DistributionError) -> Double {
  guard !value.isNaN else { throw .undefined(what: what, of: RandomVariable.written(x.base), why: why) }
  return value
}

/// The law of X + Y for independent X and Y; `nil` where it is none of these.
private func sum(_ x: RandomVariable, _ y: RandomVariable) -> (any Distribution)? {
  if let a = x.base as? Normal, let b = y.base as? Normal {
    let (s, t) = (x.scale * a.sd, y.scale * b.sd)
    return try? Normal(mean: x.law.mean + y.law.mean, sd: (s * s + t * t).squareRoot())
  }
  if let a = x.base as? Cauchy, let b = y.base as? Cauchy {
    let location = x.scale * a.location + x.shift + y.scale * b.location + y.shift
    return try? Cauchy(location: location, scale: (x.scale * a.scale).magnitude + (y.scale * b.scale).magnitude)
  }
  // A scale of a gamma law is one more parameter; the others take neither scale nor shift.
  func gamma(_ v: RandomVariable) -> (shape: Double, scale: Double)? {
    guard v.shift == 0, v.scale > 0 else { return nil }
    switch v.base {
    case let law as Gamma: return (law.shape, law.scale * v.scale)
    case let law as Exponential: return (1, v.scale / law.rate)
    case let law as ChiSquared: return (law.df / 2, 2 * v.scale)
    default: return nil
    }
  }
  if let a = x.base as? ChiSquared, let b = y.base as? ChiSquared, !x.isMoved, !y.isMoved {
    return try? ChiSquared(df: a.df + b.df)
  }
  if let a = gamma(x), let b = gamma(y), a.scale == b.scale {
    return try? Gamma(shape: a.shape + b.shape, scale: a.scale)
  }
  guard !x.isMoved, !y.isMoved else { return nil }
  func trials(_ law: any Distribution) -> (n: Double, p: Double)? {
    if let law = law as? Binomial { return (law.n, law.p) }
    return (law as? Bernoulli).map { (1, $0.p) }
  }
  func failures(_ law: any Distribution) -> (r: Double, p: Double)? {
    if let law = law as? NegativeBinomial { return (law.r, law.p) }
    return (law as? Geometric).map { (1, $0.p) }
  }
  if let a = x.base as? Poisson, let b = y.base as? Poisson { return try? Poisson(rate: a.rate + b.rate) }
  if let a = trials(x.base), let b = trials(y.base), a.p == b.p { return try? Binomial(n: a.n + b.n, p: a.p) }
  if let a = failures(x.base), let b = failures(y.base), a.p == b.p {
    return try? NegativeBinomial(r: a.r + b.r, p: a.p)
  }
  return nil
}

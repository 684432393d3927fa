import Document
import Evaluation
import LinearAlgebra
import Numerics
import Statistics
import Tables

/// The laws of chance by name.
let distributions: [Builtin] =
  Family.all.map(constructor) + [
    Builtin(
      Categorical.name, summary: "One of k kinds, numbered from 1, with probabilities proportional to weights.",
      doc:
        "With labels the kinds have names: sample gives them, and X == \"a\" is an event. The weights need not add up to 1.",
      facts: .init(
        "weights k, labels k → distribution",
        refuses: ["a negative weight": "Categorical([1, -1])", "not as many labels": "Categorical([1, 2], [\"a\"])"],
        by: "sums from either end"),
      examples: [
        .init("pdf(Categorical([1, 3]), 2)", "0.75"),
        .init("X = Categorical([1, 3], [\"a\", \"b\"]); P(X == \"b\")", "0.75"),
      ], related: ["Multinomial", "Bernoulli", "sample"],
      Form("weights", "[labels]") { (weights: Vector, labels: Column?) throws(EvaluationError) in
        var names: [String] = []
        for value in labels?.elements ?? [] {
          guard case .text(let name) = value else {
            throw EvaluationError(
              .argument(function: "Categorical", parameter: "labels", needed: "texts", got: value.phrase))
          }
          names.append(name)
        }
        do throws(DistributionError) {
          return RandomVariable(try Categorical(weights: weights.elements, labels: names))
        } catch { throw error.asEvaluation }
      }),
    Builtin(
      Empirical.name, summary: "The law of one element drawn from a sample.",
      doc:
        "Every value has as much probability as it has copies; quantile is the least value with that share at or below it.",
      facts: .init(
        "x n → distribution", refuses: ["no numbers": "Empirical([])", "not finite": "Empirical([1, inf])"],
        by: "the sorted sample"),
      examples: [.init("cdf(Empirical([3, 1, 2, 2]), 2)", "0.75")], related: ["sample", "cdf", "fit"],
      Form("x") { (x: Vector) throws(DistributionError) in RandomVariable(try Empirical(x.elements)) }),
    Builtin(
      MvNormal.name, summary: "The normal law of several numbers together.",
      doc: """
        mean n and a positive definite covariance n×n. pdf(X, x), logpdf, sample, entropy; marginal(X, [1, 3]) is the law of \
        some of the numbers and conditional(X, [2], given = [1]) that of the others once these are known. Of two numbers \
        plot draws the contours.
        """,
      facts: .init(
        "mean n, cov n×n → distribution",
        refuses: [
          "not positive definite": "MvNormal([0, 0], [1 2; 2 1])", "other sizes": "MvNormal([0, 0], [1])",
        ], by: "Cholesky factor of the covariance", fields: ["mean", "cov", "sd"]),
      examples: [
        .init("MvNormal([0, 1], [2 1; 1 3]).mean", "[0, 1]"),
        .init("pdf(MvNormal([0, 0], [1 0; 0 1]), [0, 0])", "0.159155"),
      ],
      related: ["marginal", "conditional", "Normal", "Multinomial"],
      Form("mean", "cov") { (mean: Vector, cov: Columns<Matrix>) throws(EvaluationError) in
        do throws(MathError) {
          return JointNormal(law: try MvNormal(mean: mean.elements, covariance: cov.matrix))
        } catch {
          switch error {
          case .notPositiveDefinite, .notSymmetric:
            // The error names the first argument, which is the mean.
            throw DistributionError.unfit(
              law: MvNormal.name, why: "cov is symmetric and positive definite, as every covariance is"
            ).asEvaluation
          default: throw error.asEvaluation
          }
        }
      }),
    Builtin(
      Multinomial.name, summary: "How often each of k kinds comes in n independent draws.",
      doc: "The probabilities p add up to 1. pdf(X, counts), logpdf and sample; fields mean and cov.",
      facts: .init(
        "n number, p k → distribution",
        refuses: ["not adding up to 1": "Multinomial(3, [0.5, 0.6])", "n not whole": "Multinomial(2.5, [0.5, 0.5])"],
        by: "binomial conditionals in turn", fields: ["n", "p", "mean", "cov"]),
      examples: [
        .init("Multinomial(6, [0.5, 0.3, 0.2]).mean", "[3, 1.8, 1.2]"),
        .init("pdf(Multinomial(2, [0.5, 0.5]), [1, 1])", "0.5"),
      ],
      related: ["Categorical", "Binomial", "MvNormal"],
      Form("n", "p") { (n: Double, p: Vector) throws(DistributionError) in
        JointCounts(law: try Multinomial(n: n, p: p.elements))
      }),
  ]

private func constructor(_ family: Family) -> Builtin {
  let p = family.parameters.map { Parameter(stringLiteral: $0) }
  let (density, example, refusal) = lawFacts[family.name] ?? ("", "", [:])
  let made: @Sendable ([Double]) throws(DistributionError) -> RandomVariable = {
    (values: [Double]) throws(DistributionError) in RandomVariable(try family(values))
  }
  let form =
    switch p.count {
    case 1: Form(p[0]) { (a: Double) throws(DistributionError) in try made([a]) }
    case 2: Form(p[0], p[1]) { (a: Double, b: Double) throws(DistributionError) in try made([a, b]) }
    default:
      Form(p[0], p[1], p[2]) { (a: Double, b: Double, c: Double) throws(DistributionError) in try made([a, b, c]) }
    }
  let arguments = example.isEmpty ? "" : String(example.dropFirst(family.name.count))
  return Builtin(
    family.name, summary: family.summary,
    doc: density + " A value that can be asked (pdf, cdf, upper_quantile, sample), drawn (plot) and compared: with "
      + "X = \(family.name)\(arguments), X < 2 is an event and P(X < 2) its probability; 2X + 1 is a distribution too.",
    facts: .init(
      "numbers → distribution", refuses: refusal,
      by: "Boost.Math and Loader's deviances in 64-bit precision, within 1e-13 in either tail"),
    examples: [.init("X = \(example); cdf(X, inf)", "1")], related: ["P", "pdf", "cdf", "sample", "fit"],
    trace: TracedLaw.making(family), form)
}

/// An example of each law, for messages.
let lawExamples: [String: String] = lawFacts.mapValues { $0.1 }.merging([
  "Categorical": "Categorical([1, 3], [\"a\", \"b\"])", "Empirical": "Empirical([1, 2, 2, 5])",
  "MvNormal": "MvNormal([0, 1], [2 1; 1 3])", "Multinomial": "Multinomial(6, [0.5, 0.3, 0.2])",
]) { own, _ in own }

/// Density or mass, an example, and refusals.
private let lawFacts: [String: (String, String, KeyValuePairs<String, String>)] = [
  "Normal": (
    "Density exp(−((x − mean)/sd)²/2) / (sd √(2π)).", "Normal(0, 1)",
    ["sd not positive": "Normal(0, -1)", "mean not finite": "Normal(inf, 1)"]
  ),
  "StudentT": (
    "Density proportional to (1 + x²/df)^(−(df + 1)/2); the mean exists for df > 1, the variance is finite for df > 2.",
    "StudentT(5)", ["df not positive": "StudentT(0)"]
  ),
  "ChiSquared": ("Gamma with shape df/2 and scale 2.", "ChiSquared(3)", ["df not positive": "ChiSquared(-1)"]),
  "F": ("The mean is finite for df2 > 2, the variance for df2 > 4.", "F(2, 12)", ["df not positive": "F(2, 0)"]),
  "Beta": ("Density proportional to x^(a − 1) (1 − x)^(b − 1).", "Beta(2, 3)", ["a not positive": "Beta(0, 1)"]),
  "Gamma": (
    "Density proportional to x^(shape − 1) exp(−x/scale).", "Gamma(2, 3)", ["scale not positive": "Gamma(2, 0)"]
  ),
  "Exponential": ("Density rate · exp(−rate · x).", "Exponential(0.5)", ["rate not positive": "Exponential(0)"]),
  "Uniform": ("Density 1/(b − a).", "Uniform(0, 2)", ["b not above a": "Uniform(2, 2)"]),
  "LogNormal": (
    "mu and sigma are mean and standard deviation of the logarithm.", "LogNormal(0, 1)",
    ["sigma not positive": "LogNormal(0, 0)"]
  ),
  "Weibull": ("P(X > x) = exp(−(x/scale)^shape).", "Weibull(2, 1)", ["shape not positive": "Weibull(0, 1)"]),
  "Cauchy": (
    "Density proportional to 1/(1 + ((x − location)/scale)²).", "Cauchy(0, 1)", ["scale not positive": "Cauchy(0, 0)"]
  ),
  "Laplace": (
    "Density exp(−|x − location|/scale) / (2 scale).", "Laplace(0, 1)", ["scale not positive": "Laplace(0, 0)"]
  ),
  "Logistic": (
    "P(X ≤ x) = 1/(1 + exp(−(x − location)/scale)).", "Logistic(0, 1)", ["scale not positive": "Logistic(0, 0)"]
  ),
  "Pareto": ("P(X > x) = (minimum/x)^shape.", "Pareto(1, 3)", ["minimum not positive": "Pareto(0, 1)"]),
  "Binomial": (
    "P(X = k) = n!/(k! (n − k)!) pᵏ (1 − p)ⁿ⁻ᵏ.", "Binomial(10, 0.5)",
    ["p not a probability": "Binomial(10, 1.5)", "n not whole": "Binomial(2.5, 0.5)"]
  ),
  "Poisson": ("P(X = k) = rateᵏ exp(−rate)/k!.", "Poisson(3)", ["rate not positive": "Poisson(-1)"]),
  "Geometric": ("P(X = k) = p (1 − p)ᵏ, k from 0 on.", "Geometric(0.2)", ["p not a probability": "Geometric(0)"]),
  "NegativeBinomial": (
    "P(X = k) = Γ(r + k)/(k! Γ(r)) pʳ (1 − p)ᵏ, k from 0 on; r need not be whole.", "NegativeBinomial(3, 0.4)",
    ["p not a probability": "NegativeBinomial(3, 2)"]
  ),
  "Hypergeometric": (
    "P(X = k) = C(successes, k) C(population − successes, draws − k) / C(population, draws).",
    "Hypergeometric(50, 5, 10)",
    ["more draws than there are": "Hypergeometric(50, 5, 60)"]
  ),
  "Bernoulli": ("Binomial with n = 1.", "Bernoulli(0.3)", ["p not a probability": "Bernoulli(2)"]),
]

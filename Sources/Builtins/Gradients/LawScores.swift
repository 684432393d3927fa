import Graph

/// How a law's density and its distribution function change with its parameters and with x.
struct LawScores {
  /// The derivative of log density by each parameter in order, then by x; `unstated` where none is known.
  let scores: [Term]
  /// The derivative of P(X ≤ x) by each parameter, divided by the density at x.
  let flows: [Term]

  /// Of a family of the catalog, with the parameters as variables from 0 and x as the last; `nil` where none are stated.
  /// - Source: differentiated by hand from the densities in Forbes et al., Statistical Distributions 4e.
  static func named(_ family: String) -> LawScores? { table[family] }

  private static let table: [String: LawScores] = [
    "Normal": standardised { z, _ in -z },
    "Cauchy": standardised { z, _ in -2 * z / (1 + z.squared) },
    "Laplace": standardised { z, _ in -Primitive.sign(z) },
    "Logistic": standardised { z, _ in -Primitive.tanh(z / 2) },
    "LogNormal": logNormal, "Exponential": exponential, "Uniform": uniform, "Gamma": gamma, "ChiSquared": chiSquared,
    "Beta": beta, "StudentT": studentT, "F": fisher, "Weibull": weibull, "Pareto": pareto, "Poisson": poisson,
    "Binomial": binomial, "Bernoulli": bernoulli, "Geometric": geometric, "NegativeBinomial": negativeBinomial,
  ]

  private static let a = Term.variable(0)
  private static let b = Term.variable(1)

  private static func log(_ x: Term) -> Term { Primitive.log(x) }
  private static func digamma(_ x: Term) -> Term { Primitive.digamma(x) }
  /// Outside of the support the density is 0, and 0 times an infinite score would be no number.
  private static func above0(_ x: Term) -> Term { Primitive.max(x, 1e-300) }

  /// A law of (x − location)/scale, from the score of its standard form.
  private static func standardised(_ score: (Term, Term) -> Term) -> LawScores {
    let x = Term.variable(2)
    let z = (x - a) / b
    let slope = score(z, x)
    return LawScores(scores: [-slope / b, -(1 + z * slope) / b, slope / b], flows: [-1, -z])
  }

  private static var logNormal: LawScores {
    let x = above0(.variable(2))
    let z = (log(x) - a) / b
    return LawScores(scores: [z / b, (z.squared - 1) / b, -(1 + z / b) / x], flows: [-x, -(x * z)])
  }

  private static var exponential: LawScores {
    let x = Term.variable(1)
    return LawScores(scores: [1 / a - x, -a], flows: [x / a])
  }

  private static var uniform: LawScores {
    let x = Term.variable(2)
    return LawScores(scores: [1 / (b - a), -1 / (b - a), 0], flows: [-(b - x) / (b - a), -(x - a) / (b - a)])
  }

  private static var gamma: LawScores {
    let x = above0(.variable(2))
    return LawScores(
      scores: [log(x) - log(b) - digamma(a), (x / b - a) / b, (a - 1) / x - 1 / b], flows: [.unstated, -(x / b)])
  }

  private static var chiSquared: LawScores {
    let x = above0(.variable(1))
    return LawScores(
      scores: [(log(x / 2) - digamma(a / 2)) / 2, (a / 2 - 1) / x - 0.5], flows: [.unstated])
  }

  private static var beta: LawScores {
    let x = above0(.variable(2))
    let y = above0(1 - .variable(2))
    let both = digamma(a + b)
    return LawScores(
      scores: [log(x) - digamma(a) + both, log(y) - digamma(b) + both, (a - 1) / x - (b - 1) / y],
      flows: [.unstated, .unstated])
  }

  private static var studentT: LawScores {
    let x = Term.variable(1)
    let s = x.squared / a
    let byDegrees = (digamma((a + 1) / 2) - digamma(a / 2) - 1 / a - Primitive.log1p(s)) / 2
    return LawScores(
      scores: [byDegrees + (a + 1) / 2 * (s / a) / (1 + s), -(a + 1) * x / (a + x.squared)], flows: [.unstated])
  }

  private static var fisher: LawScores {
    let x = above0(.variable(2))
    let t = b + a * x
    let both = digamma((a + b) / 2)
    let byFirst = (log(a) + 1 + log(x) - log(t) - (a + b) * x / t - digamma(a / 2) + both) / 2
    let bySecond = (log(b) + 1 - log(t) - (a + b) / t - digamma(b / 2) + both) / 2
    return LawScores(
      scores: [byFirst, bySecond, (a / 2 - 1) / x - (a + b) / 2 * a / t], flows: [.unstated, .unstated])
  }

  private static var weibull: LawScores {
    let x = above0(.variable(2))
    let u = log(x / b)
    let w = Primitive.exp(a * u)
    return LawScores(
      scores: [1 / a + u - w * u, a / b * (w - 1), (a - 1 - a * w) / x], flows: [x * u / a, -(x / b)])
  }

  private static var pareto: LawScores {
    let x = above0(.variable(2))
    return LawScores(scores: [b / a, 1 / b + log(a / x), -(b + 1) / x], flows: [-(x / a), x / b * log(x / a)])
  }

  // MARK: counted, whose mass has no slope by x

  private static var poisson: LawScores {
    LawScores(scores: [.variable(1) / a - 1, .unstated], flows: [-1])
  }

  private static var binomial: LawScores {
    let k = Term.variable(2)
    return LawScores(
      scores: [.unstated, (k - a * b) / (b * (1 - b)), .unstated], flows: [.unstated, -(a - k) / (1 - b)])
  }

  private static var bernoulli: LawScores {
    let k = Term.variable(1)
    return LawScores(scores: [(k - a) / (a * (1 - a)), .unstated], flows: [-(1 - k) / (1 - a)])
  }

  private static var geometric: LawScores {
    let k = Term.variable(1)
    return LawScores(scores: [1 / a - k / (1 - a), .unstated], flows: [(k + 1) / a])
  }

  private static var negativeBinomial: LawScores {
    let k = Term.variable(2)
    return LawScores(
      scores: [digamma(a + k) - digamma(a) + log(b), a / b - k / (1 - b), .unstated],
      flows: [.unstated, (a + k) / b])
  }
}

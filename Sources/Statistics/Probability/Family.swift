/// The laws of one number, each with how it is made from its parameters.
public struct Family: Sendable {
  public let name: String
  public let isDiscrete: Bool
  /// The parameters in order.
  public let parameters: [String]
  /// What it is the law of, in one sentence.
  public let summary: String
  private let make: @Sendable ([Double]) throws(DistributionError) -> any Distribution

  init<Law: Distribution>(
    _ law: Law.Type, _ parameters: [String], _ summary: String,
    _ make: @escaping @Sendable ([Double]) throws(DistributionError) -> Law
  ) {
    (name, isDiscrete, self.parameters, self.summary) = (Law.name, Law.isDiscrete, parameters, summary)
    self.make = { (values: [Double]) throws(DistributionError) -> any Distribution in try make(values) }
  }

  /// - Parameter values: one for each of `parameters`.
  public func callAsFunction(_ values: [Double]) throws(DistributionError) -> any Distribution {
    guard values.count == parameters.count else {
      throw .unfit(law: name, why: "it has \(parameters.count) parameters, not \(values.count)")
    }
    return try make(values)
  }

  public static func named(_ name: String) -> Family? { all.first { $0.name == name } }

  /// Those with numbers for parameters.
  public static let all: [Family] = [
    Family(Normal.self, ["mean", "sd"], "The normal law: a bell about its mean.") { (v) throws(DistributionError) in
      try Normal(mean: v[0], sd: v[1])
    },
    Family(StudentT.self, ["df"], "Student's t: a bell with heavy tails.") { (v) throws(DistributionError) in
      try StudentT(df: v[0])
    },
    Family(ChiSquared.self, ["df"], "χ²: the sum of df squared standard normal numbers.") {
      (v) throws(DistributionError) in try ChiSquared(df: v[0])
    },
    Family(F.self, ["df1", "df2"], "F: the ratio of two χ² numbers, each over its degrees of freedom.") {
      (v) throws(DistributionError) in try F(df1: v[0], df2: v[1])
    },
    Family(Beta.self, ["a", "b"], "The beta law of a share between 0 and 1.") { (v) throws(DistributionError) in
      try Beta(a: v[0], b: v[1])
    },
    Family(Gamma.self, ["shape", "scale"], "The gamma law of waiting times: mean shape · scale.") {
      (v) throws(DistributionError) in try Gamma(shape: v[0], scale: v[1])
    },
    Family(Exponential.self, ["rate"], "The exponential law of the time to the next event: mean 1 / rate.") {
      (v) throws(DistributionError) in try Exponential(rate: v[0])
    },
    Family(Uniform.self, ["a", "b"], "Every number from a to b alike.") { (v) throws(DistributionError) in
      try Uniform(a: v[0], b: v[1])
    },
    Family(LogNormal.self, ["mu", "sigma"], "The law of exp(Z), where Z is Normal(mu, sigma).") {
      (v) throws(DistributionError) in try LogNormal(mu: v[0], sigma: v[1])
    },
    Family(Weibull.self, ["shape", "scale"], "The Weibull law of lifetimes.") { (v) throws(DistributionError) in
      try Weibull(shape: v[0], scale: v[1])
    },
    Family(Cauchy.self, ["location", "scale"], "The Cauchy law, whose tails are too heavy for a mean.") {
      (v) throws(DistributionError) in try Cauchy(location: v[0], scale: v[1])
    },
    Family(Laplace.self, ["location", "scale"], "The Laplace law: exponential tails to both sides.") {
      (v) throws(DistributionError) in try Laplace(location: v[0], scale: v[1])
    },
    Family(Logistic.self, ["location", "scale"], "The logistic law, whose cdf is the sigmoid.") {
      (v) throws(DistributionError) in try Logistic(location: v[0], scale: v[1])
    },
    Family(Pareto.self, ["minimum", "shape"], "The Pareto law of sizes above a minimum.") {
      (v) throws(DistributionError) in try Pareto(minimum: v[0], shape: v[1])
    },
    Family(Binomial.self, ["n", "p"], "How many of n independent trials succeed.") { (v) throws(DistributionError) in
      try Binomial(n: v[0], p: v[1])
    },
    Family(Poisson.self, ["rate"], "How often something happens that happens rate times on average.") {
      (v) throws(DistributionError) in try Poisson(rate: v[0])
    },
    Family(Geometric.self, ["p"], "How many trials fail before the first success.") { (v) throws(DistributionError) in
      try Geometric(p: v[0])
    },
    Family(NegativeBinomial.self, ["r", "p"], "How many trials fail before the r-th success.") {
      (v) throws(DistributionError) in try NegativeBinomial(r: v[0], p: v[1])
    },
    Family(
      Hypergeometric.self, ["population", "successes", "draws"],
      "How many successes come in draws without replacement."
    ) { (v) throws(DistributionError) in
      try Hypergeometric(population: v[0], successes: v[1], draws: v[2])
    },
    Family(Bernoulli.self, ["p"], "1 with probability p, otherwise 0.") { (v) throws(DistributionError) in
      try Bernoulli(p: v[0])
    },
  ]

  /// Those made of vectors and matrices instead.
  public static let others = [Categorical.name, Empirical.name, MvNormal.name, Multinomial.name]
}

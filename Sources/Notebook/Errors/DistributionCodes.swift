extension ErrorEntry {
  static let distributions: [ErrorEntry] = [
    .init("E330", "not a parameter of a distribution", "A parameter lies outside its range.", "Normal(0, -1)"),
    .init("E331", "no such moment", "The distribution has no mean or variance.", "mean(StudentT(1))"),
    .init("E332", "numbers a distribution cannot give", "The data do not suit the distribution.", "Empirical([])"),
    .init("E333", "not random", "What is left of a random variable does not vary.", "0 * Normal(0, 1)"),
    .init(
      "E334", "how variables depend on each other is not known",
      "An event is about several variables, which may depend on each other.",
      "X = Normal(0, 1); Y = Normal(0, 1); P(X < 1 and Y < 2)"),
    .init(
      "E335", "two variables", "A sum or comparison of two variables depends on how they go together.",
      "Normal(0, 1) + Normal(0, 1)"),
    .init(
      "E336", "no closed law of this sum", "The law of the sum is none of those here.",
      "convolve(Normal(0, 1), Beta(1, 2))"),
    .init(
      "E337", "a condition that cannot happen", "A condition has probability 0.",
      "X = Uniform(0, 1); P(X > 0.5 | X > 2)"),
    .init("E338", "the mean does not exist", "An integral under the distribution diverges.", "E(x -> x, Cauchy(0, 1))"),
    .init("E339", "too many combinations", "An event of many variables has too many parts.", nil),
    .init(
      "E340", "not a probability", "A probability is a number from 0 to 1.",
      "bayes(prior = 2, sensitivity = 0.9, false_positive = 0.1)"),
    .init(
      "E341", "counts that cannot be", "Counts are whole numbers that fit each other.",
      "update(Beta(1, 1), successes = 8, trials = 7)"),
    .init(
      "E343", "no conjugate update", "The prior does not go with the data.", "update(Cauchy(0, 1), [1, 2], sd = 1)"),
    .init(
      "E344", "impossible evidence", "Under no hypothesis can the evidence happen.",
      "bayes(prior = [0.5, 0.5], likelihood = [0, 0])"),
    .init("E345", "no best fit", "The likelihood has no maximum.", "fit(NegativeBinomial, [1, 1, 1])"),
  ]
}

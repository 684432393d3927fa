import Document
import Evaluation

/// What a random variable or an event cannot do.
enum RandomError: ReportableError, EvaluationFailure {
  /// 0 · X + b.
  case constant(Double)
  /// A factor or what is added is not finite.
  case infinite(scale: Double, shift: Double)
  /// A comparison with NaN.
  case noThreshold
  /// An event of several variables whose dependence is not known.
  case joint(conditional: Bool)
  /// X + Y or X < Y.
  case together(symbol: String)
  /// A law of the sum that is none of those here.
  case noSum(String, String)
  case impossible(event: String)
  case divergent(law: String)
  case tooManyCells
  /// More comparisons joined in one event than are taken.
  case tooManyParts(limit: Int)
  case notAShare(name: String, value: Double)
  case counts(String)
  case noUpdate(prior: String)
  case noHypothesis

  var asEvaluation: EvaluationError { EvaluationError(.other(self)) }

  var report: Report {
    switch self {
    case .constant(let value):
      Report(
        code: "E333", title: "not random",
        message: "What is left does not vary: it would always be \(value.formatted()).", suggestion: "2Normal(0, 1) + 1"
      )
    case .infinite(let scale, let shift):
      Report(
        code: "E346", title: "beyond every number",
        message: scale.isFinite
          ? "I cannot move a random variable by \(shift.formatted()): what is added has to be a finite number."
          : "I cannot multiply a random variable by \(scale.formatted()), which is what dividing by 0 or something near it "
            + "does too: the factor has to be a finite number.",
        suggestion: "2Normal(0, 1) + 1")
    case .noThreshold:
      Report(
        code: "E347", title: "compared with NaN",
        message: "An event compares a random variable with a number, and NaN is none: nothing is less, equal or more.",
        suggestion: "P(Normal(0, 1) < 2)")
    case .joint(let isConditional):
      Report(
        code: "E334", title: "how the variables depend on each other is not known",
        message: "The event is about more than one variable, and their laws do not say how they go together. "
          + "If one tells nothing about the other, say so: \(isConditional ? "P(A | B, …) takes independent = true." : "independent = true multiplies.") "
          + "If both names mean one variable, define it once and use that name.",
        suggestion: "X = Normal(0, 1); Y = Normal(0, 1); P(X < 1 and Y < 2, independent = true)")
    case .together(let symbol):
      Report(
        code: "E335", title: "two variables \(symbol == "+" || symbol == "-" ? "in a sum" : "compared")",
        message: "Of two different variables the law of what they make together depends on how they go together. "
          + "For independent ones convolve(X, Y) is the law of X + Y, and convolve(X, -Y) that of X − Y.",
        suggestion: "convolve(Normal(0, 1), Normal(1, 2))")
    case .noSum(let a, let b):
      Report(
        code: "E336", title: "no closed law of this sum",
        message:
          "\(a) and \(b) have a sum, but none of the laws here is its law. I know the sums of two Normal, Cauchy, "
          + "Poisson, ChiSquared, of Gamma or Exponential of one scale, and of Binomial, NegativeBinomial or Geometric of one p.",
        suggestion: "convolve(Poisson(2), Poisson(3))")
    case .impossible(let event):
      Report(
        code: "E337", title: "a condition that cannot happen",
        message: "The condition \(event) has probability 0, so nothing is probable given it.",
        suggestion: "X = Normal(0, 1); P(X > 2 | X > 1)")
    case .divergent(let law):
      Report(
        code: "E338", title: "the mean does not exist",
        message:
          "Under \(law) this has no mean: it is infinite where it may lie, or its tails fall too slowly, and its sum "
          + "or integral diverges.",
        suggestion: "E(x -> x^2, Normal(0, 1))")
    case .tooManyCells:
      Report(
        code: "E339", title: "too many combinations",
        message: "The event asks more of its variables than I can take apart: over 200 000 combinations.",
        suggestion: nil)
    case .tooManyParts(let limit):
      Report(
        code: "E339", title: "too many parts",
        message: "An event joins at most \(limit) comparisons of different variables.",
        suggestion: "X = Poisson(3); P(X in [1, 2, 5])")
    case .notAShare(let name, let value):
      Report(
        code: "E340", title: "not a probability",
        message: "\(name) is a probability, from 0 to 1; \(value.formatted()) is not.",
        suggestion: name == "p"
          ? "quantile(Normal(0, 1), 0.975)" : "bayes(prior = 0.01, sensitivity = 0.9, false_positive = 0.09)")
    case .counts(let why):
      Report(
        code: "E341", title: "counts that cannot be", message: why,
        suggestion: "update(Beta(1, 1), successes = 7, trials = 10)")
    case .noUpdate(let prior):
      Report(
        code: "E343", title: "no conjugate update",
        message:
          "\(prior) does not go with these data. Beta takes successes and trials, Normal takes numbers with their sd, "
          + "Gamma takes counts of a Poisson rate.",
        suggestion: "update(Normal(0, 10), [1.2, 0.7], sd = 1)")
    case .noHypothesis:
      Report(
        code: "E344", title: "impossible evidence",
        message: "Under no hypothesis can the evidence happen: its probability is 0, and nothing can be concluded.",
        suggestion: "bayes(prior = [0.5, 0.5], likelihood = [0.2, 0.4])")
    }
  }
}

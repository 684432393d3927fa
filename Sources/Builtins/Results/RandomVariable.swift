import Charts
import Document
import Evaluation
import LinearAlgebra
import Statistics

/// A random variable: a law, and which variable it is. Two variables of one law are not the same variable, and 2X + 1 is
/// made of X.
public struct RandomVariable: DomainValue, ArgumentType, ResultType {
  public static let typeName = "distribution"
  public static let needed = "a distribution such as Normal(0, 1)"

  /// What tells one variable from another.
  final class Identity: Sendable {}

  let base: any Distribution
  let identity: Identity
  let scale: Double
  let shift: Double

  init(_ base: any Distribution) { self.init(base, Identity(), scale: 1, shift: 0) }

  private init(_ base: any Distribution, _ identity: Identity, scale: Double, shift: Double) {
    (self.base, self.identity, self.scale, self.shift) = (base, identity, scale, shift)
  }

  var isMoved: Bool { scale != 1 || shift != 0 }
  var law: any Distribution { isMoved ? Moved(base, scale: scale, shift: shift) : base }

  /// a · this + b.
  func moved(scale a: Double, shift b: Double) throws(RandomError) -> RandomVariable {
    let (scale, shift) = (a * self.scale, a * self.shift + b)
    guard scale != 0, scale.isFinite, shift.isFinite else { throw .constant(shift) }
    return RandomVariable(base, identity, scale: scale, shift: shift)
  }

  /// The points of the variable it is made of from which it comes to lie in a region.
  func origin(_ x: Double) -> Double { isMoved ? Moved(base, scale: scale, shift: shift).origin(x) : x }

  /// `2X + 1`.
  func written(_ name: String) -> String {
    guard isMoved else { return name }
    let factor = scale == 1 ? name : scale == -1 ? "-\(name)" : "\(scale.formatted())\(name)"
    if shift == 0 { return factor }
    return "\(factor) \(shift < 0 ? "-" : "+") \(shift.magnitude.formatted())"
  }

  /// `Gamma(2, 3)`, of a sample or of kinds how many there are.
  static func written(_ law: any Distribution) -> String {
    switch law {
    case let law as Empirical: "Empirical of \(law.sorted.count.counted("number"))"
    case let law as Categorical:
      "Categorical(\(law.probabilities.count <= 8 ? "[\(law.probabilities.map { $0.formatted() }.joined(separator: ", "))]" : "\(law.probabilities.count) kinds")\(law.labels.isEmpty || law.labels.count > 8 ? "" : ", [\(law.labels.map { "\"\($0)\"" }.joined(separator: ", "))]"))"
    default: law.written()
    }
  }

  public var document: Document {
    let law = law
    var line = Text(isMoved ? "\(written("X")) where X ~ \(Self.written(base))" : Self.written(base))
    line = line + Text("   ")
    line = line + number("mean", law.mean) + Text(" · ", .dim) + number("sd", law.standardDeviation)
    let ends = law.support
    line = line + Text(" · from \(ends.lowerBound.formatted()) to \(ends.upperBound.formatted())", .dim)
    return Document([.line(line)])
  }

  private func number(_ name: String, _ value: Double) -> Text {
    value.isNaN ? Text("no \(name)", .dim) : Text("\(name) ", .dim) + .number(value)
  }

  public var figure: (any Figure)? {
    try? drawn(nil, title: written("X") + (isMoved ? ", X ~ " : " ~ ") + Self.written(base))
  }

  public var fields: Record {
    let law = law
    var fields = [Record.Field("name", .text(type(of: base).name))]
    fields += base.parameters.map { .init($0.name, .number($0.value)) }
    if isMoved { fields += [.init("scale", .number(scale)), .init("shift", .number(shift))] }
    let known = Set(fields.map(\.name))
    let more = [
      Record.Field("mean", .number(law.mean)), .init("sd", .number(law.standardDeviation)),
      .init("support", .vector(Vector([law.support.lowerBound, law.support.upperBound]))),
    ]
    return Record(fields + more.filter { !known.contains($0.name) })
  }
}

/// What a random variable or an event cannot do.
enum RandomError: ReportableError, EvaluationFailure {
  /// 0 · X + b.
  case constant(Double)
  /// An event of several variables whose dependence is not known.
  case joint(variables: Int, conditional: Bool)
  /// X + Y or X < Y.
  case together(symbol: String)
  /// A law of the sum that is none of those here.
  case noSum(String, String)
  case impossible(event: String)
  case divergent(law: String)
  case tooManyCells
  case notAShare(name: String, value: Double)
  case counts(String)
  case missing(count: Int, function: String)
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
    case .joint(_, let isConditional):
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
        message: "Under \(law) the tails of this fall too slowly: its integral diverges, and no number is its mean.",
        suggestion: "E(x -> x^2, Normal(0, 1))")
    case .tooManyCells:
      Report(
        code: "E339", title: "too many combinations",
        message: "The event asks more of its variables than I can take apart: over 200 000 combinations.",
        suggestion: nil)
    case .notAShare(let name, let value):
      Report(
        code: "E340", title: "not a probability",
        message: "\(name) is a probability, from 0 to 1; \(value.formatted()) is not.",
        suggestion: "bayes(prior = 0.01, sensitivity = 0.9, false_positive = 0.09)")
    case .counts(let why):
      Report(
        code: "E341", title: "counts that cannot be", message: why,
        suggestion: "update(Beta(1, 1), successes = 7, trials = 10)")
    case .missing(let count, let function):
      Report(
        code: "E350", title: "missing values",
        message: "\(function) met \(count.counted("missing value")); na = \"drop\" leaves them out and says so.",
        suggestion: "fit(Normal, [1, 2, missing, 4], na = \"drop\")")
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

extension DistributionError: ReportableError, EvaluationFailure {
  public var asEvaluation: EvaluationError { EvaluationError(.other(self)) }

  public var report: Report {
    switch self {
    case .parameter(let name, let law, let value, let needed):
      Report(
        code: "E330", title: "not a parameter of \(law)",
        message: "\(name) is \(value.formatted()); of \(law) it has to be \(needed).",
        suggestion: "Normal(0, 1)")
    case .undefined(let what, let law, let why):
      Report(
        code: "E331", title: "no \(what)", message: "\(law) has no \(what): \(why).",
        suggestion: "upper_quantile(StudentT(1), 0.5)")
    case .unfit(let law, let why):
      Report(
        code: "E332", title: "numbers \(law) cannot give", message: "For \(law) I need that \(why).", suggestion: nil)
    case .noMaximum(let law, let why):
      Report(
        code: "E345", title: "no best fit", message: "\(law) has no maximum of likelihood here: \(why).",
        suggestion: nil)
    }
  }
}

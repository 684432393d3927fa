import Evaluation
import Graph
import LinearAlgebra
import Numerics
import Syntax

/// Functions of statistics and learning beyond the elementary ones. Relative error at most 1e-13, or what rounding the
/// argument causes. All take numbers and arrays, element by element, except softmax and logsumexp.
let specialFunctions: [Builtin] = [
  Builtin(
    "factorial", of: "n", needs: "a whole number from 0 on",
    summary: "n! = 1·2·…·n.",
    doc: "Correctly rounded; Inf from 171 on. n must be whole and not negative; gamma(x + 1) goes between.",
    facts: .each(refuses: ["negative or not whole": "factorial(-1)"], by: "exact integers, correctly rounded"),
    examples: [.init("factorial(5)", "120"), .init("factorial([0, 3, 10])", "[1, 6, 3628800]")],
    related: ["choose", "gamma", "prod"], each: Counting.factorial),
  Builtin(
    "choose", of: "n", "k", needs: "a finite n and a whole k",
    summary: "The number of ways to choose k of n.",
    doc: "n!/(k! (n−k)!), correctly rounded for whole n; n may be any real number, k must be whole; 0 for k < 0.",
    facts: .init(
      "n, k as broadcast → the same shape", refuses: ["k not whole": "choose(5, 1.5)"],
      by: "exact integers, correctly rounded; Boost.Math for other n"),
    examples: [.init("choose(5, 2)", "10"), .init("choose(4, 0:4)", "[1, 4, 6, 4, 1]")],
    related: ["factorial", "beta"],
    each: Counting.choose),
  Builtin(
    "gcd", of: "a", "b", needs: "whole numbers",
    summary: "The greatest common divisor.", doc: "Of two numbers or more; never negative; gcd(0, b) is |b|.",
    facts: .init(
      "a, b, … as broadcast → the same shape", refuses: ["not whole": "gcd(1.5, 2)"], by: "Euclid's algorithm"),
    examples: [.init("gcd(12, 18)", "6"), .init("gcd(12, 18, 27)", "3")], related: ["lcm", "mod"], each: Counting.gcd,
    several: true),
  Builtin(
    "lcm", of: "a", "b", needs: "whole numbers",
    summary: "The least common multiple.", doc: "Of two numbers or more; never negative; 0 if one of them is 0.",
    facts: .init(
      "a, b, … as broadcast → the same shape", refuses: ["not whole": "lcm(1.5, 2)"], by: "|a b| / gcd(a, b)"),
    examples: [.init("lcm(4, 6)", "12")], related: ["gcd", "mod"], each: Counting.lcm, several: true),
  Builtin(
    "gamma", primitive: .gamma, summary: "The gamma function Γ(x), which is (x − 1)! at whole numbers.",
    doc: "Not defined at 0, −1, −2, …; Inf from 171.63 on, where lgamma goes further.",
    facts: .each(refuses: ["a pole": "gamma(-1)"], by: "Boost.Math, relative error at most 1e-13"),
    examples: [.init("gamma(5)", "24"), .init("gamma(0.5)^2", "3.14159")],
    related: ["lgamma", "digamma", "factorial", "beta"]),
  Builtin(
    "lgamma", primitive: .lgamma, summary: "The logarithm of |Γ(x)|.",
    doc: "Without overflow, and exact around its zeros at 1 and 2; Inf at 0, −1, −2, …",
    facts: .each(refuses: [:], by: "glibc, exact around its zeros at 1 and 2"),
    examples: [.init("lgamma(100)", "359.134")], related: ["gamma", "digamma"]),
  Builtin(
    "digamma", primitive: .digamma, summary: "ψ(x), the derivative of log Γ(x).",
    doc: "Not defined at 0, −1, −2, …",
    facts: .each(refuses: ["a pole": "digamma(0)"], by: "Boost.Math, relative error at most 1e-13"),
    examples: [.init("digamma(1)", "-0.577216")], related: ["trigamma", "lgamma"]),
  Builtin(
    "trigamma", primitive: .trigamma, summary: "ψ′(x), the derivative of digamma.",
    doc: "Not defined at 0, −1, −2, …",
    facts: .each(refuses: ["a pole": "trigamma(0)"], by: "Boost.Math, relative error at most 1e-13"),
    examples: [.init("trigamma(1)", "1.64493")], related: ["digamma"]),
  Builtin(
    "beta", of: "a", "b", needs: "a > 0 and b > 0",
    summary: "The beta function B(a, b) = Γ(a) Γ(b)/Γ(a + b).", doc: "For a, b > 0; no gamma overflows on the way.",
    facts: .init(
      "a, b as broadcast → the same shape", refuses: ["a or b not above 0": "beta(-1, 2)"],
      by: "Boost.Math, relative error at most 1e-13"),
    examples: [.init("beta(2, 3)", "0.0833333")], related: ["gamma", "beta_i", "choose"],
    trace: { (arguments: Arguments, context: inout Context) throws(EvaluationError) in
      guard let ab = arguments.exactly(2) else { return nil }
      let both = try context.combine(.dotAdd, ab[0], ab[1])
      let logs = try context.combine(.dotAdd, context.traced(.lgamma, ab[0]), context.traced(.lgamma, ab[1]))
      return try context.traced(.exp, context.combine(.dotSubtract, logs, context.traced(.lgamma, both)))
    }, each: Special.beta),
  Builtin(
    "erf", primitive: .erf, summary: "The error function 2/√π ∫₀ˣ exp(−t²) dt.",
    doc: "The probability that a normal number of variance ½ lies between −x and x.",
    facts: .each(refuses: [:], by: "Boost.Math, relative error at most 1e-13"),
    examples: [.init("erf([0, 1])", "[0, 0.842701]")], related: ["erfc", "erfinv"]),
  Builtin(
    "erfc", primitive: .erfc, summary: "1 − erf(x), accurate where erf(x) is almost 1.",
    doc: "Keeps all digits down to the smallest numbers: erfc(26) is 5.66e-296.",
    facts: .each(refuses: [:], by: "Boost.Math, relative error at most 1e-13"),
    examples: [.init("erfc(10)", "2.08849e-45")], related: ["erf", "erfcinv"]),
  Builtin(
    "erfinv", primitive: .erfinv, parameters: "p", summary: "The x with erf(x) = p.",
    doc: "For −1 ≤ p ≤ 1, infinite at the ends.",
    facts: .each(refuses: ["outside −1 to 1": "erfinv(2)"], by: "Boost.Math, relative error at most 1e-13"),
    examples: [.init("erfinv(0.5)", "0.476936")],
    related: ["erf", "erfcinv"]),
  Builtin(
    "erfcinv", primitive: .erfcinv, parameters: "p", summary: "The x with erfc(x) = p.",
    doc: "For 0 ≤ p ≤ 2, infinite at the ends; accurate for the smallest p.",
    facts: .each(refuses: ["outside 0 to 2": "erfcinv(3)"], by: "Boost.Math, relative error at most 1e-13"),
    examples: [.init("erfcinv(1e-100)", "15.0656")], related: ["erfc", "erfinv"]),
  Builtin(
    "gamma_p", of: "a", "x", needs: "a > 0 and x ≥ 0",
    summary: "The regularised lower incomplete gamma function P(a, x).",
    doc: "∫₀ˣ t^(a−1) e⁻ᵗ dt / Γ(a), from 0 to 1.",
    facts: .init(
      "a, x as broadcast → the same shape", refuses: ["a ≤ 0 or x < 0": "gamma_p(-1, 1)"],
      by: "Boost.Math, relative error at most 1e-13"),
    examples: [.init("gamma_p(1, 1)", "0.632121")],
    related: ["gamma_q", "gamma"], trace: GradientRules.elementwise(.gammaP), each: Special.gammaP),
  Builtin(
    "gamma_q", of: "a", "x", needs: "a > 0 and x ≥ 0",
    summary: "The regularised upper incomplete gamma function Q(a, x) = 1 − P(a, x).",
    doc: "Computed directly, so that small values keep their digits.",
    facts: .init(
      "a, x as broadcast → the same shape", refuses: ["a ≤ 0 or x < 0": "gamma_q(1, -1)"],
      by: "Boost.Math, relative error at most 1e-13"),
    examples: [.init("gamma_q(1, 1)", "0.367879"), .init("gamma_q(1, 100)", "3.72008e-44")],
    related: ["gamma_p", "gamma"], trace: GradientRules.elementwise(.gammaQ), each: Special.gammaQ),
  Builtin(
    "beta_i", of: "a", "b", "x", needs: "a > 0, b > 0 and 0 ≤ x ≤ 1",
    summary: "The regularised incomplete beta function I(a, b; x).",
    doc: "∫₀ˣ t^(a−1) (1−t)^(b−1) dt / B(a, b), from 0 to 1.",
    facts: .init(
      "a, b, x as broadcast → the same shape", refuses: ["x outside 0 to 1": "beta_i(1, 1, 2)"],
      by: "Boost.Math, relative error at most 1e-13"),
    examples: [.init("beta_i(2, 2, 0.5)", "0.5")],
    related: ["beta"],
    trace: tracing(arguments: 3) { (graph, x) throws(GraphError) in try graph.add(IncompleteBeta(), x) },
    each: Special.betaI),
  Builtin(
    "zeta", of: "s", needs: "a number",
    summary: "Riemann's zeta function Σ n⁻ˢ, continued to all real s.",
    doc: "Inf at the pole s = 1.", facts: .each(refuses: [:], by: "Boost.Math, relative error at most 1e-13"),
    examples: [.init("zeta(2)", "1.64493"), .init("zeta(-1)", "-0.0833333")],
    related: ["gamma"], each: Special.zeta),
  Builtin(
    "bessel_j", of: "n", "x", needs: "an order below 2e9 in size, and x ≥ 0 where the order is not whole",
    summary: "The Bessel function of the first kind Jₙ(x).",
    doc: """
      n is the order, any real number for x ≥ 0, a whole one for all x; at most about 2e9 in size where Jₙ(x) is not 0.
      """,
    facts: .init(
      "n, x as broadcast → the same shape", refuses: ["x < 0 for an order that is not whole": "bessel_j(0.5, -1)"],
      by: "Boost.Math, relative error at most 1e-13"),
    examples: [.init("bessel_j(0, 10)", "-0.245936")], related: ["gamma"], trace: GradientRules.elementwise(.besselJ),
    each: Special.besselJ),
  Builtin(
    "lambert_w", of: "x", needs: "x ≥ −1/e",
    summary: "Lambert's W: the w ≥ −1 with w eʷ = x.", doc: "The principal branch, for x ≥ −1/e.",
    facts: .each(refuses: ["below −1/e": "lambert_w(-1)"], by: "Halley's iteration (Corless et al. 1996)"),
    examples: [.init("lambert_w(1)", "0.567143")], related: ["exp", "log"], trace: GradientRules.elementwise(.lambertW),
    each: Special.lambertW),
  Builtin(
    "sigmoid", primitive: .sigmoid, summary: "The logistic function 1/(1 + e⁻ˣ).",
    doc: "From 0 to 1, with sigmoid(0) = 0.5; no overflow for any x.",
    facts: .each(refuses: [:], by: "from exp(−|x|), so that nothing overflows"),
    examples: [.init("sigmoid([0, 2])", "[0.5, 0.880797]")], related: ["log_sigmoid", "softmax", "tanh"]),
  Builtin(
    "log_sigmoid", primitive: .logSigmoid, summary: "log(sigmoid(x)), accurate in both tails.",
    doc: "log_sigmoid(-800) is −800, where sigmoid(-800) is 0.",
    facts: .each(refuses: [:], by: "from log1p(exp(−|x|)), so that nothing overflows"),
    examples: [.init("log_sigmoid(-800)", "-800")],
    related: ["sigmoid", "logsumexp"]),
  Builtin(
    "relu", primitive: .relu, summary: "The larger of x and 0.",
    doc: "Its derivative is taken as 0 at 0, as in PyTorch.", facts: .each(refuses: [:], by: "exact"),
    examples: [.init("relu([-1, 2])", "[0, 2]")],
    related: ["max", "sigmoid"]),
  Builtin(
    "softmax", summary: "Weights exp(xₖ)/Σ exp(xⱼ) that sum to 1.",
    doc: "Of a vector, or of all elements of a matrix together. Shifted by the largest element, so nothing overflows.",
    facts: .init(
      "n → n; m×n → m×n", refuses: ["not numbers": "softmax([\"a\"])"], by: "shifted by the largest element"),
    examples: [.init("softmax([0, 0])", "[0.5, 0.5]"), .init("softmax([1000, 1000])", "[0.5, 0.5]")],
    related: ["logsumexp", "sigmoid"], trace: tracing(Softmax()),
    Form("x") { (x: Double) in Special.softmax([x]).first ?? x },
    Form("x") { (x: Vector) in Vector(Special.softmax(x.elements)) },
    Form("x") { (x: Matrix) in Matrix(rows: x.rows, columns: x.columns, elements: Special.softmax(x.elements)) }),
  Builtin(
    "logsumexp", summary: "log Σ exp(xₖ) without overflow.",
    doc: "Over all elements, shifted by the largest; −Inf for none.",
    facts: .init(
      "an array → number", refuses: ["not numbers": "logsumexp([\"a\"])"], by: "shifted by the largest element"),
    examples: [.init("logsumexp([1000, 1000])", "1000.69")], related: ["softmax", "log_sigmoid"],
    trace: tracing(LogSumExp()),
    Form("x") { (x: Double) in x },
    Form("x") { (x: Vector) in Special.logSumExp(x.elements) },
    Form("x") { (x: Matrix) in Special.logSumExp(x.elements) }),
]

extension Context {
  fileprivate mutating func traced(_ primitive: Primitive, _ x: Value) throws(EvaluationError) -> Value {
    try tracedElementwise(primitive, [x])
  }
}

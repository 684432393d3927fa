import Evaluation
import LinearAlgebra

/// Integrals: antiderivatives as functions, and areas as numbers with their error.
let integration: [Builtin] = [
  Builtin(
    "integrate", summary: "An antiderivative, or the integral between limits with a bound on its error.",
    doc: """
      integrate(f) is a function whose derivative is f, found by the rules of a first course and more: powers, \
      exponentials, substitution, parts, partial fractions, trigonometric and hyperbolic identities, roots of linear and \
      quadratic formulas, the error function, pieces for abs and if. Numbers of the notebook keep their letters. It is \
      given only if differentiating it gives f back at many places; otherwise no closed form was found, which may mean \
      that there is none. Of a function of several numbers, integrate(f, by = "y") integrates by one of them. \
      integrate(f, a, b) is the signed area under f from a to b, either of which may be inf or -inf. The result acts as \
      its value in arithmetic, and has value, error (a bound), evaluations and converged. A place where f is singular, \
      jumps or has a kink is found; endless oscillation is summed from zero to zero; an integral without a finite value \
      is an error that says where. Where f has no real value the stretch is left out, and said so. Two or three pairs of \
      limits integrate functions of two or three numbers, outermost first; inner limits may be functions of the \
      variables outside: integrate((x, y) -> x*y, 0, 1, 0, x -> x). Options: tolerance (relative; 1e-12, of several \
      variables 1e-9 and 1e-7), limit (on evaluations, 1e6, 5e6 and 3e7). method = "monte_carlo" takes n random points (100000) from \
      a box, whose ends may be vectors, and tells the 95 % interval; "trapezoid", "simpson" (n panels, 10) and "gauss" \
      (n points, 5) are the rules as they are taught, with an estimate of their error from twice as many.
      """,
    facts: .init(
      "f of a number → a function of a number; f of 1, 2 or 3 numbers and as many pairs of limits → integral",
      refuses: [
        "no closed form": "integrate(x -> exp(x^2))", "no formula": "integrate(x -> sort([x, 1])[1])",
        "diverges": "integrate(x -> 1/x, 0, 1)", "not a number": "integrate(x -> [x, 1], 0, 1)",
        "no real value anywhere": "integrate(x -> sqrt(-1 - x^2), 0, 1)", "limits missing": "integrate(nan, 0, 1)",
        "an odd number of panels": "integrate(sin, 0, 1, method = \"simpson\", n = 3)",
      ],
      by: """
        Gauss–Kronrod 7–15, adaptive, with the ε-algorithm (Piessens et al., QUADPACK, 1983); Longman 1956; \
        textbook rules, Hermite's reduction and partial fractions (Bronstein, Symbolic Integration I, §2)
        """,
      fields: ["value", "error", "evaluations", "converged"]),
    examples: [
      .init("integrate(x -> exp(-x^2), -inf, inf).value", "1.77245"),
      .init("F = integrate(x -> x*exp(x)); F(1) - F(0)", "1"),
      .init("1 + integrate(x -> x^2, 0, 3)", "10"), .init("2 * integrate(x -> sin(x)/x, 0, inf)", "3.14159"),
      .init("integrate((x, y) -> x*y, 0, 1, 0, x -> x).value", "0.125"),
      .init("integrate(x -> x^2, 0, 1, method = \"simpson\", n = 4).value", "0.333333"),
      .init("integrate(v -> 1, [0, 0, 0, 0], [1, 1, 1, 2], method = \"monte_carlo\").value", "2"),
    ],
    related: ["grad", "find_root", "taylor", "limit"],
    trace: ImplicitRules.integral, traceClosure: ImplicitRules.integral,
    antiderivative, betweenLimits, overPlane, overSpace, overBox)
]

private let betweenLimits = Form(
  "f", "a", "b", "method: \"adaptive\"", "tolerance?", "limit?", "n?", "seed?"
) { (context: inout Context, f: Function, a: Double, b: Double, options: IntegrationOptions) throws(EvaluationError) in
  try context.integral(f, a, b, options)
} work: {
  (context: inout Context, f: Function, a: Double, b: Double, options: IntegrationOptions) throws(EvaluationError) in
  try context.workedIntegral(f, a, b, options)
}

private let overPlane = Form(
  "f", "a", "b", "c", "d", "method: \"adaptive\"", "tolerance?", "limit?", "n?", "seed?"
) {
  (
    context: inout Context, f: Function, a: Double, b: Double, c: InnerLimit, d: InnerLimit,
    options: IntegrationOptions
  ) throws(EvaluationError) in
  try context.multipleIntegral(f, [(.number(a), .number(b)), (c.value, d.value)], options)
}

private let overSpace = Form(
  "f", "a", "b", "c", "d", "g", "h", "method: \"adaptive\"", "tolerance?", "limit?", "n?", "seed?"
) {
  (
    context: inout Context, f: Function, a: Double, b: Double, c: InnerLimit, d: InnerLimit, g: InnerLimit,
    h: InnerLimit, options: IntegrationOptions
  ) throws(EvaluationError) in
  try context.multipleIntegral(f, [(.number(a), .number(b)), (c.value, d.value), (g.value, h.value)], options)
}

private let overBox = Form(
  "f", "lower", "upper", "method: \"adaptive\"", "tolerance?", "limit?", "n?", "seed?"
) {
  (context: inout Context, f: Function, lower: Vector, upper: Vector, options: IntegrationOptions)
    throws(EvaluationError) in
  guard lower.count == upper.count, lower.count > 0 else {
    throw IntegralError.boxes(lower: lower.count, upper: upper.count).asEvaluation
  }
  let limits = zip(lower.elements, upper.elements).map { (Value.number($0), Value.number($1)) }
  guard options.method == .monteCarlo || limits.count <= 3 else {
    throw EvaluationError(.choice(parameter: "method", got: options.method.rawValue, choices: ["monte_carlo"]))
  }
  if limits.count == 1 { return try context.integral(f, lower[0], upper[0], options) }
  return try context.multipleIntegral(f, limits, options)
}

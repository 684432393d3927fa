import Calculus
import Document
import Evaluation
import LinearAlgebra
import Numerics

/// Where functions are 0.
let roots: [Builtin] = [
  Builtin(
    "roots", summary: "All roots of a polynomial given by its coefficients, the constant first.",
    doc: """
      roots([6, -5, 1]) are the zeros of 6 − 5x + x²: real ones ascending, then pairs of complex ones. Each counts as \
      often as it is one; a note names those that count more than once. Eigenvalues of the companion matrix, polished on \
      the polynomial itself in twice the working precision: the roots are those of exactly these coefficients. Zeros \
      after the last coefficient do not matter.
      """,
    facts: .init(
      "coefficients n + 1 → roots n, complex where some are",
      refuses: [
        "a constant": "roots([3])", "the zero polynomial": "roots([0, 0])", "not finite": "roots([1, inf])",
        "a degree above 1000": "roots(ones(2000))",
      ], by: "balanced companion matrix (LAPACK dgeev), then Aberth's iteration in double-double (Bini 1996)"),
    examples: [
      .init("roots([6, -5, 1])", "[2, 3]"), .init("roots([1, 0, 1])", "[1i, -1i]"),
      .init("roots([-1, 3, -3, 1])", "[1, 1, 1]"),
    ],
    related: ["find_root", "find_roots", "polyfit", "eigvals"],
    Form("coefs") { (context: inout Context, coefs: Vector) throws(EvaluationError) -> Value in
      let found: PolynomialRoots
      do throws(PolynomialError) { found = try PolynomialRoots(coefs.elements) } catch { throw error.asEvaluation }
      context.note(multiplicities: found)
      let isReal = found.values.allSatisfy { $0.imaginary == 0 }
      return isReal ? .vector(Vector(found.values.map(\.real))) : .complexVector(ComplexVector(found.values))
    }),
  Builtin(
    "find_root", summary: "A place where a function is 0, in a bracket or from a start.",
    doc: """
      find_root(f, a, b) searches between two places where f has opposite signs, and is certain to find a root of a \
      continuous function there. find_root(f, x0) is Newton's method with the exact derivative; steps that lead uphill \
      are cut short, and where it stands still a change of sign is looked for, which the result says. From a vector the \
      function is a system of as many equations. The result acts as its x in arithmetic; fields: x, value (f there), \
      iterations, evaluations, converged, method.
      """,
    facts: .init(
      "f and a, b, or f and x0 → root; F of n numbers and x0 n → root of a system",
      refuses: [
        "equal signs": "find_root(x -> x^2 + 1, -1, 1)", "a pole": "find_root(x -> 1/x, -1, 2)",
        "no root": "find_root(x -> x^2 + 1, 3)", "not as many equations": "find_root(v -> [v[1]], [1, 2])",
      ], by: "Brent 1973; damped Newton by reverse mode",
      fields: ["x", "value", "iterations", "evaluations", "converged", "method"]),
    examples: [
      .init("find_root(cos, 1, 2).x", "1.5708"), .init("find_root(x -> x^2 - 2, 1)^2", "2"),
      .init("find_root(v -> [v[1]^2 + v[2]^2 - 4, v[1] - v[2]], [1, 2]).x", "[1.41421, 1.41421]"),
    ],
    related: ["find_roots", "roots", "grad"], trace: ImplicitRules.root, traceClosure: ImplicitRules.root,
    Form("f", "a", "b") {
      (context: inout Context, f: Function, a: Double, b: Double) throws(EvaluationError) in
      RootResult(f, try context.bracketed(f, a, b), from: [a, b])
    } work: { (context: inout Context, f: Function, a: Double, b: Double) throws(EvaluationError) in
      let found = try context.bracketed(f, a, b)
      return RootResult(f, found, from: [a, b]).worked(found, "between \(a.formatted()) and \(b.formatted())")
    },
    Form("f", "x0") { (context: inout Context, f: Function, x0: Double) throws(EvaluationError) in
      let (found, remarks) = try context.rooted(f, from: x0)
      return RootResult(f, found, from: [x0], remarks)
    } work: { (context: inout Context, f: Function, x0: Double) throws(EvaluationError) in
      let (found, remarks) = try context.rooted(f, from: x0)
      return RootResult(f, found, from: [x0], remarks).worked(found, "from \(x0.formatted())")
    },
    Form("F", "x0") { (context: inout Context, f: Function, x0: Vector) throws(EvaluationError) in
      try context.systemRoot(f, from: x0)
    }),
  Builtin(
    "find_roots", summary: "The roots of a function between two places.",
    doc: """
      Changes of sign and places where the function touches 0 without changing it, ascending. Poles and jumps are no \
      roots. A thousand points are looked at and the dips between them followed down: of roots closer together than \
      that two may go unseen.
      """,
    facts: .init(
      "f, a, b → vector", refuses: ["an infinite range": "find_roots(sin, 0, inf)"],
      by: "1001 samples, Brent 1973 at changes of sign, the derivative's roots at dips"),
    examples: [
      .init("find_roots(sin, 1, 10)", "[3.14159, 6.28319, 9.42478]"), .init("find_roots(x -> x^2, -1, 1)", "[0]"),
      .init("find_roots(tan, 1, 5)", "[3.14159]"),
    ],
    related: ["find_root", "roots"],
    Form("f", "a", "b") { (context: inout Context, f: Function, a: Double, b: Double) throws(EvaluationError) in
      Vector(try context.allRoots(f, a, b))
    }),
]

extension PolynomialError: EvaluationFailure {
  public var asEvaluation: EvaluationError {
    switch self {
    case .zero: RootError.degree(constant: nil).asEvaluation
    case .constant(let c): RootError.degree(constant: c).asEvaluation
    case .notFinite(let c, let power): RootError.coefficient(c, power: power).asEvaluation
    case .degree(let degree, let most): RootError.tooHigh(degree: degree, most: most).asEvaluation
    case .eigenvalues(let error): error.asEvaluation
    }
  }
}

extension RootResult {
  init(_ f: Function, _ found: RootSearch, from places: [Double], _ remarks: [String] = []) {
    let all = places + [found.x]
    let isNewton = found.steps.first.map { $0.kind == .newton || $0.kind == .damped } ?? (places.count == 1)
    self.init(
      function: f, x: found.x, value: found.value, iterations: found.steps.count, evaluations: found.evaluations,
      converged: found.end == .converged, method: isNewton ? "newton" : "brent",
      reach: (all.min() ?? 0)...(all.max() ?? 0), remarks: remarks)
  }

  fileprivate func worked(_ found: RootSearch, _ range: String) -> Worked<RootResult> {
    let variable = function.parameterNames(1)[0]
    let isLambda = if case .defined(let d, _) = function.body { d.name == nil } else { false }
    let name = isLambda ? "f" : function.handle
    let title = isLambda ? "f(\(variable)) = \(call) = 0" : "\(call) = 0"
    var derivation = found.derivation(
      goal: "\(title), \(range)", variable: variable, call: "\(name)(\(variable))", slope: "\(name)′(\(variable))")
    for remark in remarks { derivation.note(Text(remark)) }
    return Worked(self, derivation)
  }
}

extension Context {
  /// Names the roots that count more than once.
  fileprivate mutating func note(multiplicities found: PolynomialRoots) {
    guard !found.multiple.isEmpty else { return }
    let words = found.multiple.prefix(6).map { root, count in
      let number = root.imaginary == 0 ? Value.number(root.real) : Value.complex(root)
      return "\(number.written(digits: 6)) counts \(count == 2 ? "twice" : "\(count) times")"
    }
    note(Report(code: "W305", title: "multiple roots", message: "\(words.joined(separator: ", "))."))
  }
}

import Document
import Evaluation
import Graph
import LinearAlgebra
import Optimization

/// Descents that go one step at a time.
let optimisation: [Builtin] = [
  Builtin(
    "descend", summary: "Starts a descent: a function, a place to start and a method that steps downhill.",
    doc: """
      f gives one number and takes a number, a vector or a matrix like x0; a function of several numbers takes a vector \
      apart. Nothing moves until `step`. Gradients are exact, by reverse mode, for array code too. Methods, with \
      PyTorch's update rules: "plain" x ← x − η g; "momentum" v ← μ v + g, x ← x − η v; "nesterov" the same v, \
      x ← x − η (g + μ v); "adam" m ← β₁ m + (1 − β₁) g, s ← β₂ s + (1 − β₂) g², x ← x − η m̂ / (√ŝ + ε) with \
      m̂ = m/(1 − β₁ᵏ), ŝ = s/(1 − β₂ᵏ). Defaults: rate η 0.1 (adam 0.001), momentum μ 0.9, beta1 0.9, beta2 0.999, \
      epsilon 1e-8; an option that the method does not have is an error. Fields: x, value, gradient, iterations, path \
      (a row for each point), reason, values (of f along the path), method, rate. \
      Source: Deisenroth, Faisal, Ong, Mathematics for Machine Learning, 7.1; Kingma & Ba 2015.
      """,
    facts: .init(
      "f, x0 number, n or m×n → optimizer",
      refuses: [
        "no value at the start": "descend(x -> log(x), -1)",
        "a start that does not fit": "descend((x, y) -> x + y, [1, 2, 3])",
        "no such method": "descend(x -> x^2, 1, method = \"best\")",
      ], by: "Kingma & Ba 2015 (adam); update rules of PyTorch",
      fields: ["x", "value", "gradient", "iterations", "path", "reason", "values", "method", "rate"]),
    examples: [
      .init("descend(x -> x^2, 5).value", "25"),
      .init("step(descend((x, y) -> x^2 + 2y^2, [4, -3], rate = 0.25)).x", "[2, 0]"),
      .init("descend(x -> x^2, 5, method = \"adam\")", "optimizer"),
    ],
    related: ["step", "grad", "contour"],
    Form("f", "x0", "method = \"plain\"", "rate?", "momentum?", "beta1?", "beta2?", "epsilon?") {
      (context: inout Context, f: Function, x0: Value, options: DescentOptions)
        throws(EvaluationError) -> FunctionDescent in
      let (start, shape) = try context.starting(f, at: x0)
      let (method, told): (Optimizer, StepperOptions)
      do throws(DescentError) {
        (method, told) = try options.method(call: "descend(\(f.argument), \(x0.written())")
      } catch { throw error.asEvaluation }
      return try FunctionDescent(f, from: start, shape: shape, method: method, told, in: &context)
    }),
  Builtin(
    "step", summary: "The optimizer after n more steps, or until its gradient is short enough.",
    doc: """
      Without `until`, n steps (1 unless given), fewer when the descent diverges or leaves the function's domain. With \
      `until`, steps until ‖∇f‖ ≤ until, at most n (10000 unless given). The optimizer it is given stays as it was. \
      Ctrl-C keeps the steps taken, with the reason "interrupted". The first step shows its formula with the numbers \
      filled in; then come k, the variables, f, ‖∇f‖ and the length of each step. Other reasons: "under way", \
      "converged", "limit", "diverged", "not finite".
      """,
    facts: .init(
      "optimizer, n → optimizer",
      refuses: ["not an optimizer": "step(3)", "n not whole": "step(descend(x -> x^2, 1), 1.5)"],
      by: "one gradient a step, by reverse mode",
      fields: ["x", "value", "gradient", "iterations", "path", "reason", "values", "method", "rate"]),
    examples: [
      .init("step(descend(x -> x^2, 5), 10).x", "0.536871"),
      .init("step(descend(x -> x^2, 5), until = 1e-6).reason", "\"converged\""),
    ],
    related: ["descend"],
    Form("gd", "[n]", "until?") {
      (context: inout Context, gd: FunctionDescent, n: Double?, until: Double?)
        throws(EvaluationError) -> FunctionDescent in
      try gd.advanced(limit(n, until, gd), until, &context)
    } work: { (context: inout Context, gd: FunctionDescent, n: Double?, until: Double?) throws(EvaluationError) in
      let gd = try gd.advanced(limit(n, until, gd), until, &context)
      return Worked(gd, gd.worked.derivation)
    }),
]

extension FunctionDescent {
  fileprivate func advanced(
    _ limit: Int, _ until: Double?, _ context: inout Context
  ) throws(EvaluationError) -> FunctionDescent {
    var copy = self
    try copy.advance(limit, until: until, in: &context)
    return copy
  }
}

extension Context {
  /// The start as a vector, once it is known to fit the function.
  fileprivate mutating func starting(_ f: Function, at x0: Value) throws(EvaluationError) -> (Vector, Shape) {
    guard let tensor = x0.tensor, !tensor.elements.isEmpty else {
      throw DescentError.startKind(got: x0.phrase, fix: fittingStart(f)).asEvaluation
    }
    if let arity = f.arity {
      let needed = max(arity.lowerBound, 1)
      let isTaken =
        switch tensor.shape {
        case .scalar: needed == 1
        case .vector(let n): needed == 1 || n == needed
        case .matrix: needed == 1
        }
      guard isTaken, arity.upperBound > 0 else {
        throw DescentError.start(
          call: f.printed, needed: arity.upperBound == 0 ? 0 : needed, got: x0.phrase, fix: fittingStart(f)
        ).asEvaluation
      }
    }
    return (Vector(tensor.elements), tensor.shape)
  }

  /// A call with a start that the function takes: a number where it makes a number of one, otherwise a short vector.
  private mutating func fittingStart(_ f: Function) -> String {
    let needed = max(f.arity?.lowerBound ?? 1, 1)
    let starts: [Value] =
      needed > 1
      ? [.vector(Vector(Array(repeating: 1, count: needed)))]
      : [.number(1)] + (2...4).map { .vector(Vector(Array(repeating: 1, count: $0))) }
    let fit = starts.first { start in (try? sample(f, at: start)) != nil }
    return "descend(\(f.argument), \((fit ?? starts[0]).written()))"
  }
}

/// How many steps to take at most, no more than the memory for their path allows.
private func limit(_ n: Double?, _ until: Double?, _ gd: FunctionDescent) throws(EvaluationError) -> Int {
  if let until, !(until >= 0) { throw DescentError.tolerance(until).asEvaluation }
  if let n, !(n >= 1 && n == n.rounded() && n < 0x1p62) {
    throw DescentError.steps(Value.number(n).phrase).asEvaluation
  }
  let count = n.map { Int($0) } ?? (until == nil ? 1 : 10_000)
  // A row of the path holds a point and some numbers beside it.
  let row = gd.shape.count + 12
  do throws(MathError) { try MemoryBudget.standard.count(rows: count, columns: row) } catch {
    guard n == nil else { throw error.asEvaluation }
    return max(1, MemoryBudget.standard.bytes / (8 * row))
  }
  return count
}

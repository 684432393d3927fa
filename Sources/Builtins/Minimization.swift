import Document
import Evaluation
import Graph
import LinearAlgebra
import Optimization

/// The least and the greatest values of functions.
let extrema: [Builtin] = [
  Builtin(
    "minimize", summary: "A point where a function is lowest near a start, on an interval, or within bounds.",
    doc: """
      f gives one number and takes a number, a vector or a matrix like x0; a function of several numbers takes a vector \
      apart. One that gives a vector has the sum of its squares made small. Gradients and second derivatives are exact. \
      The method fits the problem: Levenberg–Marquardt for a sum of squares, Newton to 12 variables, BFGS to 200, \
      L-BFGS beyond and within bounds, Nelder and Mead's simplex where there is no gradient or the slope jumps; or by \
      name: "newton", "bfgs", "lbfgs", "conjugate_gradient", "nelder_mead", "levenberg_marquardt", "coordinate". With \
      two numbers a, b the lowest place of the interval is looked for, on a grid of 65 to 1025 points first. The search goes to \
      where rounding ends it; tolerance = t stops at ‖∇f‖ ≤ t, limit = n after n steps. bounds has a row [lowest \
      highest] for each variable, inf where there is none; a vector [lowest, highest] holds for all. A minimum is local: starts = 20 looks from 20 places, fields \
      found and found_values. kind: "minimum", "saddle" or "flat", by the Hessian's eigenvalues, field curvatures. \
      reason: "converged", "rounding", "kink", "edge", "unbounded", "endless" (it falls on, ever less), \
      "stalled", "limit", "interrupted". With subject = (x, y) -> x + y <= 10 and x >= 0 or equal = (x, y) -> x - y == 1 \
      the method is sequential quadratic programming, and the result tells the multipliers.
      """, facts: facts("minimize"),
    examples: [
      .init("minimize((x, y) -> (x - 3)^2 + 2(y + 1)^2, [0, 0]).x", "[3, -1]"),
      .init("minimize(x -> x^4 - 3x^2 + x, 0, 2).value", "-1.07023"),
      .init("minimize((x, y) -> (x - 3)^2 + y^2, [0, 0], bounds = [0 2; 1 5]).x", "[2, 1]"),
      .init("minimize(b -> [b[1] - 3, b[1]*b[2] - 6], [1, 1]).x", "[3, 2]"),
    ],
    related: ["maximize", "descend", "grad"],
    startForm(isGreatest: false), intervalForm(isGreatest: false), subjectForm(isMaximum: false),
    equationForm(isMaximum: false)),
  Builtin(
    "maximize", summary: "A point where a function is highest near a start, on an interval, or within bounds.",
    doc: """
      Everything is as with minimize, of which it is the mirror: value, gradient and curvatures are those of f itself, \
      and kind is "maximum" where f curves downward every way.
      """, facts: facts("maximize"),
    examples: [
      .init("maximize(x -> x*exp(-x), 0.5).x", "1"),
      .init("maximize((x, y) -> 4 - (x - 1)^2 - y^2, [0, 1]).value", "4"),
      .init("maximize(x -> sin(x), 0, 3).x", "1.5708"),
    ],
    related: ["minimize", "descend"],
    startForm(isGreatest: true), intervalForm(isGreatest: true), subjectForm(isMaximum: true),
    equationForm(isMaximum: true)),
]

private func facts(_ name: String) -> Builtin.Facts {
  .init(
    "f, x0 number, n or m×n → x like x0, value, gradient like x0",
    refuses: [
      "no value at the start": "\(name)(x -> log(x), -1)",
      "a start that does not fit": "\(name)((x, y) -> x + y, [1, 2, 3])",
      "no such method": "\(name)(x -> x^2, 1, method = \"best\")",
      "bounds that do not fit": "\(name)(x -> x^2, 1, bounds = [0 1; 0 1])",
      "no interval": "\(name)(x -> x^2, 3, 1)",
    ], by: "Nocedal & Wright 2e; Nielsen 1999; Gao & Han 2012; Brent 1973",
    fields: [
      "x", "value", "gradient", "iterations", "evaluations", "converged", "reason", "method", "kind", "curvatures",
      "path", "values",
    ])
}

private func startForm(isGreatest: Bool) -> Form {
  let name = isGreatest ? "maximize" : "minimize"
  return Form("f", "x0", "[method]", "tolerance?", "limit?", "bounds?", "starts?", "seed?") {
    (context: inout Context, f: Function, x0: Value, options: MinimumOptions)
      throws(EvaluationError) -> FunctionMinimum in
    let (start, shape) = try context.place(f, x0, name)
    let search = try MinimumSearch(f, at: start, shape: shape, isGreatest: isGreatest, in: &context)
    return try search.found(from: start, options, name: name, in: &context)
  } work: {
    (context: inout Context, f: Function, x0: Value, options: MinimumOptions)
      throws(EvaluationError) -> Worked<FunctionMinimum> in
    let (start, shape) = try context.place(f, x0, name)
    let search = try MinimumSearch(f, at: start, shape: shape, isGreatest: isGreatest, in: &context)
    let found = try search.found(from: start, options, name: name, in: &context)
    return try search.worked(found, in: &context)
  }
}

private func intervalForm(isGreatest: Bool) -> Form {
  Form("f", "a", "b", "tolerance?", "limit?") {
    (context: inout Context, f: Function, a: Double, b: Double, options: IntervalOptions)
      throws(EvaluationError) -> FunctionMinimum in
    guard a < b, (b - a).isFinite else {
      throw MinimumError.interval(a, b, function: f.argument, isGreatest: isGreatest).asEvaluation
    }
    let middle = Vector([a + (b - a) / 2])
    let search = try MinimumSearch(f, at: middle, shape: .scalar, isGreatest: isGreatest, in: &context)
    return try search.found(between: a, b, options, in: &context)
  } work: {
    (context: inout Context, f: Function, a: Double, b: Double, options: IntervalOptions)
      throws(EvaluationError) -> Worked<FunctionMinimum> in
    guard a < b, (b - a).isFinite else {
      throw MinimumError.interval(a, b, function: f.argument, isGreatest: isGreatest).asEvaluation
    }
    let middle = Vector([a + (b - a) / 2])
    let search = try MinimumSearch(f, at: middle, shape: .scalar, isGreatest: isGreatest, in: &context)
    return try search.worked(try search.found(between: a, b, options, in: &context), in: &context)
  }
}

extension Context {
  /// The start as a vector, once it is known to fit the function.
  fileprivate func place(_ f: Function, _ x0: Value, _ name: String) throws(EvaluationError) -> (Vector, Shape) {
    let needed = max(f.arity?.lowerBound ?? 1, 1)
    let ones = needed > 1 ? "[\(Array(repeating: "1", count: needed).joined(separator: ", "))]" : "1"
    let fix = "\(name)(\(f.argument), \(ones))"
    guard let tensor = x0.tensor, !tensor.elements.isEmpty else {
      throw DescentError.startKind(got: x0.phrase, fix: fix).asEvaluation
    }
    guard let arity = f.arity else { return (Vector(tensor.elements), tensor.shape) }
    let isTaken = needed == 1 || tensor.shape == .vector(needed)
    guard isTaken, arity.upperBound > 0 else {
      throw DescentError.start(
        call: f.printed, needed: arity.upperBound == 0 ? 0 : needed, got: x0.phrase, fix: fix
      ).asEvaluation
    }
    return (Vector(tensor.elements), tensor.shape)
  }
}

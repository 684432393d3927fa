import Document
import Evaluation
import LinearAlgebra
import Optimization

/// Extreme points under equations and inequalities of functions.
let lagrangian: [Builtin] = [
  Builtin(
    "lagrange", summary: "All points where f can be extreme under equations g = 0, with multipliers and kinds.",
    doc: """
      f and every g are functions of the same variables, numbers or one vector; a g may also be written as an equation, \
      (x, y) -> 2x + 2y == 20. With L = f − λ·g, the candidates solve ∇L = 0 and g = 0, and λ is the shadow price: by how \
      much the extreme value rises when g may be 1 instead of 0. points is a table with a column for each variable, \
      value, lambda (lambda1, lambda2 … of several constraints) and kind: minimum, maximum, saddle or inconclusive by the \
      second derivatives along the constraint (the bordered Hessian), or degenerate where the gradients of the \
      constraints are dependent and no multiplier exists. complete says whether algebra shows that there are no others; \
      otherwise they are what damped Newton iterations found from many starts, x0 being the first. \
      :work lagrange(f, g) writes it out. Source: Nocedal & Wright, Numerical Optimization 2e, ch. 12.
      """,
    facts: .init(
      "f, g… of n numbers or an n-vector → table of candidates",
      refuses: [
        "no constraint": "lagrange((x, y) -> x*y)",
        "as many equations as variables": "lagrange((x, y) -> x, (x, y) -> x, (x, y) -> y, (x, y) -> x + y)",
        "one vector and no x0": "lagrange(w -> w'*w, w -> w[1] + w[2] - 1)",
      ], by: "damped Newton on ∇L = 0, g = 0 with exact second derivatives; polynomials in two variables by resultants",
      fields: ["points", "complete", "starts", "constraints", "notes"]),
    examples: [
      .init("lagrange((x, y) -> x*y, (x, y) -> 2x + 2y - 20).complete", "true"),
      .init("lagrange((x, y) -> x*y, (x, y) -> 2x + 2y - 20).points.lambda", "[2.5]"),
      .init("lagrange((x, y) -> x + y, (x, y) -> x^2 + y^2 == 2).points.kind", "[\"minimum\", \"maximum\"]"),
      .init("lagrange(w -> w'*w, w -> sum(w) - 3, [1, 1, 1]).points.value", "[3]"),
    ],
    related: ["kkt", "minimize", "linprog"],
    Form("f", "x0?", "constraints...") {
      (context: inout Context, f: Function, x0: Value?, others: [Value]) throws(EvaluationError) in
      try context.lagrange(f, x0, others)
    } work: { (context: inout Context, f: Function, x0: Value?, others: [Value]) throws(EvaluationError) in
      try context.workedLagrange(f, x0, others)
    }),
  Builtin(
    "kkt", summary: "Whether a point obeys the Karush–Kuhn–Tucker conditions of a minimum under constraints.",
    doc: """
      subject is a function that says what is allowed, (x, y) -> x + y <= 10 and x >= 0, or functions that are to be at \
      most 0; equal are functions that are to be 0. The multipliers are those that bring ∇L nearest to 0, with \
      L = f + Σ λ h + Σ μ g, over the constraints that hold as equations at x. The four conditions: stationarity, primal \
      feasibility, dual feasibility and complementary slackness, each with how far it is missed. \
      Source: Boyd & Vandenberghe, Convex Optimization, §5.5.
      """,
    facts: .init(
      "f, x number or n → conditions",
      refuses: [
        "not a constraint": "kkt((x, y) -> x + y, [1, 1], subject = (x, y) -> x != y)",
        "no value there": "kkt(x -> log(x), -1, subject = x -> x <= 2)",
      ], by: "least squares for the multipliers of what is active, within 1e-6 of its limit",
      fields: ["holds", "stationarity", "primal", "dual", "slackness", "lambda", "mu", "active", "constraints"]),
    examples: [
      .init("kkt((x, y) -> x^2 + y^2, [1, 1], subject = (x, y) -> x + y >= 2).mu", "[2]"),
      .init("kkt((x, y) -> x^2 + y^2, [2, 0], subject = (x, y) -> x + y >= 2).holds", "false"),
    ],
    related: ["minimize", "lagrange", "quadprog"],
    Form("f", "x", "subject?", "equal?", "bounds?", "tol: 1e-6") {
      (
        context: inout Context, f: Function, x: Value, subject: Value?, equal: Value?, bounds: VariableBounds?,
        tol: Double
      )
        throws(EvaluationError) -> KKTCheck in
      let (problem, point) = try context.conditioned(f, x, subject, equal, bounds, call: "kkt")
      let functions = SmoothFunctions([f] + problem.conditions.map(\.function), of: problem.shape, in: context)
      let smooth = problem.smooth(functions, isMaximum: false)
      let conditions = try smooth.conditions(at: point)
      var isKnown = true
      for place in 0...problem.conditions.count {
        if !(try functions.smooth(place).sample(at: point).value.isFinite) { isKnown = false }
      }
      context = functions.context
      guard isKnown else { throw RequirementError.startValue(x.written(digits: 6)).asEvaluation }
      return KKTCheck(problem: problem, x: point, conditions: conditions, tolerance: tol)
    } work: {
      (
        context: inout Context, f: Function, x: Value, subject: Value?, equal: Value?, bounds: VariableBounds?,
        tol: Double
      )
        throws(EvaluationError) -> Worked<KKTCheck> in
      let (problem, point) = try context.conditioned(f, x, subject, equal, bounds, call: "kkt")
      let functions = SmoothFunctions([f] + problem.conditions.map(\.function), of: problem.shape, in: context)
      let conditions = try problem.smooth(functions, isMaximum: false).conditions(at: point)
      let check = KKTCheck(problem: problem, x: point, conditions: conditions, tolerance: tol)
      let work = try KKTWork(problem: problem, x: point, conditions: conditions, isMaximum: false).worked(functions)
      context = functions.context
      return Worked(check, work)
    }),
]

/// `minimize(f, x0, subject = …)`.
func subjectForm(isMaximum: Bool) -> Form {
  Form("f", "x0", "subject:", "equal?", "bounds?", "method?", "tolerance?", "limit?") {
    (
      context: inout Context, f: Function, x0: Value, subject: Value, equal: Value?, bounds: VariableBounds?,
      options: ConstrainedOptions
    )
      throws(EvaluationError) -> ConstrainedOptimum in
    try context.constrainedOptimum(f, x0, subject, equal, bounds, options, isMaximum: isMaximum)
  } work: {
    (
      context: inout Context, f: Function, x0: Value, subject: Value, equal: Value?, bounds: VariableBounds?,
      options: ConstrainedOptions
    )
      throws(EvaluationError) -> Worked<ConstrainedOptimum> in
    let found = try context.constrainedOptimum(f, x0, subject, equal, bounds, options, isMaximum: isMaximum)
    return try context.worked(found)
  }
}

/// The same with equations alone.
func equationForm(isMaximum: Bool) -> Form {
  Form("f", "x0", "equal:", "bounds?", "method?", "tolerance?", "limit?") {
    (
      context: inout Context, f: Function, x0: Value, equal: Value, bounds: VariableBounds?,
      options: ConstrainedOptions
    )
      throws(EvaluationError) -> ConstrainedOptimum in
    try context.constrainedOptimum(f, x0, nil, equal, bounds, options, isMaximum: isMaximum)
  } work: {
    (
      context: inout Context, f: Function, x0: Value, equal: Value, bounds: VariableBounds?,
      options: ConstrainedOptions
    )
      throws(EvaluationError) -> Worked<ConstrainedOptimum> in
    let found = try context.constrainedOptimum(f, x0, nil, equal, bounds, options, isMaximum: isMaximum)
    return try context.worked(found)
  }
}

extension Context {
  /// A constrained optimum with its KKT conditions worked out.
  mutating func worked(_ found: ConstrainedOptimum) throws(EvaluationError) -> Worked<ConstrainedOptimum> {
    let problem = found.problem
    let functions = SmoothFunctions(
      [problem.function] + problem.conditions.map(\.function), of: problem.shape, in: self)
    let work = try KKTWork(
      problem: problem, x: found.found.x, conditions: found.found.conditions, isMaximum: found.isMaximum
    ).worked(functions)
    self = functions.context
    return Worked(found, work)
  }

  mutating func constrainedOptimum(
    _ f: Function, _ x0: Value, _ subject: Value?, _ equal: Value?, _ bounds: VariableBounds?,
    _ options: ConstrainedOptions, isMaximum: Bool
  ) throws(EvaluationError) -> ConstrainedOptimum {
    try options.check()
    let call = isMaximum ? "maximize" : "minimize"
    let (problem, start) = try conditioned(f, x0, subject, equal, bounds, call: call)
    let functions = SmoothFunctions([f] + problem.conditions.map(\.function), of: problem.shape, in: self)
    let smooth = problem.smooth(functions, isMaximum: isMaximum)
    let asked = isInterrupted
    let found = try smooth.minimum(
      from: start, tolerance: options.tolerance ?? 1e-9, limit: options.limit ?? 200, interrupted: asked)
    self = functions.context
    guard found.value.isFinite else { throw RequirementError.startValue(x0.written(digits: 6)).asEvaluation }
    return ConstrainedOptimum(problem: problem, isMaximum: isMaximum, found: found)
  }

  /// The problem that the arguments pose, and the point as a vector.
  mutating func conditioned(
    _ f: Function, _ x: Value, _ subject: Value?, _ equal: Value?, _ bounds: VariableBounds?, call: String
  ) throws(EvaluationError) -> (ConditionedProblem, Vector) {
    let (point, shape) = try pointed(x, f)
    let example = "\(call)((x, y) -> x^2 + y^2, [1, 1], subject = (x, y) -> x + y >= 2)"
    var all: [Requirement] = []
    if let subject { all += try Requirement.read(subject, isEquation: false, at: x, call: example, &self) }
    if let equal { all += try Requirement.read(equal, isEquation: true, at: x, call: example, &self) }
    let ordered = all.filter(\.isEquation) + all.filter { !$0.isEquation }
    var range = (
      low: Vector(repeating: -.infinity, count: point.count), high: Vector(repeating: .infinity, count: point.count)
    )
    do throws(ConstraintError) {
      if let bounds { range = try bounds.bounds(of: point.count) }
      _ = try LinearConstraints(variables: point.count, low: range.low, high: range.high)
    } catch { throw error.asEvaluation }
    let problem = ConditionedProblem(
      function: f, conditions: ordered, names: DescentNames(f, shape), shape: shape, low: range.low, high: range.high)
    return (problem, point)
  }

  /// A number or vector as the point of a function that takes it.
  private func pointed(_ x: Value, _ f: Function) throws(EvaluationError) -> (Vector, Shape) {
    let needed = max(f.arity?.lowerBound ?? 1, 1)
    switch x {
    case .number(let t) where needed == 1: return (Vector([t]), .scalar)
    case .vector(let v) where v.count > 0 && (needed == 1 || needed == v.count): return (v, .vector(v.count))
    default: throw RequirementError.start(got: x.phrase, needed: needed).asEvaluation
    }
  }

  // MARK: lagrange

  /// Whether a function gives a number there.
  private mutating func takes(_ f: Function, _ x: Value) -> Bool {
    if case .number? = try? apply(f, [x]) { true } else { false }
  }

  mutating func lagrange(_ f: Function, _ x0: Value?, _ others: [Value]) throws(EvaluationError) -> LagrangePoints {
    let problem = try lagrangeProblem(f, x0, others)
    let functions = SmoothFunctions([f] + problem.conditions.map(\.function), of: problem.shape, in: self)
    return try lagrange(f, problem, functions).result
  }

  /// The same with each step.
  mutating func workedLagrange(
    _ f: Function, _ x0: Value?, _ others: [Value]
  ) throws(EvaluationError) -> Worked<LagrangePoints> {
    let problem = try lagrangeProblem(f, x0, others)
    let functions = SmoothFunctions([f] + problem.conditions.map(\.function), of: problem.shape, in: self)
    let (result, formulas) = try lagrange(f, problem, functions)
    let work = LagrangeWork(
      result: result, formulas: formulas, f: functions.smooth(0),
      constraints: problem.conditions.indices.map { functions.smooth($0 + 1) })
    defer { self = functions.context }
    return try work.worked()
  }

  private mutating func lagrange(
    _ f: Function, _ problem: LagrangeProblem, _ functions: SmoothFunctions
  ) throws(EvaluationError) -> (result: LagrangePoints, formulas: LagrangeFormulas?) {
    let asked = isInterrupted
    let smooth = problem.conditions.indices.map { functions.smooth($0 + 1) }
    let formulas = LagrangeFormulas(f, problem.conditions.map(\.function), problem.shape, in: self)
    let search = try LagrangeSearch.run(
      functions.smooth(0), smooth, variables: problem.shape.count, guesses: problem.guesses, algebra: formulas?.algebra,
      interrupted: asked)
    self = functions.context
    try checkInterrupt()
    let result = LagrangePoints(
      function: f, constraints: problem.conditions, variables: problem.variables, search: search)
    return (result, formulas)
  }

  struct LagrangeProblem {
    var conditions: [Requirement]
    var shape: Shape
    var guesses: [Vector]
    var variables: [String]
  }

  mutating func lagrangeProblem(
    _ f: Function, _ x0: Value?, _ others: [Value]
  ) throws(EvaluationError) -> LagrangeProblem {
    var (constraints, start) = (others, x0)
    if let last = constraints.last, last.tensor != nil, x0 == nil { start = constraints.removeLast() }
    guard !constraints.isEmpty else { throw RequirementError.noConstraint.asEvaluation }
    let needed = max(f.arity?.lowerBound ?? 1, 1)
    let shape: Shape
    var guesses: [Vector] = []
    if let start {
      let (point, own) = try pointed(start, f)
      (shape, guesses) = (own, [point])
    } else {
      guard needed > 1 else {
        let g = constraints.map { if case .function(let g) = $0 { g.argument } else { $0.written() } }
        let start = takes(f, .number(1)) ? "1" : "[1, 1]"
        throw RequirementError.variables(fix: "lagrange(\(f.argument), \(g.joined(separator: ", ")), \(start))")
          .asEvaluation
      }
      shape = .vector(needed)
    }
    let point: Value =
      shape == .scalar ? .number(guesses[0][0]) : .vector(guesses.first ?? Vector(repeating: 1, count: needed))
    let example = "lagrange((x, y) -> x*y, (x, y) -> 2x + 2y - 20)"
    var conditions: [Requirement] = []
    for value in constraints {
      conditions += try Requirement.read(value, isEquation: true, at: point, call: example, &self)
    }
    if let other = conditions.first(where: { !$0.isEquation }) {
      throw RequirementError.inequality(other.text).asEvaluation
    }
    guard conditions.count <= shape.count else {
      throw RequirementError.tooMany(constraints: conditions.count, variables: shape.count).asEvaluation
    }
    let names = DescentNames(f, shape)
    return LagrangeProblem(
      conditions: conditions, shape: shape, guesses: guesses, variables: (0..<shape.count).map(names.variable))
  }
}

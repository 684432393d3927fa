import Document
import Evaluation
import Graph
import LinearAlgebra
import Numerics
import Optimization

/// Descents that go one step at a time.
let optimisation: [Builtin] = [
  Builtin(
    "descend", summary: "Starts a descent: a function, a place to start and a method that steps downhill.",
    doc: """
      f gives one number and takes a number, a vector or a matrix like x0; a function of several numbers takes a vector \
      apart. Nothing moves until `step`. Gradients are exact, by reverse mode, for array code too. Methods, with \
      PyTorch's update rules and its defaults (η is rate): "plain" x ← x − η g; "momentum" v ← μ v + g, x ← x − η v; \
      "nesterov" the same v, x ← x − η (g + μ v); "adagrad" G ← G + g², x ← x − η g/(√G + ε); "rmsprop" \
      s ← α s + (1 − α) g², x ← x − η g/(√s + ε), with momentum if given; "adam" m ← β₁ m + (1 − β₁) g, \
      s ← β₂ s + (1 − β₂) g², x ← x − η m̂/(√ŝ + ε) with m̂ = m/(1 − β₁ᵏ), ŝ = s/(1 − β₂ᵏ); "adamw" the same on \
      (1 − η λ) x, λ being weight_decay; "sgd" v ← μ v + g + λ x, x ← x − η v, g of one batch; "coordinate" one \
      variable after another to its lowest place, by exact search. Usual values: rate 0.1 (adagrad, rmsprop, sgd 0.01; \
      adam, adamw 0.001), momentum 0.9 (rmsprop, sgd 0), beta1 0.9, beta2 0.999, alpha 0.99, epsilon 1e-8 (adagrad \
      1e-10), weight_decay 0.01 (sgd 0). An option that the method does not have is an error. \
      The rate may be a function of the steps taken, rate = k -> 0.1/(1 + k), or follow a schedule: "inverse" \
      η/(1 + decay·k), "exponential" η·decayᵏ, "cosine" down to 0 over so many steps, "step" times decay after every \
      `over` steps. With search = "armijo" each step tries `rate` first (1 unless given) and goes back until f has fallen \
      enough; with "wolfe" it also goes on while the slope stays steep. The direction is then the method's own step at \
      rate 1. "newton", "bfgs", "lbfgs" (the last `memory` steps, 10) and "conjugate_gradient" have no rate and search by \
      Wolfe's conditions unless told otherwise; "nelder_mead" moves a simplex (its first width: size, 0.05) by values \
      alone; "levenberg_marquardt" (first damping 0.001) makes the sum of the squares of a vector small, so f gives \
      that vector. \
      "projected" x ← P(x − η g) returns to the nearest point of a set after every step: bounds = [lowest, highest] for \
      all variables or a matrix with such a row for each; onto = "nonnegative", "simplex" (x ≥ 0 and Σ x = total, 1) or \
      "ball" (‖x‖ ≤ radius, 1). It begins at the nearest point to x0, and ‖P∇f‖ is the length of P(x − g) − x, 0 exactly \
      at a minimum in the set. \
      Data: with data = X, or data = {X = X, y = y}, of equally many rows, f takes them after its parameters, \
      (w, X, y) -> …; `batch` rows at a time (sgd: 32) go by in a random order, a new one each epoch, from the \
      session's seed or `seed`. The value is then that of the batch; over all rows it stands at the ends of epochs. \
      Fields: x, value, gradient, iterations, path (a row for each point), reason, values (of f along the path), \
      method, rate, best (the lowest point so far), best_value, rates (of each step), evaluations. \
      Source: Deisenroth, Faisal, Ong, Mathematics for Machine Learning, 7.1; Kingma & Ba 2015; Loshchilov & Hutter \
      2019; Duchi, Hazan & Singer 2011; Nocedal & Wright 2e, 9.3.
      """,
    facts: .init(
      "f, x0 number, n or m×n → optimizer",
      refuses: [
        "no value at the start": "descend(x -> log(x), -1)",
        "a start that does not fit": "descend((x, y) -> x + y, [1, 2, 3])",
        "no such method": "descend(x -> x^2, 1, method = \"best\")",
        "a loss that does not take the data": "descend(w -> w^2, 1, data = [1, 2])",
        "projected without a set": "descend(x -> x^2, 1, method = \"projected\")",
      ], by: "Kingma & Ba 2015 (adam); update rules of PyTorch", fields: FunctionDescent.fieldNames),
    examples: [
      .init("descend(x -> x^2, 5).value", "25"),
      .init("step(descend((x, y) -> x^2 + 2y^2, [4, -3], rate = 0.25)).x", "[2, 0]"),
      .init("descend(x -> x^2, 5, method = \"adam\")", "optimizer"),
      .init("step(descend(x -> x^2, 8, rate = k -> 0.5/(k + 2)), 3).x", "2"),
      .init(
        "gd = descend((w, x) -> mean((w - x) .^ 2), 0, method = \"sgd\", data = [1, 2, 3], batch = 3); step(gd, 900).x",
        "2"),
      .init("step(descend((x, y) -> x^2 + 10y^2, [1, 1], search = \"armijo\"), until = 1e-6).reason", "\"converged\""),
      .init(
        "step(descend(x -> (x - 3)^2, 0, method = \"projected\", bounds = [-1, 2]), until = 1e-8).x", "2"),
      .init(
        "step(descend(b -> [b[1] - 3, b[1]*b[2] - 6], [1, 1], method = \"levenberg_marquardt\"), until = 1e-8).x",
        "[3, 2]"),
    ],
    related: ["step", "sweep", "minimize", "grad", "contour"],
    Form(
      "f", "x0", "method = \"plain\"", "rate?", "momentum?", "beta1?", "beta2?", "epsilon?", "alpha?", "weight_decay?",
      "size?", "damping?", "memory?", "schedule?", "decay?", "over?", "data?", "batch?", "seed?", "search?", "bounds?",
      "onto?", "radius?", "total?"
    ) {
      (context: inout Context, f: Function, x0: Value, options: DescentOptions)
        throws(EvaluationError) -> FunctionDescent in
      try context.descent(f, x0, options)
    }),
  Builtin(
    "step", summary: "The optimizer after n more steps, or until its gradient is short enough.",
    doc: """
      Alone, n steps (1 unless given), fewer when the descent diverges or leaves the function's domain. With an end to \
      reach, at most n steps (10000 unless given): `until`, the length ‖∇f‖ has to fall to (with batches, over all \
      rows); `target`, a value low enough; `change`, a change of f in a step that is too small to go on; `stride`, a \
      step too short. The optimizer it is given stays as it was. Ctrl-C keeps the steps taken, with the reason \
      "interrupted". The first step shows its formula with the numbers filled in; then come k, the rate η when it \
      changes, the variables, f, ‖∇f‖ and the length of each step. Other reasons: "under way", "converged", "target", \
      "small change", "small step", "stalled" (no lower point was found), "limit", "diverged", "not finite" (the part \
      of the function that has no value is shown).
      """,
    facts: .init(
      "optimizer, n → optimizer",
      refuses: ["not an optimizer": "step(3)", "n not whole": "step(descend(x -> x^2, 1), 1.5)"],
      by: "one gradient a step, by reverse mode", fields: FunctionDescent.fieldNames),
    examples: [
      .init("step(descend(x -> x^2, 5), 10).x", "0.536871"),
      .init("step(descend(x -> x^2, 5), until = 1e-6).reason", "\"converged\""),
      .init("step(descend(x -> x^2, 8, rate = 0.25), target = 1).iterations", "3"),
    ],
    related: ["descend", "sweep"],
    Form("gd", "[n]", "until?", "target?", "change?", "stride?") {
      (context: inout Context, gd: FunctionDescent, goal: StepGoal) throws(EvaluationError) -> FunctionDescent in
      try gd.advanced(by: goal, &context)
    } work: { (context: inout Context, gd: FunctionDescent, goal: StepGoal) throws(EvaluationError) in
      let gd = try gd.advanced(by: goal, &context)
      return Worked(gd, gd.worked.derivation)
    }),
  Builtin(
    "sweep", summary: "One descent for each of several rates, side by side.",
    doc: """
      The arguments are those of descend; `rates` is a vector, and momentum, beta1, beta2, epsilon, alpha, \
      weight_decay, size, damping and memory may be vectors too: every value of one with every value of the others, at most 100 descents. Without \
      any vector the rates 0.001, 0.003, … 1 are tried. Each descent takes at most `steps` steps, fewer when ‖∇f‖ ≤ \
      until. Ctrl-C keeps the descents that had begun. All start at x0, and batches go by in the same order in all. plot draws f along every one of them. \
      Fields: table (a row for each: what varies, value, slope, steps, reason), best (the value or values that came \
      lowest), value and x (there), limit (below which rate the descents come to rest, from the largest curvature; \
      missing for methods and functions without such a bound), runs (the optimizers, which step takes further).
      """,
    facts: .init(
      "f, x0, rates → sweep",
      refuses: [
        "no such rate": "sweep(x -> x^2, 1, [0.1, -1])",
        "too many descents": "sweep(x -> x^2, 1, linspace(0.001, 1, 101))",
        "no value at the start": "sweep(x -> log(x), -1)",
      ], by: "the loop of descend; the bound is 2/λ for plain, λ the largest eigenvalue of the Hessian",
      fields: ["table", "best", "value", "x", "limit", "runs"]),
    examples: [
      .init("sweep((x, y) -> x^2 + 10y^2, [1, 1], [0.01, 0.05, 0.2]).best", "0.05"),
      .init("sweep((x, y) -> x^2 + 10y^2, [1, 1], [0.01, 0.05, 0.2]).limit", "0.1"),
      .init(
        "sweep(x -> x^2, 5, [0.4, 0.1], momentum = [0.5, 0.9], method = \"momentum\").table.steps", "[40, 50, 44, 50]"),
    ],
    related: ["descend", "step"],
    Form(
      "f", "x0", "[rates]", "steps: 50", "method: \"plain\"", "until: 1e-6", "momentum?", "beta1?", "beta2?",
      "epsilon?", "alpha?", "weight_decay?", "size?", "damping?", "memory?", "schedule?", "decay?", "over?", "data?",
      "batch?", "seed?", "search?", "bounds?", "onto?", "radius?", "total?"
    ) {
      (context: inout Context, f: Function, x0: Value, options: SweepOptions) throws(EvaluationError) -> DescentSweep in
      try context.sweep(f, x0, options)
    }),
]

extension Context {
  fileprivate mutating func descent(
    _ f: Function, _ x0: Value, _ options: DescentOptions
  ) throws(EvaluationError) -> FunctionDescent {
    guard !f.seesTraced else { throw EvaluationError(.notDifferentiable("descend")) }
    let call = "descend(\(f.argument), \(x0.written())"
    var plan: DescentPlan
    do throws(DescentError) { plan = try options.plan(call: call) } catch { throw error.asEvaluation }
    let (start, shape) = try starting(f, at: x0, plan.data)
    if plan.method == .projected {
      do throws(DescentError) { plan.set = try options.place.set(start.count, call: call) } catch {
        throw error.asEvaluation
      }
    }
    return try FunctionDescent(f, from: start, shape: shape, plan, in: &self)
  }

  fileprivate mutating func sweep(
    _ f: Function, _ x0: Value, _ options: SweepOptions
  ) throws(EvaluationError) -> DescentSweep {
    guard options.steps >= 1, options.steps == options.steps.rounded(), options.steps <= 1e6 else {
      throw DescentError.steps(Value.number(options.steps).phrase).asEvaluation
    }
    guard options.until >= 0 else { throw DescentError.tolerance("until", options.until).asEvaluation }
    guard options.count <= SweepOptions.most else {
      throw DescentError.tooMany(options.count, limit: SweepOptions.most).asEvaluation
    }
    // The same stream for all, so that only what varies differs.
    let stream = random.split()
    let after = random
    var runs: [DescentSweep.Run] = []
    for (settings, options) in options.all {
      random = stream
      runs.append(DescentSweep.Run(settings: settings, descent: try descent(f, x0, options)))
    }
    var begun = 0
    for i in runs.indices {
      try runs[i].descent.advance(Int(options.steps), until: Stop(optimality: options.until), in: &self)
      begun += 1
      if case .interrupted = runs[i].descent.descent.reason { break }
    }
    random = after
    // What was asked to stop keeps what it has; of nothing there is nothing to keep.
    let isCut = if case .interrupted = runs[begun - 1].descent.descent.reason { true } else { false }
    if isCut, begun == 1, runs[0].descent.descent.iterations == 0 { throw EvaluationError(.interrupted) }
    return DescentSweep(
      varied: options.varied.map(\.name), runs: Array(runs[..<begun]), planned: runs.count,
      steps: Int(options.steps), bound: isCut ? nil : try bound(of: runs))
  }

  /// The bound on the rate where the rate is what varies.
  private mutating func bound(of runs: [DescentSweep.Run]) throws(EvaluationError) -> SafeRate? {
    guard let first = runs.first?.descent, first.plan.batch == nil, case .constant = first.plan.pace,
      Set(runs.map { $0.descent.plan.options["momentum"] }).count == 1 || first.method == .plain
    else { return nil }
    let moved = runs.map(\.descent).filter { $0.descent.path.count > 1 }
    guard let told = moved.first(where: \.ended) ?? moved.first else { return nil }
    return try told.safeRate(in: &self)
  }

  /// The start as a vector, once it is known to fit the function.
  fileprivate mutating func starting(
    _ f: Function, at x0: Value, _ data: DescentData?
  ) throws(EvaluationError) -> (Vector, Shape) {
    guard let tensor = x0.tensor, !tensor.elements.isEmpty else {
      throw DescentError.startKind(got: x0.phrase, fix: data == nil ? fittingStart(f) : nil).asEvaluation
    }
    if let pieces = data?.pieces.count {
      if let arity = f.arity, !arity.contains(pieces + 1) {
        throw DescentError.arguments(call: f.printed, takes: arity.lowerBound, pieces: pieces).asEvaluation
      }
      return (Vector(tensor.elements), tensor.shape)
    }
    if let arity = f.arity {
      let needed = max(arity.lowerBound, 1)
      let isTaken =
        switch tensor.shape {
        case .scalar: needed == 1
        case .vector(let n): needed == 1 || n == needed
        case .matrix: needed == 1
        }
      guard isTaken, arity.upperBound > 0, try takes(f, tensor, x0) else {
        throw DescentError.start(
          call: f.printed, needed: arity.upperBound == 0 ? 0 : needed, got: x0.phrase, fix: fittingStart(f, x0)
        ).asEvaluation
      }
    }
    return (Vector(tensor.elements), tensor.shape)
  }

  /// Whether a vector of one element is what the function takes: not when only its element alone will do.
  private mutating func takes(_ f: Function, _ start: Tensor, _ x0: Value) throws(EvaluationError) -> Bool {
    guard start.shape == .vector(1) else { return true }
    do throws(EvaluationError) { _ = try apply(f, [x0]) } catch {
      if case .interrupted = error.kind { throw error }
      return (try? apply(f, [.number(start.elements[0])])) == nil
    }
    return true
  }

  /// A call with a start that the function takes: a number where it makes a number of one, otherwise a short vector.
  private mutating func fittingStart(_ f: Function, _ x0: Value? = nil) -> String {
    if case .vector(let v)? = x0, v.count == 1, (try? sample(f, at: .number(v[0]))) != nil {
      return "descend(\(f.argument), \(Value.number(v[0]).written()))"
    }
    let needed = max(f.arity?.lowerBound ?? 1, 1)
    let starts: [Value] =
      needed > 1
      ? [.vector(Vector(Array(repeating: 1, count: needed)))]
      : [.number(1)] + (2...4).map { .vector(Vector(Array(repeating: 1, count: $0))) }
    let fit = starts.first { start in (try? sample(f, at: start)) != nil }
    return "descend(\(f.argument), \((fit ?? starts[0]).written()))"
  }
}

extension Function {
  /// Whether it was made where something it uses is being differentiated: its descent would take that for a constant.
  fileprivate var seesTraced: Bool {
    switch body {
    case .defined(_, let captures): captures.contains { $0.isTraced }
    case .builtin: false
    case .derivative(let f), .gradient(let f), .hessian(let f), .jacobian(let f): f.seesTraced
    }
  }
}

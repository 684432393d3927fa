import Evaluation
import Graph
import LinearAlgebra
import Numerics
import Optimization

/// Looks for the least or the greatest value of a function of the language.
struct MinimumSearch {
  let function: Function
  let isGreatest: Bool
  let shape: Shape
  private var residuals: Int?
  /// Why there are no gradients, where there are none.
  private var obstacle: EvaluationError?
  private var hasCurvature = true

  /// Finds out what the function gives at the start, and what can be differentiated.
  init(
    _ function: Function, at start: Vector, shape: Shape, isGreatest: Bool, in context: inout Context
  ) throws(EvaluationError) {
    (self.function, self.isGreatest, self.shape) = (function, isGreatest, shape)
    let value: Value
    do throws(EvaluationError) { value = try context.apply(function, [Value(Tensor(shape, start.elements))]) } catch {
      // A function of a number with a vector of one: the function's own complaint would not name the cause.
      guard shape == .vector(1), case .number? = try? context.apply(function, [.number(start[0])]) else { throw error }
      let call = "\(isGreatest ? "maximize" : "minimize")(\(function.argument), \(Value.number(start[0]).written()))"
      throw DescentError.startKind(got: "a 1-vector, where the function takes a number", fix: call).asEvaluation
    }
    switch value {
    case .number: break
    case .vector(let r) where r.count > 0:
      guard !isGreatest else { throw MinimumError.greatestSquares.asEvaluation }
      residuals = r.count
    default: throw MinimumError.result(function: function.handle, got: value.phrase).asEvaluation
    }
    try probe(start, in: &context)
  }

  private mutating func probe(_ start: Vector, in context: inout Context) throws(EvaluationError) {
    let objective = objective(in: context)
    var slope = Vector(repeating: 0, count: start.count)
    do throws(EvaluationError) { _ = try objective.gradient(at: start, &slope) } catch {
      if case .interrupted = error.kind { throw error }
      obstacle = error
      return
    }
    do throws(EvaluationError) {
      _ = try objective.hessian(at: start, times: Vector(repeating: 1, count: start.count))
    } catch {
      if case .interrupted = error.kind { throw error }
      hasCurvature = false
    }
    context = objective.context
  }

  func objective(in context: Context) -> ExtremumObjective {
    ExtremumObjective(
      function, of: shape, residuals: residuals, isGreatest: isGreatest, isSampled: obstacle != nil, in: context)
  }

  private func problem(_ box: Box?) -> MinimizationPlan.Problem {
    var problem = MinimizationPlan.Problem(variables: shape.count)
    (problem.isSum, problem.hasSlopes) = (residuals != nil, obstacle == nil)
    (problem.hasCurvature, problem.box) = (hasCurvature, box)
    return problem
  }

  /// The search as it is told.
  func found(
    from start: Vector, _ options: MinimumOptions, name: String, in context: inout Context
  ) throws(EvaluationError) -> FunctionMinimum {
    let method: Optimizer?
    do throws(DescentError) {
      method = try options.method(call: call(start, "", isOpen: true))
    } catch { throw error.asEvaluation }
    let box: Box?
    do throws(MinimumError) {
      box = try options.box(shape.count)
      if let method, box != nil {
        throw .unbounded(
          method: method.rawValue, fix: call(start, ", bounds = \(options.bounds?.written() ?? "")"))
      }
      if method == .levenbergMarquardt, residuals == nil {
        throw .noResiduals(call: DescentNames(function, shape).call)
      }
    } catch { throw error.asEvaluation }
    // The simplex is what there is within bounds that has no need of slopes.
    let problem = problem(box)
    if let obstacle, box != nil || (method != nil && method != .nelderMead) { throw obstacle }
    let plan =
      method.map { MinimizationPlan($0.stepper(), for: problem, tolerance: options.tolerance, limit: options.limit) }
      ?? MinimizationPlan(for: problem, tolerance: options.tolerance, limit: options.limit)
    let first = try run(from: start, plan, in: &context)
    guard options.starts > 1 else { return result(first) }
    var stream = options.seed?.stream(name) ?? context.random.split()
    var all = [first]
    for _ in 1..<options.starts {
      let other = Self.start(near: start, within: box, &stream)
      guard let next = try tried(from: other, plan, in: &context) else { continue }
      all.append(next)
      if next.ending == .interrupted { break }
    }
    let best = all.dropFirst().reduce(first) { $1.value < $0.value || !$0.isConverged && $1.isConverged ? $1 : $0 }
    return result(best, among: all, starts: options.starts)
  }

  /// The search on an interval.
  func found(
    between low: Double, _ high: Double, _ options: IntervalOptions, in context: inout Context
  ) throws(EvaluationError) -> FunctionMinimum {
    guard residuals == nil else {
      throw MinimumError.result(function: function.handle, got: "a vector").asEvaluation
    }
    guard let rule = IntervalSearch(low, high, hasSlopes: obstacle == nil) else {
      throw MinimumError.interval(low, high, function: function.argument, isGreatest: isGreatest).asEvaluation
    }
    let box = Box(lower: [low], upper: [high])
    let plan = MinimizationPlan(rule, for: problem(box), tolerance: options.tolerance, limit: options.limit)
    return result(try run(from: Vector([low]), plan, in: &context))
  }

  private func run(
    from start: Vector, _ plan: MinimizationPlan, in context: inout Context
  ) throws(EvaluationError) -> Minimization {
    let objective = objective(in: context)
    var search = try Minimization(from: start, by: plan, on: objective)
    // An end where the value is −∞ is an answer: there is no lowest value.
    guard search.value.isFinite || search.value == -.infinity && search.method == IntervalSearch.self else {
      context = objective.context
      throw DescentError.startValue(
        call: DescentNames(function, shape).call, value: isGreatest ? -search.value : search.value,
        start: value(start).written(digits: 6), part: nil
      ).asEvaluation
    }
    let asked = context.isInterrupted
    do throws(EvaluationError) { try search.run(on: objective, interrupted: asked) } catch {
      guard case .interrupted = error.kind else { throw error }
      search.interrupt()
    }
    context = objective.context
    return search
  }

  /// A search from a start that may lie outside the function's domain.
  private func tried(
    from start: Vector, _ plan: MinimizationPlan, in context: inout Context
  ) throws(EvaluationError) -> Minimization? {
    do throws(EvaluationError) { return try run(from: start, plan, in: &context) } catch {
      if case .interrupted = error.kind { throw error }
      return nil
    }
  }

  /// Within finite bounds anywhere; otherwise about the first start, as far as three times its size.
  private static func start(near x: Vector, within box: Box?, _ stream: inout RandomStream) -> Vector {
    let reach = 3 * max(1, x.elements.reduce(0) { max($0, $1.magnitude) })
    return Vector(
      x.elements.indices.map { i in
        let (low, high) = (box?.lower[i] ?? -.infinity, box?.upper[i] ?? .infinity)
        let (from, to) = (max(low, min(x[i], high) - reach), min(high, max(x[i], low) + reach))
        let whole = low.isFinite && high.isFinite
        return (whole ? low : from) + stream.uniform() * ((whole ? high : to) - (whole ? low : from))
      })
  }

  /// The call again, with something added.
  private func call(_ start: Vector, _ more: String, isOpen: Bool = false) -> String {
    let name = isGreatest ? "maximize" : "minimize"
    return "\(name)(\(function.argument), \(value(start).written())\(more)\(isOpen ? "" : ")")"
  }

  private func value(_ x: Vector) -> Value { Value(Tensor(shape, x.elements)) }

  private func result(
    _ search: Minimization, among all: [Minimization] = [], starts: Int = 1
  ) -> FunctionMinimum {
    FunctionMinimum(
      function: function, shape: shape, isGreatest: isGreatest, isSum: residuals != nil, search: search,
      others: FunctionMinimum.distinct(all), starts: starts, obstacle: obstacle?.report)
  }
}

extension Context {
  /// How many residuals a function gives at a point, for a method that wants them.
  mutating func residuals(of f: Function, at x: Vector, _ shape: Shape) throws(EvaluationError) -> Int {
    guard case .vector(let r) = try apply(f, [Value(Tensor(shape, x.elements))]), r.count > 0 else {
      throw MinimumError.noResiduals(call: DescentNames(f, shape).call).asEvaluation
    }
    return r.count
  }
}

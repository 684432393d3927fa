import Document
import Evaluation
import Graph
import LinearAlgebra
import Optimization

/// The optimizer value of the language: a function, a method, and the descent so far.
public struct FunctionDescent: DomainValue, ArgumentType, ResultType {
  public static let typeName = "optimizer"

  public let function: Function
  let plan: DescentPlan
  /// What the function takes: a number, a vector or a matrix.
  public let shape: Shape
  public private(set) var descent: Descent
  /// Where it was to start.
  let asked: Vector
  /// How many numbers the function gives, when their squares are what is to be small.
  private let residuals: Int?
  /// The iterations that the newest `step` added; empty before the first.
  public private(set) var newest: Range<Int> = 0..<0
  /// The rate that would have been small enough, once a descent has diverged.
  private(set) var safeRate: SafeRate?
  /// Where the step led that could not be taken, and what the function said there.
  private(set) var fall: Fall?
  /// When the newest `step` was to end.
  private(set) var goal = Stop()

  public var method: Optimizer { plan.method }

  /// Evaluates the function and its gradient at the start.
  /// - Throws: `DescentError` for a start without a finite value, and what the function itself throws.
  init(
    _ function: Function, from start: Vector, shape: Shape, _ plan: DescentPlan, in context: inout Context
  ) throws(EvaluationError) {
    self.function = function
    self.plan = plan
    (self.shape, asked) = (shape, start)
    let stepper = plan.stepper(&context.random)
    residuals = plan.method == .levenbergMarquardt ? try context.residuals(of: function, at: start, shape) : nil
    let objective = FunctionObjective(function, of: shape, over: plan.data, residuals: residuals, in: context)
    descent = try Descent(from: start, by: stepper, on: objective)
    context = objective.context
    if let obstacle = objective.obstacle { throw obstacle }
    guard descent.reason == nil else {
      let part = NonFinitePart(of: function, at: arguments(start), in: &context)
      throw DescentError.startValue(
        call: names.call, value: descent.value, start: value(at: start).written(digits: 6), part: part?.sentence
      ).asEvaluation
    }
  }

  /// At most `limit` steps, or as many as it takes to come far enough. Interrupted, it keeps the steps taken.
  mutating func advance(_ limit: Int, until goal: Stop, in context: inout Context) throws(EvaluationError) {
    if case .notFinite(let iteration) = descent.reason {
      throw DescentError.stuck(call: names.call, iteration: iteration).asEvaluation
    }
    let first = descent.iterations + 1
    let counter = context.count(.step, of: goal.isNever ? limit : nil)
    defer { context.stop(counter) }
    let objective = FunctionObjective(
      function, of: shape, over: plan.data, residuals: residuals, counter: counter, in: context)
    let (asked, pace, usual) = (context.isInterrupted, plan.pace, plan.options["rate"])
    do throws(EvaluationError) {
      try descent.run(
        on: objective, until: goal, limit: limit,
        rate: { k throws(EvaluationError) in try pace.rate(usual, at: k, on: objective) }, interrupted: asked)
    } catch {
      guard case .interrupted = error.kind else { throw error }
      descent.interrupt()
    }
    newest = first..<descent.iterations + 1
    self.goal = goal
    if case .diverged = descent.reason { safeRate = try SafeRate(descent, on: objective) } else { safeRate = nil }
    context = objective.context
    fall = fallen(objective.obstacle?.report, in: &context)
  }

  /// The bound on the rate from the curvature at the start, where the method has one.
  func safeRate(in context: inout Context) throws(EvaluationError) -> SafeRate? {
    let objective = FunctionObjective(function, of: shape, over: plan.data, residuals: residuals, in: context)
    defer { context = objective.context }
    return try SafeRate(descent, on: objective)
  }

  /// What the function says where the step led that failed.
  private func fallen(_ known: Report?, in context: inout Context) -> Fall? {
    guard let point = descent.fall else { return nil }
    if let known { return Fall(point: point, report: known, part: nil) }
    // A replayed trace gives NaN without a word; the function itself says why.
    do throws(EvaluationError) {
      _ = try context.apply(function, arguments(point))
      return Fall(point: point, report: nil, part: NonFinitePart(of: function, at: arguments(point), in: &context))
    } catch { return Fall(point: point, report: error.isGap ? error.report : nil, part: nil) }
  }

  /// Where the step led that could not be taken, what the function said there, and the part of it that has no value.
  struct Fall: Sendable {
    let point: Vector
    let report: Report?
    let part: NonFinitePart?
  }

  /// What the function is called with at a point, over all the data.
  private func arguments(_ point: Vector) -> [Value] { [value(at: point)] + (plan.data?.pieces ?? []) }

  /// The rate of the next step, or the one that a line search found last; `nil` for rules without one.
  public var rate: Double? { (descent.stepper as? any Paced)?.rate ?? descent.newestStep?.rate }

  var names: DescentNames {
    DescentNames(
      function, shape, pieces: plan.data?.pieces.count ?? 0, isSum: residuals != nil,
      measure: type(of: descent.stepper).measure)
  }

  /// A point as the function takes it.
  func value(at point: Vector) -> Value { Value(Tensor(shape, point.elements)) }

  static let fieldNames = [
    "x", "value", "gradient", "iterations", "path", "reason", "values", "method", "rate", "best", "best_value", "rates",
    "evaluations",
  ]

  public var fields: Record {
    let (rows, best) = (descent.path, descent.best)
    let points = Matrix(
      rows: rows.count, columns: shape.count,
      elements: (0..<shape.count).flatMap { i in rows.map { $0.x.elements[i] } })
    return Record([
      .init("x", value(at: descent.x)),
      .init("value", .number(descent.value)),
      .init("gradient", descent.gradient.count == shape.count ? value(at: descent.gradient) : .missing),
      .init("iterations", .number(Double(descent.iterations))),
      .init("path", shape == .scalar ? .vector(Vector(points.elements)) : .matrix(points)),
      .init("reason", .text(descent.reason.word)),
      .init("values", .vector(Vector(rows.map(\.value)))),
      .init("method", .text(method.rawValue)),
      .init("rate", rate.map { .number($0) } ?? .missing),
      .init("best", value(at: best.x)),
      .init("best_value", .number(best.whole ?? best.value)),
      .init("rates", .vector(Vector(rows.dropFirst().map { $0.rate ?? .nan }))),
      .init("evaluations", .number(Double(descent.evaluations))),
    ])
  }
}

extension Pace {
  /// The rate of the step after k steps; `nil` where it stays as it is.
  fileprivate func rate(
    _ usual: Double, at k: Int, on objective: FunctionObjective
  ) throws(EvaluationError) -> Double? {
    switch self {
    case .constant: return nil
    case .schedule(let schedule, let decay, let over): return schedule.rate(usual, at: k, decay: decay, over: over)
    case .function(let f):
      let value = try objective.apply(f, .number(Double(k)))
      guard case .number(let rate) = value, rate >= 0, rate.isFinite else {
        throw DescentError.pace("\(f.handle)(\(k))", step: k, got: value.phrase).asEvaluation
      }
      return rate
    }
  }
}

extension Descent.Reason? {
  /// The word of the field `reason`.
  var word: String {
    switch self {
    case nil: "under way"
    case .converged: "converged"
    case .diverged: "diverged"
    case .notFinite: "not finite"
    case .smallStep: "small step"
    case .smallChange: "small change"
    case .target: "target"
    case .stalled: "stalled"
    case .iterationLimit: "limit"
    case .interrupted: "interrupted"
    }
  }
}

import Document
import Evaluation
import Graph
import LinearAlgebra
import Optimization

/// The optimizer value of the language: a function, a method, and the descent so far.
public struct FunctionDescent: DomainValue, ArgumentType, ResultType {
  public static let typeName = "optimizer"

  public let function: Function
  public let method: Optimizer
  /// What the method was told.
  let options: StepperOptions
  /// What the function takes: a number, a vector or a matrix.
  public let shape: Shape
  public private(set) var descent: Descent
  /// The iterations that the newest `step` added; empty before the first.
  public private(set) var newest: Range<Int> = 0..<0
  /// The rate that would have been small enough, once a descent has diverged.
  private(set) var safeRate: SafeRate?
  /// Where the step led that could not be taken, and what the function said there.
  private(set) var fall: (point: Vector, report: Report?)?
  /// The tolerance the newest `step` went for.
  private(set) var tolerance: Double?

  /// Evaluates the function and its gradient at the start.
  /// - Throws: `DescentError` for a start without a finite value, and what the function itself throws.
  init(
    _ function: Function, from start: Vector, shape: Shape, method: Optimizer, _ options: StepperOptions,
    in context: inout Context
  ) throws(EvaluationError) {
    let objective = FunctionObjective(function, of: shape, in: context)
    self.function = function
    self.method = method
    self.options = options
    self.shape = shape
    descent = try Descent(from: start, by: method.rule.init(options), on: objective)
    context = objective.context
    if let obstacle = objective.obstacle { throw obstacle }
    guard descent.reason == nil else {
      let start = Value(Tensor(shape, start.elements)).written(digits: 6)
      throw DescentError.startValue(call: DescentNames(function, shape).call, value: descent.value, start: start)
        .asEvaluation
    }
  }

  /// At most `limit` steps, or as many as it takes until the gradient's length is at most `tolerance`. Interrupted, it
  /// keeps the steps taken.
  mutating func advance(
    _ limit: Int, until tolerance: Double?, in context: inout Context
  ) throws(EvaluationError) {
    if case .notFinite(let iteration) = descent.reason {
      throw DescentError.stuck(call: names.call, iteration: iteration).asEvaluation
    }
    let first = descent.iterations + 1
    let counter = context.count(.step, of: tolerance == nil ? limit : nil)
    defer { context.stop(counter) }
    let objective = FunctionObjective(function, of: shape, counter: counter, in: context)
    let asked = context.isInterrupted
    do throws(EvaluationError) {
      try descent.run(on: objective, until: Stop(optimality: tolerance), limit: limit, interrupted: asked)
    } catch {
      guard case .interrupted = error.kind else { throw error }
      descent.interrupt()
    }
    newest = first..<descent.iterations + 1
    self.tolerance = tolerance
    if case .diverged = descent.reason { safeRate = try SafeRate(descent, on: objective) } else { safeRate = nil }
    context = objective.context
    if case .notFinite = descent.reason { fall = fallen(objective.obstacle?.report, in: &context) }
  }

  /// What the function says where the step led that failed.
  private func fallen(_ known: Report?, in context: inout Context) -> (point: Vector, report: Report?)? {
    guard let point = descent.fall else { return nil }
    if let known { return (point, known) }
    // A replayed trace gives NaN without a word; the function itself says why.
    do throws(EvaluationError) {
      _ = try context.sample(function, at: value(at: point), explainingGaps: true)
      return (point, nil)
    } catch { return (point, error.report) }
  }

  /// The rate of the next step; `nil` for rules without one.
  var rate: Double? { (descent.stepper as? any Paced)?.rate }

  var names: DescentNames { DescentNames(function, shape) }

  /// A point as the function takes it.
  func value(at point: Vector) -> Value { Value(Tensor(shape, point.elements)) }

  public var fields: Record {
    let rows = descent.path
    let points = Matrix(
      rows: rows.count, columns: shape.count,
      elements: (0..<shape.count).flatMap { i in rows.map { $0.x.elements[i] } })
    return Record([
      .init("x", value(at: descent.x)),
      .init("value", .number(descent.value)),
      .init("gradient", value(at: descent.gradient)),
      .init("iterations", .number(Double(descent.iterations))),
      .init("path", shape == .scalar ? .vector(Vector(points.elements)) : .matrix(points)),
      .init("reason", .text(descent.reason.word)),
      .init("values", .vector(Vector(rows.map(\.value)))),
      .init("method", .text(method.rawValue)),
      .init("rate", rate.map { .number($0) } ?? .missing),
    ])
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

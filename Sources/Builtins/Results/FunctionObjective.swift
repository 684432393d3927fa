import Evaluation
import Graph
import LinearAlgebra
import Optimization

/// A function of the language to be made small: exact derivatives, traced once and replayed while its conditions hold.
///
/// A class because an objective is asked again and again through a `let`, and both the trace and the context that
/// runs the function must live from one question to the next.
final class FunctionObjective: Objective {
  private var traced: TracedObjective
  private let data: DescentData?
  /// The derivatives of a function that gives residuals instead of a number, and how many of them.
  private var model: TracedModel?
  /// Where the function runs; take it back when the descent is done.
  private(set) var context: Context
  /// What the function said at the last point where it had no value.
  private(set) var obstacle: EvaluationError?
  /// Gets the number of gradients taken, which is that of the steps.
  private let counter: ProgressCounter?
  private var asked = 0

  /// - Parameter residuals: how many numbers the function gives, when its squares are what is to be small.
  init(
    _ function: Function, of shape: Shape, over data: DescentData? = nil, residuals: Int? = nil,
    counter: ProgressCounter? = nil, in context: Context
  ) {
    traced = TracedObjective(function, of: shape)
    self.data = data
    self.counter = counter
    self.context = context
    model = residuals.map { count in
      TracedModel(giving: count) { (context: inout Context, x: Value) throws(EvaluationError) in
        // The model hands over a vector, whatever the function takes.
        if case .vector = shape { return try context.apply(function, [x]) }
        return try context.apply(function, [try context.traced(Reshape(shape), [x])])
      }
    }
  }

  var rowCount: Int { data?.rowCount ?? 0 }

  /// A point outside the function's domain has the value NaN, so that a descent stops there and keeps its steps.
  func gradient(at point: Vector, _ gradient: inout Vector) throws(EvaluationError) -> Double {
    counter?(asked)
    asked += 1
    if model != nil { return try squares(at: point, &gradient) }
    return try slope(at: point, on: data?.pieces ?? [], &gradient)
  }

  func gradient(at point: Vector, over rows: [Int], _ gradient: inout Vector) throws(EvaluationError) -> Double {
    counter?(asked)
    asked += 1
    return try slope(at: point, on: data?.taking(rows) ?? [], &gradient)
  }

  private func slope(
    at point: Vector, on rest: [Value], _ gradient: inout Vector
  ) throws(EvaluationError) -> Double {
    let found = try guarded { objective throws(EvaluationError) in
      try objective.traced.gradient(at: point, rest, &objective.context)
    }
    guard let found else { return .nan }
    gradient = found.gradient
    return found.value
  }

  func value(at point: Vector) throws(EvaluationError) -> Double {
    if model != nil { return try residuals(at: point).map { $0.values.elements.reduce(0) { $0 + $1 * $1 } } ?? .nan }
    let rest = data?.pieces ?? []
    return try guarded { objective throws(EvaluationError) in
      try objective.traced.value(at: point, rest, &objective.context)
    } ?? .nan
  }

  func hessian(at point: Vector) throws(EvaluationError) -> Matrix {
    if model != nil { return try sums(at: point) }
    let rest = data?.pieces ?? []
    return try guarded { objective throws(EvaluationError) in
      try objective.traced.hessian(at: point, rest, &objective.context)
    } ?? Matrix(rows: point.count, columns: point.count, elements: nans(point.count * point.count))
  }

  func hessian(at point: Vector, times direction: Vector) throws(EvaluationError) -> Vector {
    let rest = data?.pieces ?? []
    return try guarded { objective throws(EvaluationError) in
      try objective.traced.hessian(at: point, times: direction, rest, &objective.context)
    } ?? Vector(nans(point.count))
  }

  /// What another function gives at a number.
  func apply(_ f: Function, _ argument: Value) throws(EvaluationError) -> Value {
    try context.apply(f, [argument])
  }

  // MARK: residuals

  func residuals(at point: Vector) throws(EvaluationError) -> Residuals? {
    guard model != nil else { return nil }
    return try guarded { objective throws(EvaluationError) in
      let x = Value(Tensor(objective.traced.shape, point.elements))
      guard case .vector(let values) = try objective.context.apply(objective.traced.function, [x]),
        let jacobian = try objective.model?.jacobian(at: point, &objective.context)
      else { return nil }
      return Residuals(values: values, jacobian: jacobian)
    } ?? nil
  }

  /// Σ r² with its gradient 2 Jᵀ r.
  private func squares(at point: Vector, _ gradient: inout Vector) throws(EvaluationError) -> Double {
    guard let found = try residuals(at: point) else { return .nan }
    let (r, a) = (found.values.elements, found.jacobian)
    gradient = Vector((0..<a.columns).map { 2 * Double.dot(a.column($0).elements, r) })
    return Double.dot(r, r)
  }

  /// 2 JᵀJ, Gauss and Newton's Hessian of a sum of squares.
  private func sums(at point: Vector) throws(EvaluationError) -> Matrix {
    let n = point.count
    guard let a = try residuals(at: point)?.jacobian else {
      return Matrix(rows: n, columns: n, elements: nans(n * n))
    }
    let columns = (0..<n).map { a.column($0).elements }
    let entries = columns.flatMap { p in columns.map { q in 2 * Double.dot(p, q) } }
    return Matrix(rows: n, columns: n, elements: entries)
  }

  private func nans(_ count: Int) -> [Double] { Array(repeating: .nan, count: count) }

  /// `nil` where the function has no real value, which is kept as the obstacle.
  private func guarded<R>(
    _ body: (FunctionObjective) throws(EvaluationError) -> R
  ) throws(EvaluationError) -> R? {
    do throws(EvaluationError) { return try body(self) } catch {
      guard error.isGap else { throw error }
      obstacle = error
      return nil
    }
  }
}

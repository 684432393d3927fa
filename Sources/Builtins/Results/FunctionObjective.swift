import Evaluation
import LinearAlgebra
import Optimization

/// A function of the language to be made small: exact gradients, traced once and replayed while its conditions hold.
///
/// A class because an objective is asked again and again through a `let`, and both the trace and the context that
/// runs the function must live from one question to the next.
final class FunctionObjective: Objective {
  private var traced: TracedFunction
  /// Where the function runs; take it back when the descent is done.
  private(set) var context: Context
  /// What the function said at the last point where it had no value.
  private(set) var obstacle: EvaluationError?
  /// Gets the number of gradients taken, which is that of the steps.
  private let counter: ProgressCounter?
  private var asked = 0

  init(_ function: Function, of shape: Shape, counter: ProgressCounter? = nil, in context: Context) {
    traced = TracedFunction(function, of: shape)
    self.counter = counter
    self.context = context
  }

  /// A point outside the function's domain has the value NaN, so that a descent stops there and keeps its steps.
  func gradient(at point: Vector, _ gradient: inout Vector) throws(EvaluationError) -> Double {
    counter?(asked)
    asked += 1
    do throws(EvaluationError) {
      let found = try traced.gradient(at: point, &context)
      gradient = found.gradient
      return found.value
    } catch {
      guard error.isGap else { throw error }
      obstacle = error
      return .nan
    }
  }
}

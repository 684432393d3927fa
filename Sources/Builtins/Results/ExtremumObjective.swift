import Evaluation
import Graph
import LinearAlgebra
import Optimization

/// A function of the language whose least or greatest value is looked for; the greatest is the least of −f.
///
/// A class for the reason that `FunctionObjective` is one.
final class ExtremumObjective: Objective {
  private let base: FunctionObjective
  private let function: Function
  private let shape: Shape
  private let sign: Double
  /// Whether only values are asked for, by running the function as it is, since it cannot be traced.
  private let isSampled: Bool
  private var own: Context

  init(
    _ function: Function, of shape: Shape, residuals: Int?, isGreatest: Bool, isSampled: Bool, in context: Context
  ) {
    base = FunctionObjective(function, of: shape, residuals: residuals, in: context)
    (self.function, self.shape, self.isSampled, own) = (function, shape, isSampled, context)
    sign = isGreatest ? -1 : 1
  }

  /// Take it back when the search is over.
  var context: Context { isSampled ? own : base.context }

  func value(at point: Vector) throws(EvaluationError) -> Double {
    guard isSampled else { return sign * (try base.value(at: point)) }
    try own.checkInterrupt()
    return sign * (try own.sample(function, at: Value(Tensor(shape, point.elements))) ?? .nan)
  }

  func gradient(at point: Vector, _ gradient: inout Vector) throws(EvaluationError) -> Double {
    guard !isSampled else {
      gradient = Vector(repeating: .nan, count: point.count)
      return try value(at: point)
    }
    let value = try base.gradient(at: point, &gradient)
    if sign < 0 { gradient = gradient * -1 }
    return sign * value
  }

  func hessian(at point: Vector) throws(EvaluationError) -> Matrix {
    let hessian = try base.hessian(at: point)
    return sign < 0 ? hessian * -1 : hessian
  }

  func hessian(at point: Vector, times direction: Vector) throws(EvaluationError) -> Vector {
    try base.hessian(at: point, times: direction) * sign
  }

  func residuals(at point: Vector) throws(EvaluationError) -> Residuals? { try base.residuals(at: point) }
}

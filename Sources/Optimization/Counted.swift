import LinearAlgebra

/// An objective that counts how often it is asked.
///
/// A class because whoever asks holds it by a `let`.
final class Counted<Base: Objective>: Objective {
  private let base: Base
  /// Values, gradients and rows of residuals asked for; a Hessian counts once for each of its columns.
  private(set) var evaluations = 0

  init(_ base: Base) { self.base = base }

  func value(at point: Vector) throws(Base.Failure) -> Double {
    evaluations += 1
    return try base.value(at: point)
  }

  func gradient(at point: Vector, _ gradient: inout Vector) throws(Base.Failure) -> Double {
    evaluations += 1
    return try base.gradient(at: point, &gradient)
  }

  func hessian(at point: Vector) throws(Base.Failure) -> Matrix {
    evaluations += point.count
    return try base.hessian(at: point)
  }

  func hessian(at point: Vector, times direction: Vector) throws(Base.Failure) -> Vector {
    evaluations += 1
    return try base.hessian(at: point, times: direction)
  }

  func partial(_ index: Int, at point: Vector) throws(Base.Failure) -> Double {
    evaluations += 1
    return try base.partial(index, at: point)
  }

  func residuals(at point: Vector) throws(Base.Failure) -> Residuals? {
    evaluations += 1
    return try base.residuals(at: point)
  }

  var rowCount: Int { base.rowCount }

  func gradient(at point: Vector, over rows: [Int], _ gradient: inout Vector) throws(Base.Failure) -> Double {
    evaluations += 1
    return try base.gradient(at: point, over: rows, &gradient)
  }
}

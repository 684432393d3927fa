import LinearAlgebra

/// A function to be made small, with its gradient.
public protocol Objective<Failure> {
  associatedtype Failure: Error
  /// The value at a point; its gradient is written to `gradient`, which has as many elements as the point.
  func gradient(at point: Vector, _ gradient: inout Vector) throws(Failure) -> Double
}

/// An objective from closures: a formula and its gradient known by hand.
public struct Formula<Failure: Error>: Objective {
  private let body: (Vector) throws(Failure) -> (value: Double, gradient: Vector)

  /// The body gives the value and the gradient at a point.
  public init(_ body: @escaping (Vector) throws(Failure) -> (value: Double, gradient: Vector)) { self.body = body }

  public func gradient(at point: Vector, _ gradient: inout Vector) throws(Failure) -> Double {
    let found = try body(point)
    gradient = found.gradient
    return found.value
  }
}

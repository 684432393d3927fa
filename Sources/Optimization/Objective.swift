import LinearAlgebra

/// A function to be made small.
///
/// Whoever has more than the gradient says so by the other requirements; the rest of an objective follows from it.
public protocol Objective<Failure> {
  associatedtype Failure: Error
  /// The value at a point; its gradient is written to `gradient`, which has as many elements as the point.
  func gradient(at point: Vector, _ gradient: inout Vector) throws(Failure) -> Double
  /// The value alone, where that costs less.
  func value(at point: Vector) throws(Failure) -> Double
  /// The second derivatives, n×n and symmetric. Otherwise central differences of the gradient: about 10 digits, and
  /// all of a quadratic.
  func hessian(at point: Vector) throws(Failure) -> Matrix
  /// The Hessian times a direction, without the Hessian.
  func hessian(at point: Vector, times direction: Vector) throws(Failure) -> Vector
  /// The derivative along one variable, counted from 0.
  func partial(_ index: Int, at point: Vector) throws(Failure) -> Double
  /// What the value is the sum of squares of, with its derivatives; `nil` when it is no such sum.
  func residuals(at point: Vector) throws(Failure) -> Residuals?
  /// How many rows of data the value is taken over; 0 when it is not taken over data.
  var rowCount: Int { get }
  /// The value over some of the rows, by their numbers from 0, and its gradient.
  func gradient(at point: Vector, over rows: [Int], _ gradient: inout Vector) throws(Failure) -> Double
}

/// r with its Jacobian, a row for each residual: f = Σ r².
public struct Residuals: Hashable, Sendable {
  public var values: Vector
  public var jacobian: Matrix

  public init(values: Vector, jacobian: Matrix) { (self.values, self.jacobian) = (values, jacobian) }
}

extension Objective {
  public func value(at point: Vector) throws(Failure) -> Double {
    var unused = Vector(repeating: 0, count: point.count)
    return try gradient(at: point, &unused)
  }

  public func hessian(at point: Vector) throws(Failure) -> Matrix {
    let n = point.count
    var columns: [Double] = []
    for j in 0..<n { columns += try slopeChange(at: point, along: j) }
    let raw = Matrix(rows: n, columns: n, elements: columns)
    var symmetric = raw
    for j in 0..<n {
      for i in 0..<n { symmetric.elements[i + j * n] = (raw[i, j] + raw[j, i]) / 2 }
    }
    return symmetric
  }

  /// A column of the Hessian before it is made symmetric.
  private func slopeChange(at point: Vector, along j: Int) throws(Failure) -> [Double] {
    let reach = 1e-4 * max(1, point[j].magnitude)
    var (forward, backward, ahead, behind) = (point, point, point, point)
    forward.elements[j] += reach
    backward.elements[j] -= reach
    _ = try gradient(at: forward, &ahead)
    _ = try gradient(at: backward, &behind)
    return zip(ahead.elements, behind.elements).map { ($0 - $1) / (forward[j] - backward[j]) }
  }

  public func hessian(at point: Vector, times direction: Vector) throws(Failure) -> Vector {
    let length = direction.norm
    guard length > 0, length.isFinite else { return direction }
    let reach = 1e-5 * max(1, point.norm) / length
    var (ahead, behind) = (point, point)
    _ = try gradient(at: point.moved(by: reach, along: direction), &ahead)
    _ = try gradient(at: point.moved(by: -reach, along: direction), &behind)
    return ahead.moved(by: -1, along: behind) * (1 / (2 * reach))
  }

  public func partial(_ index: Int, at point: Vector) throws(Failure) -> Double {
    var slope = Vector(repeating: 0, count: point.count)
    _ = try gradient(at: point, &slope)
    return slope[index]
  }

  public func residuals(at point: Vector) throws(Failure) -> Residuals? { nil }

  public var rowCount: Int { 0 }

  public func gradient(at point: Vector, over rows: [Int], _ gradient: inout Vector) throws(Failure) -> Double {
    try self.gradient(at: point, &gradient)
  }
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

extension Vector {
  /// x + t d, for a direction as long as the vector.
  func moved(by t: Double, along direction: Vector) -> Vector {
    let n = min(count, direction.count)
    return elements.withUnsafeBufferPointer { x in
      direction.elements.withUnsafeBufferPointer { d in
        Vector(
          Array(unsafeUninitializedCapacity: n) { buffer, filled in
            for i in 0..<n { buffer[i] = x[i] + t * d[i] }
            filled = n
          })
      }
    }
  }
}

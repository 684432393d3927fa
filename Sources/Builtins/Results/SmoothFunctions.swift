import Evaluation
import Graph
import LinearAlgebra
import Optimization

/// Functions of the language with exact first and second derivatives, traced once and replayed while their conditions
/// hold.
///
/// A class because methods ask through closures that only read, while traces and the context that runs the functions must
/// live from one question to the next.
final class SmoothFunctions {
  private var traced: [TracedFunction]
  /// The gradients as models, whose Jacobians are the second derivatives; nil once one has proved not to be traceable.
  private var gradients: [TracedModel?]
  private let shape: Shape
  /// Where the functions run; take it back when the work is done.
  private(set) var context: Context
  private var samples: [(at: Vector, value: Double, gradient: Vector)?]

  /// - Parameter shape: what all of them take: a number, or a vector, which functions of several numbers take apart.
  init(_ functions: [Function], of shape: Shape, in context: Context) {
    traced = functions.map { TracedFunction($0, of: shape) }
    gradients = functions.map { Self.gradient(of: $0, shape) }
    samples = functions.map { _ in nil }
    self.shape = shape
    self.context = context
  }

  private static func gradient(of f: Function, _ shape: Shape) -> TracedModel {
    let slope = Function(.gradient(f))
    let count = shape.count
    return TracedModel(giving: count) { (context: inout Context, x: Value) throws(EvaluationError) in
      guard shape == .scalar else { return try context.call(slope, Arguments([x])) }
      let number = try context.picked([0], .scalar, from: x)
      return try context.picked([0], .vector(1), from: try context.call(slope, Arguments([number])))
    }
  }

  /// One of the functions, by its place.
  func smooth(_ place: Int) -> SmoothFunction<EvaluationError> {
    SmoothFunction { (x: Vector) throws(EvaluationError) in
      try self.sample(place, x)
    } hessian: { (x: Vector) throws(EvaluationError) in
      try self.hessian(place, x)
    }
  }

  /// A point outside the function's domain has the value NaN.
  private func sample(_ place: Int, _ x: Vector) throws(EvaluationError) -> (value: Double, gradient: Vector) {
    if let known = samples[place], known.at == x { return (known.value, known.gradient) }
    do throws(EvaluationError) {
      let found = try traced[place].gradient(at: x, &context)
      samples[place] = (x, found.value, found.gradient)
      return found
    } catch {
      guard error.isGap else { throw error }
      return (.nan, Vector(repeating: .nan, count: x.count))
    }
  }

  private func hessian(_ place: Int, _ x: Vector) throws(EvaluationError) -> Matrix {
    do throws(EvaluationError) {
      if let found = try gradients[place]?.jacobian(at: x, &context) { return found }
    } catch {
      if error.isGap { return Matrix(rows: x.count, columns: x.count, repeating: .nan) }
      guard case .notDifferentiable = error.kind else { throw error }
      gradients[place] = nil
    }
    return try differences(place, x)
  }

  /// Central differences of exact gradients, for what has no second derivative rule: good to about ten digits.
  private func differences(_ place: Int, _ x: Vector) throws(EvaluationError) -> Matrix {
    var columns: [Vector] = []
    for j in 0..<x.count {
      let h = 6e-6 * max(1, x[j].magnitude)
      var (ahead, behind) = (x, x)
      ahead[j] += h
      behind[j] -= h
      let (a, b) = (try sample(place, ahead).gradient, try sample(place, behind).gradient)
      columns.append(Vector(zip(a.elements, b.elements).map { ($0 - $1) / (ahead[j] - behind[j]) }))
    }
    return Matrix(rows: x.count, columns: x.count) { (columns[$1][$0] + columns[$0][$1]) / 2 }
  }
}

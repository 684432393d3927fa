import Foundation
import LinearAlgebra
import Optimization

/// A number with its partial derivatives, so that a table of formulas is a table of Jacobians too.
struct Dual: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  var value: Double
  /// Empty for constants.
  var partials: [Double]

  init(_ value: Double, _ partials: [Double] = []) { (self.value, self.partials) = (value, partials) }
  init(floatLiteral value: Double) { self.init(value) }
  init(integerLiteral value: Int) { self.init(Double(value)) }

  func chained(_ value: Double, _ slope: Double) -> Dual { Dual(value, partials.map { $0 * slope }) }

  private static func mixed(_ value: Double, _ a: Dual, _ p: Double, _ b: Dual, _ q: Double) -> Dual {
    if a.partials.isEmpty { return Dual(value, b.partials.map { $0 * q }) }
    if b.partials.isEmpty { return Dual(value, a.partials.map { $0 * p }) }
    return Dual(value, zip(a.partials, b.partials).map { $0 * p + $1 * q })
  }

  static func + (a: Dual, b: Dual) -> Dual { mixed(a.value + b.value, a, 1, b, 1) }
  static func - (a: Dual, b: Dual) -> Dual { mixed(a.value - b.value, a, 1, b, -1) }
  static func * (a: Dual, b: Dual) -> Dual { mixed(a.value * b.value, a, b.value, b, a.value) }
  static func / (a: Dual, b: Dual) -> Dual {
    mixed(a.value / b.value, a, 1 / b.value, b, -a.value / (b.value * b.value))
  }
  static prefix func - (a: Dual) -> Dual { a.chained(-a.value, -1) }
}

func exp(_ x: Dual) -> Dual { x.chained(exp(x.value), exp(x.value)) }
func sin(_ x: Dual) -> Dual { x.chained(sin(x.value), cos(x.value)) }
func cos(_ x: Dual) -> Dual { x.chained(cos(x.value), -sin(x.value)) }
func sqrt(_ x: Dual) -> Dual { x.chained(x.value.squareRoot(), 0.5 / x.value.squareRoot()) }
func square(_ x: Dual) -> Dual { x * x }
func sum(_ terms: [Dual]) -> Dual { terms.reduce(0, +) }

/// Σ r² of a table's row, which also tells its residuals.
struct SumOfSquares: Objective {
  let body: ([Dual]) -> [Dual]

  func residuals(at point: Vector) -> Residuals? {
    let n = point.count
    let x = (0..<n).map { i in Dual(point[i], (0..<n).map { $0 == i ? 1 : 0 }) }
    let r = body(x)
    let columns = (0..<n).flatMap { j in r.map { $0.partials.isEmpty ? 0 : $0.partials[j] } }
    return Residuals(
      values: Vector(r.map(\.value)), jacobian: Matrix(rows: r.count, columns: n, elements: columns))
  }

  func gradient(at point: Vector, _ gradient: inout Vector) -> Double {
    guard let found = residuals(at: point) else { return .nan }
    let r = found.values.elements
    gradient = Vector(
      (0..<point.count).map { j in
        var slope = 0.0
        for i in r.indices { slope += 2 * r[i] * found.jacobian[i, j] }
        return slope
      })
    return r.reduce(0) { $0 + $1 * $1 }
  }

  func value(at point: Vector) -> Double {
    body(point.elements.map { Dual($0) }).reduce(0) { $0 + $1.value * $1.value }
  }
}

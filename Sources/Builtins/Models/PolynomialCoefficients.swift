import Evaluation
import LinearAlgebra
import Syntax

/// The coefficients of a polynomial, the constant first.
struct PolynomialCoefficients: ArgumentType {
  /// At least one.
  let values: [Value]

  static let needed = "a vector of numbers, the constant first"

  static func decode(_ value: Value) -> PolynomialCoefficients? {
    switch value {
    case .number, .complex: PolynomialCoefficients(values: [value])
    case .vector(let v) where v.count > 0: PolynomialCoefficients(values: v.elements.map { .number($0) })
    case .complexVector(let v) where v.count > 0: PolynomialCoefficients(values: v.elements.map { .complex($0) })
    default: nil
    }
  }
}

extension Context {
  /// Horner's rule.
  mutating func polynomial(_ coefficients: [Value], at x: Value) throws(EvaluationError) -> Value {
    guard let last = coefficients.last else { return .missing }
    var value = last
    for coefficient in coefficients.dropLast().reversed() {
      value = try combine(.dotAdd, try combine(.dotMultiply, value, x), coefficient)
    }
    guard coefficients.count == 1 else { return value }
    // A constant has the shape of x too, but 0·x is NaN where x is infinite.
    let nothing: Value
    switch x {
    case .number: nothing = .number(0)
    case .vector(let v): nothing = .vector(Vector(repeating: 0, count: v.count))
    case .matrix(let a): nothing = .matrix(Matrix(rows: a.rows, columns: a.columns, repeating: 0))
    default: nothing = try combine(.dotMultiply, .number(0), x)
    }
    return try combine(.dotAdd, nothing, value)
  }
}

import Numerics

/// A polynomial in several variables with exact coefficients.
public struct MultivariatePolynomial: Hashable, Sendable {
  /// The coefficients by the exponents of the variables; none is 0.
  public private(set) var terms: [[Int]: Fraction]
  public let variables: Int

  /// A constant.
  public init(_ constant: Fraction, variables: Int) {
    self.variables = variables
    terms = constant.numerator == 0 && !constant.isLost ? [:] : [[Int](repeating: 0, count: variables): constant]
  }

  /// One of the variables, counted from 0.
  public init(variable: Int, of variables: Int) {
    self.variables = variables
    terms = [(0..<variables).map { $0 == variable ? 1 : 0 }: Fraction(1)]
  }

  private init(_ terms: [[Int]: Fraction], variables: Int) {
    self.terms = terms.filter { $0.value.isLost || $0.value.numerator != 0 }
    self.variables = variables
  }

  /// Whether every coefficient is exact still.
  public var isExact: Bool { terms.values.allSatisfy { !$0.isLost } }

  /// The greatest sum of exponents; −1 for the zero polynomial.
  public var degree: Int { terms.keys.map { $0.reduce(0, +) }.max() ?? -1 }

  public static func + (a: Self, b: Self) -> Self {
    Self(a.terms.merging(b.terms) { $0 + $1 }, variables: a.variables)
  }

  public static func - (a: Self, b: Self) -> Self { a + Self(Fraction(-1), variables: b.variables) * b }

  public static func * (a: Self, b: Self) -> Self {
    var product: [[Int]: Fraction] = [:]
    for (left, x) in a.terms {
      for (right, y) in b.terms {
        let exponents = zip(left, right).map { $0 + $1 }
        product[exponents] = (product[exponents] ?? Fraction(0)) + x * y
      }
    }
    return Self(product, variables: a.variables)
  }

  /// ∂/∂x of a variable, counted from 0.
  public func derivative(by variable: Int) -> Self {
    var derivative: [[Int]: Fraction] = [:]
    for (exponents, coefficient) in terms where exponents[variable] > 0 {
      var lower = exponents
      lower[variable] -= 1
      derivative[lower] = coefficient * Fraction(exponents[variable])
    }
    return Self(derivative, variables: variables)
  }

  /// The value, and the sum of the terms' sizes, which says what of the value is rounding.
  func value(at x: [Double]) -> (value: Double, size: Double) {
    var (sum, size) = (0.0, 0.0)
    for (exponents, coefficient) in terms {
      var term = coefficient.value
      for (place, exponent) in exponents.enumerated() { for _ in 0..<exponent { term *= x[place] } }
      sum += term
      size += term.magnitude
    }
    return (sum, size)
  }

  /// As a polynomial in one of two variables, at a whole value of the other: constant first.
  func coefficients(in variable: Int, other: Int) -> [Fraction] {
    var list: [Fraction] = []
    for (exponents, coefficient) in terms {
      let power = exponents[variable]
      while list.count <= power { list.append(Fraction(0)) }
      list[power] =
        list[power] + (0..<exponents[1 - variable]).reduce(coefficient) { product, _ in product * Fraction(other) }
    }
    return list
  }

  func degree(in variable: Int) -> Int { terms.keys.map { $0[variable] }.max() ?? -1 }
}

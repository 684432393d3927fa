/// A polynomial with real coefficients, constant first: `[2, 0, 1]` is 2 + x².
public struct Polynomial: Hashable, Sendable {
  /// Constant first; the last one is not 0. Empty for the zero polynomial.
  public let coefficients: [Double]

  /// Leading zeros are dropped.
  public init(_ coefficients: [Double]) {
    let last = coefficients.lastIndex { $0 != 0 }
    self.coefficients = Array(coefficients.prefix(last.map { $0 + 1 } ?? 0))
  }

  /// The degree; −1 for the zero polynomial.
  public var degree: Int { coefficients.count - 1 }

  /// The value at x by Horner's rule, within 2·degree·ε of the sum of the terms' magnitudes.
  public func callAsFunction(_ x: Double) -> Double { coefficients.reversed().reduce(0) { $0 * x + $1 } }

  public var derivative: Polynomial {
    Polynomial(coefficients.enumerated().dropFirst().map { Double($0.offset) * $0.element })
  }
}

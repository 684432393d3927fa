import Numerics
import Syntax

/// A Taylor polynomial in several variables: homogeneous parts of rising degree.
public struct MultivariateTaylor: Hashable, Sendable {
  public struct Monomial: Hashable, Sendable {
    /// How often each variable, less its center, is a factor.
    public var exponents: [Int]
    public var coefficient: Symbolic
  }

  public var variables: [Symbol]
  public var centers: [Symbolic]
  /// By degree, and within a degree from high powers of the first variable on; no coefficient is 0.
  public var monomials: [Monomial]

  /// Along the line from the center through x the formula is one of one variable, whose series has the homogeneous
  /// parts for its coefficients.
  /// - Throws: `.singular` where some direction has no Taylor series.
  public init(
    _ formula: Symbolic, in variables: [Symbol], about centers: [Symbolic], order: Int
  ) throws(SeriesError) {
    let way = Symbol("ŝ")
    let steps = variables.indices.map { Symbol(Name("ĥ\($0)")) }
    var line: [Symbol: Symbolic] = [:]
    for ((variable, center), step) in zip(zip(variables, centers), steps) {
      line[variable] = center + .symbol(step) * .symbol(way)
    }
    let along = try TaylorPolynomial(formula.substituting(line), in: way, about: 0, order: order)
    var monomials: [Monomial] = []
    for (degree, part) in along.coefficients.enumerated() {
      // Coefficients of a polynomial are its derivatives at 0 over factorials.
      for exponents in Self.exponents(of: degree, among: variables.count) {
        var slope = part
        for (step, times) in zip(steps, exponents) {
          for k in 0..<times {
            do throws(AlgebraError) { slope = try slope.derivative(by: step) / Symbolic(k + 1) } catch {
              throw .algebra(error)
            }
          }
        }
        let coefficient = slope.substituting(Dictionary(steps.map { ($0, 0) }) { $1 })
        // √(x² + y²) has a slope in each direction and none in all: its part of degree 1 is no polynomial.
        guard coefficient.symbols.isDisjoint(with: steps) else { throw .singular(formula) }
        if !coefficient.isZero { monomials.append(Monomial(exponents: exponents, coefficient: coefficient)) }
      }
    }
    self.monomials = monomials
    self.variables = variables
    self.centers = centers
    let rebuilt = polynomial.substituting(line)
    let given = Symbolic.sum(of: along.coefficients.enumerated().map { $1 * Symbolic.symbol(way).power(Symbolic($0)) })
    guard (rebuilt - given).isZero else { throw .singular(formula) }
  }

  /// The ways to share a degree among variables, high powers of the first one first.
  private static func exponents(of degree: Int, among count: Int) -> [[Int]] {
    guard count > 1 else { return [[degree]] }
    return (0...degree).reversed().flatMap { first in
      exponents(of: degree - first, among: count - 1).map { [first] + $0 }
    }
  }

  public var polynomial: Symbolic {
    .sum(
      of: monomials.map { monomial in
        .product(
          of: [monomial.coefficient]
            + zip(zip(variables, centers), monomial.exponents).map { variable, exponent in
              (Symbolic.symbol(variable.0) - variable.1).power(Symbolic(exponent))
            })
      })
  }
}

extension MultivariateTaylor {
  /// Longer polynomials are not made.
  public static let mostTerms = 1000

  /// Whether a polynomial of this order has at most `mostTerms` terms, C(n + order, n); of one variable each has.
  public static func isShort(variables n: Int, order: Int) -> Bool {
    guard n > 1, order > 0 else { return true }
    var count = 1
    for k in 1...n {
      count = count * (order + k) / k
      if count > mostTerms { return false }
    }
    return true
  }
}

import LinearAlgebra
import Statistics
import Testing

@Suite struct CurveTests {
  /// Wampler's polynomials are known: whole coefficients, and those of Wampler2, at x = 0 … 20.
  @Test(arguments: [[1, 1, 1, 1, 1, 1], [1, 0.1, 0.01, 0.001, 0.0001, 0.00001]]) func wampler(_ c: [Double]) throws {
    let x = (0...20).map(Double.init)
    let y = x.map { x in c.reversed().reduce(0) { $0 * x + $1 } }
    let fit = try PolynomialFit(x: x, y: y, degree: 5)
    // The values of Wampler2 are rounded once each, which moves the coefficients by 1e-13 or so.
    for (got, wanted) in zip(fit.coefficients, c) { #expect((got - wanted).magnitude <= 2e-11 * wanted) }
  }

  /// Degree 10 far from 0, where powers of x are nearly dependent: the coefficients of (x − 7)⁴ by the binomial
  /// theorem; at quarters its values are exact.
  @Test func farFromZero() throws {
    let x = (0...22).map { 4 + Double($0) / 4 }
    func power(_ x: Double) -> Double { (0..<4).reduce(1) { product, _ in product * (x - 7) } }
    let fit = try PolynomialFit(x: x, y: x.map(power), degree: 10)
    let wanted = [2401.0, -1372, 294, -28, 1, 0, 0, 0, 0, 0, 0]
    for (got, wanted) in zip(fit.coefficients, wanted) { #expect((got - wanted).magnitude < 1e-9) }
    #expect(fit.rss < 1e-20)
  }

  @Test func repeatedPlacesAndRefusals() throws {
    let fit = try PolynomialFit(x: [1, 1, 2, 2], y: [1, 3, 5, 5], degree: 1)
    // Through the means (1, 2) and (2, 5).
    #expect((fit.coefficients[0] + 1).magnitude < 1e-15 && (fit.coefficients[1] - 3).magnitude < 1e-15)
    #expect(throws: RegressionError.degree(2, different: 2)) {
      try PolynomialFit(x: [1, 1, 2, 2], y: [1, 3, 5, 5], degree: 2)
    }
    #expect(throws: RegressionError.degree(-1, different: 1)) { try PolynomialFit(x: [1], y: [1], degree: -1) }
  }

  /// Rosenbrock's valley as residuals: least at (1, 1), where both vanish.
  @Test func rosenbrock() {
    let fit = NonlinearLeastSquares(
      from: [-1.2, 1], response: [0, 0], limit: 200, values: { b in [10 * (b[1] - b[0] * b[0]), 1 - b[0]] },
      jacobian: { b in Matrix(rows: 2, columns: 2, elements: [-20 * b[0], -1, 10, 0]) })
    #expect(fit.converged)
    #expect((fit.coefficients[0] - 1).magnitude < 1e-14 && (fit.coefficients[1] - 1).magnitude < 1e-14)
  }

  /// Two parameters that occur as a sum alone: the sum is found, neither of them is.
  @Test func undetermined() {
    let fit = NonlinearLeastSquares(
      from: [1, 2], response: [5, 7], limit: 50, values: { b in [b[0] + b[1], b[0] + b[1]] },
      jacobian: { _ in Matrix(rows: 2, columns: 2, elements: [1, 1, 1, 1]) })
    #expect((fit.coefficients[0] + fit.coefficients[1] - 6).magnitude < 1e-12)
    #expect(fit.undetermined == [true, true] && fit.standardErrors.allSatisfy { $0 == .infinity })
  }

  /// A start beyond which the model has no value; the steps stay on its side.
  @Test func staysInTheDomain() {
    let fit = NonlinearLeastSquares(
      from: [9], response: [1], limit: 100, values: { b in [b[0] > 0 ? b[0].squareRoot() : .nan] },
      jacobian: { b in Matrix(rows: 1, columns: 1, elements: [0.5 / b[0].squareRoot()]) })
    #expect(fit.converged && (fit.coefficients[0] - 1).magnitude < 1e-12)
  }

  /// A local parabola goes through the points of one; and the operator's trace is the number of its coefficients when
  /// every neighbourhood is the same.
  @Test func loessKeepsParabolas() throws {
    let x = (0..<20).map { Double($0 * $0) / 10 }
    let y = x.map { 2 - 3 * $0 + $0 * $0 }
    let fit = try #require(
      Loess(Matrix(rows: 20, columns: 1, elements: x), y, names: ["x"], span: 0.6, degree: 2, robust: false) {})
    for (got, wanted) in zip(fit.fitted, y) { #expect((got - wanted).magnitude < 1e-9) }
    let wide = try #require(
      Loess(Matrix(rows: 20, columns: 1, elements: x), y, names: ["x"], span: 1e6, degree: 1, robust: false) {})
    #expect((wide.parameters - 2).magnitude < 1e-6)
  }

  @Test func loessNeedsSeveralPlaces() {
    let x = Matrix(rows: 4, columns: 1, elements: [1, 1, 2, 3])
    #expect(Loess(x, [1, 2, 3, 4], names: ["x"], span: 0.5, degree: 1, robust: false) {}?.fitted == nil)
  }
}

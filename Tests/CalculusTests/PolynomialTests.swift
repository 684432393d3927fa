import Calculus
import Testing

@Suite struct PolynomialTests {
  /// Whole numbers, so every step is exact.
  @Test func valuesAndDerivatives() {
    let cubic = Polynomial([-6, 11, -6, 1, 0])
    #expect(cubic.degree == 3)
    #expect([1, 2, 3, 4].map { cubic($0) } == [0, 0, 0, 6])
    #expect(cubic.derivative == Polynomial([11, -12, 3]))
    #expect(Polynomial([0, 0]).degree == -1)
    #expect(Polynomial([]).derivative.coefficients.isEmpty)
  }
}

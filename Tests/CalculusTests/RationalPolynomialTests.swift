import Calculus
import Numerics
import Syntax
import Testing

@Suite struct RationalPolynomialTests {
  private func polynomial(_ text: String) throws -> RationalPolynomial {
    try #require(RationalPolynomial(formula(text), in: Symbol("x")))
  }

  /// Long division: quotient·divisor + remainder is the dividend, by hand.
  @Test(arguments: [
    ("x^3 - 2x^2 - 4", "x - 3", "x^2 + x + 3", "5"), ("x^4 - 1", "x^2 + 1", "x^2 - 1", "0"),
    ("3x^2 + x", "2x + 1", "3x/2 - 1/4", "1/4"), ("x", "x^2", "0", "x"),
  ])
  func division(_ a: String, _ b: String, _ q: String, _ r: String) throws {
    let parts = try #require(polynomial(a).divided(by: polynomial(b)))
    #expect(try parts.quotient == polynomial(q))
    #expect(try parts.remainder == polynomial(r))
  }

  @Test func divisionByZeroIsRefused() {
    #expect(RationalPolynomial.x.divided(by: .zero) == nil)
    #expect(RationalFunction(.x, .zero) == nil)
  }

  /// Common divisors of products that are written out.
  @Test(arguments: [
    ("(x - 1)*(x + 2)^2", "(x + 2)*(x^2 + 1)", "x + 2"), ("x^2 - 1", "x^3 - 1", "x - 1"), ("x^2 + 1", "x + 1", "1"),
    ("6x^2 - 6", "4x + 4", "x + 1"),
  ])
  func commonDivisors(_ a: String, _ b: String, _ wanted: String) throws {
    let (a, b) = (try polynomial(a), try polynomial(b))
    #expect(try a.gcd(b) == polynomial(wanted))
    let (gcd, s, t) = try #require(a.bezout(b))
    #expect(s * a + t * b == gcd)
  }

  /// Factorings from textbooks; the last ones are Sophie Germain's identity and cyclotomic polynomials.
  @Test(arguments: [
    ("x^2 - 5x + 6", ["x - 3", "x - 2"]), ("x^3 - 3x + 2", ["x + 2", "x - 1"]), ("2x^2 - x - 1", ["x - 1", "2x + 1"]),
    ("x^4 + 4", ["x^2 - 2x + 2", "x^2 + 2x + 2"]), ("x^2 - 2", ["x^2 - 2"]), ("x^4 + 1", ["x^4 + 1"]),
    ("x^6 - 1", ["x - 1", "x + 1", "x^2 - x + 1", "x^2 + x + 1"]), ("x^3 + 1", ["x + 1", "x^2 - x + 1"]),
    ("x^5 + x + 1", ["x^2 + x + 1", "x^3 - x^2 + 1"]), ("6x^2 + x - 1", ["3x - 1", "2x + 1"]),
    ("x^8 - 1", ["x - 1", "x + 1", "x^2 + 1", "x^4 + 1"]), ("x^3 - 1/8", ["2x - 1", "4x^2 + 2x + 1"]),
  ])
  func factors(_ text: String, _ wanted: [String]) throws {
    let whole = try polynomial(text)
    let factors = try #require(whole.factored())
    #expect(try Set(factors.map(\.base)) == Set(wanted.map { try polynomial($0) }))
    let product = factors.reduce(RationalPolynomial.one) { $0 * $1.base.power($1.multiplicity) }
    #expect(product.monic == whole.monic)
  }

  @Test func multiplicities() throws {
    let cubic = RationalPolynomial([-1, 1]).power(3) * RationalPolynomial([1, 0, 1]).power(2) * .x
    let factors = try #require(cubic.factored())
    #expect(factors.map(\.multiplicity) == [1, 3, 2])
    #expect(try #require(cubic.rationalRoots()) == [Fraction(0), Fraction(1)])
  }

  @Test func longCoefficientsAreLostNotWrong() {
    let large = RationalPolynomial([.init(Int.max), 1])
    #expect((large * large * large).isLost)
    #expect((large * large * large).factored() == nil)
  }

  /// Quotients in lowest terms.
  @Test func lowestTerms() throws {
    let quotient = try #require(RationalFunction(formula("1/(x - 1) - 1/(x + 1) + x/(x^2 - 1)"), in: Symbol("x")))
    #expect(quotient.numerator == RationalPolynomial([2, 1]))
    #expect(quotient.denominator == RationalPolynomial([-1, 0, 1]))
    #expect(try RationalFunction(formula("a*x"), in: Symbol("x")) == nil)
  }
}

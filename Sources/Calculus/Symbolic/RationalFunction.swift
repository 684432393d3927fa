import Numerics

/// A quotient of two polynomials with exact coefficients, in lowest terms, the denominator primitive.
public struct RationalFunction: Hashable, Sendable {
  public let numerator: RationalPolynomial
  /// Whole coefficients without a common divisor, the leading one positive.
  public let denominator: RationalPolynomial

  /// `nil` for a denominator of 0 and beyond 64 bits.
  public init?(_ numerator: RationalPolynomial, _ denominator: RationalPolynomial = .one) {
    guard !denominator.isZero, !numerator.isLost, let common = numerator.gcd(denominator) else { return nil }
    guard let above = numerator.quotient(by: common), let below = denominator.quotient(by: common) else { return nil }
    let content = below.content
    self.numerator = (Fraction(1) / content) * above
    self.denominator = below.primitive
    if self.numerator.isLost || self.denominator.isLost { return nil }
  }

  /// A formula as a quotient of polynomials in a symbol; `nil` if it is none, or has coefficients that are no fractions.
  public init?(_ formula: Symbolic, in symbol: Symbol) {
    guard let parts = Self.parts(formula, symbol) else { return nil }
    self.init(parts.0, parts.1)
  }

  /// Powers beyond this stay as they are written.
  private static let highest = 40

  private static func parts(
    _ formula: Symbolic, _ symbol: Symbol
  ) -> (RationalPolynomial, RationalPolynomial)? {
    switch formula {
    case .number(.fraction(let x)): return (RationalPolynomial([x]), .one)
    case .symbol(let own): return own == symbol ? (.x, .one) : nil
    case .sum(let terms):
      var (above, below) = (RationalPolynomial.zero, RationalPolynomial.one)
      for term in terms {
        guard let (p, q) = parts(term, symbol) else { return nil }
        if q == below {
          above = above + p
        } else {
          (above, below) = (above * q + p * below, below * q)
        }
        guard !above.isLost, !below.isLost, below.degree <= highest else { return nil }
      }
      return (above, below)
    case .product(let factors):
      var (above, below) = (RationalPolynomial.one, RationalPolynomial.one)
      for factor in factors {
        guard let (p, q) = parts(factor, symbol) else { return nil }
        (above, below) = (above * p, below * q)
        guard !above.isLost, !below.isLost, below.degree <= highest, above.degree <= highest else { return nil }
      }
      return (above, below)
    case .power(let base, let exponent):
      guard let n = exponent.whole, n.magnitude <= UInt(highest), let (p, q) = parts(base, symbol),
        max(p.degree, q.degree) * Int(n.magnitude) <= highest
      else { return nil }
      let (above, below) = (p.power(abs(n)), q.power(abs(n)))
      guard !above.isLost, !below.isLost, n > 0 || !above.isZero else { return nil }
      return n > 0 ? (above, below) : (below, above)
    default: return nil
    }
  }
}

extension RationalPolynomial {
  /// A formula as a polynomial in a symbol; `nil` if it is none, or has coefficients that are no fractions.
  public init?(_ formula: Symbolic, in symbol: Symbol) {
    guard let quotient = RationalFunction(formula, in: symbol), quotient.denominator.degree == 0 else { return nil }
    self = (Fraction(1) / quotient.denominator.leading) * quotient.numerator
    if isLost { return nil }
  }

  /// The polynomial in a formula, term by term.
  public func symbolic(in x: Symbolic) -> Symbolic {
    .sum(
      of: coefficients.enumerated().map { power, c in .number(.fraction(c)) * x.power(Symbolic(power)) })
  }
}

import Numerics

/// A proper fraction as a sum of simple ones: numerators over powers of factors, each numerator of lower degree than its
/// factor.
struct PartialFractions {
  struct Piece {
    let numerator: RationalPolynomial
    let base: RationalPolynomial
    let power: Int
  }

  let pieces: [Piece]

  /// `nil` beyond 64 bits.
  init?(_ fraction: RationalFunction) {
    let denominator = fraction.denominator
    guard let factors = denominator.factored() else { return nil }
    var pieces: [Piece] = []
    for factor in factors {
      let whole = factor.base.power(factor.multiplicity)
      guard let others = denominator.quotient(by: whole), let (_, _, t) = whole.bezout(others),
        // t·others = 1 modulo the factor's power, so that this is the share of the factor.
        var rest = (t * fraction.numerator).divided(by: whole)?.remainder
      else { return nil }
      var own: [Piece] = []
      for power in stride(from: factor.multiplicity, through: 1, by: -1) {
        guard let (quotient, remainder) = rest.divided(by: factor.base) else { return nil }
        if !remainder.isZero { own.append(Piece(numerator: remainder, base: factor.base, power: power)) }
        rest = quotient
      }
      pieces += own.reversed()
    }
    self.pieces = pieces
  }
}

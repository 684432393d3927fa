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
      let own = factor.base.power(factor.multiplicity)
      guard let others = denominator.quotient(by: own), let (_, _, t) = own.bezout(others),
        // t·others = 1 modulo own, so that this is the share of the factor.
        var rest = (t * fraction.numerator).divided(by: own)?.remainder
      else { return nil }
      for power in stride(from: factor.multiplicity, through: 1, by: -1) {
        guard let (quotient, remainder) = rest.divided(by: factor.base) else { return nil }
        if !remainder.isZero { pieces.append(Piece(numerator: remainder, base: factor.base, power: power)) }
        rest = quotient
      }
    }
    self.pieces = pieces.reversed().stablySorted { a, b in
      (a.base.degree, a.power) < (b.base.degree, b.power)
    }
  }
}

extension Sequence {
  fileprivate func stablySorted(_ areInOrder: (Element, Element) -> Bool) -> [Element] {
    enumerated().sorted { a, b in
      areInOrder(a.element, b.element) || (!areInOrder(b.element, a.element) && a.offset < b.offset)
    }.map(\.element)
  }
}

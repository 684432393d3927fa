import Document
import Numerics
import Syntax

extension AntiderivativeWork {
  /// The fraction with unknown numerators, the equations that give them, and the integral of each piece.
  mutating func showFractions(_ node: Integral, _ pieces: [Integral]) {
    let x = node.variable
    let sum = pieces.map { Self.pretty($0.integrand) }
    if let fraction = RationalFunction(node.integrand, in: x), let factors = fraction.denominator.factored() {
      showUnknowns(node, fraction, factors)
    }
    let terms = pieces.enumerated().map { place, piece in
      let isNegative = piece.integrand.isNegative
      let text = isNegative ? Self.pretty(-piece.integrand) : sum[place]
      return place == 0 ? sum[0] : (isNegative ? " − " : " + ") + text
    }
    step("partial fractions", ["\(Self.pretty(node.integrand)) = \(terms.joined())"])
    for piece in pieces { show(piece) }
    step("put together", ["\(Self.integral(node)) = \(Self.pretty(node.value.tidied(x)))"])
  }

  /// `N = A (x + 1) + B (x − 3)`: at the roots of linear factors one unknown is left; coefficients give the others.
  private mutating func showUnknowns(
    _ node: Integral, _ fraction: RationalFunction, _ factors: [RationalPolynomial.Factor]
  ) {
    let letter = Symbolic.symbol(node.variable)
    let x = node.variable.name.spelling
    let names = Self.names(fraction.denominator.degree, besides: node)
    guard fraction.denominator.degree <= 8, let parts = PartialFractions(fraction) else { return }
    var (shares, products, solved, compared) = ([String](), [String](), [String](), [String]())
    var next = 0
    let scale =
      fraction.denominator.leading
      / factors.reduce(Fraction(1)) { value, factor in
        (0..<factor.multiplicity).reduce(value) { product, _ in product * factor.base.leading }
      }
    guard scale == Fraction(1) else { return }
    for factor in factors {
      let root = -factor.base[0] / (factor.base.degree == 1 ? factor.base[1] : Fraction(1))
      for power in 1...factor.multiplicity {
        let count = factor.base.degree
        let own = Array(names[next..<(next + count)])
        next += count
        let numerator = own.enumerated().map { place, name in
          let degree = count - 1 - place
          return degree == 0 ? name : "\(name) \(Self.pretty(letter.power(Symbolic(degree))))"
        }.joined(separator: " + ")
        let base = factor.base.symbolic(in: letter)
        let below = Self.factor(base.power(Symbolic(power)))
        shares.append(count > 1 ? "(\(numerator))/\(below)" : "\(numerator)/\(below)")
        guard let others = fraction.denominator.quotient(by: factor.base.power(power)) else { return }
        let rest = factors.reduce(Symbolic(1)) { product, other in
          let n = other == factor ? other.multiplicity - power : other.multiplicity
          return product * other.base.symbolic(in: letter).power(Symbolic(n))
        }
        let bracketed = count > 1 ? "(\(numerator))" : numerator
        products.append(rest == 1 ? bracketed : "\(bracketed) \(Self.factor(rest))")
        let piece = parts.pieces.first { $0.base == factor.base && $0.power == power }?.numerator ?? .zero
        for (place, name) in own.enumerated() {
          let value = Self.pretty(.number(.fraction(piece[count - 1 - place])))
          if count == 1, power == factor.multiplicity {
            let (left, right) = (fraction.numerator(root), others(root))
            let (a, b) = (Self.pretty(.number(.fraction(left))), Symbolic.number(.fraction(right)))
            let size = b == 1 ? name : b == -1 ? "−\(name)" : "\(Self.pretty(b)) \(name)"
            solved.append("\(x) = \(Self.pretty(.number(.fraction(root)))):  \(a) = \(size),  \(name) = \(value)")
          } else {
            compared.append("\(name) = \(value)")
          }
        }
      }
    }
    step("unknown numerators", ["\(Self.pretty(node.integrand)) = \(shares.joined(separator: " + "))"])
    var lines =
      ["\(Self.pretty(fraction.numerator.symbolic(in: letter))) = \(products.joined(separator: " + "))"] + solved
    if !compared.isEmpty {
      lines.append(
        "\(solved.isEmpty ? "equal coefficients" : "equal coefficients for the rest"):  "
          + compared.joined(separator: ",  "))
    }
    step("solve for them", lines)
  }
}

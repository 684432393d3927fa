import Graph
import Numerics

/// A quotient of polynomials in whatever a formula is built of: letters, functions, roots.
struct Quotient {
  var above: SparsePolynomial
  var below: SparsePolynomial
  let atoms: [Symbolic]

  private static let mostAtoms = 6
  private static let highest = 16

  /// `nil` for formulas with other than whole powers of their parts, with decimals, and for those too long.
  init?(_ formula: Symbolic) {
    var atoms: [Symbolic] = []
    guard formula.gatherAtoms(&atoms), !atoms.isEmpty, atoms.count <= Self.mostAtoms else { return nil }
    guard let (above, below) = Self.parts(formula, atoms), !above.isLost, !below.isLost, !below.isZero else {
      return nil
    }
    (self.above, self.below, self.atoms) = (above, below, atoms)
  }

  private static func parts(
    _ formula: Symbolic, _ atoms: [Symbolic]
  ) -> (SparsePolynomial, SparsePolynomial)? {
    let n = atoms.count
    let one = SparsePolynomial(Fraction(1), variables: n)
    switch formula {
    case .number(.fraction(let x)): return (SparsePolynomial(x, variables: n), one)
    case .number: return nil
    case .sum(let terms):
      var (above, below) = (SparsePolynomial([:], variables: n), one)
      for term in terms {
        guard let (p, q) = parts(term, atoms) else { return nil }
        (above, below) = q == below ? (above + p, below) : (above * q + p * below, below * q)
        guard !above.isLost, !below.isLost else { return nil }
      }
      return (above, below)
    case .product(let factors):
      var (above, below) = (one, one)
      for factor in factors {
        guard let (p, q) = parts(factor, atoms) else { return nil }
        (above, below) = (above * p, below * q)
        guard !above.isLost, !below.isLost else { return nil }
      }
      return (above, below)
    case .power(let base, let exponent):
      if let n = exponent.whole {
        guard n.magnitude <= UInt(highest), let (p, q) = parts(base, atoms) else { return nil }
        let (a, b) = (p.power(abs(n)), q.power(abs(n)))
        guard !a.isLost, !b.isLost else { return nil }
        return n > 0 ? (a, b) : (b, a)
      }
      return atom(formula, atoms)
    default: return atom(formula, atoms)
    }
  }

  private static func atom(
    _ formula: Symbolic, _ atoms: [Symbolic]
  ) -> (SparsePolynomial, SparsePolynomial)? {
    let (root, n) = formula.atom
    guard let place = atoms.firstIndex(of: root), abs(n) <= highest else { return nil }
    var exponents = [Int](repeating: 0, count: atoms.count)
    exponents[place] = abs(n)
    let power = SparsePolynomial([exponents: Fraction(1)], variables: atoms.count)
    let one = SparsePolynomial(Fraction(1), variables: atoms.count)
    return n > 0 ? (power, one) : (one, power)
  }

  func symbolic(_ polynomial: SparsePolynomial) -> Symbolic {
    .sum(
      of: polynomial.terms.map { exponents, count in
        .product(
          of: [.number(.fraction(count))] + zip(atoms, exponents).map { $0.power(Symbolic($1)) })
      })
  }
}

extension Symbolic {
  /// What it is a whole power of, as far as polynomials are concerned: e²ˣ is (eˣ)², x^(3/2) is (√x)³.
  fileprivate var atom: (root: Symbolic, power: Int) {
    switch self {
    case .function(.exp, let operands):
      let (count, rest) = operands[0].counted
      if let n = count.whole, n.magnitude <= 16, n != 0 { return (Symbolic(.exp, [rest]), n) }
    case .power(let base, .number(.fraction(let p))) where p.denominator == 2 && p.numerator.magnitude <= 16:
      return (base.squareRoot, p.numerator)
    default: break
    }
    return (self, 1)
  }

  /// Adds what the formula is a rational function of; false where it has decimals.
  fileprivate func gatherAtoms(_ atoms: inout [Symbolic]) -> Bool {
    switch self {
    case .number(.fraction): return true
    case .number: return false
    case .sum(let parts), .product(let parts): return parts.allSatisfy { $0.gatherAtoms(&atoms) }
    case .power(let base, let exponent) where exponent.whole != nil: return base.gatherAtoms(&atoms)
    default:
      let root = atom.root
      if !atoms.contains(root) { atoms.append(root) }
      return true
    }
  }

  /// Over one denominator in lowest terms; `nil` where nothing cancels.
  func cancelled() -> Symbolic? {
    guard isQuotient, let quotient = Quotient(self), !quotient.below.isConstant,
      let common = quotient.above.gcd(quotient.below), !common.isConstant || hasFractionBelow,
      let above = quotient.above.quotient(by: common), let below = quotient.below.quotient(by: common)
    else { return nil }
    return quotient.symbolic(above) / quotient.symbolic(below).factored()
  }

  private var isQuotient: Bool {
    switch self {
    case .sum(let terms): terms.contains(where: \.isQuotient)
    case .product(let factors): factors.contains(where: \.isQuotient)
    case .power(_, let exponent): exponent.isNegative
    default: false
    }
  }

  /// A quotient in a denominator: 1/(1 + 1/x).
  private var hasFractionBelow: Bool {
    if case .power(let base, let exponent) = self, exponent.isNegative, base.isQuotient { return true }
    return children.contains(where: \.hasFractionBelow)
  }

  /// A polynomial in one letter as a product of powers over the fractions; anything else as it is.
  func factored() -> Symbolic {
    let letters = symbols
    guard letters.count == 1, let letter = letters.first, case .sum = self,
      let polynomial = RationalPolynomial(self, in: letter), let factors = polynomial.factored(),
      factors.count > 1 || (factors.first?.multiplicity ?? 1) > 1
    else { return self }
    let product = factors.reduce(RationalPolynomial.one) { $0 * $1.base.power($1.multiplicity) }
    let scale = polynomial.leading / product.leading
    guard !product.isLost, !scale.isLost, scale * product == polynomial else { return self }
    return .product(
      of: [.number(.fraction(scale))]
        + factors.map { $0.base.symbolic(in: .symbol(letter)).power(Symbolic($0.multiplicity)) })
  }
}

import Glibc
import Graph
import Numerics

// What algebra does without being asked: like terms and equal factors are collected, numbers are counted together.
// Identities that hold where both sides have a value are used: x/x is 1.
extension Symbolic {
  public static func + (a: Symbolic, b: Symbolic) -> Symbolic { sum(of: [a, b]) }
  public static func - (a: Symbolic, b: Symbolic) -> Symbolic { sum(of: [a, -b]) }
  public static func * (a: Symbolic, b: Symbolic) -> Symbolic { product(of: [a, b]) }
  public static func / (a: Symbolic, b: Symbolic) -> Symbolic { product(of: [a, b.power(-1)]) }
  public static prefix func - (a: Symbolic) -> Symbolic { product(of: [-1, a]) }

  public var squareRoot: Symbolic { power(.half) }
  public var squared: Symbolic { power(2) }

  // MARK: sums

  public static func sum(of terms: [Symbolic]) -> Symbolic {
    var number = Exact.zero
    var (order, counts) = ([Symbolic](), [Symbolic: Exact]())
    func add(_ term: Symbolic) {
      if case .sum(let inner) = term { return inner.forEach(add) }
      if case .number(let x) = term { return number = number + x }
      let (count, rest) = term.counted
      if let known = counts[rest] {
        counts[rest] = known + count
      } else {
        order.append(rest)
        counts[rest] = count
      }
    }
    terms.forEach(add)
    // By what is counted, not by the count: y − x and x − y have their terms in one order.
    var parts = order.sorted(by: <).compactMap { rest -> Symbolic? in
      guard let count = counts[rest], count.value != 0 else { return nil }
      return count == .one ? rest : product(of: [.number(count), rest])
    }
    if number.value != 0 || parts.isEmpty { parts.insert(.number(number), at: 0) }
    return parts.count == 1 ? parts[0] : .sum(parts)
  }

  /// The number it is multiplied by, and the rest: 3x² is 3 and x².
  public var counted: (count: Exact, rest: Symbolic) {
    switch self {
    case .number(let number): return (number, 1)
    case .product(let factors):
      guard case .number(let count) = factors[0] else { return (.one, self) }
      return (count, factors.count == 2 ? factors[1] : .product(Array(factors.dropFirst())))
    default: return (.one, self)
    }
  }

  /// Its terms, one unless it is a sum.
  public var terms: [Symbolic] { if case .sum(let terms) = self { terms } else { [self] } }
  /// Its factors, one unless it is a product.
  public var factors: [Symbolic] { if case .product(let factors) = self { factors } else { [self] } }
  /// What is raised, and to what: x is x¹, and exp(u) is eᵘ.
  public var raised: (base: Symbolic, exponent: Symbolic) {
    switch self {
    case .power(let base, let exponent): (base, exponent)
    case .function(.exp, let operands): (.constant(.e), operands[0])
    case .constant(.e): (self, 1)
    default: (self, 1)
    }
  }

  /// Whether a minus is written before it.
  public var isNegative: Bool {
    switch self {
    case .number(let number): number.isNegative
    case .product(let factors): factors[0].isNegative
    default: false
    }
  }

  // MARK: products

  public static func product(of factors: [Symbolic]) -> Symbolic {
    var number = Exact.one
    var (order, exponents) = ([Symbolic](), [Symbolic: [Symbolic]]())
    func multiply(_ factor: Symbolic) {
      if case .product(let inner) = factor { return inner.forEach(multiply) }
      if case .number(let x) = factor { return number = number * x }
      let (base, exponent) = factor.raised
      if exponents[base] == nil { order.append(base) }
      exponents[base, default: []].append(exponent)
    }
    factors.forEach(multiply)
    guard number.value != 0 else { return 0 }
    var parts: [Symbolic] = []
    for base in order {
      guard let all = exponents[base] else { continue }
      let factor = all.count == 1 ? base.power(all[0]) : base.power(sum(of: all))
      // √2·√2 is 2 and √2·√8 is 4: what was a power may be a number, or a number times a power.
      for part in factor.factors {
        if case .number(let x) = part { number = number * x } else { parts.append(part) }
      }
    }
    // Roots of numbers go under one root: √2·√3 is √6.
    parts = joiningRoots(parts, &number)
    parts.sort(by: <)
    guard number.value != 0 else { return 0 }
    // 2(x + 1) is 2x + 2, so that sums that are equal are found equal.
    if parts.count == 1, case .sum(let terms) = parts[0], number != .one {
      return sum(of: terms.map { product(of: [.number(number), $0]) })
    }
    if number != .one || parts.isEmpty { parts.insert(.number(number), at: 0) }
    return parts.count == 1 ? parts[0] : .product(parts)
  }

  private static func joiningRoots(_ parts: [Symbolic], _ number: inout Exact) -> [Symbolic] {
    let roots = parts.compactMap { part -> Fraction? in
      guard case .power(.number(.fraction(let base)), .half) = part else { return nil }
      return base
    }
    guard roots.count > 1 else { return parts }
    let joined = roots.reduce(Fraction(1)) { $0 * $1 }
    guard !joined.isLost else { return parts }
    var rest = parts.filter { if case .power(.number(.fraction), .half) = $0 { false } else { true } }
    for part in Symbolic.number(.fraction(joined)).squareRoot.factors {
      if case .number(let x) = part { number = number * x } else { rest.append(part) }
    }
    return rest
  }

  // MARK: powers

  public func power(_ exponent: Symbolic) -> Symbolic {
    if exponent == 0 { return 1 }
    if exponent == 1 { return self }
    if self == 1 { return 1 }
    if case .constant(.e) = self { return Symbolic(.exp, [exponent]) }
    if case .number(let base) = self, let folded = Self.power(base, exponent) { return folded }
    switch (self, exponent.whole) {
    // (uᵃ)ⁿ is uᵃⁿ for whole n, and so is (uᵇ)ᵃ where u may be taken as it is: u^(1/2) has u ≥ 0 already.
    case (.power(let base, let inner), .some): return base.power(inner * exponent)
    case (.function(.exp, let operands), .some): return Symbolic(.exp, [operands[0] * exponent])
    case (.product(let factors), .some): return .product(of: factors.map { $0.power(exponent) })
    case (.product(let factors), nil):
      // Only a positive number may leave a root.
      if case .number(let count) = factors[0], count.value > 0, let outside = Self.power(count, exponent) {
        return .product(of: [outside, Symbolic.product(of: Array(factors.dropFirst())).power(exponent)])
      }
      return .power(self, exponent)
    case (.power(let base, let inner), nil):
      // √(x²) is |x|.
      if let even = inner.whole, even % 2 == 0, exponent == .half {
        return Symbolic(.abs, [base]).power(.number(.fraction(Fraction(even, 2))))
      }
      return .power(self, exponent)
    default: return .power(self, exponent)
    }
  }

  /// The power of a number, as far as it comes out.
  private static func power(_ base: Exact, _ exponent: Symbolic) -> Symbolic? {
    guard case .number(let power) = exponent else { return nil }
    if let n = power.whole {
      guard n.magnitude <= 1024 else { return nil }
      // Zero to a negative power has no value, and stays as it is written.
      return base.power(n).map { .number($0) }
    }
    guard case .fraction(let p) = power, case .fraction(let b) = base, p.denominator == 2, b.numerator > 0 else {
      guard case .decimal = power, base.value > 0 else { return nil }
      return Symbolic(power.value == 0.5 ? base.value.squareRoot() : pow(base.value, power.value))
    }
    // b^(k/2) with the square part outside and the denominator rational: √(1/2) is √2/2.
    let whole = (p.numerator - (p.numerator > 0 ? 1 : -1)) / 2
    guard let outside = base.power(whole) else { return nil }
    let one = p.numerator > 0 ? b : Fraction(1) / b
    let inside = one.numerator.multipliedReportingOverflow(by: one.denominator)
    guard !inside.overflow else { return nil }
    let (square, rest) = squareFree(inside.partialValue)
    let factor = outside * .fraction(Fraction(square, one.denominator))
    if rest == 1 { return .number(factor) }
    let root = Symbolic.power(Symbolic(rest), .half)
    return factor == .one ? root : .product([.number(factor), root])
  }

  /// n = square²·rest, as far as small primes go.
  private static func squareFree(_ n: Int) -> (square: Int, rest: Int) {
    var (square, rest, d) = (1, n, 2)
    while d <= 1000, d * d <= rest {
      while rest % (d * d) == 0 { (square, rest) = (square * d, rest / (d * d)) }
      d += 1
    }
    if let root = Fraction(rest).squareRoot, root.denominator == 1 { return (square * root.numerator, 1) }
    return (square, rest)
  }
}

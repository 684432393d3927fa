import Graph
import Numerics
import Syntax

extension Symbolic {
  /// The form a textbook gives an antiderivative: constants dropped, what stands before one function collected, two
  /// logarithms of opposite sign in one.
  func tidied(_ x: Symbol) -> Symbolic {
    if case .choice = self { return self }
    let flat = plainLogarithms(x).multipliedOutWithout(x)
    var groups: [(key: Symbolic, terms: [Symbolic])] = []
    for term in flat.terms where term.depends(on: x) {
      let (plain, key) = term.polynomialShare(x)
      if let place = groups.firstIndex(where: { $0.key == key }) {
        groups[place].terms.append(plain)
      } else {
        groups.append((key, [plain]))
      }
    }
    let parts = groups.map { key, terms in
      key == 1 ? Symbolic.sum(of: terms) : Self.collected(.sum(of: terms), x, before: key)
    }
    return .sum(of: Self.joiningExponentials(Self.joiningLogarithms(parts, x), x))
  }

  /// A coefficient before a function: in lowest terms, with its number and sign in front.
  private static func collected(_ sum: Symbolic, _ x: Symbol, before key: Symbolic) -> Symbolic {
    var sum = sum
    if sum.depends(on: x), let fraction = RationalFunction(sum, in: x) {
      let joined = fraction.symbolic(in: .symbol(x))
      let isPower = fraction.denominator.coefficients.dropLast().allSatisfy { $0.numerator == 0 }
      if fraction.denominator.degree > 0, joined.size < sum.size + (isPower ? 4 : 0) { return joined * key }
    }
    guard case .sum(let terms) = sum else { return sum * key }
    let highest = terms.max { ($0.degree(in: x)) < ($1.degree(in: x)) }
    let isNegative = highest?.isNegative ?? false
    if isNegative { sum = -sum }
    let whole = sum.primitiveSum
    guard case .sum(let all) = whole, let one = all.first, let other = sum.terms.first else { return sum * key }
    return .product(of: [isNegative ? -1 : 1, other / one, whole, key])
  }

  private func degree(in x: Symbol) -> Int { (coefficients(in: x)?.count ?? 0) - 1 }

  /// Absolute values and powers inside logarithms that are none: log(x² + 1), 2 log|x|.
  private func plainLogarithms(_ x: Symbol) -> Symbolic {
    guard depends(on: x) else { return self }
    guard case .function(.log, let u) = self, case .function(.abs, let inner) = u[0] else {
      if case .function(.log, let u) = self, case .power(let base, let n) = u[0], let n = n.whole, n % 2 == 0 {
        return Symbolic(n) * .logOfSize(base, x)
      }
      return map { $0.plainLogarithms(x) }
    }
    if case .power(let base, let exponent) = inner[0], let n = exponent.whole {
      return Symbolic(n) * .logOfSize(base, x)
    }
    return .logOfSize(inner[0], x)
  }

  /// Sums of terms times sums written out where only x-free factors and powers of x stand before.
  private func multipliedOutWithout(_ x: Symbol) -> Symbolic {
    switch self {
    case .sum(let terms): return .sum(of: terms.map { $0.multipliedOutWithout(x) })
    case .product(let factors):
      // x-free sums stay together: sin(x)/(a + b).
      let open = factors.filter { $0.depends(on: x) }
      guard open.contains(where: { if case .sum = $0 { true } else { false } }) else { return self }
      let closed = Symbolic.product(of: factors.filter { !$0.depends(on: x) })
      return .sum(of: Symbolic.product(of: open).multipliedOut.terms.map { closed * $0 })
    default: return self
    }
  }

  /// What is a power or polynomial of x, number or letter, and the rest; fractions of x alone are kept apart.
  private func polynomialShare(_ x: Symbol) -> (plain: Symbolic, key: Symbolic) {
    var (plain, fractions, key) = ([Symbolic](), [Symbolic](), [Symbolic]())
    for factor in factors {
      if !factor.depends(on: x) {
        plain.append(factor)
      } else if case .symbol = factor {
        plain.append(factor)
      } else if case .power(.symbol, let exponent) = factor, (exponent.whole ?? -1) > 0 {
        plain.append(factor)
      } else if RationalFunction(factor, in: x) != nil {
        fractions.append(factor)
      } else {
        key.append(factor)
      }
    }
    // eˣ/(x + 1) and x eˣ/(x + 1)² may be one; fractions alone are partial fractions, and stay so.
    return key.isEmpty
      ? (.product(of: plain), .product(of: fractions)) : (.product(of: plain + fractions), .product(of: key))
  }

  /// c log|u| − c log|v| is c log|u/v|, and so for logarithms without bars.
  private static func joiningLogarithms(_ parts: [Symbolic], _ x: Symbol) -> [Symbolic] {
    func logarithm(_ part: Symbolic) -> (count: Symbolic, inside: Symbolic, hasBars: Bool)? {
      for (place, factor) in part.factors.enumerated() {
        guard case .function(.log, let u) = factor else { continue }
        var rest = part.factors
        rest.remove(at: place)
        let count = Symbolic.product(of: rest)
        guard !count.depends(on: x) else { return nil }
        if case .function(.abs, let inner) = u[0] { return (count, inner[0], true) }
        return u[0].isPositive(for: x) ? (count, u[0], false) : nil
      }
      return nil
    }
    var parts = parts
    for i in parts.indices {
      // log|x| + log|1 + 1/x| is log|x + 1|.
      guard let a = logarithm(parts[i]), let p = RationalFunction(a.inside, in: x), p.denominator.degree > 0 else {
        continue
      }
      for j in parts.indices where j != i {
        guard let b = logarithm(parts[j]), a.count == b.count, let q = RationalFunction(b.inside, in: x),
          let product = p.times(q), product.denominator.degree == 0
        else { continue }
        let inside = Symbolic(.abs, [product.symbolic(in: .symbol(x))])
        parts[i] = a.count * Symbolic(.log, [inside])
        parts.remove(at: j)
        return joiningLogarithms(parts, x)
      }
    }
    for i in parts.indices {
      guard let a = logarithm(parts[i]),
        let j = parts.indices.first(where: { j in
          j != i && logarithm(parts[j]).map { $0.count == -a.count } ?? false
        }), let b = logarithm(parts[j])
      else { continue }
      let (above, below, count) = a.count.isNegative ? (b.inside, a.inside, b.count) : (a.inside, b.inside, a.count)
      var ratio = above / below
      if let fraction = RationalFunction(ratio, in: x) { ratio = fraction.symbolic(in: .symbol(x)) }
      parts[i] = count * Symbolic(.log, [a.hasBars || b.hasBars ? Symbolic(.abs, [ratio]) : ratio])
      parts.remove(at: j)
      return joiningLogarithms(parts, x)
    }
    return parts
  }

  /// eˣ sin(x)/2 − eˣ cos(x)/2 is eˣ (sin(x) − cos(x))/2.
  private static func joiningExponentials(_ parts: [Symbolic], _ x: Symbol) -> [Symbolic] {
    func exponential(_ part: Symbolic) -> Symbolic? {
      part.factors.first { if case .function(.exp, _) = $0 { $0.depends(on: x) } else { false } }
    }
    var parts = parts
    for i in parts.indices {
      guard let e = exponential(parts[i]) else { continue }
      let same = parts.indices.filter { exponential(parts[$0]) == e }
      guard same.count > 1 else { continue }
      let rest = same.map { parts[$0] / e }
      // Letters and roots that all of them have go in front.
      let common = rest[0].factors.filter { factor in
        factor.exact == nil && !factor.depends(on: x) && rest.allSatisfy { $0.factors.contains(factor) }
      }
      let front = Symbolic.product(of: common)
      let sum = Symbolic.sum(of: rest.map { $0 / front })
      var whole = sum.primitiveSum
      if whole.terms.allSatisfy(\.isNegative) { whole = -whole }
      let number = whole.terms.first.flatMap { one in sum.terms.first.map { $0 / one } } ?? 1
      for place in same.reversed() { parts.remove(at: place) }
      parts.append(.product(of: [number, front, whole, e]))
      return joiningExponentials(parts, x)
    }
    return parts
  }
}

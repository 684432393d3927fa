import Graph
import Numerics
import Syntax

extension Symbolic {
  /// The form a textbook gives an antiderivative: constants dropped, what stands before one function collected, two
  /// logarithms of opposite sign in one.
  func tidied(_ x: Symbol) -> Symbolic {
    let flat = multipliedOutWithout(x)
    var groups: [(key: Symbolic, terms: [Symbolic])] = []
    for term in flat.terms where term.depends(on: x) {
      let (plain, key) = term.polynomialShare(x)
      if let place = groups.firstIndex(where: { $0.key == key }) {
        groups[place].terms.append(plain)
      } else {
        groups.append((key, [plain]))
      }
    }
    var parts: [Symbolic] = []
    for (key, terms) in groups {
      if key == 1 {
        parts.append(.sum(of: terms))
      } else if terms.count == 1 {
        parts.append(terms[0] * key)
      } else {
        let sum = Symbolic.sum(of: terms)
        let whole = sum.primitiveSum
        guard whole != sum, case .sum(let all) = whole, let one = all.first, let other = sum.terms.first else {
          parts.append(sum * key)
          continue
        }
        parts.append(.product(of: [other / one, whole, key]))
      }
    }
    return Symbolic.sum(of: Self.joiningLogarithms(parts))
  }

  /// Sums of terms times sums written out where only x-free factors and powers of x stand before.
  private func multipliedOutWithout(_ x: Symbol) -> Symbolic {
    switch self {
    case .sum(let terms): return .sum(of: terms.map { $0.multipliedOutWithout(x) })
    case .product(let factors):
      guard factors.contains(where: { if case .sum = $0 { true } else { false } }) else { return self }
      return multipliedOut
    default: return self
    }
  }

  /// What is a power of x, number or letter, and the rest.
  private func polynomialShare(_ x: Symbol) -> (plain: Symbolic, key: Symbolic) {
    var (plain, key) = ([Symbolic](), [Symbolic]())
    for factor in factors {
      if !factor.depends(on: x) {
        plain.append(factor)
      } else if case .symbol = factor {
        plain.append(factor)
      } else if case .power(.symbol, let exponent) = factor, (exponent.whole ?? -1) > 0 {
        plain.append(factor)
      } else {
        key.append(factor)
      }
    }
    return (.product(of: plain), .product(of: key))
  }

  /// c log|u| − c log|v| is c log|u/v|.
  private static func joiningLogarithms(_ parts: [Symbolic]) -> [Symbolic] {
    func logarithm(_ part: Symbolic) -> (count: Symbolic, inside: Symbolic)? {
      for (place, factor) in part.factors.enumerated() {
        guard case .function(.log, let u) = factor else { continue }
        var rest = part.factors
        rest.remove(at: place)
        let count = Symbolic.product(of: rest)
        guard count.symbols.isEmpty, case .function(.abs, let inner) = u[0] else { return nil }
        return (count, inner[0])
      }
      return nil
    }
    var parts = parts
    for i in parts.indices {
      guard let a = logarithm(parts[i]),
        let j = parts.indices.first(where: { j in
          j != i && logarithm(parts[j]).map { $0.count == -a.count } ?? false
        }), let b = logarithm(parts[j])
      else { continue }
      let (above, below, count) = a.count.isNegative ? (b.inside, a.inside, b.count) : (a.inside, b.inside, a.count)
      parts[i] = count * Symbolic(.log, [Symbolic(.abs, [above / below])])
      parts.remove(at: j)
      return joiningLogarithms(parts)
    }
    return parts
  }
}

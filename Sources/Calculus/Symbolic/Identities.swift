import Graph
import Numerics

// Identities of elementary functions, each valid wherever both sides have a value.
extension Symbolic {
  /// Products: sin u/cos u is tan u, |u|·sign u is u, and |u|² is u².
  func withRatios() -> Symbolic {
    let inner = map { $0.withRatios() }
    switch inner {
    case .power(.function(.abs, let operands), let exponent):
      guard let n = exponent.whole, n % 2 == 0 else { return inner }
      return operands[0].power(exponent)
    case .product(var factors):
      for (place, factor) in factors.enumerated() {
        let (base, exponent) = factor.raised
        guard case .function(let primitive, let operands) = base, let n = exponent.whole else { continue }
        guard let (partner, power, joined) = Self.ratio(primitive, operands[0], n) else { continue }
        guard let other = factors.firstIndex(where: { $0 == partner.power(Symbolic(power)) }) else { continue }
        factors[place] = joined
        factors[other] = 1
        return Symbolic.product(of: factors).withRatios()
      }
      return inner
    default: return inner
    }
  }

  /// With what a function's power makes something simpler, and what.
  private static func ratio(_ f: Primitive, _ u: Symbolic, _ n: Int) -> (Symbolic, Int, Symbolic)? {
    switch f {
    case .sin: (Symbolic(.cos, [u]), -n, Symbolic(.tan, [u]).power(Symbolic(n)))
    case .sinh: (Symbolic(.cosh, [u]), -n, Symbolic(.tanh, [u]).power(Symbolic(n)))
    case .tan: (Symbolic(.cos, [u]), n, Symbolic(.sin, [u]).power(Symbolic(n)))
    case .tanh: (Symbolic(.cosh, [u]), n, Symbolic(.sinh, [u]).power(Symbolic(n)))
    case .abs where n == 1: (Symbolic(.sign, [u]), 1, u)
    default: nil
    }
  }

  /// Every square of one function written by the other's: sin² is 1 − cos², and cosh² is 1 + sinh².
  func exchanging(_ f: Primitive) -> Symbolic {
    let inner = map { $0.exchanging(f) }
    guard case .power(.function(f, let u), let exponent) = inner, let n = exponent.whole, n >= 2 else { return inner }
    let other: Symbolic
    switch f {
    case .sin: other = 1 - Symbolic(.cos, u).squared
    case .cos: other = 1 - Symbolic(.sin, u).squared
    case .cosh: other = 1 + Symbolic(.sinh, u).squared
    case .sinh: other = Symbolic(.cosh, u).squared - 1
    default: return inner
    }
    return other.power(Symbolic(n / 2)) * Symbolic(f, u).power(Symbolic(n % 2))
  }

  /// 2 sin u cos u is sin 2u; 1 − 2 sin² u and 2 cos² u − 1 are cos 2u.
  func withDoubleAngles() -> Symbolic {
    let inner = map { $0.withDoubleAngles() }
    switch inner {
    case .product(var factors):
      for (place, factor) in factors.enumerated() {
        guard case .function(.sin, let u) = factor,
          let other = factors.firstIndex(of: Symbolic(.cos, u))
        else { continue }
        factors[place] = Symbolic(.sin, [2 * u[0]])
        factors[other] = .half
        return .product(of: factors)
      }
      return inner
    case .sum(let terms):
      for (place, term) in terms.enumerated() {
        for factor in term.factors {
          guard case .power(.function(let f, let u), 2) = factor, f == .sin || f == .cos else { continue }
          let half = term / factor * -.half
          guard let other = terms.firstIndex(of: half) else { continue }
          let double = Symbolic(.cos, [2 * u[0]]) * (f == .sin ? half : -half)
          let rest = terms.enumerated().filter { $0.offset != place && $0.offset != other }.map(\.element)
          return Symbolic.sum(of: rest + [double])
        }
      }
      return inner
    default: return inner
    }
  }

  /// Logarithms of one sum put together: log u + 2 log v is log(u v²). Both sides need u, v > 0 of the left one.
  func withJoinedLogs() -> Symbolic {
    let inner = map { $0.withJoinedLogs() }
    guard case .sum(let terms) = inner else { return inner }
    var (rest, inside) = ([Symbolic](), [Symbolic]())
    for term in terms {
      let (count, log) = term.counted
      if case .function(.log, let u) = log, let n = count.whole, n.magnitude <= 9 {
        inside.append(u[0].power(Symbolic(n)))
      } else {
        rest.append(term)
      }
    }
    guard inside.count > 1 else { return inner }
    return .sum(of: rest + [Symbolic(.log, [.product(of: inside)])])
  }

  /// A choice within a branch of the same choice is decided.
  func withDecidedChoices() -> Symbolic {
    let inner = map { $0.withDecidedChoices() }
    guard case .choice(let condition, let yes, let no) = inner else { return inner }
    return .choosing(condition, yes.deciding(condition, true), no.deciding(condition, false))
  }

  private func deciding(_ known: Condition, _ holds: Bool) -> Symbolic {
    if case .choice(let condition, let yes, let no) = self, condition == known {
      return (holds ? yes : no).deciding(known, holds)
    }
    return map { $0.deciding(known, holds) }
  }
}

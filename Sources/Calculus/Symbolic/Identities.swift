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
      if let signed = Self.withSigns(factors) { return signed.withRatios() }
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
    default: nil
    }
  }

  /// |u|·sign u is u, u·sign u is |u|, u/|u| and |u|/u are sign u, and sign u/|u| is 1/u; sign² is 1 over what is not
  /// there at 0.
  private static func withSigns(_ factors: [Symbolic]) -> Symbolic? {
    for case .function(let f, let u) in factors.map(\.raised.base) where f == .abs || f == .sign {
      let bases = [u[0], Symbolic.function(.abs, u), Symbolic.function(.sign, u)]
      var (powers, rest) = ([0, 0, 0], [Symbolic]())
      for factor in factors {
        let (base, exponent) = factor.raised
        if let place = bases.firstIndex(of: base), let n = exponent.whole, n.magnitude < 1000 {
          powers[place] += n
        } else {
          rest.append(factor)
        }
      }
      guard powers.count(where: { $0 != 0 }) > 1 else { continue }
      // At 0 all that stands below is undefined, and all that stands above is 0.
      let sum = powers[0] + powers[1]
      let isOdd = !(powers[1] + powers[2]).isMultiple(of: 2)
      guard powers[2] >= 0, powers.contains(where: { $0 < 0 }) || sum > 0 else { continue }
      // u^a |u|^b signᶜ u is u^(a+b) times the sign of u to the power b + c.
      let result: [Symbolic] =
        if !isOdd {
          [bases[0].power(Symbolic(sum))]
        } else if sum.isMultiple(of: 2) {
          sum == 0 ? [bases[2]] : [bases[0].power(Symbolic(sum - 1)), bases[1]]
        } else {
          [bases[0].power(Symbolic(sum - sum.signum())), bases[1].power(Symbolic(sum.signum()))]
        }
      let new = Symbolic.product(of: rest + result)
      if new != Symbolic.product(of: factors), new.complexity < Symbolic.product(of: factors).complexity { return new }
    }
    return nil
  }

  /// A sum with sin² + cos² = 1 and cosh² − sinh² = 1 used, also where both have the same factors.
  func withPythagoras() -> Symbolic {
    guard case .sum(let terms) = self else { return self }
    for (place, term) in terms.enumerated() {
      for factor in term.factors {
        guard case .power(.function(let f, let u), 2) = factor, f == .sin || f == .cosh else { continue }
        let rest = term / factor
        let partner = f == .sin ? rest * Symbolic(.cos, u).squared : -rest * Symbolic(.sinh, u).squared
        guard let other = terms.firstIndex(of: partner) else { continue }
        let others = terms.enumerated().filter { $0.offset != place && $0.offset != other }.map(\.element)
        return Symbolic.sum(of: others + [rest]).withPythagoras()
      }
    }
    return self
  }

  /// sin 2u beside sin u or cos u is 2 sin u cos u.
  func withOpenedAngles() -> Symbolic {
    guard case .product(var factors) = self else { return self }
    for (place, factor) in factors.enumerated() {
      guard case .function(.sin, let u) = factor else { continue }
      let half = [.half * u[0]]
      let (sine, cosine) = (Symbolic(.sin, half), Symbolic(.cos, half))
      guard factors.contains(where: { $0.raised.base == sine || $0.raised.base == cosine }) else { continue }
      factors[place] = 2 * sine * cosine
      return .product(of: factors)
    }
    return self
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

import Graph
import Numerics
import Syntax

extension Integrator {
  /// Powers, exponentials and elementary functions of a·x + b.
  mutating func table(_ f: Symbolic, _ x: Symbol, _ depth: Int) -> Integral? {
    func found(_ value: Symbolic, _ name: String) -> Integral { Integral(f, x, value, .table(name)) }
    if let value = Self.besideSize(f, x) { return found(value, "absolute value rule") }
    if let value = Self.exponentialProduct(f, x) { return found(value, "exponential rule") }
    if let reduced = oddSecant(f, x, depth) { return reduced }
    switch f {
    case .symbol: return found(f.squared / 2, "power rule")
    case .power(let base, let n) where !n.depends(on: x):
      if let squared = Self.reciprocalSquare(f, x) { return found(squared.value, squared.name) }
      guard let (a, _) = base.linear(in: x) else { return nil }
      if n == -1 { return found(.logOfSize(base, x) / a, "reciprocal rule") }
      return found(base.power(n + 1) / (a * (n + 1)), "power rule")
    case .power(let base, let u) where !base.depends(on: x):
      guard let (a, _) = u.linear(in: x) else { return nil }
      return found(f / (a * Symbolic(.log, [base])), "exponential rule")
    case .function(let primitive, let operands):
      guard operands.count == 1, let u = operands.first, let (a, _) = u.linear(in: x),
        let (value, name) = Self.elementary(primitive, u, x)
      else { return nil }
      return found(value / a, name)
    default: return nil
    }
  }

  /// Products of exponentials: 3ˣ eˣ.
  private static func exponentialProduct(_ f: Symbolic, _ x: Symbol) -> Symbolic? {
    guard f.factors.count > 1 else { return nil }
    var rates: [Symbolic] = []
    for factor in f.factors {
      let (base, exponent) = factor.raised
      guard !base.depends(on: x), let line = exponent.linear(in: x) else { return nil }
      rates.append(line.slope * Symbolic(.log, [base]))
    }
    return f / Symbolic.sum(of: rates)
  }

  /// P(x)·|u| and P(x)·sign(u) with u = a·x + b: uᵏ|u| is the derivative of uᵏ⁺¹|u|/(k + 2).
  private static func besideSize(_ f: Symbolic, _ x: Symbol) -> Symbolic? {
    for factor in f.factors {
      guard case .function(let primitive, let operands) = factor, primitive == .abs || primitive == .sign,
        f != factor, let line = operands[0].linear(in: x)
      else { continue }
      let letter = Symbol("û")
      let rest = (f / factor).substituting([x: (.symbol(letter) - line.offset) / line.slope])
      guard let c = rest.coefficients(in: letter, upTo: 10) else { return nil }
      let (u, size) = (operands[0], Symbolic(.abs, [operands[0]]))
      let terms = c.enumerated().map { k, c in
        primitive == .abs
          ? c * u.power(Symbolic(k + 1)) / Symbolic(k + 2) : c * u.power(Symbolic(k)) / Symbolic(k + 1)
      }
      return (Symbolic.sum(of: terms) / line.slope).multipliedOut.expandedPowers * size
    }
    return nil
  }

  /// Odd powers of 1/cos u and 1/sin u, two less at a time.
  private mutating func oddSecant(_ f: Symbolic, _ x: Symbol, _ depth: Int) -> Integral? {
    guard case .power(.function(let primitive, let operands), let n) = f, primitive == .cos || primitive == .sin,
      let power = n.whole, power <= -3, power % 2 != 0, let (a, _) = operands[0].linear(in: x)
    else { return nil }
    let (m, base) = (-power, Symbolic(primitive, operands))
    let other = primitive == .cos ? Symbolic(.sin, operands) : -Symbolic(.cos, operands)
    guard let rest = integral(base.power(Symbolic(power + 2)), x, depth + 1) else { return nil }
    let first = other * base.power(Symbolic(power + 1)) / (a * Symbolic(m - 1))
    let value = first + Symbolic(m - 2) / Symbolic(m - 1) * rest.value
    return Integral(f, x, value, .table("reduction formula"))
  }

  /// The antiderivative of a function of u by u.
  private static func elementary(_ primitive: Primitive, _ u: Symbolic, _ x: Symbol) -> (Symbolic, String)? {
    func of(_ primitive: Primitive) -> Symbolic { Symbolic(primitive, [u]) }
    switch primitive {
    case .exp: return (of(.exp), "exponential rule")
    case .sin: return (-of(.cos), "sine rule")
    case .cos: return (of(.sin), "cosine rule")
    case .tan: return (-.logOfSize(of(.cos), x), "tangent rule")
    case .sinh: return (of(.cosh), "hyperbolic sine rule")
    case .cosh: return (of(.sinh), "hyperbolic cosine rule")
    case .tanh: return (Symbolic(.log, [of(.cosh)]), "hyperbolic tangent rule")
    case .abs: return (u * of(.abs) / 2, "absolute value rule")
    case .sign: return (of(.abs), "sign rule")
    case .relu: return (of(.relu).squared / 2, "rectifier rule")
    case .sigmoid: return (-Symbolic(.logSigmoid, [-u]), "logistic rule")
    case .digamma: return (of(.lgamma), "digamma rule")
    case .trigamma: return (of(.digamma), "trigamma rule")
    default: return nil
    }
  }

  /// 1/cos u, 1/sin u, their squares, and those of cosh and sinh.
  private static func reciprocalSquare(_ f: Symbolic, _ x: Symbol) -> (value: Symbolic, name: String)? {
    guard case .power(.function(let primitive, let operands), let n) = f, let power = n.whole,
      power == -2 || power == -1, operands.count == 1, let u = operands.first, let (a, _) = u.linear(in: x)
    else { return nil }
    let (sin, cos) = (Symbolic(.sin, [u]), Symbolic(.cos, [u]))
    switch (primitive, power) {
    case (.cos, -2): return (Symbolic(.tan, [u]) / a, "secant squared rule")
    case (.sin, -2): return (-(Symbolic(.tan, [u]).power(-1)) / a, "cosecant squared rule")
    case (.cos, -1): return (.logOfSize((1 + sin) / cos, x) / a, "secant rule")
    case (.sin, -1): return (.logOfSize(Symbolic(.tan, [u / 2]), x) / a, "cosecant rule")
    case (.tan, -1): return (.logOfSize(sin, x) / a, "cotangent rule")
    case (.cosh, -2): return (Symbolic(.tanh, [u]) / a, "hyperbolic secant squared rule")
    case (.sinh, -2): return (-(Symbolic(.tanh, [u]).power(-1)) / a, "hyperbolic cosecant squared rule")
    case (.cosh, -1): return (2 * Symbolic(.atan, [Symbolic(.exp, [u])]) / a, "hyperbolic secant rule")
    case (.sinh, -1): return (.logOfSize(Symbolic(.tanh, [u / 2]), x) / a, "hyperbolic cosecant rule")
    case (.tanh, -1): return (.logOfSize(Symbolic(.sinh, [u]), x) / a, "hyperbolic cotangent rule")
    default: return nil
    }
  }
}

extension Symbolic {
  /// Powers of sums of two terms written out in its terms, up to small powers.
  fileprivate var expandedPowers: Symbolic { .sum(of: terms.map(\.multipliedOut)) }
}

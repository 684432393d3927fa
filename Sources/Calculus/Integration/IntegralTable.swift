import Graph
import Numerics
import Syntax

extension Integrator {
  /// Powers, exponentials and elementary functions of a·x + b.
  mutating func table(_ f: Symbolic, _ x: Symbol, _ depth: Int) -> Integral? {
    func found(_ value: Symbolic, _ name: String) -> Integral { Integral(f, x, value, .table(name)) }
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

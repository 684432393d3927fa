import Numerics
import Syntax

/// An antiderivative, and how it was found.
public struct Integral: Sendable {
  public let integrand: Symbolic
  public let variable: Symbol
  /// A formula whose derivative is the integrand.
  public let value: Symbolic
  public let rule: Rule

  public indirect enum Rule: Sendable {
    /// A formula everyone knows, by its name.
    case table(String)
    /// A constant before the sign.
    case multiple(Symbolic, Integral)
    case sum([Integral])
    /// The integrand written in another way, and why.
    case rewriting(String, Integral)
    /// u = g(x), du = g′(x) dx.
    case substitution(Symbol, Symbolic, Integral)
    /// x = h(u), where u = g(x) is how to get back.
    case inverse(Symbol, Symbolic, of: Symbolic, Integral)
    /// ∫ u dv = u v − ∫ v du.
    case parts(u: Symbolic, dv: Symbolic, v: Symbolic, Integral)
    /// Parts again and again: what is differentiated beside what is integrated, the products with alternating signs.
    case tabular([(u: Symbolic, v: Symbolic)])
    /// Parts twice, which leads back to the integral times a number.
    case cyclic(first: Part, second: Part, factor: Symbolic)
    /// A proper fraction as a sum of simple ones.
    case partialFractions([Integral])
    /// A sum of terms with numbers to be found.
    case undetermined(terms: [Symbolic], coefficients: [Symbolic])
    /// One formula between any two of the places, chosen to meet there.
    case pieces([Integral], places: [Symbolic])
  }

  /// u, dv and v of one integration by parts.
  public struct Part: Sendable {
    public let u: Symbolic
    public let dv: Symbolic
    public let v: Symbolic
  }

  init(_ integrand: Symbolic, _ variable: Symbol, _ value: Symbolic, _ rule: Rule) {
    (self.integrand, self.variable, self.value, self.rule) = (integrand, variable, value, rule)
  }
}

/// Why there is no antiderivative to give.
public enum AntiderivativeError: Error, Hashable, Sendable {
  /// None was found with the methods named; there may be none.
  case notFound(tried: [String])
  case interrupted
}

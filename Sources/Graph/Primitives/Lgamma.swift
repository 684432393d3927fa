import Numerics

extension Primitives {
  /// log |Γ(x)|.
  public enum Lgamma: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double { Special.lgamma(x) }

    public static var rule: Rule {
      Rule(
        "lgamma", title: "log-gamma rule",
        partials: [Primitive.digamma(.x)],
        numpy: "scipy.special.gammaln", r: "lgamma")
    }
  }
}

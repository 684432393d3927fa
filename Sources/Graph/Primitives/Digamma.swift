import Numerics

extension Primitives {
  /// The derivative of log Γ.
  public enum Digamma: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double { Special.digamma(x) }

    public static var rule: Rule {
      Rule(
        "digamma", title: "digamma rule",
        partials: [Primitive.trigamma(.x)],
        domain: Domain("x other than 0, −1, −2, …") { x, _ in x > 0 || x != x.rounded() },
        numpy: "scipy.special.digamma", r: "digamma")
    }
  }
}

import Numerics

extension Primitives {
  /// The gamma function.
  public enum Gamma: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double { Special.gamma(x) }

    public static var rule: Rule {
      Rule(
        "gamma", title: "gamma rule",
        partials: [.result * Primitive.digamma(.x)],
        domain: Domain("x other than 0, −1, −2, …") { x, _ in x > 0 || x != x.rounded() },
        numpy: "scipy.special.gamma", r: "gamma")
    }
  }
}

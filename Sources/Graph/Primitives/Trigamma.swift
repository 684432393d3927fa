import Numerics

extension Primitives {
  /// The second derivative of log Γ.
  public enum Trigamma: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double { Special.trigamma(x) }

    public static var rule: Rule {
      Rule(
        "trigamma", title: "trigamma rule",
        partials: nil,
        domain: Domain("x other than 0, −1, −2, …") { x, _ in x > 0 || x != x.rounded() },
        numpy: "scipy.special.polygamma(1, x)", r: "trigamma")
    }
  }
}

import Numerics

extension Primitives {
  /// The regularised lower incomplete gamma function P(a, x). Its derivative by x is the density of the gamma law; by a
  /// none is stated.
  public enum GammaP: BinaryPrimitive {
    @inlinable public static func value(_ a: Double, _ x: Double) -> Double { Special.gammaP(a, x) }

    public static var rule: Rule {
      Rule(
        "gamma_p", title: "incomplete gamma rule",
        partials: [.unstated, density],
        domain: Domain("a > 0 and x ≥ 0") { a, x in a > 0 && x >= 0 },
        numpy: "scipy.special.gammainc", r: "pgamma(x, a)")
    }

    /// xᵃ⁻¹ e⁻ˣ / Γ(a), by logarithms where Γ overflows.
    static var density: Term {
      Primitive.exp((Term.x - 1) * Primitive.log(.y) - .y - Primitive.lgamma(.x))
    }
  }
}

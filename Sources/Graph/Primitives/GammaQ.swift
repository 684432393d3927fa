import Numerics

extension Primitives {
  /// The regularised upper incomplete gamma function Q(a, x) = 1 − P(a, x). By a no derivative is stated.
  public enum GammaQ: BinaryPrimitive {
    @inlinable public static func value(_ a: Double, _ x: Double) -> Double { Special.gammaQ(a, x) }

    public static var rule: Rule {
      Rule(
        "gamma_q", title: "incomplete gamma rule",
        partials: [.unstated, -GammaP.density],
        domain: Domain("a > 0 and x ≥ 0") { a, x in a > 0 && x >= 0 },
        numpy: "scipy.special.gammaincc", r: "pgamma(x, a, lower.tail = FALSE)")
    }
  }
}

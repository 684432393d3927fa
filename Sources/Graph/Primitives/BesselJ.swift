import Numerics

extension Primitives {
  /// The Bessel function of the first kind Jₙ(x). By the order no derivative is stated.
  public enum BesselJ: BinaryPrimitive {
    @inlinable public static func value(_ n: Double, _ x: Double) -> Double { Special.besselJ(n, x) }

    public static var rule: Rule {
      Rule(
        "bessel_j", title: "Bessel rule",
        // Abramowitz & Stegun 9.1.27.
        partials: [.unstated, (Primitive.besselJ(.x - 1, .y) - Primitive.besselJ(.x + 1, .y)) / 2],
        domain: Domain("a whole n, or x ≥ 0") { n, x in n == n.rounded() || x > 0 || x == 0 && n > 0 },
        numpy: "scipy.special.jv", r: "besselJ(x, n)")
    }
  }
}

import Glibc
import Numerics

extension Primitives {
  /// The inverse of erf.
  public enum Erfinv: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double { Special.erfinv(x) }

    public static var rule: Rule {
      Rule(
        "erfinv", title: "inverse error function rule",
        partials: [.number(1 / M_2_SQRTPI) * Primitive.exp(Term.result.squared)],
        domain: Domain("−1 ≤ x ≤ 1") { x, _ in x >= -1 && x <= 1 },
        numpy: "scipy.special.erfinv", r: nil)
    }
  }
}

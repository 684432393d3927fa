import Glibc
import Numerics

extension Primitives {
  /// The inverse of erfc.
  public enum Erfcinv: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double { Special.erfcinv(x) }

    public static var rule: Rule {
      Rule(
        "erfcinv", title: "inverse error function rule",
        partials: [.number(-1 / M_2_SQRTPI) * Primitive.exp(Term.result.squared)],
        domain: Domain("0 ≤ x ≤ 2") { x, _ in x >= 0 && x <= 2 },
        numpy: "scipy.special.erfcinv", r: nil)
    }
  }
}

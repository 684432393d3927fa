import Glibc
import Numerics

extension Primitives {
  /// 1 − erf(x), accurate where x is large.
  public enum Erfc: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double { Glibc.erfc(x) }

    public static var rule: Rule {
      Rule(
        "erfc", title: "error function rule",
        partials: [.number(-M_2_SQRTPI) * Primitive.exp(-Term.x.squared)],
        kernel: .unary(.erfc),
        numpy: "scipy.special.erfc", r: nil)
    }
  }
}

import Glibc
import Numerics

extension Primitives {
  /// The error function 2/√π ∫₀ˣ exp(−t²) dt.
  public enum Erf: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double { Glibc.erf(x) }

    public static var rule: Rule {
      Rule(
        "erf", title: "error function rule",
        partials: [.number(M_2_SQRTPI) * Primitive.exp(-Term.x.squared)],
        kernel: .unary(.erf),
        numpy: "scipy.special.erf", r: nil)
    }
  }
}

import Glibc
import Numerics

extension Primitives {
  /// exp(x) − 1, accurate near 0.
  public enum Expm1: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double { Glibc.expm1(x) }

    public static var rule: Rule {
      Rule(
        "expm1", title: "exponential rule",
        partials: [Primitive.exp(.x)],
        kernel: .unary(.expm1),
        complex: { Complex.expMinusOne($0[0]) },
        numpy: "np.expm1", r: "expm1")
    }
  }
}

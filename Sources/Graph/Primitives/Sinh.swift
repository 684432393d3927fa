import Glibc
import Numerics

extension Primitives {
  /// The hyperbolic sine.
  public enum Sinh: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double { Glibc.sinh(x) }

    public static var rule: Rule {
      Rule(
        "sinh", title: "hyperbolic sine rule",
        partials: [Primitive.cosh(.x)],
        kernel: .unary(.sinh),
        complex: { ComplexFunctions.sinh($0[0]) },
        numpy: "np.sinh", r: "sinh")
    }
  }
}

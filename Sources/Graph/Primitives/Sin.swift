import Glibc
import Numerics

extension Primitives {
  /// The sine of an angle in radians.
  public enum Sin: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double { Glibc.sin(x) }

    public static var rule: Rule {
      Rule(
        "sin", title: "sine rule",
        partials: [Primitive.cos(.x)],
        kernel: .unary(.sin),
        domain: Domain("a finite x") { x, _ in !x.isInfinite },
        complex: { ComplexFunctions.sin($0[0]) },
        numpy: "np.sin", r: "sin")
    }
  }
}

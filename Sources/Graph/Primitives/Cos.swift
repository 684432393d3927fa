import Glibc
import Numerics

extension Primitives {
  /// The cosine of an angle in radians.
  public enum Cos: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double { Glibc.cos(x) }

    public static var rule: Rule {
      Rule(
        "cos", title: "cosine rule",
        partials: [-Primitive.sin(.x)],
        kernel: .unary(.cos),
        domain: Domain("a finite x") { x, _ in !x.isInfinite },
        complex: { ComplexFunctions.cos($0[0]) },
        numpy: "np.cos", r: "cos")
    }
  }
}

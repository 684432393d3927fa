import Glibc
import Numerics

extension Primitives {
  /// The inverse hyperbolic sine.
  public enum Asinh: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double { Glibc.asinh(x) }

    public static var rule: Rule {
      Rule(
        "asinh", title: "inverse hyperbolic sine rule",
        partials: [1 / Primitive.sqrt(1 + Term.x.squared)],
        kernel: .unary(.asinh),
        complex: { ComplexFunctions.asinh($0[0]) },
        numpy: "np.arcsinh", r: "asinh")
    }
  }
}

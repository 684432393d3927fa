import Glibc
import Numerics

extension Primitives {
  /// The hyperbolic cosine.
  public enum Cosh: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double { Glibc.cosh(x) }

    public static var rule: Rule {
      Rule(
        "cosh", title: "hyperbolic cosine rule",
        partials: [Primitive.sinh(.x)],
        kernel: .unary(.cosh),
        complex: { ComplexFunctions.cosh($0[0]) },
        numpy: "np.cosh", r: "cosh")
    }
  }
}

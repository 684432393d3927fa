import Glibc
import Numerics

extension Primitives {
  /// The inverse hyperbolic cosine, ≥ 0.
  public enum Acosh: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double { Glibc.acosh(x) }

    public static var rule: Rule {
      Rule(
        "acosh", title: "inverse hyperbolic cosine rule",
        partials: [1 / Primitive.sqrt((.x - 1) * (.x + 1))],
        kernel: .unary(.acosh),
        domain: Domain("x ≥ 1") { x, _ in x >= 1 },
        complex: { ComplexFunctions.acosh($0[0]) },
        numpy: "np.arccosh", r: "acosh")
    }
  }
}

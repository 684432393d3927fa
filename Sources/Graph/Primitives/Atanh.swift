import Glibc
import Numerics

extension Primitives {
  /// The inverse hyperbolic tangent.
  public enum Atanh: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double { Glibc.atanh(x) }

    public static var rule: Rule {
      Rule(
        "atanh", title: "inverse hyperbolic tangent rule",
        partials: [1 / ((1 - .x) * (1 + .x))],
        kernel: .unary(.atanh),
        domain: Domain("−1 ≤ x ≤ 1") { x, _ in x >= -1 && x <= 1 },
        complex: { ComplexFunctions.atanh($0[0]) },
        numpy: "np.arctanh", r: "atanh")
    }
  }
}

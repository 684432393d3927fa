import Glibc
import Numerics

extension Primitives {
  /// The angle in [0, π] whose cosine is x.
  public enum Acos: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double { Glibc.acos(x) }

    public static var rule: Rule {
      Rule(
        "acos", title: "inverse cosine rule",
        partials: [-(1 / Primitive.sqrt((1 - .x) * (1 + .x)))],
        kernel: .unary(.acos),
        domain: Domain("−1 ≤ x ≤ 1") { x, _ in x >= -1 && x <= 1 },
        complex: { ComplexFunctions.acos($0[0]) },
        numpy: "np.arccos", r: "acos")
    }
  }
}

import Glibc
import Numerics

extension Primitives {
  /// The angle in [−π/2, π/2] whose sine is x.
  public enum Asin: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double { Glibc.asin(x) }

    public static var rule: Rule {
      Rule(
        "asin", title: "inverse sine rule",
        partials: [1 / Primitive.sqrt((1 - .x) * (1 + .x))],
        kernel: .unary(.asin),
        domain: Domain("−1 ≤ x ≤ 1") { x, _ in x >= -1 && x <= 1 },
        complex: { ComplexFunctions.asin($0[0]) },
        numpy: "np.arcsin", r: "asin")
    }
  }
}

import Glibc
import Numerics

extension Primitives {
  /// The angle in [−π/2, π/2] whose tangent is x.
  public enum Atan: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double { Glibc.atan(x) }

    public static var rule: Rule {
      Rule(
        "atan", title: "inverse tangent rule",
        partials: [1 / (1 + Term.x.squared)],
        kernel: .unary(.atan),
        complex: { ComplexFunctions.atan($0[0]) },
        numpy: "np.arctan", r: "atan")
    }
  }
}

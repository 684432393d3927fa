import Glibc
import Numerics

extension Primitives {
  /// The exponential.
  public enum Exp: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double { Glibc.exp(x) }

    public static var rule: Rule {
      Rule(
        "exp", title: "exponential rule",
        partials: [.result],
        kernel: .unary(.exp),
        complex: { ComplexFunctions.exp($0[0]) },
        numpy: "np.exp", r: "exp")
    }
  }
}

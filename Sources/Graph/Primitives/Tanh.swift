import Glibc
import Numerics

extension Primitives {
  /// The hyperbolic tangent.
  public enum Tanh: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double { Glibc.tanh(x) }

    public static var rule: Rule {
      Rule(
        "tanh", title: "hyperbolic tangent rule",
        partials: [1 - Term.result.squared],
        kernel: .unary(.tanh),
        complex: { ComplexFunctions.tanh($0[0]) },
        numpy: "np.tanh", r: "tanh")
    }
  }
}

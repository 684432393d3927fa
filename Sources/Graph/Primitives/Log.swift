import Glibc
import Numerics

extension Primitives {
  /// The natural logarithm.
  public enum Log: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double { Glibc.log(x) }

    public static var rule: Rule {
      Rule(
        "log", title: "logarithm rule",
        partials: [1 / .x],
        kernel: .unary(.log),
        domain: Domain("x ≥ 0") { x, _ in x >= 0 },
        complex: { ComplexFunctions.log($0[0]) },
        numpy: "np.log", r: "log")
    }
  }
}

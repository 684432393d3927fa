import Glibc
import Numerics

extension Primitives {
  /// The logarithm to base 2.
  public enum Log2: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double { Glibc.log2(x) }

    public static var rule: Rule {
      Rule(
        "log2", title: "logarithm rule",
        partials: [1 / (.x * .number(M_LN2))],
        kernel: .unary(.log2),
        domain: Domain("x ≥ 0") { x, _ in x >= 0 },
        complex: { ComplexFunctions.log($0[0]) / Complex(M_LN2) },
        numpy: "np.log2", r: "log2")
    }
  }
}

import Glibc
import Numerics

extension Primitives {
  /// The logarithm to base 10.
  public enum Log10: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double { Glibc.log10(x) }

    public static var rule: Rule {
      Rule(
        "log10", title: "logarithm rule",
        partials: [1 / (.x * .number(M_LN10))],
        kernel: .unary(.log10),
        domain: Domain("x ≥ 0") { x, _ in x >= 0 },
        complex: { ComplexFunctions.log($0[0]) / Complex(M_LN10) },
        numpy: "np.log10", r: "log10")
    }
  }
}

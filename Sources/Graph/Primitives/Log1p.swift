import Glibc
import Numerics

extension Primitives {
  /// log(1 + x), accurate near 0.
  public enum Log1p: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double { Glibc.log1p(x) }

    public static var rule: Rule {
      Rule(
        "log1p", title: "logarithm rule",
        partials: [1 / (1 + .x)],
        kernel: .unary(.log1p),
        domain: Domain("x ≥ −1") { x, _ in x >= -1 },
        complex: { Complex.log(onePlus: $0[0]) },
        numpy: "np.log1p", r: "log1p")
    }
  }
}

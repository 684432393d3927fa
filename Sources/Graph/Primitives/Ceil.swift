import Glibc
import Numerics

extension Primitives {
  /// The smallest whole number not below x; the derivative is 0 everywhere.
  public enum Ceil: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double { Glibc.ceil(x) }

    public static var rule: Rule {
      Rule(
        "ceil", title: "step rule",
        partials: [0],
        kink: Kink("at whole numbers, where it jumps", taken: "0") { x, _ in x == x.rounded() && x.isFinite },
        kernel: .unary(.ceil),
        numpy: "np.ceil", r: "ceiling")
    }
  }
}

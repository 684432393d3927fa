import Glibc
import Numerics

extension Primitives {
  /// The largest whole number not above x; the derivative is 0 everywhere.
  public enum Floor: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double { Glibc.floor(x) }

    public static var rule: Rule {
      Rule(
        "floor", title: "step rule",
        partials: [0],
        kink: Kink("at whole numbers, where it jumps", taken: "0") { x, _ in x == x.rounded() && x.isFinite },
        kernel: .unary(.floor),
        numpy: "np.floor", r: "floor")
    }
  }
}

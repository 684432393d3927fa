import Numerics

extension Primitives {
  /// The quotient; by zero it is infinite, and 0/0 is NaN.
  public enum Divide: BinaryPrimitive {
    @inlinable public static func value(_ x: Double, _ y: Double) -> Double { x / y }

    public static var rule: Rule {
      Rule(
        "/", title: "quotient rule",
        partials: [1 / .y, -(.result / .y)],
        kernel: .binary(.divide),
        domain: Domain("not both zero, nor both infinite") { x, y in
          !(x == 0 && y == 0) && !(x.isInfinite && y.isInfinite)
        },
        complex: { $0[0] / $0[1] },
        numpy: "/", r: "/")
    }
  }
}

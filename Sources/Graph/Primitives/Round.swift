import Numerics

extension Primitives {
  /// The nearest whole number, halves to the even one as in NumPy and R; the derivative is 0 everywhere.
  public enum Round: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double { x.rounded(.toNearestOrEven) }

    public static var rule: Rule {
      Rule(
        "round", title: "step rule",
        partials: [0],
        kink: Kink("halfway between whole numbers, where it jumps", taken: "0") { x, _ in
          x.magnitude < 0x1p52 && (x - x.rounded(.down)) == 0.5
        },
        kernel: .unary(.round),
        numpy: "np.round", r: "round")
    }
  }
}

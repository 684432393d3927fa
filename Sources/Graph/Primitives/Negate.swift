import Numerics

extension Primitives {
  /// The number of opposite sign.
  public enum Negate: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double { -x }

    public static var rule: Rule {
      Rule(
        "-", title: "constant factor rule",
        partials: [-1],
        kernel: .unary(.negate),
        complex: { -$0[0] },
        numpy: "np.negative", r: "-")
    }
  }
}

import Numerics

extension Primitives {
  /// The sum.
  public enum Add: BinaryPrimitive {
    @inlinable public static func value(_ x: Double, _ y: Double) -> Double { x + y }

    public static var rule: Rule {
      Rule(
        "+", title: "sum rule",
        partials: [1, 1],
        kernel: .binary(.add),
        complex: { $0[0] + $0[1] },
        numpy: "+", r: "+")
    }
  }
}

import Numerics

extension Primitives {
  /// The product.
  public enum Multiply: BinaryPrimitive {
    @inlinable public static func value(_ x: Double, _ y: Double) -> Double { x * y }

    public static var rule: Rule {
      Rule(
        "*", title: "product rule",
        partials: [.y, .x],
        kernel: .binary(.multiply),
        complex: { $0[0] * $0[1] },
        numpy: "*", r: "*")
    }
  }
}

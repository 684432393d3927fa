import Numerics

extension Primitives {
  /// The difference.
  public enum Subtract: BinaryPrimitive {
    @inlinable public static func value(_ x: Double, _ y: Double) -> Double { x - y }

    public static var rule: Rule {
      Rule(
        "-", title: "difference rule",
        partials: [1, -1],
        kernel: .binary(.subtract),
        complex: { $0[0] - $0[1] },
        numpy: "-", r: "-")
    }
  }
}

import Numerics

extension Primitives {
  /// The larger; NaN if either is. Where they tie each takes half the derivative, as in PyTorch.
  public enum Max: BinaryPrimitive {
    @inlinable public static func value(_ x: Double, _ y: Double) -> Double { x > y || x.isNaN ? x : y }

    public static var rule: Rule {
      Rule(
        "max", title: "maximum rule",
        partials: [(1 + Primitive.sign(.x - .y)) / 2, (1 - Primitive.sign(.x - .y)) / 2],
        kink: Kink("where its arguments are equal", taken: "half of it for each") { x, y in x == y },
        kernel: .binary(.max),
        numpy: "np.maximum", r: "pmax")
    }
  }
}

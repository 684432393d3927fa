import Numerics

extension Primitives {
  /// The smaller; NaN if either is. Where they tie each takes half the derivative, as in PyTorch.
  public enum Min: BinaryPrimitive {
    @inlinable public static func value(_ x: Double, _ y: Double) -> Double { x < y || x.isNaN ? x : y }

    public static var rule: Rule {
      Rule(
        "min", title: "minimum rule",
        partials: [(1 + Primitive.sign(.y - .x)) / 2, (1 - Primitive.sign(.y - .x)) / 2],
        kink: Kink("where its arguments are equal", taken: "half of it for each") { x, y in x == y },
        kernel: .binary(.min),
        numpy: "np.minimum", r: "pmin")
    }
  }
}

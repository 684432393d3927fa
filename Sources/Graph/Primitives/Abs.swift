import Numerics

extension Primitives {
  /// The absolute value. Its derivative at 0 is taken as 0, as in PyTorch.
  public enum Abs: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double { Swift.abs(x) }

    public static var rule: Rule {
      Rule(
        "abs", title: "absolute value rule",
        partials: [Primitive.sign(.x)],
        kink: Kink("at 0", taken: "0") { x, _ in x == 0 },
        kernel: .unary(.abs),
        complex: { Complex($0[0].length) },
        numpy: "np.abs", r: "abs")
    }
  }
}

import Numerics

extension Primitives {
  /// max(x, 0). Its derivative at 0 is taken as 0, as in PyTorch.
  public enum Relu: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double { x > 0 || x.isNaN ? x : 0 }

    public static var rule: Rule {
      Rule(
        "relu", title: "rectifier rule",
        partials: [Primitive.sign(.result)],
        kink: Kink("at 0", taken: "0") { x, _ in x == 0 },
        kernel: .unary(.relu),
        numpy: "np.maximum(x, 0)", r: nil)
    }
  }
}

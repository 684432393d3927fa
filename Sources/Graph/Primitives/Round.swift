import Numerics

extension Primitives {
  /// The nearest whole number, halves to the even one as in NumPy and R; the derivative is 0 everywhere.
  public enum Round: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double { x.rounded(.toNearestOrEven) }

    public static var rule: Rule {
      Rule(
        "round", title: "step rule",
        partials: [0],
        kernel: .unary(.round),
        numpy: "np.round", r: "round")
    }
  }
}

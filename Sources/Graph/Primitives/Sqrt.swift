import Numerics

extension Primitives {
  /// The square root.
  public enum Sqrt: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double { x.squareRoot() }

    public static var rule: Rule {
      Rule(
        "sqrt", title: "square root rule",
        partials: [1 / (2 * .result)],
        kernel: .unary(.sqrt),
        domain: Domain("x ≥ 0") { x, _ in x >= 0 },
        complex: { ComplexFunctions.sqrt($0[0]) },
        numpy: "np.sqrt", r: "sqrt")
    }
  }
}

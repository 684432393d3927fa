import Glibc
import Numerics

extension Primitives {
  /// The tangent of an angle in radians.
  public enum Tan: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double { Glibc.tan(x) }

    public static var rule: Rule {
      Rule(
        "tan", title: "tangent rule",
        partials: [1 + Term.result.squared],
        kernel: .unary(.tan),
        domain: Domain("a finite x") { x, _ in !x.isInfinite },
        complex: { ComplexFunctions.tan($0[0]) },
        numpy: "np.tan", r: "tan")
    }
  }
}

import Glibc
import Numerics

extension Primitives {
  /// 1/(1 + exp(−x)), accurate in both tails.
  public enum Sigmoid: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double {
      (x < 0 ? Glibc.exp(x) : 1) / (1 + Glibc.exp(-Swift.abs(x)))
    }

    public static var rule: Rule {
      Rule(
        "sigmoid", title: "sigmoid rule",
        partials: [.result * Primitive.sigmoid(-.x)],
        kernel: .unary(.sigmoid),
        numpy: "scipy.special.expit", r: "plogis")
    }
  }
}

import Glibc
import Numerics

extension Primitives {
  /// log(sigmoid(x)), accurate in both tails.
  public enum LogSigmoid: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double {
      (x > 0 ? 0 : x) - Glibc.log1p(Glibc.exp(-Swift.abs(x)))
    }

    public static var rule: Rule {
      Rule(
        "log_sigmoid", title: "log-sigmoid rule",
        partials: [Primitive.sigmoid(-.x)],
        kernel: .unary(.logSigmoid),
        numpy: "scipy.special.log_expit", r: nil)
    }
  }
}

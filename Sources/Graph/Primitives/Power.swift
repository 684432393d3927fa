import Glibc
import Numerics

extension Primitives {
  /// x to the power y. Small whole powers multiply: exact where the answer is, and the same along arrays.
  public enum Power: BinaryPrimitive {
    @inlinable public static func value(_ x: Double, _ y: Double) -> Double {
      y == 2 ? x * x : y == 3 ? x * x * x : y == -1 ? 1 / x : Glibc.pow(x, y)
    }

    public static var rule: Rule {
      Rule(
        "^", title: "power rule",
        // xʸ log x, whose limit at the base 0 is 0: there the logarithm is taken of 1, since 0·log 0 is NaN.
        partials: [
          .y * Term.x.power(.y - 1),
          .result * Primitive.log(.x + (1 - Primitive.sign(.x) * Primitive.sign(.x))),
        ],
        kernel: .binary(.power),
        domain: Domain("x ≥ 0, or a whole y") { x, y in x >= 0 || y == y.rounded() || x.isInfinite },
        complex: { power($0[0], $0[1]) },
        numpy: "**", r: "^")
    }

    /// A whole power by repeated squaring, so that `I^2` is exactly −1; others by exp(y log x).
    private static func power(_ x: Complex<Double>, _ y: Complex<Double>) -> Complex<Double> {
      guard y.imaginary == 0, y.real.magnitude <= 1024, let exponent = Int(exactly: y.real) else {
        return x == .zero && y.real > 0 ? .zero : Complex.pow(x, y)
      }
      var (result, square, rest) = (Complex<Double>.one, x, exponent.magnitude)
      while rest > 0 {
        if rest & 1 == 1 { result *= square }
        rest >>= 1
        if rest > 0 { square *= square }
      }
      return exponent < 0 ? .one / result : result
    }
  }
}

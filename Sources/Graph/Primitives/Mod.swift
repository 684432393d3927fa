import Glibc
import Numerics

extension Primitives {
  /// The remainder with the sign of the divisor, exact.
  public enum Mod: BinaryPrimitive {
    @inlinable public static func value(_ x: Double, _ y: Double) -> Double { remainder(x, y) }

    public static var rule: Rule {
      Rule(
        "mod", title: "remainder rule",
        partials: [1, -Primitive.floor(.x / .y)],
        kink: Kink("at multiples of the divisor, where it jumps", taken: "that to the right") { x, y in
          y != 0 && value(x, y) == 0
        },
        domain: Domain("y ≠ 0 and a finite x") { x, y in y != 0 && !x.isInfinite },
        numpy: "np.mod", r: "%%")
    }

    // x − y·floor(x/y) loses every digit when x/y is large; fmod is exact.
    @inlinable static func remainder(_ x: Double, _ y: Double) -> Double {
      let rest = Glibc.fmod(x, y)
      return rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest
    }
  }
}

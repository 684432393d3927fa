import Glibc
import Numerics

extension Primitives {
  /// The angle of the point (y, x), the first operand being the height.
  public enum Atan2: BinaryPrimitive {
    @inlinable public static func value(_ x: Double, _ y: Double) -> Double { Glibc.atan2(x, y) }

    public static var rule: Rule {
      Rule(
        "atan2", title: "inverse tangent rule",
        partials: [.y / (Term.x.squared + Term.y.squared), -(.x / (Term.x.squared + Term.y.squared))],
        kernel: .binary(.atan2),
        numpy: "np.arctan2", r: "atan2")
    }
  }
}

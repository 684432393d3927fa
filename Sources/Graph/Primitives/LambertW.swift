import Numerics

extension Primitives {
  /// Lambert's W on its principal branch: the w ≥ −1 with w eʷ = x.
  public enum LambertW: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double { Special.lambertW(x) }

    public static var rule: Rule {
      Rule(
        "lambert_w", title: "inverse function rule",
        // W′ = 1/(eᵂ (1 + W)), which x = 0 does not trouble as W/(x (1 + W)) does.
        partials: [1 / (Primitive.exp(.result) * (1 + .result))],
        domain: Domain("x ≥ −1/e") { x, _ in x >= -0.36787944117144233 },
        numpy: "scipy.special.lambertw(x).real", r: nil)
    }
  }
}

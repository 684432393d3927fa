import LinearAlgebra

/// A candidate.
public struct LagrangePoint: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case minimum, maximum, saddle, inconclusive
    /// The constraints' gradients are dependent: the multiplier rule says nothing here.
    case degenerate
  }

  public var x: Vector
  public var value: Double
  /// λ; nil at a degenerate point.
  public var multipliers: Vector?
  public var kind: Kind
  /// The second derivatives of L along the constraints, descending; they decide the kind.
  public var curvatures: Vector
  /// The largest of |∇L| and |g|.
  public var residual: Double

  /// Some direction along the constraints has no curvature.
  var isFlat: Bool { kind != .degenerate && curvatures.elements.contains(0) }

  func lies(at point: Vector) -> Bool {
    zip(x.elements, point.elements).allSatisfy { ($0 - $1).magnitude <= 1e-6 * max(1, $0.magnitude, $1.magnitude) }
  }

  func isSame(as other: LagrangePoint) -> Bool {
    let near = isFlat || kind == .degenerate ? 1e-4 : 1e-6
    return zip(x.elements, other.x.elements).allSatisfy {
      ($0 - $1).magnitude <= near * max(1, $0.magnitude, $1.magnitude)
    }
  }
}

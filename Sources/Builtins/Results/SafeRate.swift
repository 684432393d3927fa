import Evaluation
import LinearAlgebra
import Optimization

/// The largest rate at which a descent on a quadratic still comes to rest, from its curvature.
struct SafeRate: Hashable, Sendable {
  /// Any smaller rate converges.
  let rate: Double
  /// The greatest eigenvalue of the Hessian at the start.
  let curvature: Double
  /// Whether the slope changes evenly along the path, so that the bound holds everywhere and not only at the start.
  let isQuadratic: Bool

  /// A Hessian costs two gradients for each variable.
  private static let mostVariables = 50

  /// `nil` for Adam, whose steps do not grow with the slope, for a function that does not curve upward at the start,
  /// and for more variables than a Hessian is worth.
  init?<F: Error>(_ descent: Descent, on objective: some Objective<F>) throws(F) {
    guard let bound = Self.bound(descent.stepper), let start = descent.path.first?.x,
      start.count <= Self.mostVariables, descent.path.count > 1
    else { return nil }
    let hessian = try objective.hessian(at: start)
    guard let top = (try? SymmetricEigen.values(hessian))?.elements.first, top > 0, top.isFinite else { return nil }
    curvature = top
    rate = bound / top
    isQuadratic = try Self.isQuadratic(hessian, descent, objective)
  }

  /// η λ must stay below this. For the two momenta: the roots of the step's characteristic polynomial along an
  /// eigenvector reach −1 there.
  private static func bound(_ stepper: any Stepper) -> Double? {
    switch stepper {
    case is Plain: 2
    case let rule as Momentum: 2 * (1 + rule.momentum)
    case let rule as Nesterov: 2 * (1 + rule.momentum) / (1 + 2 * rule.momentum)
    default: nil
    }
  }

  private static func isQuadratic<F: Error>(
    _ hessian: Matrix, _ descent: Descent, _ objective: some Objective<F>
  ) throws(F) -> Bool {
    let rows = descent.path
    var (slope, origin) = (rows[0].x, rows[0].x)
    _ = try objective.gradient(at: rows[0].x, &origin)
    for row in [rows[1], rows[rows.count / 2], rows[rows.count - 1]] {
      _ = try objective.gradient(at: row.x, &slope)
      let moved = zip(row.x.elements, rows[0].x.elements).map { $0 - $1 }
      for i in moved.indices {
        let expected = moved.indices.reduce(0.0) { $0 + hessian[i, $1] * moved[$1] }
        let scale = slope.elements.reduce(0) { max($0, $1.magnitude) } + origin.elements[i].magnitude
        guard abs(slope[i] - origin[i] - expected) <= 1e-5 * scale else { return false }
      }
    }
    return true
  }
}

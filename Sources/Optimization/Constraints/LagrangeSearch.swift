import LinearAlgebra
import Numerics

/// The points where f may be extreme under g₁ = 0, …, gₖ = 0: those with ∇f = Σ λᵢ ∇gᵢ, and those where the ∇gᵢ are
/// dependent, at which that need not hold.
///
/// Damped Newton iterations of the whole system from many starts: a lattice at several scales and a fixed stream of
/// random points, so that the same question has the same answer. What is found is found; only algebra could tell that
/// there is no more.
/// - Source: Nocedal & Wright, Numerical Optimization 2e, §12.3 and 12.5, §18.1.
public struct LagrangeSearch: Hashable, Sendable {
  public private(set) var points: [LagrangePoint]
  /// How many starts were tried.
  public private(set) var starts: Int
  /// f is the same along a whole curve or surface of candidates, of which these are some.
  public private(set) var isContinuum: Bool

  /// - Parameters:
  ///   - f: the function; `constraints` are to be 0.
  ///   - count: how many variables there are.
  ///   - guesses: points to start from before all others.
  public static func run<F: Error>(
    _ f: SmoothFunction<F>, _ constraints: [SmoothFunction<F>], variables count: Int, guesses: [Vector] = [],
    interrupted: () -> Bool = { false }
  ) throws(F) -> LagrangeSearch {
    let system = LagrangeSystem(f: f, constraints: constraints, count: count)
    var found: [LagrangePoint] = []
    var hits: [Int] = []
    var tried = 0
    for start in guesses + starts(count) {
      if interrupted() { break }
      // What each of two dozen starts has found more than once is likely all there is.
      if tried >= 24 + guesses.count, tried.isMultiple(of: 8), !hits.isEmpty, hits.allSatisfy({ $0 > 1 }) { break }
      tried += 1
      for point in [try system.stationary(from: start), try system.singular(from: start)] {
        guard let point else { continue }
        if let known = found.firstIndex(where: { $0.isSame(as: point) }) {
          hits[known] += 1
          if point.residual < found[known].residual, found[known].kind != .degenerate { found[known] = point }
        } else if found.count < 200 {
          found.append(point)
          hits.append(1)
        }
      }
      if isContinuum(found) { break }
    }
    return LagrangeSearch(points: ordered(found), starts: tried, isContinuum: isContinuum(found))
  }

  /// Many candidates of one value at which the second derivatives decide nothing.
  private static func isContinuum(_ found: [LagrangePoint]) -> Bool {
    let flat = found.filter(\.isFlat)
    guard flat.count > 10, let first = flat.first else { return false }
    return flat.allSatisfy { ($0.value - first.value).magnitude <= 1e-7 * max(1, first.value.magnitude) }
  }

  /// By value, the least first; of equal values by coordinates.
  private static func ordered(_ points: [LagrangePoint]) -> [LagrangePoint] {
    points.sorted { a, b in
      let near = 1e-9 * max(1, a.value.magnitude, b.value.magnitude)
      if (a.value - b.value).magnitude > near { return a.value < b.value }
      for (x, y) in zip(a.x.elements, b.x.elements) where (x - y).magnitude > 1e-9 * max(1, x.magnitude) {
        return x > y
      }
      return false
    }
  }

  /// Points around the origin, near and far. None lies on an axis of symmetry, where Newton's system is singular so often.
  private static func starts(_ n: Int) -> [Vector] {
    var stream = RandomStream(seed: 20, key: "lagrange")
    var points: [Vector] = []
    let scales = [1.0, 3, 0.3, 10, 30, 0.05, 100, 1]
    for round in 0..<96 {
      let scale = scales[round / 4 % scales.count]
      // Every other start has only positive coordinates, where logarithms and roots live.
      points.append(
        Vector(
          (0..<n).map { _ in
            let x = scale * (1.9 * stream.uniform() - 0.93)
            return round.isMultiple(of: 2) ? x.magnitude : x
          }))
    }
    return points
  }
}

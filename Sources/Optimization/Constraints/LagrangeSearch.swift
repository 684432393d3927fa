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

  /// Whether algebra shows that there is no other candidate.
  public private(set) var isComplete = false

  /// - Parameters:
  ///   - f: the function; `constraints` are to be 0.
  ///   - count: how many variables there are.
  ///   - guesses: points to start from before all others.
  ///   - algebra: what the same functions are as polynomials, where they are some.
  public static func run<F: Error>(
    _ f: SmoothFunction<F>, _ constraints: [SmoothFunction<F>], variables count: Int, guesses: [Vector] = [],
    algebra: LagrangeAlgebra? = nil, interrupted: () -> Bool = { false }
  ) throws(F) -> LagrangeSearch {
    let system = LagrangeSystem(f: f, constraints: constraints, count: count)
    var search = LagrangeSearch(points: [], starts: 0, isContinuum: false)
    let first = guesses + (algebra?.guesses ?? [])
    for start in first + starts(count) {
      if interrupted() { return search }
      // What each of two dozen starts has found more than once is likely all there is.
      let isEnough = search.starts >= 24 + first.count && search.starts.isMultiple(of: 8)
      if isEnough, !search.hits.isEmpty, search.hits.allSatisfy({ $0 > 1 }) { break }
      try search.start(from: start, system)
      if search.isFlat { break }
      if search.starts >= first.count, algebra?.confirms(search.points) == true { break }
    }
    // Where one candidate is, its mirror images often are.
    var place = 0
    while place < search.points.count, search.points.count < 60, !search.isFlat, !interrupted() {
      for image in images(search.points[place].x) where !search.points.contains(where: { $0.lies(at: image) }) {
        try search.start(from: image, system)
      }
      place += 1
    }
    search.isContinuum = search.isFlat
    search.isComplete = !search.isContinuum && algebra?.confirms(search.points) == true
    search.points = ordered(search.points)
    return search
  }

  /// The candidate that one start leads to.
  public static func candidate<F: Error>(
    _ f: SmoothFunction<F>, _ constraints: [SmoothFunction<F>], variables count: Int, near start: Vector
  ) throws(F) -> LagrangePoint? {
    try LagrangeSystem(f: f, constraints: constraints, count: count).stationary(from: start)
  }

  /// How many starts led to each point.
  private var hits: [Int] = []

  private init(points: [LagrangePoint], starts: Int, isContinuum: Bool) {
    (self.points, self.starts, self.isContinuum) = (points, starts, isContinuum)
  }

  private mutating func start<F: Error>(from start: Vector, _ system: LagrangeSystem<F>) throws(F) {
    starts += 1
    for point in [try system.stationary(from: start), try system.singular(from: start)] {
      guard let point else { continue }
      if let known = points.firstIndex(where: { $0.isSame(as: point) }) {
        hits[known] += 1
        if point.residual < points[known].residual, points[known].kind != .degenerate { points[known] = point }
      } else if points.count < 200 {
        points.append(point)
        hits.append(1)
      }
    }
  }

  /// The point with a coordinate's sign turned, with all of them turned, and with two coordinates exchanged.
  private static func images(_ x: Vector) -> [Vector] {
    var images = [x * -1]
    guard x.count <= 8 else { return images }
    for i in 0..<x.count {
      var turned = x
      turned[i] = -x[i]
      images.append(turned)
      for j in 0..<i {
        var exchanged = x
        (exchanged[i], exchanged[j]) = (x[j], x[i])
        images.append(exchanged)
      }
    }
    return images
  }

  /// Many candidates of one value at which the second derivatives decide nothing.
  private var isFlat: Bool {
    let flat = points.filter(\.isFlat)
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

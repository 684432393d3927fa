import LinearAlgebra
import Numerics

/// What comes of minimizing under constraints.
public struct ConstrainedMinimum: Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    case converged
    /// Where the slope of f or of a constraint jumps, so that the conditions need not hold; nothing lower was found.
    case kink
    /// The violations cannot be made smaller from here: no feasible point is near.
    case infeasible
    /// f falls without end within the constraints.
    case unbounded
    /// No step improves any more, short of the tolerance.
    case stalled
    case iterationLimit
    case interrupted
  }

  public var x: Vector
  public var value: Double
  public var gradient: Vector
  public var conditions: KKT
  public var iterations: Int
  public var evaluations: Int
  public var reason: Reason
  /// Every point of the way, the start first.
  public var path: [Vector]
}

/// The Karush–Kuhn–Tucker conditions at a point, for L = f + Σ λᵢ hᵢ + Σ μⱼ gⱼ + bounds.
public struct KKT: Hashable, Sendable {
  /// λ, one for each equality.
  public var equalities: Vector
  /// μ, one for each inequality.
  public var inequalities: Vector
  /// Of each variable's bounds: below 0 where the lower one pushes, above 0 where the upper one does.
  public var bounds: Vector
  /// The largest |∂L/∂xᵢ|.
  public var stationarity: Double
  /// The largest violation of a constraint.
  public var violation: Double
  /// The most negative μ, or 0.
  public var wrongSign: Double
  /// The largest |μⱼ gⱼ|.
  public var complementarity: Double
  /// h(x) and g(x).
  public var values: (equalities: Vector, inequalities: Vector) { (heights, rooms) }
  var heights: Vector
  var rooms: Vector
  /// Which inequalities hold as equations.
  public var active: [Bool]
  /// The gradients of what is active are dependent: the multipliers are not the only ones.
  public var isDependent: Bool
  /// How steep f is here, which the conditions are measured by.
  public var scale: Double

  /// All four hold to a relative accuracy.
  public func hold(within tolerance: Double) -> Bool {
    stationarity <= tolerance * scale && violation <= tolerance && -wrongSign <= tolerance * scale
      && complementarity <= tolerance * scale
  }
}

extension ConstrainedProblem {
  /// A local minimum from a start, by sequential quadratic programming: exact second derivatives made to bend upward, a
  /// line search on f plus the weighted violations, second-order corrections, and at the end Newton's method on the
  /// active constraints.
  /// - Source: Nocedal & Wright, Numerical Optimization 2e, ch. 18 (algorithm 18.3, elastic mode §18.1, Maratos effect
  ///   §15.4).
  public func minimum(
    from start: Vector, tolerance: Double = 1e-9, limit: Int = 200, interrupted: () -> Bool = { false }
  ) throws(Failure) -> ConstrainedMinimum {
    var descent = ConstrainedDescent(self, start)
    var best = try descent.run(tolerance: tolerance, limit: limit, interrupted)
    guard [.infeasible, .stalled, .iterationLimit].contains(best.reason) else { return best }
    let first = best
    // Where a slope vanishes at the start the linearised constraints lead nowhere; beside it they may.
    var stream = RandomStream(seed: 20, key: "subject")
    for scale in [0.1, 0.5, 1, 3] where best.reason != .converged && best.reason != .interrupted {
      let size = scale * max(1, start.largest)
      var other = ConstrainedDescent(self, Vector(start.elements.map { $0 + size * (2 * stream.uniform() - 1) }))
      var found = try other.run(tolerance: tolerance, limit: limit, interrupted)
      found.iterations += best.iterations
      found.evaluations += best.evaluations
      if found.reason == .converged || found.reason == .interrupted {
        best = found
      } else {
        (best.iterations, best.evaluations) = (found.iterations, found.evaluations)
      }
    }
    guard best.reason != .converged, best.reason != .interrupted else { return best }
    best.reason = first.reason
    return try settledByValues(best, interrupted)
  }

  /// The four conditions at a point, with the multipliers that come nearest to making ∇L vanish; what lies within
  /// `margin` of its limit counts as active.
  public func conditions(at x: Vector, margin: Double = 1e-6) throws(Failure) -> KKT {
    conditions(x, try sample(at: x), margin: margin)
  }

  func conditions(_ x: Vector, _ s: Sample, margin: Double) -> KKT {
    let (m, n) = (equalities.count, x.count)
    let active = zip(s.inequalities, s.slopes.dropFirst(m)).map { value, slope in
      value >= -margin * max(1, slope.largest)
    }
    var rows: [Vector] = Array(s.slopes.prefix(m))
    var owners: [(inequality: Int?, bound: Int?)] = rows.map { _ in (nil, nil) }
    for (j, isActive) in active.enumerated() where isActive {
      rows.append(s.slopes[m + j])
      owners.append((j, nil))
    }
    for i in 0..<n {
      let near = margin * max(1, x[i].magnitude)
      guard x[i] <= low[i] + near || x[i] >= high[i] - near else { continue }
      let sign: Double = x[i] <= low[i] + near ? -1 : 1
      rows.append(Vector((0..<n).map { $0 == i ? sign : 0 }))
      owners.append((nil, i))
    }
    let matrix = Matrix(rows: n, columns: rows.count) { rows[$1][$0] }
    let isDependent = rows.count > n || ((try? matrix.rank()) ?? rows.count) < rows.count
    let found = rows.isEmpty ? [] : Self.multipliers(matrix, s.gradient, free: m, isDependent: isDependent)
    var (lambda, mu, bounds) = (
      [Double](repeating: 0, count: m), [Double](repeating: 0, count: active.count), [Double](repeating: 0, count: n)
    )
    var rest = s.gradient.elements
    var wrong = 0.0
    for (place, multiplier) in found.enumerated() {
      for i in 0..<n { rest[i] += multiplier * rows[place][i] }
      if place < m { lambda[place] = multiplier } else { wrong = min(wrong, multiplier) }
      if let j = owners[place].inequality { mu[j] = multiplier }
      if let i = owners[place].bound { bounds[i] = multiplier * rows[place][i] }
    }
    let outside = (0..<n).reduce(0.0) { max($0, low[$1] - x[$1], x[$1] - high[$1]) }
    let violation = max(
      outside, s.equalities.reduce(0) { max($0, $1.magnitude) }, s.inequalities.reduce(0) { max($0, $1) })
    let complementarity = zip(mu, s.inequalities).reduce(0.0) { max($0, ($1.0 * $1.1).magnitude) }
    return KKT(
      equalities: Vector(lambda), inequalities: Vector(mu), bounds: Vector(bounds),
      stationarity: Vector(rest).largest, violation: violation, wrongSign: wrong, complementarity: complementarity,
      heights: Vector(s.equalities), rooms: Vector(s.inequalities), active: active, isDependent: isDependent,
      scale: max(1, s.gradient.largest))
  }

  /// The multipliers by least squares; where they are not the only ones, those of the right signs.
  private static func multipliers(_ rows: Matrix, _ gradient: Vector, free: Int, isDependent: Bool) -> [Double] {
    let plain = (try? rows.leastSquares(gradient.map { -$0 }).value.elements) ?? []
    guard isDependent, plain.dropFirst(free).contains(where: { $0 < 0 }) else { return plain }
    let k = rows.columns
    guard let form = try? rows.transposed() * rows, let costs = try? rows.transposed() * gradient,
      let box = try? LinearConstraints(
        variables: k, low: Vector((0..<k).map { $0 < free ? -.infinity : 0 }),
        high: Vector(repeating: .infinity, count: k)),
      let program = try? QuadraticProgram(form, costs, box)
    else { return plain }
    let solution = program.solve()
    return solution.isOptimal ? solution.x.elements : plain
  }
}

import LinearAlgebra

/// The search for a minimum: a method that fits, run to where rounding ends it, and another where that fails.
public struct Minimization: Sendable {
  /// Why it ended.
  public enum Ending: Hashable, Sendable {
    /// The gradient, or what stands for it, fell to the tolerance.
    case converged(norm: Double)
    /// No lower point can be told from this one: what is left to fall is below the rounding of the value.
    case rounding
    /// The slope changes by a jump here; the simplex found nothing lower.
    case kink
    /// The value falls without end.
    case unbounded
    /// The value goes on falling however far the point goes, ever less: there is no lowest point.
    case endless
    /// Further downhill the function has no value.
    case edge
    /// No lower point was found though the slope is not 0.
    case stalled
    case limit(Int)
    case interrupted
  }

  /// What the second derivatives say of a point without a slope.
  public enum Kind: String, Hashable, Sendable { case minimum, saddle, maximum, flat }

  /// One descent after another; the last found the point.
  public internal(set) var descents: [Descent]
  public internal(set) var ending: Ending?
  /// The gradient at the point; empty where the function has none.
  public private(set) var gradient: Vector
  /// The eigenvalues of the Hessian there, descending; empty for many variables and where there is no Hessian.
  public private(set) var curvatures = Vector([])
  /// Which variables a bound holds where the search ended.
  public private(set) var held: [Bool] = []
  /// The second derivatives where the newest descent ended, where they are known.
  public private(set) var hessian: Matrix?
  private var extra = 0
  let plan: MinimizationPlan

  /// Evaluates what the method needs at the start.
  public init<F: Error>(from start: Vector, by plan: MinimizationPlan, on objective: some Objective<F>) throws(F) {
    self.plan = plan
    descents = [try Descent(from: start, by: plan.rules[0], on: objective)]
    gradient = descents[0].gradient
  }

  private var newest: Descent { descents[descents.count - 1] }

  /// The best point of all.
  public var best: Descent.Row {
    let rows = descents.map(\.best)
    return rows.dropFirst().reduce(rows[0]) { $1.value < $0.value ? $1 : $0 }
  }

  public var x: Vector { isEndKept ? newest.x : best.x }
  public var value: Double { isEndKept ? newest.value : best.value }
  // Values that are equal to rounding say less than the slope, which the newest point has the smallest of.
  private var isEndKept: Bool { newest.value <= best.value + 8 * best.value.magnitude * Double.ulpOfOne }

  public var iterations: Int { descents.reduce(0) { $0 + $1.iterations } }
  /// How often the function was asked; a Hessian counts once for each of its columns.
  public var evaluations: Int { descents.reduce(extra) { $0 + $1.evaluations } }
  /// Every point on the way.
  public var path: [Descent.Row] { descents.flatMap(\.path) }
  /// The method that found the point.
  public var method: any Stepper.Type { type(of: newest.stepper) }

  public var isConverged: Bool {
    switch ending {
    case .converged, .rounding, .kink, .edge: true
    default: false
    }
  }

  /// What the curvature says; `nil` where it is not known.
  public var kind: Kind? {
    guard isConverged, ending != .kink, ending != .edge else { return nil }
    guard let top = curvatures.elements.first, let bottom = curvatures.elements.last else {
      // In a corner of the bounds every way leads up.
      let isCorner = !held.isEmpty && held.allSatisfy { $0 } && gradient.elements.allSatisfy { $0 != 0 }
      return isCorner ? .minimum : nil
    }
    let small = 1e-9 * max(top.magnitude, bottom.magnitude)
    if bottom > small { return .minimum }
    if bottom < -small { return top > small ? .saddle : top < -small ? .maximum : .saddle }
    return .flat
  }

  /// Goes on until the search ends. What it has reached is kept when the objective fails.
  public mutating func run<F: Error>(
    on objective: some Objective<F>, interrupted: () -> Bool = { false }
  ) throws(F) {
    var (turn, escapes, confirmations, doubts) = (0, 0, 0, 0)
    while true {
      let newest = descents.count - 1
      try descents[newest].run(
        on: objective, until: plan.stop(descents[newest]), limit: plan.limit(descents[newest]), interrupted: interrupted
      )
      try settle(on: objective)
      guard ending != .interrupted, ending != .unbounded, ending != .endless else { return }
      if plan.tolerance == nil, doubts < 8, let further = try doubt(on: objective), !interrupted() {
        doubts += 1
        descents.append(further)
        continue
      }
      guard plan.isOpen, ending != .unbounded, ending != .endless, ending != .edge else { return }
      if kind == .saddle || kind == .maximum, escapes < 8, try escape(on: objective) {
        escapes += 1
        continue
      }
      if descents[newest].stepper is NelderMead, confirmations < 5, confirmations == 0 || isLowered {
        confirmations += 1
        try go(on: Optimizer.nelderMead.stepper(), objective)
        continue
      }
      guard !isConverged else { return }
      turn += 1
      guard turn < plan.rules.count else { return }
      try go(on: plan.rules[turn], objective)
    }
  }

  public mutating func interrupt() { ending = .interrupted }

  var hasSlopes: Bool { plan.hasSlopes }

  mutating func count(_ evaluations: Int) { extra += evaluations }

  /// Keeps what was found out where a descent ended.
  mutating func note(_ point: Iterate, _ hessian: Matrix?, evaluations: Int) {
    (gradient, extra) = (point.gradient, extra + evaluations)
    let isKnown = point.gradient.count == point.x.count
    held = isKnown ? plan.box.map { $0.free(point).map { !$0 } } ?? [] : []
    curvatures = Vector([])
    self.hessian = hessian
    guard plan.hasCurvature, let hessian else { return }
    curvatures = (try? SymmetricEigen.values(free(hessian))) ?? Vector([])
  }

  /// The part that no bound holds.
  func free(_ v: Vector) -> Vector {
    Vector(v.elements.indices.filter { !isHeld($0) }.map { v[$0] })
  }

  func free(_ a: Matrix) -> Matrix {
    let kept = (0..<a.rows).filter { !isHeld($0) }
    return Matrix(rows: kept.count, columns: kept.count, elements: kept.flatMap { j in kept.map { a[$0, j] } })
  }

  func isHeld(_ index: Int) -> Bool { index < held.count && held[index] }

  /// Another descent from the best point.
  private mutating func go<F: Error>(on rule: any Stepper, _ objective: some Objective<F>) throws(F) {
    descents.append(try Descent(from: x, by: rule, on: objective))
  }

  /// Whether the newest descent found anything worth mention.
  private var isLowered: Bool {
    let (start, end) = (newest.path[0].value, newest.value)
    return start - end > 1e-10 * max(1e-10, end.magnitude)
  }

  /// A saddle or a maximum is left along the direction that curves downward most.
  private mutating func escape<F: Error>(on objective: some Objective<F>) throws(F) -> Bool {
    var descent = try Descent(from: x, by: Optimizer.newton.stepper(), on: objective)
    let before = descent.value
    try descent.step(on: objective)
    guard descent.iterations == 1, descent.value < before else { return false }
    descents.append(descent)
    return true
  }
}

import Glibc
import LinearAlgebra

/// A descent under way: where it is, how it came there, and why it stopped if it did.
public struct Descent: Sendable {
  /// Why no more steps are taken.
  public enum Reason: Hashable, Sendable {
    /// The gradient's norm fell to the tolerance.
    case converged(norm: Double)
    /// The value rose far above the start and is still rising, at this iteration.
    case diverged(at: Int)
    /// The value or gradient is NaN or infinite at this iteration; the descent stays at the point before.
    case notFinite(at: Int)
    case iterationLimit(Int)
    case interrupted
  }

  /// A line of the table `k, x, f, ‖∇f‖, ‖step‖`.
  public struct Row: Hashable, Sendable {
    public var iteration: Int
    public var x: Vector
    public var value: Double
    public var gradientNorm: Double
    /// The length of the step that led here; 0 at the start.
    public var stepNorm: Double
  }

  public private(set) var x: Vector
  public private(set) var value: Double
  public private(set) var gradient: Vector
  public private(set) var iterations = 0
  /// The start and every point after it.
  public private(set) var path: [Row]
  public private(set) var reason: Reason?
  /// The numbers of the first step.
  public private(set) var firstStep: StepWork?
  public private(set) var stepper: any Stepper
  /// Where the newest step started.
  public private(set) var origin: Origin?

  /// All that decides a step: the point, the gradient there, and what the rule remembers.
  public struct Origin: Sendable {
    public var x: Vector
    public var value: Double
    public var gradient: Vector
    public var stepper: any Stepper
  }

  /// Starts at a point, where the objective is evaluated once.
  public init<F: Error>(
    from start: Vector, by stepper: any Stepper, on objective: some Objective<F>
  ) throws(F) {
    var gradient = Vector(repeating: 0, count: start.count)
    value = try objective.gradient(at: start, &gradient)
    x = start
    self.gradient = gradient
    self.stepper = stepper
    path = [Row(iteration: 0, x: start, value: value, gradientNorm: norm(gradient), stepNorm: 0)]
    if !isFinite { reason = .notFinite(at: 0) }
  }

  private var isFinite: Bool { value.isFinite && gradient.elements.allSatisfy(\.isFinite) }

  /// One step. A descent that diverged goes on when asked; one that met a value not finite cannot.
  ///
  /// When the objective fails nothing has changed.
  public mutating func step<F: Error>(on objective: some Objective<F>) throws(F) {
    if case .notFinite = reason { return }
    var (next, rule, slope) = (x, stepper, gradient)
    let work = rule.step(&next, gradient: gradient)
    let found = try objective.gradient(at: next, &slope)
    guard found.isFinite, slope.elements.allSatisfy(\.isFinite) else {
      reason = .notFinite(at: iterations + 1)
      return
    }
    let moved = norm(Vector(zip(next.elements, x.elements).map { $0 - $1 }))
    origin = Origin(x: x, value: value, gradient: gradient, stepper: stepper)
    (x, value, gradient, stepper, reason) = (next, found, slope, rule, nil)
    iterations += 1
    if firstStep == nil { firstStep = work }
    path.append(Row(iteration: iterations, x: x, value: value, gradientNorm: norm(gradient), stepNorm: moved))
    if isDiverging { reason = .diverged(at: iterations) }
  }

  /// Steps until the gradient's norm is at most the tolerance, or the limit of further steps, or divergence, or an
  /// interruption, which is asked for before each step.
  public mutating func run<F: Error>(
    on objective: some Objective<F>, until tolerance: Double, limit: Int, interrupted: () -> Bool = { false }
  ) throws(F) {
    for _ in 0..<max(0, limit) {
      if case .notFinite = reason { return }
      if norm(gradient) <= tolerance { return reason = .converged(norm: norm(gradient)) }
      if interrupted() { return reason = .interrupted }
      try step(on: objective)
      if case .diverged = reason { return }
    }
    if case .notFinite = reason { return }
    reason = norm(gradient) <= tolerance ? .converged(norm: norm(gradient)) : .iterationLimit(limit)
  }

  // Momentum overshoots and comes back, so one rise proves nothing. Above the value it started from, what rises in
  // value and slope either four times to a tenfold slope, or ten times, does not come back.
  private var isDiverging: Bool {
    guard value > path[0].value else { return false }
    if rises(10) { return true }
    return rises(4) && path[path.count - 1].gradientNorm > 10 * max(path[0].gradientNorm, path[1].gradientNorm)
  }

  private func rises(_ times: Int) -> Bool {
    let last = path.suffix(times + 1)
    guard last.count == times + 1 else { return false }
    return zip(last, last.dropFirst()).allSatisfy { $0.value < $1.value && $0.gradientNorm < $1.gradientNorm }
  }
}

/// √Σx², scaled so that it neither overflows nor vanishes.
private func norm(_ v: Vector) -> Double {
  let largest = v.elements.reduce(0) { Swift.max($0, $1.magnitude) }
  guard largest > 0, largest.isFinite else { return largest }
  return largest * v.elements.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }.squareRoot()
}

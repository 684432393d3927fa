import LinearAlgebra

/// A descent under way: where it is, how it came there, and why it stopped if it did.
public struct Descent: Sendable {
  /// Why no more steps are taken.
  public enum Reason: Hashable, Sendable {
    /// The gradient's norm, or what the rule measures instead, fell to the tolerance.
    case converged(norm: Double)
    /// The last step was this short.
    case smallStep(Double)
    /// The last step changed the value by no more than this.
    case smallChange(Double)
    /// The value is low enough.
    case target(Double)
    /// The rule found no lower point.
    case stalled
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
    /// The value over all the data, where the rule has just seen them all.
    public var whole: Double?
    /// The gradient's norm, or what the rule measures instead.
    public var gradientNorm: Double
    /// The length of the step that led here; 0 at the start.
    public var stepNorm: Double
    /// The rate of that step, for rules with one.
    public var rate: Double?
    /// How often the objective has been asked so far.
    public var evaluations: Int
    /// How many rates a line search tried for that step.
    public var trials = 0
  }

  public private(set) var point: Iterate
  public private(set) var iterations = 0
  /// How often the objective has been asked.
  public private(set) var evaluations: Int
  /// The start and every point after it.
  public private(set) var path: [Row]
  public private(set) var reason: Reason?
  /// The numbers of the first step.
  public private(set) var firstStep: StepWork?
  /// The numbers of the newest step.
  public private(set) var newestStep: StepWork?
  public private(set) var stepper: any Stepper
  /// Where the newest step started.
  public private(set) var origin: Origin?
  /// Where the step led that could not be taken, as nothing finite is there.
  public private(set) var fall: Vector?
  private var bestIndex = 0

  /// All that decides a step: the point, and what the rule remembers.
  public struct Origin: Sendable {
    public var point: Iterate
    public var stepper: any Stepper
  }

  public var x: Vector { point.x }
  public var value: Double { point.value }
  public var gradient: Vector { point.gradient }
  /// The lowest point so far; of those with a value over all the data, when the rule looks at a part at a time.
  public var best: Row { path[bestIndex] }

  /// Starts at a point, where the rule evaluates what it needs.
  public init<F: Error>(
    from start: Vector, by stepper: any Stepper, on objective: some Objective<F>
  ) throws(F) {
    let counted = Counted(objective)
    var rule = stepper
    point = try rule.begin(at: start, on: counted)
    self.stepper = rule
    evaluations = counted.evaluations
    path = [
      Row(
        iteration: 0, x: point.x, value: point.value, whole: point.whole, gradientNorm: rule.optimality(at: point),
        stepNorm: 0, rate: nil, evaluations: counted.evaluations)
    ]
    if !point.isFinite { reason = .notFinite(at: 0) }
  }

  /// One step. A descent that diverged goes on when asked; one that met a value not finite cannot.
  ///
  /// When the objective fails nothing has changed.
  /// - Parameter rate: the rate from this step on, for rules with one.
  public mutating func step<F: Error>(on objective: some Objective<F>, rate: Double? = nil) throws(F) {
    if case .notFinite = reason { return }
    let counted = Counted(objective)
    var (next, rule) = (point, paced(by: rate))
    let before = rule
    let work = try rule.step(&next, on: counted)
    evaluations += counted.evaluations
    guard next.isFinite else {
      fall = next.x
      reason = isRunningAway ? .diverged(at: iterations + 1) : .notFinite(at: iterations + 1)
      return
    }
    if work.isStalled { return reason = .stalled }
    let moved = next.x.moved(by: -1, along: point.x).norm
    origin = Origin(point: point, stepper: before)
    (point, stepper, newestStep, reason, fall) = (next, rule, work, nil, nil)
    iterations += 1
    if firstStep == nil { firstStep = work }
    path.append(
      Row(
        iteration: iterations, x: point.x, value: point.value, whole: point.whole,
        gradientNorm: rule.optimality(at: point), stepNorm: moved, rate: work.rate ?? (rule as? any Paced)?.rate,
        evaluations: evaluations, trials: work.trials.count))
    keepBest()
    if isDiverging { reason = .diverged(at: iterations) }
  }

  /// Steps until it is far enough, or the limit of further steps, or divergence, or an interruption, which is asked
  /// for before each step.
  /// - Parameter rate: of a step by its number from 0, for rules with one.
  public mutating func run<F: Error>(
    on objective: some Objective<F>, until stop: Stop, limit: Int, rate: ((Int) throws(F) -> Double?)? = nil,
    interrupted: () -> Bool = { false }
  ) throws(F) {
    var taken = 0
    while true {
      if case .notFinite = reason { return }
      if case .stalled = reason, taken > 0 { return }
      if case .diverged = reason, taken > 0 { return }
      if let met = met(stop, taken) { return reason = met }
      if taken >= limit { return reason = stop.isNever ? nil : .iterationLimit(limit) }
      if interrupted() { return reason = .interrupted }
      try step(on: objective, rate: try rate?(iterations))
      taken += 1
    }
  }

  public mutating func run<F: Error>(
    on objective: some Objective<F>, until tolerance: Double, limit: Int, interrupted: () -> Bool = { false }
  ) throws(F) {
    try run(on: objective, until: Stop(optimality: tolerance), limit: limit, interrupted: interrupted)
  }

  /// Marks the descent as interrupted where it is.
  public mutating func interrupt() { reason = .interrupted }

  private func paced(by rate: Double?) -> any Stepper {
    guard let rate, var rule = stepper as? any Paced else { return stepper }
    rule.rate = rate
    return rule
  }

  private func met(_ stop: Stop, _ taken: Int) -> Reason? {
    let row = path[path.count - 1]
    if let tolerance = stop.optimality, row.gradientNorm <= tolerance { return .converged(norm: row.gradientNorm) }
    if let target = stop.target, let value = stepper.isNoisy ? row.whole : row.value, value <= target {
      return .target(target)
    }
    guard taken > 0, !stop.isNever, !stepper.mayRest else { return nil }
    if let least = stop.step, row.stepNorm <= least { return .smallStep(row.stepNorm) }
    let change = abs(row.value - path[path.count - 2].value)
    if let least = stop.change, !stepper.isNoisy, change <= least { return .smallChange(change) }
    // A point that rounding holds where it is will not move again.
    return rests(10) ? .smallStep(0) : nil
  }

  private func rests(_ steps: Int) -> Bool {
    path.count > steps && path.suffix(steps).allSatisfy { $0.stepNorm == 0 }
  }

  private mutating func keepBest() {
    let (row, best) = (path[path.count - 1], path[bestIndex])
    guard stepper.isNoisy else {
      if row.value < best.value { bestIndex = path.count - 1 }
      return
    }
    if let whole = row.whole, whole < best.whole ?? .infinity { bestIndex = path.count - 1 }
  }

  // Momentum overshoots and comes back, so one rise proves nothing. Above the value it started from, what rises in
  // value and slope either four times to a tenfold slope, or ten times, does not come back.
  private var isDiverging: Bool {
    guard value > path[0].value else { return false }
    if rises(10) { return true }
    return rises(4) && path[path.count - 1].gradientNorm > 10 * max(path[0].gradientNorm, path[1].gradientNorm)
  }

  // What has climbed to a far steeper place than the start is thrown out of the numbers by its rate, not by an end of
  // the function's domain.
  private var isRunningAway: Bool {
    rises(1) && value > path[0].value && path[path.count - 1].gradientNorm > 10 * path[0].gradientNorm
  }

  private func rises(_ times: Int) -> Bool {
    let last: [(value: Double, norm: Double)]
    if stepper.isNoisy {
      guard path[path.count - 1].whole != nil else { return false }
      last = path.reversed().lazy.compactMap { row in row.whole.map { ($0, row.gradientNorm) } }.prefix(times + 1)
        .reversed()
    } else {
      last = path.suffix(times + 1).map { ($0.value, $0.gradientNorm) }
    }
    guard last.count == times + 1 else { return false }
    return zip(last, last.dropFirst()).allSatisfy { $0.value < $1.value && $0.norm < $1.norm }
  }
}

import Numerics

/// A definite integral and what is known of its error.
public struct Quadrature: Sendable {
  public var value: Double
  /// A bound on |value − truth|, as far as the rules tell; an estimate where the rule is a fixed one.
  public var error: Double
  public var evaluations: Int
  /// Whether the error is within what was asked for.
  public var converged: Bool
  /// Where the integral has no limit: a singular point or an infinite end; `nil` when it has one.
  public var divergence: Double?
  /// Whether it is from there on that the function is larger than the largest number.
  public var isOverflow = false
  /// Whether the number of evaluations was used up.
  public var isSpent = false
  /// Stretches where the function has no real value.
  public var leftOut: [ClosedRange<Double>] = []
  /// ∫ |f|.
  public var size = 0.0
  /// The panels in the end, ascending.
  public var panels: [Panel] = []
  /// What was taken in blocks.
  public var tails: [BlockTail] = []

  init(value: Double = 0, error: Double = 0, evaluations: Int = 0, converged: Bool = true) {
    (self.value, self.error, self.evaluations, self.converged) = (value, error, evaluations, converged)
  }

  /// Of nothing.
  public static let empty = Quadrature()

  public var isDivergent: Bool { divergence != nil }
}

extension Quadrature {
  /// What adaptive quadrature is told.
  public struct Plan: Sendable, Hashable {
    /// Relative to the integral.
    public var tolerance: Double
    /// The most evaluations.
    public var limit: Int
    /// How many panels a bounded stretch begins with: more see narrower peaks.
    public var panels: Int

    public init(tolerance: Double = 1e-12, limit: Int = 1_000_000, panels: Int = 10) {
      (self.tolerance, self.limit, self.panels) = (tolerance, limit, max(panels, 1))
    }
  }

  /// ∫ f from a to b, either of which may be infinite, and a may lie above b.
  ///
  /// Adaptive Gauss–Kronrod quadrature; singular points are found and approached in blocks, as infinity is, and the
  /// sums extrapolated by the ε-algorithm; endless oscillation is summed from zero to zero. Where the function has no
  /// real value (NaN) the stretch is left out and named.
  /// - Parameter f: the function at many points at once.
  /// - Returns: `nil` when the function has a real value nowhere.
  /// - Source: Piessens, de Doncker-Kapenga, Überhuber & Kahaner, *QUADPACK*, 1983; Longman 1956; Wynn 1956.
  public static func adaptive<Failure: Error>(
    from a: Double, to b: Double, _ plan: Plan = Plan(), of f: ([Double]) throws(Failure) -> [Double]
  ) throws(Failure) -> Quadrature? {
    if a == b { return Quadrature() }
    if a > b {
      guard var reversed = try adaptive(from: b, to: a, plan, of: f) else { return nil }
      reversed.value = -reversed.value
      return reversed
    }
    var work = AdaptiveIntegrator(tolerance: plan.tolerance, limit: plan.limit, panels: plan.panels)
    var whole = try work.span(a, b, f)
    guard work.sawGap else { return Quadrature(whole, work) }
    work.knowsDomain = true
    let parts = try work.domain(a, b, f)
    guard !parts.isEmpty else { return nil }
    whole = Stretch()
    for part in parts where !whole.isDivergent {
      whole += try work.span(part.0, part.1, f)
    }
    var result = Quadrature(whole, work)
    var edge = a
    for part in parts {
      if part.0 > edge { result.leftOut.append(edge...part.0) }
      edge = part.1
    }
    if edge < b { result.leftOut.append(edge...b) }
    return result
  }

  private init(_ stretch: Stretch, _ work: AdaptiveIntegrator) {
    self.init(
      value: stretch.value, error: stretch.error, evaluations: work.evaluations,
      converged: stretch.value.isFinite && !stretch.isDivergent
        && stretch.error <= 4 * max(work.tolerance * stretch.value.magnitude, 5e-14 * stretch.size))
    // Every place is rounded, which matters where the function is steep.
    error += stretch.panels.reduce(0) { $0 + 0.05 * $1.wander * max($1.low.magnitude, $1.high.magnitude).ulp }
    switch stretch.verdict {
    case .diverges(let place): (divergence, value) = (place, .nan)
    case .overflows(let place): (divergence, value, isOverflow) = (place, .nan, true)
    case .settled, .doubtful: break
    }
    (isSpent, size) = (work.isSpent, stretch.size)
    panels = stretch.panels.sorted { ($0.low, $0.high) < ($1.low, $1.high) }
    tails = stretch.tails
  }
}

extension AdaptiveIntegrator {
  /// ∫ over any stretch.
  mutating func span<Failure: Error>(
    _ a: Double, _ b: Double, _ f: Integrand<Failure>
  ) throws(Failure) -> Stretch {
    func mirrored(_ x: [Double]) throws(Failure) -> [Double] { try f(x.map { -$0 }) }
    switch (a.isFinite, b.isFinite) {
    case (true, true): return try stretch(a, b, count: panels, cuts: seesPeaks ? cuts(a, b, [500, 16_000], f) : [], f)
    case (true, false): return try outward(from: a, f)
    case (false, true): return try outward(from: -b, mirrored).moved { -$0 }
    case (false, false):
      var whole = try outward(from: 0, f)
      if whole.isDivergent { return whole }
      whole += try outward(from: 0, floor: 0.2 * allowance(whole.value, whole.size), mirrored).moved { -$0 }
      return whole
    }
  }

  /// The parts of a stretch where the function has a real value, their ends to the last bits. A single point without
  /// one is no gap.
  mutating func domain<Failure: Error>(
    _ a: Double, _ b: Double, _ f: Integrand<Failure>
  ) throws(Failure) -> [(Double, Double)] {
    let count = 400
    let grid = (0...count).map { Self.place(Double($0) / Double(count), a, b) }
    // Not at the ends, where a value may be missing without harm.
    let samples = zip(grid, grid.dropFirst()).map { $0 + ($1 - $0) * 0.4873 }
    let isReal = try values(samples, f).map { !$0.isNaN }
    var (parts, start): ([(Double, Double)], Double?) = ([], isReal[0] ? a : nil)
    for i in 1..<samples.count where isReal[i] != isReal[i - 1] {
      var (known, other) = isReal[i] ? (samples[i], samples[i - 1]) : (samples[i - 1], samples[i])
      for _ in 0..<1100 {
        let middle = known / 2 + other / 2
        guard middle != known, middle != other else { break }
        if try values([middle], f)[0].isNaN { other = middle } else { known = middle }
        // Nothing that is computed tells such a place from 0.
        if known.magnitude < 1e-290, other.magnitude < 1e-290 { known = 0 }
      }
      if isReal[i] {
        start = known
      } else if let from = start {
        parts.append((from, known))
        start = nil
      }
    }
    if let from = start { parts.append((from, b)) }
    return parts
  }

  /// The place at a share of the way, by powers where an end is infinite.
  private static func place(_ share: Double, _ a: Double, _ b: Double) -> Double {
    func far(_ t: Double) -> Double { t >= 1 ? .infinity : t / (1 - t) * 4 }
    switch (a.isFinite, b.isFinite) {
    case (true, true): return share == 1 ? b : a + (b - a) * share
    case (true, false): return share >= 1 ? 1e6 * max(1, a.magnitude) : a + far(share)
    case (false, true): return share <= 0 ? -1e6 * max(1, b.magnitude) : b - far(1 - share)
    case (false, false): return share >= 1 ? 1e6 : share <= 0 ? -1e6 : far(share) - far(1 - share)
    }
  }
}

import LinearAlgebra

/// Conjugate gradients: d = −∇f + β times the direction before, with Polak and Ribière's β, or 0 where that is negative.
///
/// Starts anew along −∇f when successive gradients are far from orthogonal, or d does not lead down.
/// - Source: Nocedal & Wright 2e, algorithm 5.4, (5.45), (5.52).
public struct ConjugateGradient: Searching {
  public static let name = "conjugate_gradient"
  public static let title = "conjugate gradients"
  public static let options: [StepperOption] = []
  public var search = RateSearch.wolfe
  /// A flatter slope than Wolfe's usual one keeps the directions nearly conjugate.
  static let flatness = 0.1
  /// d of the step before, empty before the first.
  public private(set) var direction = Vector([])
  private var gradient = Vector([])
  /// What the step before was expected to gain per unit of rate, and its rate.
  private var (slope, rate) = (0.0, 0.0)

  public init(_ options: StepperOptions) {}

  public mutating func step<F: Error>(
    _ point: inout Iterate, on objective: some Objective<F>
  ) throws(F) -> StepWork {
    let start = point
    var (beta, d) = (0.0, start.gradient * -1)
    if direction.count == start.x.count {
      beta = polakRibiere(start.gradient)
      let mixed = d.moved(by: beta, along: direction)
      if Double.dot(mixed.elements, start.gradient.elements) < 0 { d = mixed } else { beta = 0 }
    }
    var found = try search.rate(from: start, along: d, first: first(start, d), curvature: Self.flatness, on: objective)
    if found == nil, beta != 0 {
      (beta, d) = (0, start.gradient * -1)
      found = try search.rate(from: start, along: d, first: start.gentleRate, curvature: Self.flatness, on: objective)
    }
    guard let found else { return .stalled(along: d) }
    point = found.end
    var work = StepWork(found, along: d, from: start)
    work.states["β"] = Vector([beta])
    if beta != 0 { work.states["before"] = direction }
    (direction, gradient) = (d, start.gradient)
    (slope, rate) = (Double.dot(d.elements, start.gradient.elements), found.rate)
    return work
  }

  private func polakRibiere(_ now: Vector) -> Double {
    let squared = Double.dot(gradient.elements, gradient.elements)
    let overlap = Double.dot(now.elements, gradient.elements)
    let own = Double.dot(now.elements, now.elements)
    // Powell's restart.
    guard squared > 0, overlap.magnitude < 0.2 * own else { return 0 }
    let beta = (own - overlap) / squared
    return beta.isFinite ? max(0, beta) : 0
  }

  /// The rate at which the first order gain is that of the step before.
  private func first(_ start: Iterate, _ d: Vector) -> Double {
    let own = Double.dot(d.elements, start.gradient.elements)
    let guess = rate * slope / own
    return rate > 0 && guess.isFinite && guess > 0 ? guess : start.gentleRate
  }
}

import LinearAlgebra

/// Goes back from a first rate until the value falls by a part of what the slope promises.
///
/// The next rate is where a parabola through the value and slope at the start and the value just tried is lowest, kept
/// between a tenth and a half of the rate before; a place without a finite value is too far.
/// - Source: Nocedal & Wright 2e, algorithm 3.1 with the interpolation of §3.5.
public struct Armijo: LineSearch {
  /// The part of the promised fall that is asked for.
  public let decrease: Double

  /// The usual part.
  public static let usualDecrease = 1e-4

  public init(decrease: Double = Armijo.usualDecrease) { self.decrease = decrease }

  public func search<F: Error>(
    from start: Iterate, along direction: Vector, first: Double, on objective: some Objective<F>
  ) throws(F) -> LineStep? {
    let line = Line(from: start, along: direction)
    guard line.slope < 0, line.slope.isFinite else { return nil }
    let least = line.resolution
    var (rate, trials) = (first, [StepWork.Trial]())
    while rate >= least, trials.count < 100 {
      let value = try objective.value(at: line.point(at: rate))
      if value <= start.value + decrease * rate * line.slope {
        let end = try Iterate(at: line.point(at: rate), on: objective)
        trials.append(.init(rate: rate, value: value, verdict: "low enough"))
        if end.isFinite { return LineStep(rate: rate, end: end, trials: trials) }
        trials[trials.count - 1].verdict = "no finite slope there"
      } else {
        trials.append(.init(rate: rate, value: value, verdict: value.isFinite ? "too high" : "no finite value there"))
      }
      let lowest = -line.slope * rate * rate / (2 * (value - start.value - line.slope * rate))
      rate = min(max(lowest.isFinite ? lowest : 0, rate / 10), rate / 2)
    }
    return nil
  }
}

import LinearAlgebra

/// Looks for a rate where the value has fallen enough and the slope has flattened enough: the strong Wolfe conditions.
///
/// Doubles the rate until a lower place lies between two, then closes in on it by cubics through values and slopes.
/// Where values are equal to rounding the slopes alone decide (Hager and Zhang's approximate conditions), so that the
/// search still moves when f can tell points apart no more. A place without a finite value or gradient is too far.
/// - Source: Nocedal & Wright 2e, algorithms 3.5 and 3.6; Hager & Zhang 2005, §4.
public struct Wolfe: LineSearch {
  /// The part of the promised fall that is asked for.
  public let decrease: Double
  /// The part of the slope at the start that may be left.
  public let curvature: Double
  /// The usual part.
  public static let usualCurvature = 0.9
  /// More places than this are not tried.
  static let most = 60

  public init(decrease: Double = Armijo.usualDecrease, curvature: Double = Wolfe.usualCurvature) {
    (self.decrease, self.curvature) = (decrease, curvature)
  }

  public func search<F: Error>(
    from start: Iterate, along direction: Vector, first: Double, on objective: some Objective<F>
  ) throws(F) -> LineStep? {
    let line = Line(from: start, along: direction)
    guard line.slope < 0, line.slope.isFinite else { return nil }
    var hunt = WolfeHunt(line, self)
    var rate = first
    while hunt.trials.count < Self.most {
      let end = try Iterate(at: line.point(at: rate), on: objective)
      if hunt.takes(end, rate) { break }
      guard let next = hunt.next(after: rate) else { break }
      rate = next
    }
    return hunt.step
  }
}

/// The state of a search: the best place known, and one that is too far.
private struct WolfeHunt {
  private let line: Line
  private let rule: Wolfe
  private let origin: LineSample
  private var low: LineSample
  private var best: Iterate
  /// NaN values where nothing is known but that it is too far.
  private var high: LineSample?
  private var width = Double.infinity
  private(set) var trials: [StepWork.Trial] = []
  private var isMet = false

  init(_ line: Line, _ rule: Wolfe) {
    (self.line, self.rule, best) = (line, rule, line.start)
    origin = LineSample(rate: 0, value: line.start.value, slope: line.slope)
    low = origin
  }

  /// The place found, once the search is over.
  var step: LineStep? {
    guard low.rate > 0 else { return nil }
    var trials = trials
    if !isMet, let last = trials.last, last.rate != low.rate {
      trials.append(.init(rate: low.rate, value: low.value, verdict: "lowest of those tried"))
    }
    return LineStep(rate: low.rate, end: best, trials: trials)
  }

  /// Whether the place meets the conditions.
  mutating func takes(_ end: Iterate, _ rate: Double) -> Bool {
    let slope = Double.dot(end.gradient.elements, line.direction.elements)
    guard end.isFinite, slope.isFinite else {
      high = LineSample(rate: rate, value: .nan, slope: .nan)
      trials.append(.init(rate: rate, value: end.value, verdict: "no finite value or slope there"))
      return false
    }
    let sample = LineSample(rate: rate, value: end.value, slope: slope)
    // Values this near are equal but for rounding.
    let margin = 4 * max(origin.value.magnitude, low.value.magnitude) * Double.ulpOfOne
    let isLow = end.value <= origin.value + rule.decrease * rate * origin.slope
    let isLevel = abs(end.value - origin.value) <= margin && slope <= (2 * rule.decrease - 1) * origin.slope
    let isFlat = slope.magnitude <= -rule.curvature * origin.slope
    if isLow && isFlat || isLevel && isFlat {
      (low, best, isMet) = (sample, end, true)
      trials.append(.init(rate: rate, value: end.value, verdict: "low and flat enough"))
      return true
    }
    if !isLow && !isLevel || end.value > low.value + margin {
      high = sample
      trials.append(.init(rate: rate, value: end.value, verdict: "too high"))
    } else if slope * ((high?.rate ?? .infinity) - low.rate) >= 0 {
      (high, low, best) = (low, sample, end)
      trials.append(.init(rate: rate, value: end.value, verdict: "past the lowest place"))
    } else {
      (low, best) = (sample, end)
      trials.append(.init(rate: rate, value: end.value, verdict: "still steep"))
    }
    return false
  }

  /// The rate to try next; `nil` when none is left between the two ends, or the value falls without end.
  mutating func next(after rate: Double) -> Double? {
    guard let high else {
      guard low.value > -.greatestFiniteMagnitude / 2 else { return nil }
      let further = 4 * rate
      return further.isFinite ? further : nil
    }
    let span = high.rate - low.rate
    guard span.magnitude > line.resolution else { return nil }
    let middle = low.rate + span / 2
    guard high.value.isFinite else { return low.rate + span / (low.rate > 0 ? 2 : 10) }
    // Interpolation that does not halve the interval in two tries gives way to bisection.
    let isSlow = span.magnitude > 0.66 * width
    width = span.magnitude
    guard !isSlow, let place = Line.cubic(low, high) else { return middle }
    let (near, far) = (low.rate + 0.05 * span, high.rate - 0.05 * span)
    return min(max(place, min(near, far)), max(near, far))
  }
}

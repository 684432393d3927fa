import LinearAlgebra

/// A line downhill from a point: what a line search looks along.
struct Line {
  let start: Iterate
  let direction: Vector
  /// The slope of the function along the line at its start, below 0 downhill.
  let slope: Double

  init(from start: Iterate, along direction: Vector) {
    (self.start, self.direction) = (start, direction)
    slope = Double.dot(start.gradient.elements, direction.elements)
  }

  func point(at rate: Double) -> Vector { start.x.moved(by: rate, along: direction) }

  /// Rates closer than this lead to the same point.
  var resolution: Double {
    var least = Double.infinity
    for (x, d) in zip(start.x.elements, direction.elements) where d != 0 {
      least = min(least, max(x.magnitude, .leastNormalMagnitude).ulp / d.magnitude)
    }
    return least
  }

  /// Where a cubic with these values and slopes at a and b is lowest; `nil` where it has no lowest place.
  static func cubic(_ a: LineSample, _ b: LineSample) -> Double? {
    let chord = 3 * (a.value - b.value) / (b.rate - a.rate)
    let mean = a.slope + b.slope + chord
    let scale = max(mean.magnitude, a.slope.magnitude, b.slope.magnitude)
    guard scale > 0, scale.isFinite else { return nil }
    let inner = (mean / scale) * (mean / scale) - (a.slope / scale) * (b.slope / scale)
    guard inner >= 0 else { return nil }
    let root = (a.rate < b.rate ? 1 : -1) * scale * inner.squareRoot()
    let place = b.rate - (b.rate - a.rate) * (b.slope + root - mean) / (b.slope - a.slope + 2 * root)
    return place.isFinite ? place : nil
  }
}

/// A place on a line with the value and the slope there.
struct LineSample {
  var rate: Double
  var value: Double
  var slope: Double
}

/// Where a line search ended.
public struct LineStep: Hashable, Sendable {
  /// The rate it took.
  public var rate: Double
  /// The point there, with its gradient.
  public var end: Iterate
  /// The rates it tried, in order; the last is the one it took.
  public var trials: [StepWork.Trial]
}

/// How far to go along a direction.
public protocol LineSearch: Hashable, Sendable {
  /// A point along the direction that is enough lower than the start.
  /// - Parameters:
  ///   - direction: downhill: its product with the gradient is below 0.
  ///   - first: the rate to try first.
  /// - Returns: `nil` where the direction does not lead down, or no lower point was found.
  func search<F: Error>(
    from start: Iterate, along direction: Vector, first: Double, on objective: some Objective<F>
  ) throws(F) -> LineStep?
}

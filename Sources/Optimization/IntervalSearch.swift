import Document
import LinearAlgebra

/// The lowest point of a function of one number on an interval: values on an even grid of 65, or up to 1025 where the
/// function has many valleys, say where to look, then the place is closed in on, by the sign of the slope or, without slopes, by Brent's parabolas and golden sections.
///
/// A valley narrower than the grid may be missed. With slopes the place is right to rounding, without to about half the
/// digits, as values near a minimum are equal to rounding.
/// - Source: Brent 1973, ch. 5.
public struct IntervalSearch: Stepper {
  public static let name = "interval"
  public static let title = "closing in on an interval"
  public static let options: [StepperOption] = []

  public let low: Double
  public let high: Double
  public let hasSlopes: Bool
  /// The ends of where the minimum is known to lie, with the slopes there where they are known.
  public private(set) var (a, b) = (0.0, 0.0)
  private var (slopeA, slopeB) = (Double.nan, Double.nan)
  private var width = Double.infinity
  private var scale = 0.0
  private var memory = Brent()

  /// Brent's second and third lowest point and his last two steps.
  private struct Brent: Hashable, Sendable {
    var (w, fw, v, fv) = (0.0, Double.infinity, 0.0, Double.infinity)
    var (step, before) = (0.0, 0.0)
  }

  /// - Returns: `nil` unless both ends are finite and `low` is below `high`.
  public init?(_ low: Double, _ high: Double, hasSlopes: Bool) {
    guard low < high, (high - low).isFinite else { return nil }
    (self.low, self.high, self.hasSlopes) = (low, high, hasSlopes)
  }

  public init(_ options: StepperOptions) { (low, high, hasSlopes) = (0, 1, true) }

  public var mayRest: Bool { true }

  public mutating func begin<F: Error>(at x: Vector, on objective: some Objective<F>) throws(F) -> Iterate {
    var grid: [(t: Double, value: Double)] = []
    for count in [65, 257, 1025] {
      grid = try (0..<count).map { i throws(F) in
        let t = low + (high - low) * (Double(i) / Double(count - 1))
        return (t, try objective.value(at: Vector([t])))
      }
      // A function with many valleys may have its lowest between the places of a wide grid.
      let valleys = grid.indices.dropFirst().dropLast().count { i in
        grid[i].value < grid[i - 1].value && grid[i].value < grid[i + 1].value
      }
      if valleys < 6 { break }
    }
    var place = grid.count / 2
    for (i, entry) in grid.enumerated() where entry.value < grid[place].value || grid[place].value.isNaN { place = i }
    (a, b) = (grid[max(place - 1, 0)].t, grid[min(place + 1, grid.count - 1)].t)
    let (x, best) = grid[place]
    (memory.w, memory.fw, memory.v, memory.fv) = (x, best, x, best)
    var point = try iterate(x, best, objective)
    if hasSlopes, point.value.isFinite, !point.gradient.isFinite {
      // At an end like that of √x the slope has no limit, but it has a direction.
      let other = grid[place == 0 ? 1 : place - 1]
      point.gradient = Vector([(other.value - best) / (other.t - x)])
    }
    scale = hasSlopes ? point.gradient[0].magnitude : 0
    return point
  }

  private func iterate<F: Error>(
    _ x: Double, _ value: Double?, _ objective: some Objective<F>
  ) throws(F) -> Iterate {
    if hasSlopes { return try Iterate(at: Vector([x]), on: objective) }
    let found = if let value { value } else { try objective.value(at: Vector([x])) }
    return Iterate(x: Vector([x]), value: found, gradient: Vector([]))
  }

  /// The slope beside the greatest one met, 0 at an end that it pushes against and where no number lies closer; without
  /// slopes the part of the interval that is left.
  public func optimality(at point: Iterate) -> Double {
    let x = point.x[0]
    guard hasSlopes else { return (b - a) / max(x.magnitude, high - low) }
    let slope = point.gradient[0]
    if x <= low && slope >= 0 || x >= high && slope <= 0 || b - a <= 2 * x.ulp { return 0 }
    return scale > 0 ? slope.magnitude / scale : 0
  }

  public mutating func step<F: Error>(
    _ point: inout Iterate, on objective: some Objective<F>
  ) throws(F) -> StepWork {
    let start = point
    let next = hasSlopes ? bySlope(start) : byValue(start)
    point = try iterate(next, nil, objective)
    if hasSlopes {
      scale = max(scale, point.gradient[0].magnitude)
    } else {
      let tried = point
      note(tried, beside: start)
      if tried.value > start.value || tried.value.isNaN { point = start }
    }
    let move = point.x.moved(by: -1, along: start.x)
    var work = StepWork(
      "x + step", [.init("x", start.x), .init("step", move)], states: ["ab": Vector([a, b])], move: move)
    work.trials = [.init(rate: next, value: point.value, verdict: "")]
    return work
  }

  /// The secant of the slopes, and the middle when that is slow.
  private mutating func bySlope(_ point: Iterate) -> Double {
    let (x, slope) = (point.x[0], point.gradient[0])
    let isHigher = point.value > memory.fw + 8 * memory.fw.magnitude * Double.ulpOfOne
    if !isHigher { (memory.w, memory.fw) = (x, min(point.value, memory.fw)) }
    // Of a place higher than the lowest known the value says more than the slope: there may be a pole between.
    if isHigher ? x > memory.w : slope > 0 { (b, slopeB) = (x, slope) } else { (a, slopeA) = (x, slope) }
    let middle = a + (b - a) / 2
    let isSlow = b - a > 0.5 * width
    width = b - a
    let secant = a - slopeA * (b - a) / (slopeB - slopeA)
    guard !isSlow, secant.isFinite, secant > a, secant < b else { return middle }
    return secant
  }

  /// Brent's next place.
  private mutating func byValue(_ point: Iterate) -> Double {
    let (x, fx) = (point.x[0], point.value)
    let least = 1.5e-8 * x.magnitude + 1e-12 * (high - low)
    let golden = 0.381966011250105
    var step = Double.nan
    let r = (x - memory.w) * (fx - memory.fv)
    var q = (x - memory.v) * (fx - memory.fw)
    var p = (x - memory.v) * q - (x - memory.w) * r
    q = 2 * (q - r)
    if q > 0 { p = -p } else { q = -q }
    if p.magnitude < (0.5 * q * memory.before).magnitude, p > q * (a - x), p < q * (b - x) { step = p / q }
    memory.before = memory.step
    if !step.isFinite {
      memory.before = x < a + (b - a) / 2 ? b - x : a - x
      step = golden * memory.before
    }
    memory.step = step
    return x + (step.magnitude >= least ? step : step > 0 ? least : -least)
  }

  /// Narrows the interval by the place just tried.
  private mutating func note(_ tried: Iterate, beside point: Iterate) {
    let (u, x) = (tried.x[0], point.x[0])
    let (fu, fx) = (tried.value.isNaN ? .infinity : tried.value, point.value)
    if fu <= fx {
      if u >= x { a = x } else { b = x }
      (memory.v, memory.fv) = (memory.w, memory.fw)
      (memory.w, memory.fw) = (x, fx)
      return
    }
    if u < x { a = u } else { b = u }
    if fu <= memory.fw || memory.w == x {
      (memory.v, memory.fv) = (memory.w, memory.fw)
      (memory.w, memory.fw) = (u, fu)
    } else if fu <= memory.fv || memory.v == x || memory.v == memory.w {
      (memory.v, memory.fv) = (u, fu)
    }
  }

  public func explained(_ work: StepWork, from point: Iterate, _ names: StepNames) -> [Derivation.Step] {
    let ends = work.state("ab")
    return [
      Derivation.Step(
        "interval", Document([.line(Text("the minimum lies between ") + ends[0].term + Text(" and ") + ends[1].term)]))
    ]
  }
}

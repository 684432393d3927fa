import LinearAlgebra

/// Coordinate descent: one variable after another goes to where the function is lowest along it.
///
/// The place is where the slope along the variable crosses zero from below: bracketed by steps that double, then
/// found by Ridders' and the secant rule within the bracket, to rounding. Of a quadratic the secant meets it at once.
/// - Source: Nocedal & Wright 2e, §9.3.
public struct Coordinate: Stepper {
  public static let name = "coordinate"
  public static let title = "coordinate descent"
  public static let options: [StepperOption] = []
  /// Whose turn it is, counted from 0.
  public private(set) var turn = 0

  public init(_ options: StepperOptions) {}

  public mutating func step<F: Error>(
    _ point: inout Iterate, on objective: some Objective<F>
  ) throws(F) -> StepWork {
    let (start, i) = (point, turn)
    var line = CoordinateLine(from: start, along: i)
    let length = try line.lowest(on: objective)
    turn = (turn + 1) % max(point.x.count, 1)
    point = line.end
    var unit = Vector(repeating: 0, count: point.x.count)
    unit.elements[i] = 1
    var work = StepWork(
      "x + t e", [.init("x", start.x), .init("t", length), .init("e", unit)],
      states: ["e": unit, "t": Vector([length])], move: point.x.moved(by: -1, along: start.x))
    work.trials = line.trials
    return work
  }
}

/// The search along one variable.
private struct CoordinateLine {
  let start: Iterate
  let index: Int
  /// The point of the newest question.
  var end: Iterate
  var trials: [StepWork.Trial] = []

  init(from start: Iterate, along index: Int) { (self.start, self.index, end) = (start, index, start) }

  /// The slope along the variable at a distance from the start.
  private mutating func slope<F: Error>(at t: Double, _ objective: some Objective<F>) throws(F) -> Double {
    var x = start.x
    x.elements[index] += t
    end = try Iterate(at: x, on: objective)
    let slope = end.gradient.elements[index]
    trials.append(.init(rate: t, value: end.value, verdict: "slope \(slope)"))
    return slope
  }

  mutating func lowest<F: Error>(on objective: some Objective<F>) throws(F) -> Double {
    let first = start.gradient.elements[index]
    guard first != 0 else { return 0 }
    let down: Double = first > 0 ? -1 : 1
    // Distances along the way down; slopes with its sign, so that the first is negative.
    var bracket = Bracket(near: first * down)
    var b = 1e-2 * max(1, abs(start.x.elements[index]))
    for _ in 0..<400 {
      let slope = try slope(at: down * b, objective) * down
      if abs(slope) <= bracket.negligible { return down * b }
      bracket.add(b, slope)
      guard let next = bracket.next else { break }
      b = next
    }
    guard bracket.isClosed else {
      // Downhill without an end.
      end.value = -.infinity
      return down * b
    }
    return down * (try root(of: bracket, down, objective))
  }

  /// Where the slope crosses zero.
  private mutating func root<F: Error>(
    of found: Bracket, _ down: Double, _ objective: some Objective<F>
  ) throws(F) -> Double {
    var bracket = found
    var newest = Double.nan
    let unit = abs(start.x.elements[index]).ulp
    for _ in 0..<200 where bracket.width > 2 * max(bracket.b.ulp, unit) {
      let middle = bracket.a + bracket.width / 2
      let fm = try slope(at: down * middle, objective) * down
      newest = middle
      guard abs(fm) > bracket.negligible else { return middle }
      // Ridders: the exponential that makes the three slopes lie on a line.
      let under = (fm * fm - bracket.fa * bracket.fb).squareRoot()
      let t = middle + (middle - bracket.a) * fm.magnitude * (fm < 0 ? 1 : -1) / under
      bracket.add(middle, fm)
      guard t > bracket.a, t < bracket.b else { continue }
      let ft = try slope(at: down * t, objective) * down
      newest = t
      guard abs(ft) > bracket.negligible else { return t }
      bracket.add(t, ft)
    }
    let best = abs(bracket.fa) < abs(bracket.fb) ? bracket.a : bracket.b
    if best != newest { _ = try slope(at: down * best, objective) }
    return best
  }
}

/// Distances with slopes on both sides of where the function is lowest.
private struct Bracket {
  /// The farthest distance known where the slope leads on, and the nearest where it leads back.
  private(set) var (a, fa) = (0.0, 0.0)
  private(set) var (b, fb) = (Double.infinity, Double.nan)
  /// A slope this small is rounding.
  let negligible: Double
  private var isFirst = true

  /// - Parameter slope: at the start, below 0.
  init(near slope: Double) {
    fa = slope
    negligible = 1e-14 * abs(slope)
  }

  var isClosed: Bool { fb.isFinite }
  var width: Double { b - a }

  mutating func add(_ t: Double, _ slope: Double) {
    defer { isFirst = false }
    if slope < 0 {
      (next, a, fa) = (isFirst ? secant(t, slope) : nil, t, slope)
    } else {
      // A slope that is no number is a wall.
      (next, b, fb) = (isFirst ? secant(t, slope) : nil, t, slope)
    }
    guard next == nil else { return }
    if b == .infinity { next = a * 2 } else if !isClosed, width > 4 * b.ulp { next = a + width / 2 }
  }

  /// Where to look next while there is no slope on the other side, or the first secant is still to be tried.
  private(set) var next: Double?

  /// A quadratic has its lowest place where the secant of its slopes meets zero.
  private func secant(_ t: Double, _ slope: Double) -> Double? {
    let place = -fa * t / (slope - fa)
    return place.isFinite && place > 0 ? place : nil
  }
}

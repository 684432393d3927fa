import Charts
import Document
import Evaluation
import Glibc
import LinearAlgebra
import Numerics

/// A point of the plane: two finite numbers.
struct PlanePoint: ArgumentType {
  let x: Double
  let y: Double

  static let needed = "a number, or a vector of two"

  static func decode(_ value: Value) -> PlanePoint? {
    guard case .vector(let v) = value, v.count == 2, v[0].isFinite, v[1].isFinite else { return nil }
    return PlanePoint(x: v[0], y: v[1])
  }
}

extension Context {
  /// A function of two numbers as a surface.
  mutating func relief(
    _ f: Function, _ across: Interval, _ up: Interval, turn: Double, tilt: Double, _ options: Chart.Options
  ) throws(EvaluationError) -> Chart {
    let (x, y) = (across.grid(49), up.grid(49))
    var z = try heights(f, x, y)
    var options = options
    if try hasPole(f, z, x, y) {
      var axis = Axis()
      axis.cut(to: z.elements)
      if let low = axis.low, let high = axis.high {
        let isBelow = z.elements.contains { $0 < low }
        let isAbove = z.elements.contains { $0 > high }
        z = Matrix(rows: z.rows, columns: z.columns) { z[$0, $1].isNaN ? .nan : min(max(z[$0, $1], low), high) }
        let sides = (isBelow ? ["below \(low.formatted())"] : []) + (isAbove ? ["above \(high.formatted())"] : [])
        if !sides.isEmpty {
          options.notices.append("cut \(sides.joined(separator: " and ")), where the surface goes on")
        }
      }
    }
    let names = f.parameterNames(2)
    if options.title.isEmpty { options.title = f.chartName }
    if options.x.label.isEmpty { options.x.label = names[0] }
    if options.y.label.isEmpty { options.y.label = names[1] }
    do throws(ChartError) { return try Chart.surface(x: x, y: y, z: z, turn: turn, tilt: tilt, options) } catch {
      throw error.asEvaluation
    }
  }

  /// Whether a function grows without bound within a grid: it is infinite at a point, or beside its greatest height it is
  /// far higher still.
  private mutating func hasPole(_ f: Function, _ z: Matrix, _ x: [Double], _ y: [Double]) throws(EvaluationError)
    -> Bool
  {
    if z.elements.contains(where: \.isInfinite) { return true }
    let sizes = z.elements.map { $0.isFinite ? abs($0) : 0 }
    guard let top = sizes.indices.max(by: { sizes[$0] < sizes[$1] }), sizes[top] > 20 * sizes.sorted()[sizes.count / 2]
    else { return false }
    var middle = (x: x[top / z.rows], y: y[top % z.rows])
    var reach = (x: x[1] - x[0], y: y[1] - y[0])
    for _ in 0..<12 {
      let (xs, ys) = (
        [-1.0, -0.37, 0.29, 1].map { middle.x + $0 * reach.x }, [-1.0, -0.41, 0.31, 1].map { middle.y + $0 * reach.y }
      )
      let around = try heights(f, xs, ys).elements
      if around.contains(where: \.isInfinite) { return true }
      guard let best = around.indices.max(by: { Self.size(around[$0]) < Self.size(around[$1]) }) else { return false }
      if Self.size(around[best]) > 100 * sizes[top] { return true }
      middle = (xs[best / ys.count], ys[best % ys.count])
      reach = (reach.x / 2, reach.y / 2)
    }
    return false
  }

  private static func size(_ value: Double) -> Double { value.isNaN ? 0 : abs(value) }

  /// A curve and the line that touches it.
  mutating func tangent(
    _ f: Function, at place: Double, _ range: Interval?, _ options: Chart.Options
  ) throws(EvaluationError) -> Chart {
    let half = max(3, abs(place))
    let name = f.chartName
    guard let interval = range ?? Interval(place - half, place + half) else {
      throw DrawingError.noTangent(function: name, at: place.formatted(), suggestion: nil).asEvaluation
    }
    let whole = "plot(\(f.argument), \(interval.low.formatted()), \(interval.high.formatted()))"
    guard let height = try sample(f, at: place), let slope = try sample(Function(.gradient(f)), at: place),
      height.isFinite, slope.isFinite
    else { throw DrawingError.noTangent(function: name, at: place.formatted(), suggestion: whole).asEvaluation }
    if let (left, right) = try kink(f, at: place, height) {
      throw DrawingError.kink(
        function: name, at: place.formatted(), left: left.formatted(digits: 4), right: right.formatted(digits: 4),
        suggestion: whole
      ).asEvaluation
    }
    let curve = try curve(f, interval, isLog: false)
    let xs = interval.grid(601)
    let reach = Reach(curve.y + [height])
    // A steep line would flatten the curve it touches.
    let line = xs.map { x in
      let y = height + slope * (x - place)
      return reach.holds(y) ? y : .nan
    }
    var options = options
    let variable = f.parameterNames(1)[0]
    if options.x.label.isEmpty { options.x.label = variable }
    if options.title.isEmpty {
      options.title = "\(name): slope \(slope.formatted()) at \(variable) = \(place.formatted())"
    }
    (options.x.low, options.x.high) = (interval.low, interval.high)
    if curve.hasPole { options.y.cut(to: curve.y) }
    do throws(ChartError) {
      return Chart(
        [
          .line(try Series(name: name, x: curve.x, y: curve.y, isFunction: true)),
          .line(
            try Series(
              name: Self.equation(slope, through: place, height, variable), x: xs, y: line, isFunction: true)),
          .marks([Mark(x: place, y: height)]),
        ], options)
    } catch { throw error.asEvaluation }
  }

  /// The slopes from either side, where they differ: closer to the point the difference of a smooth curve shrinks with
  /// the distance, and that of a kink stays.
  private mutating func kink(
    _ f: Function, at place: Double, _ height: Double
  ) throws(EvaluationError) -> (left: Double, right: Double)? {
    var found: (left: Double, right: Double)?
    for share in [1e-4, 1e-6] {
      let step = share * max(1, abs(place))
      guard let before = try sample(f, at: place - step), let after = try sample(f, at: place + step),
        before.isFinite, after.isFinite
      else { return nil }
      let (left, right) = ((height - before) / step, (after - height) / step)
      // What rounding leaves of a slope over this step, and half of what a kink must keep.
      let noise = 1e-14 * max(abs(height), abs(before), abs(after)) / step
      guard abs(right - left) > max(0.01 * max(abs(left), abs(right)), 100 * noise) else { return nil }
      if let found, abs((right - left) - (found.right - found.left)) > 0.1 * abs(right - left) { return nil }
      found = (left, right)
    }
    guard let found else { return nil }
    // Slopes that are whole but for the curve beside the kink are said as such.
    func tidy(_ x: Double) -> Double { abs(x - x.rounded()) < 1e-4 ? x.rounded() + 0 : x }
    return (tidy(found.left), tidy(found.right))
  }

  /// `y = 2x − 1`.
  private static func equation(_ slope: Double, through x: Double, _ y: Double, _ variable: String) -> String {
    let rest = y - slope * x
    // What rounding left of nothing is nothing.
    let constant = abs(rest) < 1e-14 * max(abs(y), abs(slope * x)) ? 0 : rest
    func written(_ value: Double) -> String { abs(value).formatted() }
    if slope == 0 { return "y = \(constant < 0 ? "−" : "")\(written(constant))" }
    let factor = abs(slope) == 1 ? "" : written(slope)
    let first = (slope < 0 ? "−" : "") + (factor.contains("e") ? "\(factor) " : factor) + variable
    return constant == 0 ? "y = \(first)" : "y = \(first) \(constant < 0 ? "−" : "+") \(written(constant))"
  }

  /// Contours with the gradient at a point.
  mutating func tangent(
    _ f: Function, at point: PlanePoint, _ across: Interval?, _ up: Interval?, _ options: Chart.Options
  ) throws(EvaluationError) -> Chart {
    let name = f.chartName
    let at = "[\(point.x.formatted()), \(point.y.formatted())]"
    let half = max(2, abs(point.x), abs(point.y)) * 1.25
    guard let across = across ?? Interval(point.x - half, point.x + half),
      let up = up ?? Interval(point.y - half, point.y + half)
    else { throw DrawingError.noTangent(function: name, at: at, suggestion: nil).asEvaluation }
    let place = Value.vector(Vector([point.x, point.y]))
    let height = try sample(f, at: place)
    let slopes: Value
    do throws(EvaluationError) { slopes = try apply(Function(.gradient(f)), [place]) } catch {
      guard error.isGap else { throw error }
      throw DrawingError.noTangent(function: name, at: at, suggestion: nil).asEvaluation
    }
    guard let height, height.isFinite, case .vector(let slope) = slopes, slope.count == 2, slope[0].isFinite,
      slope[1].isFinite
    else { throw DrawingError.noTangent(function: name, at: at, suggestion: nil).asEvaluation }
    let (x, y) = (across.grid(65), up.grid(61))
    let z = try heights(f, x, y)
    var options = options
    let names = f.parameterNames(2)
    if options.x.label.isEmpty { options.x.label = names[0] }
    if options.y.label.isEmpty { options.y.label = names[1] }
    let written = "[\(slope[0].formatted(digits: 4)), \(slope[1].formatted(digits: 4))]"
    if options.title.isEmpty { options.title = "\(name): gradient \(written) at \(at)" }
    options.hasEqualUnits = true
    // The arrow shows the direction; how long the gradient is stands in the title.
    let size = hypot(slope[0], slope[1])
    let length = min(across.high / 4 - across.low / 4, up.high / 4 - up.low / 4)
    let (dx, dy) = size > 0 ? (slope[0] / size * length, slope[1] / size * length) : (0, 0)
    if size == 0 { options.notices.append("the gradient is 0: no direction leads uphill") }
    do throws(ChartError) {
      let picture = try Feasible(
        x: x, y: y, objective: z, constraints: [], points: [Mark(x: point.x, y: point.y)], level: height)
      let arrow = Layer.pointers([Pointer("\u{2207}f", x: point.x, y: point.y, dx: dx, dy: dy)])
      return Chart(size > 0 ? [.feasible(picture), arrow] : [.feasible(picture)], options)
    } catch { throw error.asEvaluation }
  }

  /// Two functions over one range, and what lies between them.
  mutating func between(
    _ f: Function, _ g: Function, _ interval: Interval, _ axes: ChartAxes
  ) throws(EvaluationError) -> Chart {
    if axes.isLogX, interval.low <= 0 {
      throw DrawingError.logRange(axis: "x", low: interval.low).asEvaluation
    }
    let xs = interval.grid(601, isLog: axes.isLogX)
    let (upper, lower) = (try heights(f, xs), try heights(g, xs))
    var options = axes.named(x: f.parameterNames(1)[0])
    (options.x.low, options.x.high) = (interval.low, interval.high)
    do throws(ChartError) {
      return try Chart.between((f.chartName, upper), (g.chartName, lower), x: xs, options)
    } catch { throw error.asEvaluation }
  }
}

/// Where a curve lies, and a little around it.
private struct Reach {
  private let low: Double
  private let high: Double

  init(_ values: [Double]) {
    let finite = values.filter(\.isFinite)
    let (least, most) = (finite.min() ?? 0, finite.max() ?? 0)
    let margin = max((most / 2 - least / 2) * 0.6, 1e-300)
    (low, high) = (least - margin, most + margin)
  }

  func holds(_ y: Double) -> Bool { y >= low && y <= high }
}

import Charts
import Document
import Evaluation
import LinearAlgebra
import Optimization

extension FunctionDescent: Pictured {
  /// The path over contours for two variables, over the curve for one, and the loss at each step for more.
  func picture(_ axes: ChartAxes, in context: inout Context) throws(EvaluationError) -> Chart? {
    switch shape {
    case .scalar, .vector(1): return try curvePicture(axes, in: &context)
    case .vector(2): return try contourPicture(axes, in: &context)
    default:
      do throws(ChartError) { return try lossPicture(axes.options) } catch { throw error.asEvaluation }
    }
  }

  private var title: String {
    "\(names.call), \(type(of: descent.stepper).title)\(rate.map { ", rate \($0.formatted())" } ?? ""), "
      + "\(descent.iterations) step\(descent.iterations == 1 ? "" : "s")"
  }

  /// What changes comes first, where a narrow page does not cut it off.
  private func title(at iteration: Int) -> String {
    guard descent.path.indices.contains(iteration) else { return title }
    let value = descent.path[iteration].whole ?? descent.path[iteration].value
    return "k = \(iteration), \(names.call) = \(value.formatted(digits: 4)) · \(type(of: descent.stepper).title)"
      + (rate.map { ", rate \($0.formatted())" } ?? "")
  }

  private func titled(_ axes: ChartAxes, x: String, y: String) -> Chart.Options {
    var options = axes.named(x: x, y: y)
    if options.title.isEmpty { options.title = title }
    return options
  }

  private func contourPicture(_ axes: ChartAxes, in context: inout Context) throws(EvaluationError) -> Chart {
    let points = descent.path.map { (x: $0.x[0], y: $0.x[1]) }
    let (xs, ys) = Self.surroundings(points.map(\.x), points.map(\.y), isLog: axes.isLogX, axes.isLogY)
    let options = titled(axes, x: names.variable(0), y: names.variable(1))
    return try context.contours(whole, xs, ys, path: ContourPath(points: points), options)
  }

  /// The path with room around it; a side much shorter than the other gets a third of the other's, so that a path
  /// along an axis still lies in a landscape.
  static func surroundings(
    _ xs: [Double], _ ys: [Double], isLog isLogX: Bool, _ isLogY: Bool
  ) -> (Interval, Interval) {
    let reach = max(extent(xs), extent(ys))
    return (around(xs, reach, isLogX), around(ys, reach, isLogY))
  }

  static func extent(_ values: [Double]) -> Double {
    (values.max() ?? 0) / 2 - (values.min() ?? 0) / 2
  }

  static func around(_ values: [Double], _ reach: Double, _ isLog: Bool) -> Interval {
    let (low, high) = (values.min() ?? 0, values.max() ?? 0)
    let half = high / 2 - low / 2
    // Before the first step there is only a point.
    let room = reach > 0 ? max(half * 1.4, reach / 3) : max(1, high.magnitude / 2)
    let middle = low / 2 + high / 2
    let limit = Double.greatestFiniteMagnitude / 4
    let bottom = isLog && middle - room <= 0 && low > 0 ? low / 2 : middle - room
    return Interval(max(bottom, -limit), min(middle + room, limit)) ?? .unit
  }

  private func curvePicture(_ axes: ChartAxes, in context: inout Context) throws(EvaluationError) -> Chart {
    let xs = descent.path.map { $0.x[0] }
    let interval = Self.around(xs, Self.extent(xs), axes.isLogX)
    let options = titled(axes, x: names.variable(0), y: names.call)
    let grid = interval.grid(601, isLog: axes.isLogX)
    var heights: [Double] = []
    for x in grid { heights.append(try context.sample(whole, at: value(at: Vector([x]))) ?? .nan) }
    do throws(ChartError) {
      let curve = try Series(x: grid, y: heights, isFunction: true)
      let path = try Series(x: xs, y: descent.path.map(\.value))
      return Chart([.line(curve), .path(path)], options)
    } catch { throw error.asEvaluation }
  }

  /// The function and the length of its gradient at each step.
  func lossPicture(_ given: Chart.Options) throws(ChartError) -> Chart {
    // Batches jump; over all the rows the value is known at the ends of epochs.
    let isBatched = plan.batch != nil
    let rows = isBatched ? descent.path.filter { $0.whole != nil } : descent.path
    var options = given
    if options.title.isEmpty { options.title = title }
    if isBatched, options.x.label.isEmpty { options.x.label = "epoch" }
    let values = rows.map { $0.whole ?? $0.value }
    // A logarithm needs heights above 0; those above the least are as good a measure of what is left to fall.
    let least = values.min() ?? 0
    let heights = least > 0 ? (names.call, values) : ("\(names.call) − least", values.map { $0 - least })
    return try Chart.loss([heights, (names.slope, rows.map(\.gradientNorm))], options)
  }

  /// The pictures of the newest steps in turn, over one landscape: the path grows from chart to chart. For drawing in
  /// place with `Frame`.
  /// - Parameter limit: at most so many, spread evenly over the steps; the first and the last are always among them.
  /// - Returns: one chart unless the function has one or two variables.
  public func frames(limit: Int = 30, in context: inout Context) throws(EvaluationError) -> [Chart] {
    let axes = ChartAxes(options: Chart.Options())
    guard let whole = try picture(axes, in: &context) else { return [] }
    guard shape.count <= 2, !newest.isEmpty, limit > 1 else { return [whole] }
    let first = newest.lowerBound - 1
    let last = newest.upperBound - 1
    let count = min(limit, newest.count + 1)
    return (0..<count).map { index in
      let iteration = first + Int((Double(index) / Double(count - 1) * Double(last - first)).rounded())
      return whole.cutting(path: iteration + 1, title: title(at: iteration))
    }
  }
}

extension Chart {
  /// The chart with only the first points of its path, and the words for them.
  fileprivate func cutting(path count: Int, title: String) -> Chart {
    var chart = self
    chart.options.title = title
    chart.layers = layers.map { layer in
      guard case .path(let series) = layer,
        let short = try? Series(
          name: series.name, x: Array(series.x.values.prefix(count)), y: Array(series.y.values.prefix(count)))
      else { return layer }
      return .path(short)
    }
    return chart
  }
}

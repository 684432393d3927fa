import Charts
import Document
import Evaluation
import LinearAlgebra
import Optimization

extension FunctionMinimum: Pictured {
  /// The path over contours for two variables, over the curve for one, and the values on the way for more.
  func picture(_ axes: ChartAxes, in context: inout Context) throws(EvaluationError) -> Chart? {
    if isSum { return try fall(axes) }
    switch shape {
    case .scalar, .vector(1): return try curve(axes, in: &context)
    case .vector(2): return try contours(axes, in: &context)
    default: return try fall(axes)
    }
  }

  private var title: String { "\(names.call), \(search.method.title)" }

  private func titled(_ axes: ChartAxes, x: String, y: String) -> Chart.Options {
    var options = axes.named(x: x, y: y)
    if options.title.isEmpty { options.title = title }
    return options
  }

  private func contours(_ axes: ChartAxes, in context: inout Context) throws(EvaluationError) -> Chart {
    let points = search.path.map { (x: $0.x[0], y: $0.x[1]) }
    let (xs, ys) = FunctionDescent.surroundings(
      points.map(\.x), points.map(\.y), isLog: axes.isLogX, axes.isLogY)
    let options = titled(axes, x: names.variable(0), y: names.variable(1))
    return try context.contours(function, xs, ys, path: ContourPath(points: points), options)
  }

  private func curve(_ axes: ChartAxes, in context: inout Context) throws(EvaluationError) -> Chart {
    let xs = search.path.map { $0.x[0] }
    let seen = (search.descents.first?.stepper as? IntervalSearch).map { [$0.low, $0.high] } ?? xs
    let interval = FunctionDescent.around(seen, FunctionDescent.extent(seen), axes.isLogX)
    let grid = interval.grid(601, isLog: axes.isLogX)
    var heights: [Double] = []
    for x in grid { heights.append(try context.sample(function, at: point(Vector([x]))) ?? .nan) }
    let options = titled(axes, x: names.variable(0), y: names.call)
    do throws(ChartError) {
      let curve = try Series(x: grid, y: heights, isFunction: true)
      let path = try Series(x: xs, y: search.path.map { sign * $0.value })
      return Chart([.line(curve), .path(path)], options)
    } catch { throw error.asEvaluation }
  }

  private func fall(_ axes: ChartAxes) throws(EvaluationError) -> Chart {
    do throws(ChartError) { return try lossPicture(axes.options) } catch { throw error.asEvaluation }
  }

  /// The values on the way, above the least of them where they reach 0.
  func lossPicture(_ given: Chart.Options) throws(ChartError) -> Chart {
    var options = given
    if options.title.isEmpty { options.title = title }
    let rows = search.path
    let values = rows.map { sign * $0.value }
    let name = isSum ? "Σ \(names.call)²" : names.call
    let least = values.min() ?? 0
    guard least <= 0, !isGreatest else { return try Chart.loss([(name, values)], options) }
    if options.y.label.isEmpty { options.y.label = "\(name) − least" }
    return try Chart.loss([("\(name) − least", values.map { $0 - least })], options)
  }
}

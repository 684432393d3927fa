import Charts
import Evaluation
import LinearAlgebra
import Syntax

extension Context {
  /// A function over an interval, as many points as a wide chart has dots several times over. Where the function has
  /// no real value the point is NaN: a gap.
  mutating func curve(_ f: Function, _ interval: Interval, isLog: Bool) throws(EvaluationError) -> BrokenCurve {
    let xs = interval.grid(601, isLog: isLog)
    return try broken(f, xs, try heights(f, xs))
  }

  mutating func heights(_ f: Function, _ xs: [Double]) throws(EvaluationError) -> [Double] {
    if case .vector(let fast) = try scalarMap(f, xs) { return fast.elements }
    var ys: [Double] = []
    for x in xs {
      try checkInterrupt()
      ys.append(try sample(f, at: x) ?? .nan)
    }
    return ys
  }

  /// A function of two numbers over a rectangle; a row for each y.
  mutating func heights(
    _ f: Function, _ xs: [Double], _ ys: [Double]
  ) throws(EvaluationError) -> Matrix {
    if let fast = try scalarGrid(f, xs, ys) { return Matrix(rows: ys.count, columns: xs.count, elements: fast) }
    var elements: [Double] = []
    elements.reserveCapacity(xs.count * ys.count)
    for x in xs {
      try checkInterrupt()
      for y in ys { elements.append(try sample(f, at: .vector(Vector([x, y]))) ?? .nan) }
    }
    return Matrix(rows: ys.count, columns: xs.count, elements: elements)
  }

  /// The contours of a function of two numbers, or of a 2-vector.
  mutating func contours(
    _ f: Function, _ xs: Interval, _ ys: Interval, path: ContourPath? = nil, _ options: Chart.Options
  ) throws(EvaluationError) -> Chart {
    let (isLogX, isLogY) = (options.x.scale == .log10, options.y.scale == .log10)
    let (x, y) = (xs.grid(65, isLog: isLogX), ys.grid(61, isLog: isLogY))
    let z = try heights(f, x, y)
    do throws(ChartError) {
      return try Chart.contour(x: x, y: y, z: z, path: try path.map(Series.init(path:)), options)
    } catch { throw error.asEvaluation }
  }
}

extension Series {
  fileprivate init(path: ContourPath) throws(ChartError) {
    try self.init(x: path.points.map(\.x), y: path.points.map(\.y))
  }
}

extension ChartError: ReportableError, EvaluationFailure {
  public var asEvaluation: EvaluationError { EvaluationError(.other(self)) }
}

extension Function {
  /// How it stands as an argument of a call: its name, or the text of a lambda.
  var argument: String {
    if case .defined(let definition, _) = body, definition.name == nil { return printed }
    return handle
  }

  /// What a chart calls it: its name, or the expression of a lambda.
  var chartName: String {
    if case .defined(let definition, _) = body, definition.name == nil { return definition.expression.printed }
    return handle
  }

  /// The names of its parameters, `x` and `y` where they are not known.
  func parameterNames(_ count: Int) -> [String] {
    let usual = ["x", "y"]
    guard case .defined(let definition, _) = body else { return Array(usual.prefix(count)) }
    let names = definition.parameters.map(\.name.spelling)
    if names.count == 1, count == 2 { return [names[0] + "₁", names[0] + "₂"] }
    return (0..<count).map { $0 < names.count ? names[$0] : usual[$0 % 2] }
  }
}

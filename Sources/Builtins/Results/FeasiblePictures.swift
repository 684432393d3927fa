import Charts
import Document
import Evaluation
import LinearAlgebra
import Optimization

/// What is drawn of a problem in two variables: contours, the constraints, and the points found.
struct FeasiblePicture {
  /// Over a grid, a row for each y.
  typealias Heights = (inout Context, [Double], [Double]) throws(EvaluationError) -> Matrix

  let objective: Heights
  let constraints: [(label: String, sense: Constraint.Sense, heights: Heights)]
  let marks: [Mark]
  /// Of the contour that touches.
  let level: Double?
  /// The places that must be seen.
  let places: [(x: Double, y: Double)]

  func chart(_ options: Chart.Options, in context: inout Context) throws(EvaluationError) -> Chart {
    let reach = max(Self.extent(places.map(\.x)), Self.extent(places.map(\.y)))
    let (x, y) = (Self.grid(places.map(\.x), reach, 65), Self.grid(places.map(\.y), reach, 61))
    let z = try objective(&context, x, y)
    var drawn: [Constraint] = []
    for constraint in constraints {
      drawn.append(Constraint(constraint.label, constraint.sense, heights: try constraint.heights(&context, x, y)))
    }
    var options = options
    // Circles look like circles and what is perpendicular stands so, unless one side would be a strip.
    let ratio = (y[y.count - 1] - y[0]) / (x[x.count - 1] - x[0])
    let isLinear = options.x.scale == .linear && options.y.scale == .linear
    if isLinear, ratio > 0.4, ratio < 2.5 { options.hasEqualUnits = true }
    do throws(ChartError) {
      return try Chart.feasible(
        x: x, y: y, objective: z, constraints: drawn, points: marks, level: level, options)
    } catch { throw error.asEvaluation }
  }

  /// The range of the places; where there is one place, the origin belongs to the picture.
  private static func range(_ values: [Double]) -> (low: Double, high: Double) {
    let (low, high) = (values.min() ?? 0, values.max() ?? 0)
    return high - low <= 1e-9 * max(1, high.magnitude) ? (min(low, 0), max(high, 0)) : (low, high)
  }

  private static func extent(_ values: [Double]) -> Double {
    let (low, high) = range(values)
    return high - low
  }

  /// The range with room around it; a side much shorter than the other gets half of the other's.
  private static func grid(_ values: [Double], _ reach: Double, _ count: Int) -> [Double] {
    let (low, high) = range(values)
    let half = max((high - low) * 0.9, reach * 0.45)
    let room = half > 0 ? half : 1
    let middle = low / 2 + high / 2
    return (0..<count).map { middle - room + 2 * room * Double($0) / Double(count - 1) }
  }

  /// The heights of a function of the language.
  static func heights(of f: Function) -> Heights {
    { (context: inout Context, x: [Double], y: [Double]) throws(EvaluationError) in try context.heights(f, x, y) }
  }

  /// The heights of a·(x, y) − b.
  static func heights(_ a: Double, _ b: Double, less limit: Double) -> Heights {
    { (_: inout Context, x: [Double], y: [Double]) throws(EvaluationError) in
      Matrix(rows: y.count, columns: x.count) { a * x[$1] + b * y[$0] - limit }
    }
  }
}

extension LagrangePoints: Pictured {
  /// The constraint's curve over the contours of f, with the candidates, in two variables.
  func picture(_ axes: ChartAxes, in context: inout Context) throws(EvaluationError) -> Chart? {
    guard variables.count == 2, !points.isEmpty else { return nil }
    let best = best
    let picture = FeasiblePicture(
      objective: FeasiblePicture.heights(of: function),
      constraints: constraints.map { ($0.text, .equal, FeasiblePicture.heights(of: $0.function)) },
      marks: points.prefix(12).map {
        Mark(points.count > 4 ? "" : nil, x: $0.x[0], y: $0.x[1], sign: $0 == best ? .best : .candidate)
      },
      level: best?.value, places: points.prefix(40).map { ($0.x[0], $0.x[1]) })
    var options = axes.named(x: variables[0], y: variables[1])
    if options.title.isEmpty {
      options.title = "\(function.conditionText) where \(constraints.map(\.text).joined(separator: ", "))"
    }
    return try picture.chart(options, in: &context)
  }
}

extension ConstrainedOptimum: Pictured {
  /// The region and the contours, with the way to the optimum's end, in two variables.
  func picture(_ axes: ChartAxes, in context: inout Context) throws(EvaluationError) -> Chart? {
    guard problem.shape == .vector(2) else { return nil }
    let (x, y) = (found.x[0], found.x[1])
    let picture = FeasiblePicture(
      objective: FeasiblePicture.heights(of: problem.function),
      constraints: problem.conditions.map {
        ($0.text, $0.isEquation ? .equal : .atMost, FeasiblePicture.heights(of: $0.function))
      },
      marks: [Mark(x: x, y: y, sign: .best)], level: value,
      places: found.path.map { ($0[0], $0[1]) } + [(x, y), (x + 1, y + 1), (x - 1, y - 1)])
    var options = axes.named(x: problem.names.variable(0), y: problem.names.variable(1))
    if options.title.isEmpty {
      options.title = "\(isMaximum ? "maximum" : "minimum") of \(problem.function.conditionText)"
    }
    return try picture.chart(options, in: &context)
  }
}

extension LinearOptimum: Pictured {
  /// The feasible set with the contour that touches it at the optimum, in two variables.
  func picture(_ axes: ChartAxes, in context: inout Context) throws(EvaluationError) -> Chart? {
    guard count == 2 else { return nil }
    let c = program.costs
    let rows = feasibleRows
    let corners = rows.corners
    let isKnown = solution.isOptimal
    let picture = FeasiblePicture(
      objective: FeasiblePicture.heights(c[0], c[1], less: 0), constraints: rows.drawn,
      marks: isKnown ? [Mark(x: solution.x[0], y: solution.x[1], sign: .best)] : [],
      level: isKnown ? solution.value : nil,
      places: corners + (isKnown ? [(solution.x[0], solution.x[1])] : []))
    var options = axes.named(x: "x₁", y: "x₂")
    if options.title.isEmpty { options.title = "\(program.isMaximum ? "maximum" : "minimum") of a linear program" }
    return try picture.chart(options, in: &context)
  }

  private var feasibleRows: FeasibleRows { FeasibleRows(constraints) }
}

extension QuadraticOptimum: Pictured {
  func picture(_ axes: ChartAxes, in context: inout Context) throws(EvaluationError) -> Chart? {
    guard constraints.variables == 2 else { return nil }
    let (q, c) = (program.form, program.costs)
    let rows = FeasibleRows(constraints)
    let isKnown = solution.isOptimal
    let picture = FeasiblePicture(
      objective: { (_: inout Context, x: [Double], y: [Double]) throws(EvaluationError) in
        Matrix(rows: y.count, columns: x.count) { i, j in
          let (u, v) = (x[j], y[i])
          return (q[0, 0] * u * u + 2 * q[0, 1] * u * v + q[1, 1] * v * v) / 2 + c[0] * u + c[1] * v
        }
      }, constraints: rows.drawn, marks: isKnown ? [Mark(x: solution.x[0], y: solution.x[1], sign: .best)] : [],
      level: isKnown ? solution.value : nil,
      places: rows.corners + (isKnown ? [(solution.x[0], solution.x[1])] : []))
    var options = axes.named(x: "x₁", y: "x₂")
    if options.title.isEmpty { options.title = "minimum of a quadratic program" }
    return try picture.chart(options, in: &context)
  }
}

/// Linear constraints of two variables as half planes and lines.
private struct FeasibleRows {
  /// a x + b y ≤ limit, or equal.
  private var rows: [(a: Double, b: Double, limit: Double, isEquation: Bool)] = []

  init(_ c: LinearConstraints) {
    for i in 0..<c.matrix.rows { rows.append((c.matrix[i, 0], c.matrix[i, 1], c.limits[i], false)) }
    for i in 0..<c.equal.rows { rows.append((c.equal[i, 0], c.equal[i, 1], c.targets[i], true)) }
    for j in 0..<2 {
      let (a, b): (Double, Double) = j == 0 ? (1, 0) : (0, 1)
      if c.low[j].isFinite { rows.append((-a, -b, -c.low[j], false)) }
      if c.high[j].isFinite { rows.append((a, b, c.high[j], false)) }
    }
  }

  var drawn: [(label: String, sense: Constraint.Sense, heights: FeasiblePicture.Heights)] {
    rows.map { row in
      // What is bounded below reads better with the sign turned.
      let turned = row.a <= 0 && row.b <= 0 && !row.isEquation
      let sign = row.isEquation ? "=" : turned ? "≥" : "≤"
      let left = LinearText.sum([turned ? -row.a : row.a, turned ? -row.b : row.b]).plain
      let label = "\(left) \(sign) \((turned ? -row.limit + 0 : row.limit).formatted())"
      return (label, row.isEquation ? .equal : .atMost, FeasiblePicture.heights(row.a, row.b, less: row.limit))
    }
  }

  /// Where two borders meet within all the others.
  var corners: [(x: Double, y: Double)] {
    var corners: [(x: Double, y: Double)] = []
    for (place, p) in rows.enumerated() {
      for q in rows.dropFirst(place + 1) {
        let d = p.a * q.b - p.b * q.a
        guard d != 0 else { continue }
        let (x, y) = ((p.limit * q.b - p.b * q.limit) / d, (p.a * q.limit - p.limit * q.a) / d)
        let isInside = rows.allSatisfy { row in
          let excess = row.a * x + row.b * y - row.limit
          let near = 1e-7 * max(1, row.limit.magnitude, (row.a * x).magnitude, (row.b * y).magnitude)
          return row.isEquation ? excess.magnitude <= near : excess <= near
        }
        if isInside, x.isFinite, y.isFinite { corners.append((x, y)) }
      }
    }
    return corners
  }
}

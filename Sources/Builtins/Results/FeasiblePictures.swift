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
  /// Half of the width shown, as a part of the places' own.
  var room = 0.9

  func chart(_ options: Chart.Options, in context: inout Context) throws(EvaluationError) -> Chart {
    let reach = max(Self.extent(places.map(\.x)), Self.extent(places.map(\.y)))
    let (x, y) = (Self.grid(places.map(\.x), reach, 65, room), Self.grid(places.map(\.y), reach, 61, room))
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
  private static func grid(_ values: [Double], _ reach: Double, _ count: Int, _ part: Double) -> [Double] {
    let (low, high) = range(values)
    let half = max((high - low) * part, reach * 0.45)
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
    var crossings: [(x: Double, y: Double)] = []
    let far = 3 * points.reduce(1.0) { max($0, $1.x[0].magnitude, $1.x[1].magnitude) }
    if points.count < 3 {
      for constraint in constraints {
        crossings += try Self.crossings(FeasiblePicture.heights(of: constraint.function), far, in: &context)
      }
    }
    var picture = FeasiblePicture(
      objective: FeasiblePicture.heights(of: function),
      constraints: constraints.map { ($0.text, .equal, FeasiblePicture.heights(of: $0.function)) },
      marks: points.prefix(12).map {
        Mark(points.count > 4 ? "" : nil, x: $0.x[0], y: $0.x[1], sign: $0 == best ? .best : .candidate)
      },
      level: best?.value, places: points.prefix(40).map { ($0.x[0], $0.x[1]) } + crossings)
    if !crossings.isEmpty { picture.room = 0.6 }
    var options = axes.named(x: variables[0], y: variables[1])
    if options.title.isEmpty {
      options.title = "\(function.conditionText) where \(constraints.map(\.text).joined(separator: ", "))"
    }
    return try picture.chart(options, in: &context)
  }
}

extension LagrangePoints {
  /// Where a constraint's curve meets the axes, within a distance of the origin: the ends that one expects to see.
  private static func crossings(
    _ heights: FeasiblePicture.Heights, _ far: Double, in context: inout Context
  ) throws(EvaluationError) -> [(x: Double, y: Double)] {
    let grid = (0...240).map { far * (Double($0) / 120 - 1) }
    func zeros(_ values: [Double]) -> [Double] {
      (1..<grid.count).compactMap { i in
        guard values[i - 1] * values[i] <= 0, values[i] != values[i - 1], values[i].isFinite else { return nil }
        return grid[i - 1] - values[i - 1] * (grid[i] - grid[i - 1]) / (values[i] - values[i - 1])
      }
    }
    let along = try heights(&context, grid, [0]).elements
    let up = try heights(&context, [0], grid).elements
    return zeros(along).map { ($0, 0) } + zeros(up).map { (0, $0) }
  }
}

extension KKTCheck: Pictured {
  /// The region and the contours with the point, in two variables.
  func picture(_ axes: ChartAxes, in context: inout Context) throws(EvaluationError) -> Chart? {
    guard problem.shape == .vector(2) else { return nil }
    let reach = max(1, 0.5 * x.norm)
    let picture = FeasiblePicture(
      objective: FeasiblePicture.heights(of: problem.function),
      constraints: problem.conditions.map {
        ($0.text, $0.isEquation ? .equal : .atMost, FeasiblePicture.heights(of: $0.function))
      },
      marks: [Mark(x: x[0], y: x[1], sign: conditions.hold(within: tolerance) ? .best : .candidate)], level: nil,
      places: [(x[0] - reach, x[1] - reach), (x[0] + reach, x[1] + reach)])
    var options = axes.named(x: problem.names.variable(0), y: problem.names.variable(1))
    if options.title.isEmpty { options.title = "\(problem.function.conditionText) at a point" }
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

  /// The quadrant's two sides are one constraint, as everyone reads them.
  var drawn: [(label: String, sense: Constraint.Sense, heights: FeasiblePicture.Heights)] {
    let sides = rows.indices.filter { i in
      let row = rows[i]
      return !row.isEquation && row.limit == 0 && (row.a == -1 && row.b == 0 || row.a == 0 && row.b == -1)
    }
    guard sides.count == 2, rows[sides[0]].a != rows[sides[1]].a else { return rows.map(Self.drawn) }
    let others = rows.indices.filter { !sides.contains($0) }.map { Self.drawn(rows[$0]) }
    let quadrant: FeasiblePicture.Heights = { (_: inout Context, x: [Double], y: [Double]) throws(EvaluationError) in
      Matrix(rows: y.count, columns: x.count) { max(-x[$1], -y[$0]) }
    }
    return others + [("x₁, x₂ ≥ 0", .atMost, quadrant)]
  }

  private static func drawn(
    _ row: (a: Double, b: Double, limit: Double, isEquation: Bool)
  ) -> (label: String, sense: Constraint.Sense, heights: FeasiblePicture.Heights) {
    // What is bounded below reads better with the sign turned.
    let turned = row.a <= 0 && row.b <= 0 && !row.isEquation
    let sign = row.isEquation ? "=" : turned ? "≥" : "≤"
    let left = LinearText.sum([turned ? -row.a : row.a, turned ? -row.b : row.b]).plain
    let label = "\(left) \(sign) \((turned ? -row.limit + 0 : row.limit).formatted())"
    return (label, row.isEquation ? .equal : .atMost, FeasiblePicture.heights(row.a, row.b, less: row.limit))
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

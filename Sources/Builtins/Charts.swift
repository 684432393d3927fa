import Charts
import Evaluation
import LinearAlgebra

/// Pictures in text: every one is a value that displays itself.
let charts: [Builtin] = [
  Builtin(
    "plot", summary: "The picture of functions over a range, of points joined by lines, or of a value.",
    doc: """
      plot(f, a, b), or plot(f, [a, b]), draws a function of one number, a list of functions several; where a function has no real value \
      the line has a gap, and at a pole it is broken and the y axis cut, with a notice. plot(xs, ys) joins points in their order; ys may be a matrix with a column for each line or \
      a list of vectors. plot(value) draws a vector against its index, texts and truths as bars of their counts, a \
      record of numbers as bars, a complex vector in the plane, a matrix as a heatmap, what eig gives as a spectrum and \
      what svd gives as a scree plot, an optimizer of one or two variables as its path over curve or contours (S start, \
      o step, X end), of more variables its loss. Options: title, x and y (axis labels), width and height (at most so \
      many columns and rows), log = "x", "y", "xy" or true (the y axis) for logarithmic axes, "sym" for a y axis with decades to both sides \
      of 0.
      """,
    facts: .init(
      "f and a, b; or xs n, ys n or n×k; or a value → chart",
      refuses: [
        "no range": "plot(sin)", "ends the wrong way round": "plot(sin, 1, 0)",
        "different lengths": "plot([1, 2], [1, 2, 3])", "no picture": "plot(\"a\")",
      ], by: "601 points, with poles looked for between them; ticks by Talbot, Lin & Hanrahan 2010", fields: ["title"]),
    examples: [
      .init("plot(sin, -pi, pi)", "chart"), .init("plot([sin, cos], -pi, pi, title = \"waves\")", "chart"),
      .init("plot(sin, [0, 1])", "chart"),
      .init("plot([1, 2, 3], [1, 4, 9], x = \"n\", y = \"squares\")", "chart"), .init("plot([2 1; 1 2])", "chart"),
      .init("plot(step(descend((x, y) -> x^2 + 2y^2, [4, -3], rate = 0.1), 5))", "chart"),
    ],
    related: ["scatter", "bar", "stem", "area", "contour", "hist", "heatmap", "sparkline", "loss_curve"],
    Form("f", "[a]", "[b]", "title?", "x?", "y?", "width?", "height?", "log?") {
      (context: inout Context, f: Curves, a: Double?, b: Double?, axes: ChartAxes) throws(EvaluationError) -> Chart in
      func call(_ low: Double, _ high: Double) -> String {
        "plot(\(Value.written(f)), \(Value.number(low).written()), \(Value.number(high).written()))"
      }
      guard let a, let b else {
        let name = f.functions.count == 1 ? f.functions[0].argument : "A function"
        // What a function of two numbers has is a contour.
        let isSurface = f.functions.count == 1 && f.functions[0].arity?.lowerBound == 2
        let suggestion = isSurface ? "contour(\(Value.written(f)), [-3, 3], [-3, 3])" : call(-3, 3)
        throw DrawingError.rangeNeeded(function: name, suggestion: suggestion).asEvaluation
      }
      guard let interval = Interval(a, b) else {
        let canSwap = a > b && a.isFinite && b.isFinite
        throw DrawingError.interval(a, b, call: canSwap ? call(b, a) : call(-1, 1)).asEvaluation
      }
      return try context.lines(f.functions.map { ($0, $0.chartName) }, interval, axes)
    },
    Form("f", "range", "title?", "x?", "y?", "width?", "height?", "log?") {
      (context: inout Context, f: Curves, range: Ends, axes: ChartAxes) throws(EvaluationError) -> Chart in
      let interval = try range.interval { "plot(\(Value.written(f)), \($0))" }
      return try context.lines(f.functions.map { ($0, $0.chartName) }, interval, axes)
    },
    Form("xs", "ys", "title?", "x?", "y?", "width?", "height?", "log?") {
      (xs: Samplings, ys: SeriesSet, axes: ChartAxes) throws(ChartError) -> Chart in
      var series: [Series] = []
      for column in ys.columns { series.append(try Series(x: xs.values, y: column)) }
      return Chart.line(series, axes.options)
    },
    Form("labels", "values", "title?", "x?", "y?", "width?", "height?", "log?") {
      (labels: Categories, values: Samplings, rows: NamedRows) throws(ChartError) -> Chart in
      try Chart.bar(labels.names, values.values, rows.options)
    },
    Form("matrix", "title?", "x?", "y?", "width?", "height?", "log?") {
      (matrix: Matrix, labels: ChartLabels, log: LogShades?) in
      var options = labels.options
      if matrix.rows == 2, matrix.columns == 2 { options.notices.append("grid_map(A) shows what it does to the plane") }
      return Chart.heatmap(matrix, scale: log?.scale ?? .linear, options)
    },
    Form("value", "title?", "x?", "y?", "width?", "height?", "log?") {
      (context: inout Context, value: Value, axes: ChartAxes) throws(EvaluationError) -> Chart in
      try context.picture(of: value, axes)
    }),
  Builtin(
    "scatter", summary: "Points in the plane, with a mark for each group.",
    doc: """
      group holds a text or number for each point; points of one group share a mark; groups named by numbers ascend. Points that are not finite, and on \
      a log axis those without a logarithm, are left out and counted. Options as of plot.
      """,
    facts: .init(
      "xs n, ys n, group n → chart", refuses: ["different lengths": "scatter([1, 2], [1, 2, 3])"],
      by: "ticks by Talbot, Lin & Hanrahan 2010", fields: ["title", "series"]),
    examples: [.init("scatter([1, 2, 3], [2, 1, 3], group = [\"a\", \"b\", \"a\"])", "chart")], related: ["plot"],
    Form("xs", "ys", "group?", "title?", "x?", "y?", "width?", "height?", "log?") {
      (xs: Samplings, ys: Samplings, group: GroupNames?, axes: ChartAxes) throws(ChartError) -> Chart in
      guard let group else { return Chart.scatter([try Series(x: xs.values, y: ys.values)], axes.options) }
      return try Chart.scatter(x: xs.values, y: ys.values, group: group.names, axes.options)
    }),
  Builtin(
    "contour", summary: "Lines of equal height of a function of two numbers, with the path of a descent over them.",
    doc: """
      f takes two numbers or a 2-vector; it is drawn from the first range to the second. Levels are lettered. path is \
      an optimizer of two variables or a matrix with a row for each point: S start, o step, X end. Options as of plot.
      """,
    facts: .init(
      "f of two, [a, b], [c, d] → chart", refuses: ["not an interval": "contour((x, y) -> x, [1, 0], [0, 1])"],
      by: "marching squares; ticks by Talbot, Lin & Hanrahan 2010", fields: ["title", "x", "y", "z"]),
    examples: [
      .init("contour((x, y) -> x^2 + 2y^2, [-3, 3], [-2, 2])", "chart"),
      .init("contour(w -> w[1]^2 + w[2]^2, [-3, 3], [-2, 2], path = [2 1; 1 0.5; 0 0])", "chart"),
    ],
    related: ["plot", "descend", "heatmap"],
    Form("f", "across", "up", "path?", "title?", "x?", "y?", "width?", "height?", "log?") {
      (context: inout Context, f: Function, across: Interval, up: Interval, path: ContourPath?, axes: ChartAxes)
        throws(EvaluationError) -> Chart in
      try context.surface(f, f.parameterNames(2), across, up, path: path, axes)
    }),
  Builtin(
    "stem", summary: "Points on stems from 0: signals, coefficients, autocorrelations.",
    doc: """
      stem(y) counts from 1. On a logarithmic y axis the stems begin at the lowest decade. Options as of plot.
      """,
    facts: .init(
      "xs n, ys n; or values n → chart", refuses: ["different lengths": "stem([1, 2], [1, 2, 3])"],
      by: "a stem from 0 to each point"),
    examples: [.init("stem(0:3, [1, 0.5, -0.25, 0.125])", "chart"), .init("stem([3, 1, 2]).series[1].y", "[3, 1, 2]")],
    related: ["plot", "bar"],
    Form("xs", "ys", "title?", "x?", "y?", "width?", "height?", "log?") {
      (xs: Samplings, ys: Samplings, axes: ChartAxes) throws(ChartError) -> Chart in
      Chart.stem([try Series(x: xs.values, y: ys.values)], axes.options)
    },
    Form("ys", "title?", "x?", "y?", "width?", "height?", "log?") {
      (ys: Samplings, axes: ChartAxes) throws(ChartError) -> Chart in
      Chart.stem([try Series(x: ys.values.indices.map { Double($0 + 1) }, y: ys.values)], axes.counted)
    }),
  Builtin(
    "area", summary: "What lies between a curve and 0.",
    doc: """
      area(f, a, b), or area(f, [a, b]), draws a function over a range, area(xs, ys) points joined in their order; what \
      lies below 0 has a shade of its own. area(f, g, a, b) draws what lies between two functions. Options as of plot.
      """,
    facts: .init(
      "f and a, b; f, g and a, b; or xs n, ys n → chart", refuses: ["different lengths": "area([1, 2], [1, 2, 3])"],
      by: "the curve of plot, filled from 0"),
    examples: [
      .init("area(sin, 0, pi)", "chart"), .init("area(x -> x, x -> x^2, 0, 2)", "chart"),
      .init("area([0, 1, 2], [0, 2, 1])", "chart"),
    ],
    related: ["plot", "stem"],
    Form("f", "a", "b", "title?", "x?", "y?", "width?", "height?", "log?") {
      (context: inout Context, f: Function, a: Double, b: Double, axes: ChartAxes) throws(EvaluationError) -> Chart in
      guard let interval = Interval(a, b) else {
        throw DrawingError.interval(a, b, call: "area(sin, 0, pi)").asEvaluation
      }
      return try context.shaded(f, interval, axes)
    },
    Form("f", "range", "title?", "x?", "y?", "width?", "height?", "log?") {
      (context: inout Context, f: Function, range: Ends, axes: ChartAxes) throws(EvaluationError) -> Chart in
      try context.shaded(f, try range.interval { "area(\(f.argument), \($0))" }, axes)
    },
    Form("f", "g", "a", "b", "title?", "x?", "y?", "width?", "height?", "log?") {
      (context: inout Context, f: Function, g: Function, a: Double, b: Double, axes: ChartAxes)
        throws(EvaluationError) -> Chart in
      guard let interval = Interval(a, b) else {
        throw DrawingError.interval(a, b, call: "area(sin, cos, 0, pi)").asEvaluation
      }
      return try context.between(f, g, interval, axes)
    },
    Form("xs", "ys", "title?", "x?", "y?", "width?", "height?", "log?") {
      (xs: Samplings, ys: Samplings, axes: ChartAxes) throws(ChartError) -> Chart in
      Chart.area([try Series(x: xs.values, y: ys.values)], axes.options)
    }),
  Builtin(
    "loss_curve", summary: "How a loss falls step by step, on a logarithmic y axis.",
    doc: """
      loss_curve(gd) draws the function of an optimizer and the length of its gradient at each step, \
      loss_curve(minimize(f, x0)) the values on the way to a minimum, loss_curve(train, \
      validation) two series counted from 0, loss_curve({a = …, b = …}) or a matrix with a column for each as many as \
      there are. The least value is marked where the loss rises again. A function with values below or at 0 is shown as its height above the \
      least one met. Options: title, x, y, width, height.
      """,
    facts: .init(
      "losses n, a record of them, or an optimizer → chart", refuses: ["no losses": "loss_curve(\"a\")"],
      by: "a point a step, decades of equal height"),
    examples: [
      .init("loss_curve([1, 0.5, 0.3], [1.1, 0.7, 0.6])", "chart"),
      .init("loss_curve(step(descend(w -> w[1]^2 + 3w[2]^2, [1, 1], rate = 0.1), 9))", "chart"),
    ],
    related: ["descend", "plot"],
    Form("optimizer", "title?", "x?", "y?", "width?", "height?") {
      (gd: FunctionDescent, labels: ChartLabels) throws(ChartError) -> Chart in
      try gd.lossPicture(labels.options)
    },
    Form("minimum", "title?", "x?", "y?", "width?", "height?") {
      (minimum: FunctionMinimum, labels: ChartLabels) throws(ChartError) -> Chart in
      try minimum.lossPicture(labels.options)
    },
    Form("train", "[validation]", "title?", "x?", "y?", "width?", "height?") {
      (train: Samplings, validation: Samplings?, labels: ChartLabels) throws(ChartError) -> Chart in
      let curves = [("train", train.values)] + (validation.map { [("validation", $0.values)] } ?? [])
      return try Chart.loss(curves, labels.options)
    },
    Form("losses", "title?", "x?", "y?", "width?", "height?") {
      (losses: NamedSamples, labels: ChartLabels) throws(ChartError) -> Chart in
      try Chart.loss(NamedSamples.joined([losses]), labels.options)
    }),
  Builtin(
    "sparkline", summary: "Values in one row, with the least and the greatest after it.",
    doc: """
      What is not finite leaves a blank and is counted; of several values in a column the one farthest from the middle \
      of the range stands, so that extremes show. Options: title, width.
      """,
    facts: .init(
      "n values → chart", refuses: ["not numbers": "sparkline(\"a\")"],
      by: "one column a value, or the most extreme of several", fields: ["title", "values"]),
    examples: [.init("sparkline([1, 5, 2, 4])", "chart"), .init("sparkline([1, 5]).values", "[1, 5]")],
    related: ["plot"],
    Form("values", "title?", "width?") { (values: Samplings, title: String?, width: ChartSide?) in
      Chart.sparkline(values.values, Chart.Options(title: title ?? "", width: width?.cells))
    }),
]

extension Context {
  /// The curve of a function with the area between it and 0.
  fileprivate mutating func shaded(
    _ f: Function, _ interval: Interval, _ axes: ChartAxes
  ) throws(EvaluationError) -> Chart {
    var chart = try lines([(f, f.chartName)], interval, axes)
    chart.layers = chart.layers.map { if case .line(let series) = $0 { .area(series) } else { $0 } }
    return chart
  }
}

extension Value {
  /// Functions as they are written in a call: one, or a list.
  fileprivate static func written(_ curves: Curves) -> String {
    let all = curves.functions.map(\.argument)
    return all.count == 1 ? all[0] : "[\(all.joined(separator: ", "))]"
  }
}

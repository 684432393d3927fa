import Charts
import Evaluation
import LinearAlgebra

/// Pictures of functions as calculus sees them: from the side, and by their slope.
let calculusCharts: [Builtin] = [
  Builtin(
    "surface", summary: "A function of two numbers as a surface seen from the side.",
    doc: """
      f takes two numbers or a 2-vector; it is drawn from the first range to the second, its hidden parts left out. \
      turn is by how many degrees the floor is turned counter-clockwise, tilt from how high one looks: 0 level, 90 from \
      above. The corners of the floor are named by their coordinates, the heights at the left. Points without a value \
      leave holes and are counted. Options: title, x, y, width, height.
      """,
    facts: .init(
      "f of two, [a, b], [c, d] → chart",
      refuses: [
        "not an interval": "surface((x, y) -> x, [1, 0], [0, 1])",
        "a look from below": "surface((x, y) -> x, [0, 1], [0, 1], tilt = -10)",
      ], by: "f on a grid of 49×49, tiles painted from the farthest to the nearest",
      fields: ["title", "x", "y", "z", "turn", "tilt"]),
    examples: [
      .init("surface((x, y) -> x^2 - y^2, [-2, 2], [-2, 2])", "chart"),
      .init("surface((x, y) -> sin(x)*cos(y), [-3, 3], [-3, 3], turn = 60, tilt = 45)", "chart"),
    ],
    related: ["contour", "field", "heatmap", "plot"],
    Form("f", "across", "up", "turn = 30", "tilt = 35", "title?", "x?", "y?", "width?", "height?") {
      (
        context: inout Context, f: Function, across: Interval, up: Interval, turn: Double, tilt: Double,
        labels: ChartLabels
      ) throws(EvaluationError) -> Chart in
      try context.relief(f, across, up, turn: turn, tilt: tilt, labels.options)
    }),
  Builtin(
    "tangent", summary: "A curve with its tangent at a point, or contours with the gradient across them.",
    doc: """
      tangent(f, a) draws f around a with the line that touches it there; the title tells its slope and the key its \
      equation. tangent(f, [a, b]) draws the contours of a function of two numbers around a point, the one through the \
      point apart, and its gradient as an arrow, which is perpendicular to it; a unit is as long on both axes. range, or \
      across and up, say from where to where. Derivatives are exact, by reverse mode. Options: title, x, y, width, height.
      """,
    facts: .init(
      "f, a number or 2-vector → chart",
      refuses: [
        "no value there": "tangent(log, -1)", "no slope there": "tangent(sqrt, 0)",
        "not differentiable": "tangent(x -> x*rank([x 1]), 1)",
      ], by: "the derivative by reverse mode; y = f(a) + f′(a)(x − a)", fields: ["title", "series", "marks"]),
    examples: [
      .init("tangent(x -> x^2, 1)", "chart"), .init("tangent(x -> x^2, 1).title", "\"x^2: slope 2 at x = 1\""),
      .init("tangent((x, y) -> x^2 + 2y^2, [1, 0.5])", "chart"),
    ],
    related: ["plot", "grad", "contour", "field"],
    Form("f", "at", "range?", "title?", "x?", "y?", "width?", "height?") {
      (context: inout Context, f: Function, at: Double, range: Interval?, labels: ChartLabels)
        throws(EvaluationError) -> Chart in
      try context.tangent(f, at: at, range, labels.options)
    },
    Form("f", "at", "across?", "up?", "title?", "x?", "y?", "width?", "height?") {
      (context: inout Context, f: Function, at: PlanePoint, across: Interval?, up: Interval?, labels: ChartLabels)
        throws(EvaluationError) -> Chart in
      try context.tangent(f, at: at, across, up, labels.options)
    }),
]

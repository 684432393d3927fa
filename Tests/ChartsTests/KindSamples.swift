import Charts
import Document
import Glibc
import LinearAlgebra

extension Sample {
  /// Numbers that look like draws from a normal distribution: its quantiles, which need no generator.
  static func bell(_ count: Int, mean: Double = 0, sd: Double = 1) -> [Double] {
    (0..<count).map { index in
      let p = (Double(index) + 0.5) / Double(count)
      // Odd powers of the logit are close to the normal quantile, which is all that a picture needs.
      let logit = log(p / (1 - p))
      return mean + sd * (logit / 1.702 - 0.0027 * logit * logit * logit)
    }
  }

  /// A picture of each kind, and of what groups, logarithms and stacks make of them.
  static func kinds() throws -> [(name: String, chart: Chart)] {
    let names = ["north", "south", "east", "west"]
    let t = grid(0, 10, 101)
    let shear = Matrix(rows: 2, columns: 2, elements: [2, 1, 1, 2])
    let r = 0.5.squareRoot()
    var flow: (x: [Double], y: [Double], u: [Double], v: [Double]) = ([], [], [], [])
    for x in grid(-3, 3, 13) {
      for y in grid(-2, 2, 5) {
        flow.x.append(x)
        flow.y.append(y)
        flow.u.append(-y)
        flow.v.append(x)
      }
    }
    return [
      (
        "density",
        .density(
          [("setosa", bell(50, mean: 5, sd: 0.35)), ("virginica", bell(50, mean: 6.6, sd: 0.63))],
          .init(title: "sepal length", x: Axis("cm")))
      ),
      (
        "uprights",
        Chart(
          [
            .histogram(Bins(bell(200), count: 12)), .rule(try Series(name: "observed", x: [1.4, 1.4], y: [0, 40])),
          ], .init(title: "shuffles"))
      ),
      (
        "box",
        .box(
          [
            ("control", bell(80, mean: 5.2, sd: 1.3)), ("A", bell(60, mean: 5.5, sd: 1.2) + [1.5, 11]),
            ("B", bell(60, mean: 6.9, sd: 0.7) + [4.8, 9.2, 9.6]), ("C", bell(40, mean: 3.7, sd: 1.8) + [9.1, 9.9]),
          ], .init(title: "score by group"))
      ),
      (
        "stem",
        .stem(
          [try Series(x: grid(0, 20, 21), y: grid(0, 20, 21).map { exp(-$0 / 8) * cos($0 * 0.8) })],
          .init(title: "impulse response", x: Axis("n"), y: Axis("h")))
      ),
      (
        "area", .area([try Series(x: t, y: t.map { sin($0) + $0 / 5 })], .init(title: "sin t + t/5", x: Axis("t")))
      ),
      (
        "arrows",
        .arrows(
          [Arrow("u", x: 3, y: 1), Arrow("v", x: -1, y: 2), Arrow("u + v", x: 2, y: 3)], .init(title: "a sum"))
      ),
      (
        "field",
        .field(
          try Flow(x: flow.x, y: flow.y, u: flow.u, v: flow.v, spacing: (0.5, 1)),
          .init(title: "[-y, x]", x: Axis("x"), y: Axis("y")))
      ),
      (
        "gridmap",
        try .gridMap(shear, directions: [(3, r, r), (1, -r, r)], .init(title: "A = [2 1; 1 2]"))
      ),
      (
        "turn",
        try .gridMap(Matrix(rows: 2, columns: 2, elements: [0.8, 0.6, -0.6, 0.8]), directions: [])
      ),
      (
        "spectrum",
        try .spectrum(
          real: [0.9, 0.2, 0.2, -0.7, -0.7], imaginary: [0, 0.8, -0.8, 0.4, -0.4], .init(title: "eigenvalues"))
      ),
      ("eigenvalues", try .spectrum(real: [5, 2, 0.3, -1.2], imaginary: [0, 0, 0, 0])),
      ("scree", try .scree([9.6438, 6.3639, 0.7056])),
      (
        "descent",
        try .loss(
          [("g(w)", (0...40).map { 19 * pow(0.8, Double($0)) }), ("‖∇g‖", (0...40).map { 21 * pow(0.9, Double($0)) })],
          .init(title: "gradient descent"))
      ),
      (
        "grouped",
        try .bar(
          names, series: [("2023", [12, 5, 8, -2]), ("2024", [15, 7.5, 6, 1])], .init(title: "growth in per cent"))
      ),
      (
        "stacked",
        try .bar(
          names, series: [("online", [12, 5, 8, 2]), ("shop", [15, 7.5, 6, 1]), ("returns", [-2, -1, 0, -0.5])],
          isStacked: true, .init(title: "sales"))
      ),
      (
        "logbar",
        try .bar(
          ["cache", "memory", "disk", "network"], [1e-9, 1e-7, 1e-4, 0.15],
          .init(title: "seconds", x: Axis(scale: .log10)))
      ),
      (
        "logbox",
        .box(
          [("before", [0.1, 0.5, 1, 3, 10, 30, 1000]), ("after", [0, 0.01, 0.2, 0.3, 1, 2])],
          .init(x: Axis("ms", scale: .log10)))
      ),
      (
        "loglog",
        .scatter(
          [try Series(x: [1, 10, 100, 1000, 0], y: [3, 30, 90, 4000, 5])],
          .init(x: Axis("n", scale: .log10), y: Axis("time", scale: .log10)))
      ),
      (
        "loghist",
        try .histogram(
          bell(500).map { exp(2 * $0) }, .init(title: "exp of normal draws", x: Axis(scale: .log10)))
      ),
      (
        "histlog",
        try .histogram(bell(500).map { abs($0) * abs($0) }, .init(title: "squares", y: Axis(scale: .log10)))
      ),
      (
        "logheat",
        .heatmap(
          Matrix(rows: 3, columns: 3, elements: [1, 1e-3, 1e-6, 1e-2, 1, 1e-4, 0, 1e-9, 1]), scale: .log10)
      ),
    ]
  }
}

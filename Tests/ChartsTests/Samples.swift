import Charts
import Document
import Glibc
import LinearAlgebra

/// Charts with known data, by name.
enum Sample {
  static func grid(_ from: Double, _ to: Double, _ count: Int) -> [Double] {
    (0..<count).map { from + (to - from) * Double($0) / Double(count - 1) }
  }

  static func matrix(_ x: [Double], _ y: [Double], _ f: (Double, Double) -> Double) -> Matrix {
    Matrix(rows: y.count, columns: x.count, elements: x.flatMap { x in y.map { f(x, $0) } })
  }

  /// Made once: the path of a descent and the draws take a while in a debug build.
  static let all = Result { try golden() }

  /// Those drawn by hand before there was a program, from data that could be recovered, and one of each other kind.
  static func golden() throws -> [(name: String, chart: Chart)] {
    let x = grid(0, 4 * .pi, 400)
    let epochs = grid(0, 100, 101)
    return [
      ("line", .line([try Series(x: x, y: x.map { sin($0) })], .init(title: "sin(x)", x: Axis("x")))),
      (
        "loss",
        .line(
          [
            try Series(name: "train", x: epochs, y: epochs.map { exp(-$0 / 10) + 1e-3 }),
            try Series(name: "validation", x: epochs, y: epochs.map { exp(-$0 / 12) + 2e-2 }),
          ], .init(title: "loss", x: Axis("epoch"), y: Axis("loss", scale: .log10)))
      ),
      (
        "scatter",
        .scatter(
          [
            try Series(name: "class 0", x: [-2, -1.5, -1, -1, -0.5, 0], y: [-1, 0, -0.5, 1, -2, 0.25]),
            try Series(name: "class 1", x: [0, 0.5, 1, 1.5, 2, 3], y: [0, 1, 2, 0.5, 1.5, 2.5]),
          ], .init(title: "2 classes, n = 12", x: Axis("x1"), y: Axis("x2")))
      ),
      (
        "histogram",
        Chart(
          [
            .histogram(
              Bins(start: -4, width: 0.5, counts: [2, 0, 8, 22, 50, 90, 135, 195, 215, 148, 102, 42, 12, 5, 2]))
          ],
          .init(title: "1000 draws from N(0, 1), bin width 0.5", x: Axis("value")))
      ),
      ("contour", try rosenbrock()),
      ("zigzag", try zigzag()),
      (
        "confusion",
        .heatmap(
          Matrix(rows: 4, columns: 4, elements: [46, 5, 0, 0, 3, 40, 6, 0, 1, 4, 31, 2, 0, 1, 13, 48]),
          rowNames: ["cat", "dog", "fox", "owl"], columnNames: ["cat", "dog", "fox", "owl"],
          .init(title: "confusion matrix", x: Axis("predicted"), y: Axis("actual")))
      ),
      (
        "heatmap",
        .heatmap(matrix(grid(0, 6, 20), grid(0, 6, 200)) { sin($1) * cos($0) }, .init(title: "sin y · cos x"))
      ),
      (
        "bar",
        try .bar(
          ["speed", "日本語", "a name too long to be shown whole", "bias"], [3, -1.5, 0.25, -0.01],
          .init(title: "coefficients"))
      ),
      ("sparkline", .sparkline(grid(0, 20, 200).map { sin($0) })),
      (
        "symlog",
        .line(
          [try Series(x: grid(-3, 3, 200), y: grid(-3, 3, 200).map { pow($0, 7) })],
          .init(title: "x^7", y: Axis(scale: .symlog)))
      ),
      ("offset", .line([try Series(x: [0, 1, 2], y: [1e9, 1e9 + 1, 1e9 + 2])], .init(title: "far from zero"))),
    ] + (try kinds()) + (try calculus())
  }

  /// The path of gradient descent on the banana valley.
  static func rosenbrock() throws -> Chart {
    let z = matrix(grid(-2, 2, 109), grid(-1, 3, 81)) { (1 - $0) * (1 - $0) + 100 * ($1 - $0 * $0) * ($1 - $0 * $0) }
    var (x, y) = ([-0.7], [3.0])
    for index in 0..<6000 {
      let bend = y[index] - x[index] * x[index]
      x.append(x[index] - 4e-4 * (-2 * (1 - x[index]) - 400 * x[index] * bend))
      y.append(y[index] - 4e-4 * 200 * bend)
    }
    return try .contour(
      x: grid(-2, 2, 109), y: grid(-1, 3, 81), z: z, path: Series(x: x, y: y),
      .init(title: "Rosenbrock, gradient descent, 6000 steps, lr 4e-4", x: Axis("x")))
  }

  /// Few steps on a quadratic with curvatures 2 and 20.
  static func zigzag() throws -> Chart {
    let z = matrix(grid(-4, 6, 80), grid(-4, 3, 60)) { ($0 - 3) * ($0 - 3) + 10 * ($1 + 1) * ($1 + 1) }
    let steps = (0...20).map { Double($0) }
    let path = try Series(x: steps.map { 3 - 3 * pow(0.83, $0) }, y: steps.map { -1 + pow(-0.7, $0) })
    return try .contour(
      x: grid(-4, 6, 80), y: grid(-4, 3, 60), z: z, path: path,
      .init(title: "g(w)", x: Axis("w1"), y: Axis("w2")))
  }
}

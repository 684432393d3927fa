import Charts
import Document
import Glibc
import LinearAlgebra

extension Sample {
  /// Pictures of calculus, optimisation and computation.
  static func calculus() throws -> [(name: String, chart: Chart)] {
    let t = grid(-1, 4, 101)
    let (x, y) = (grid(-1, 4, 61), grid(-1, 4, 61))
    return [
      (
        "integral",
        try .integral(
          try Series(name: "sin", x: grid(-1, 8, 181), y: grid(-1, 8, 181).map { sin($0) }, isFunction: true), from: 0,
          to: 5, .init(title: "∫ sin from 0 to 5 = 0.716338", x: Axis("x")))
      ),
      (
        "between",
        try .between(
          ("x^2", t.map { $0 * $0 }), ("2x + 1", t.map { 2 * $0 + 1 }), x: t, .init(title: "two curves", x: Axis("x")))
      ),
      (
        "tangent",
        Chart(
          [
            .line(try Series(name: "x^2", x: t, y: t.map { $0 * $0 }, isFunction: true)),
            .line(try Series(name: "y = 2x − 1", x: t, y: t.map { 2 * $0 - 1 }, isFunction: true)),
            .marks([Mark(x: 1, y: 1)]),
          ], .init(title: "slope 2 at x = 1", x: Axis("x")))
      ),
      (
        "feasible",
        try .feasible(
          x: x, y: y, objective: matrix(x, y) { ($0 - 3) * ($0 - 3) + ($1 - 2) * ($1 - 2) },
          constraints: [
            Constraint("x + y ≤ 3", .atMost, heights: matrix(x, y) { $0 + $1 - 3 }),
            Constraint("x ≥ 0", .atLeast, heights: matrix(x, y) { x, _ in x }),
            Constraint("y ≥ 0", .atLeast, heights: matrix(x, y) { _, y in y }),
          ], points: [Mark(x: 2, y: 1, sign: .best), Mark("(0, 3)", x: 0, y: 3, sign: .candidate)],
          .init(title: "(x − 3)² + (y − 2)²", x: Axis("x"), y: Axis("y")))
      ),
      (
        "equality",
        try .feasible(
          x: grid(-2, 2, 61), y: grid(-2, 2, 61), objective: matrix(grid(-2, 2, 61), grid(-2, 2, 61)) { $0 + $1 },
          constraints: [
            Constraint(
              "x² + y² = 1", .equal, heights: matrix(grid(-2, 2, 61), grid(-2, 2, 61)) { $0 * $0 + $1 * $1 - 1 })
          ], points: [Mark("max", x: 0.5.squareRoot(), y: 0.5.squareRoot(), sign: .best)],
          .init(title: "x + y on the circle", x: Axis("x"), y: Axis("y"), hasEqualUnits: true))
      ),
      (
        "gradient",
        Chart(
          [
            .contour(
              try Field(
                x: grid(-2, 2, 41), y: grid(-2, 2, 41),
                z: matrix(grid(-2, 2, 41), grid(-2, 2, 41)) { $0 * $0 + 2 * $1 * $1 })),
            .pointers([Pointer("∇f", x: 1, y: 0.5, dx: 0.6, dy: 0.6)]), .marks([Mark(x: 1, y: 0.5)]),
          ], .init(x: Axis("x"), y: Axis("y"), hasEqualUnits: true))
      ),
      (
        "surface",
        try .surface(
          x: grid(-3, 3, 49), y: grid(-3, 3, 49),
          z: matrix(grid(-3, 3, 49), grid(-3, 3, 49)) { x, y in
            let r = (x * x + y * y).squareRoot() * 2
            return r == 0 ? 1 : sin(r) / r
          }, .init(title: "sin r / r", x: Axis("x"), y: Axis("y")))
      ),
      (
        "saddle",
        try .surface(
          x: grid(-2, 2, 49), y: grid(-1, 1, 49), z: matrix(grid(-2, 2, 49), grid(-1, 1, 49)) { $0 * $0 - 4 * $1 * $1 },
          turn: -60, tilt: 20, .init(title: "x^2 − 4y^2", x: Axis("x"), y: Axis("y")))
      ),
      (
        "network",
        try .network(
          nodes: [
            .init("w", note: "2"), .init("x", note: "3"), .init("b", note: "1"), .init("y", note: "4"),
            .init("w · x", note: "6"), .init("+ b", note: "7"), .init("− y", note: "3"), .init("( )²", note: "9"),
          ],
          edges: [(0, 4), (1, 4), (4, 5), (2, 5), (5, 6), (3, 6), (6, 7)].map { .init(from: $0, to: $1) },
          .init(title: "L = (w x + b − y)²"))
      ),
      (
        "fork",
        try .network(
          nodes: ["x", "y", "sin x", "x · y", "exp", "+", "/"].map { .init($0) },
          edges: [(0, 2), (0, 3), (1, 3), (2, 5), (3, 5), (3, 4), (4, 6), (5, 6), (0, 6), (2, 4)].map {
            .init(from: $0, to: $1)
          })
      ),
      (
        "layers", try dense()
      ),
      (
        "overfit",
        try .loss(
          [
            ("train", grid(0, 60, 61).map { 0.01 + exp(-$0 / 12) }),
            ("validation", grid(0, 60, 61).map { 0.05 + exp(-$0 / 10) + $0 * $0 * 1e-4 }),
          ], .init(title: "loss"))
      ),
      (
        "rates",
        try .loss(
          [0.001, 0.01, 0.05, 0.1, 0.2].map { rate in
            ("\(rate)", grid(0, 40, 41).map { 25 * pow(1 - 2 * rate, 2 * $0) })
          }, .init(title: "f by step and rate"))
      ),
    ]
  }

  /// Thirty inputs, eight hidden units, one output.
  private static func dense() throws -> Chart {
    var nodes: [Network.Node] = []
    for index in 1...30 { nodes.append(.init("x\(index)")) }
    for index in 1...8 { nodes.append(.init("h\(index)")) }
    nodes.append(.init("loss"))
    var edges: [Network.Edge] = []
    for hidden in 30..<38 {
      for input in 0..<30 { edges.append(.init(from: input, to: hidden)) }
      edges.append(.init(from: hidden, to: 38))
    }
    return try .network(nodes: nodes, edges: edges)
  }
}

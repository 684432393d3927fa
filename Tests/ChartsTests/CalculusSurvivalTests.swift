import Charts
import Document
import FoundationEssentials
import LinearAlgebra
import Testing

/// The pictures of calculus with every kind of data that has broken charts before.
@Suite struct CalculusSurvivalTests {
  static let evil = SurvivalTests.evil

  static func charts(_ row: (name: String, x: [Double], y: [Double]), scale: Scale) throws -> [(String, Chart)] {
    let (x, y) = (row.x, row.y)
    let options = Chart.Options(title: row.name, x: Axis("x", scale: scale), y: Axis("y", scale: scale))
    let series = try Series(name: row.name, x: x, y: y)
    let z = Matrix(rows: y.count, columns: x.count, elements: x.flatMap { x in y.map { x + $0 } })
    let minus = Matrix(rows: y.count, columns: x.count, elements: z.elements.map { -$0 })
    let marks = zip(x, y).map { Mark(x: $0, y: $1, sign: .candidate) } + [Mark(evil, x: 1, y: 1, sign: .best)]
    var charts: [(String, Chart)] = [
      ("shade", Chart([.shade(series)], options)), ("marks", .marks(marks, options)),
      ("pointers", Chart([.pointers(zip(x, y).map { Pointer(evil, x: $0, y: $1, dx: $1, dy: $0) })], options)),
      ("between", try .between((evil, y), ("", y.reversed()), x: x, options)),
      ("integral", try .integral(series, from: 0, to: 1, options)),
      ("integral of nothing", try .integral(series, from: .nan, to: .infinity, options)),
      (
        "feasible",
        try .feasible(
          x: x, y: y, objective: z,
          constraints: [
            Constraint(evil, .atMost, heights: z), Constraint("", .atLeast, heights: minus),
            Constraint("=", .equal, heights: z),
          ], points: marks, level: 0.5, options)
      ),
      ("losses", try .loss([(evil, x), ("b", y), ("", y.reversed())], .init(title: row.name))),
    ]
    for (turn, tilt) in [(30.0, 35.0), (-1e6, 0), (90, 90)] {
      charts.append(("surface \(turn)", try .surface(x: x, y: y, z: z, turn: turn, tilt: tilt, options)))
    }
    return charts
  }

  @Test(arguments: SurvivalTests.lines.indices) func everyKindKeepsItsRules(index: Int) throws {
    let row = SurvivalTests.lines[index]
    for (name, chart) in try Self.charts(row, scale: Scale.allCases[index % 3]) {
      let (width, height) = index % 3 == 0 ? (20, 6) : index % 3 == 1 ? (60, 15) : (41, 9)
      PictureRules.check("\(row.name) \(name)", chart, width: width, height: height)
      let svg = chart.svg(PictureSize())
      try expectWellFormed(svg)
      let places = SVGTests.pieces(svg, after: " d=\"", until: "\"")
      #expect(places.allSatisfy { !$0.lowercased().contains("n") }, "\(row.name) \(name)")
    }
  }

  @Test(arguments: [0, 3, 8, 10, 19]) func everyKindSurvivesJSON(index: Int) throws {
    for (name, chart) in try Self.charts(SurvivalTests.lines[index], scale: .linear) {
      let data = try JSONEncoder().encode(chart)
      #expect(try JSONDecoder().decode(Chart.self, from: data) == chart, "\(name)")
    }
  }

  static let networks: [Network] = {
    let shapes: [(labels: [String], edges: [(Int, Int)])] = [
      ([], []), (["a"], []), (["", ""], [(0, 1)]), ([evil, evil, evil], [(0, 1), (1, 2), (0, 2)]),
      (["日本語", "e\u{301}", "a b"], [(0, 2), (1, 2), (0, 2)]),
      ((0..<40).map { "a label that is long \($0)" }, (1..<40).map { (0, $0) }),
      ((0..<30).map { "\($0)" }, (1..<30).map { ($0 - 1, $0) } + (2..<30).map { (0, $0) }),
    ]
    return shapes.compactMap { shape in
      try? Network(
        nodes: shape.labels.map { .init($0, note: $0) }, edges: shape.edges.map { .init(from: $0.0, to: $0.1) })
    }
  }()

  @Test(arguments: networks.indices) func everyNetworkKeepsTheRules(index: Int) throws {
    for (width, height) in [(60, 15), (0, 0), (10, 3), (20, 6), (33, 24), (200, 5), (-5, -5), (120, 60)] {
      PictureRules.check("network \(index)", Chart([.network(Self.networks[index])]), width: width, height: height)
    }
    let chart = Chart.network(Self.networks[index], .init(title: Self.evil))
    for (width, height) in SVGTests.sizes { try expectWellFormed(chart.svg(PictureSize(width: width, height: height))) }
    #expect(try JSONDecoder().decode(Chart.self, from: JSONEncoder().encode(chart)) == chart)
  }

  @Test func viewsFromBelowAreErrors() throws {
    let field = try Field(x: [0, 1], y: [0, 1], z: Matrix(rows: 2, columns: 2))
    for (turn, tilt) in [(0.0, -1.0), (0, 91), (.nan, 0), (.infinity, 0), (0, .nan)] {
      #expect(throws: ChartError.self) { try Surface(heights: field, turn: turn, tilt: tilt) }
    }
  }

  /// On either side of 0 the shade is another: `:` above and `-` below, and neither on the other side.
  @Test func shadesTellTheSides() throws {
    let x = Sample.grid(-3, 3, 61)
    let chart = Chart.area([try Series(x: x, y: x.map { $0 * $0 * $0 })], .init(title: "cube"))
    let rows = chart.text(RenderOptions(width: 60, height: 21, charset: .ascii)).split(separator: "\n").map(String.init)
    let zero = try #require(rows.firstIndex { $0.hasPrefix("  0 +") })
    let plot = rows.indices.dropFirst(2).dropLast(3)
    for row in plot where row != zero {
      let inside = rows[row].dropFirst(5)
      #expect(!inside.contains(row < zero ? "-" : ":"), "\(rows[row])")
    }
    #expect(rows[zero - 1].contains(":") && rows[zero + 1].contains("-"), "\(rows.joined(separator: "\n"))")
  }

  /// The corners at the front by hand: turned by 30° the corner of least x and y is nearest, by −60° that of greatest
  /// x and least y; from straight above and not turned nothing hides anything and no height is told.
  @Test func theNearestCornerStandsBelow() throws {
    let (x, y) = ([1.0, 2, 3], [10.0, 20, 30])
    let z = Sample.matrix(x, y) { $0 + $1 }
    for (turn, corner) in [(30.0, "(1, 10)"), (-60, "(3, 10)"), (120, "(1, 30)"), (210, "(3, 30)")] {
      let rows = try Chart.surface(x: x, y: y, z: z, turn: turn, tilt: 35).text(RenderOptions()).split(separator: "\n")
      #expect(rows.last?.contains(corner) == true, "\(turn)\n\(rows.joined(separator: "\n"))")
    }
    let above = try Chart.surface(x: x, y: y, z: z, turn: 0, tilt: 90).text(RenderOptions())
    #expect(!above.contains("11") && !above.contains("33"))
  }

  /// Small cells of one shade in a row are one piece.
  @Test func largeHeatmapsAreSmallFiles() throws {
    let waves = Sample.matrix(Sample.grid(0, 6, 20), Sample.grid(0, 6, 200)) { ($0 * 3).rounded() + ($1 / 2).rounded() }
    let svg = Chart.heatmap(waves).svg(PictureSize())
    #expect(svg.utf8.count < 80_000)
    try expectWellFormed(svg)
  }
}

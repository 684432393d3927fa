import Charts
import Document
import FoundationEssentials
import LinearAlgebra
import Testing

/// Data that has broken charts before, and what every picture of it must keep to.
@Suite struct SurvivalTests {
  static let evil = "日本語 👩‍👩‍👧 e\u{301} a\tb \u{1b}[31m <&\" \n x"

  static let lines: [(name: String, x: [Double], y: [Double])] = [
    ("empty", [], []), ("one point", [3], [4]), ("constant", [1, 2, 3], [5, 5, 5]), ("zero", [0, 0], [0, 0]),
    ("all NaN", [1, 2], [.nan, .nan]), ("NaN first", [1, 2, 3], [.nan, 1, 2]),
    ("NaN middle", [1, 2, 3], [0, .nan, 2]),
    ("NaN last", [1, 2, 3], [0, 1, .nan]), ("infinite", [1, 2, 3], [.infinity, 1, -.infinity]),
    ("infinite x", [-.infinity, 0, .infinity], [1, 2, 3]), ("huge", [-1e300, 0, 1e300], [1e300, 0, -1e300]),
    ("greatest", [0, 1, 2], [-Double.greatestFiniteMagnitude, 0, .greatestFiniteMagnitude]),
    ("one greatest", [.greatestFiniteMagnitude], [-Double.greatestFiniteMagnitude]),
    ("tiny", [0, 1, 2], [1e-12, 2e-12, 1.5e-12]),
    ("subnormal", [0, 1], [.leastNonzeroMagnitude, .leastNormalMagnitude / 1024]),
    ("only subnormal", [.leastNonzeroMagnitude], [.leastNonzeroMagnitude]),
    ("offset", [0, 1, 2], [1e9, 1e9 + 1, 1e9 + 2]), ("offset x", [1e9, 1e9 + 1, 1e9 + 2], [1, 2, 3]),
    ("neighbours", [1, 1.0.nextUp], [1, 1.0.nextUp]), ("minus zero", [-0.0, 1], [-0.0, -0.0]),
    ("unsorted", [3, 1, 2], [1, 2, 3]), ("negative", [-2, -1], [-5, -3]), ("wide", [1e-300, 1e300], [1e-300, 1e300]),
    ("large whole numbers", [1e15, 2e15], [1e17, 3e17]), ("narrow", [0.1, 0.1 + 1e-13], [7, 8]),
  ]

  /// Charts of all kinds from those data.
  static func charts() throws -> [(name: String, chart: Chart)] {
    var charts: [(String, Chart)] = []
    for (index, row) in lines.enumerated() {
      let series = try Series(name: row.name, x: row.x, y: row.y)
      for scale in index.isMultiple(of: 3) ? Scale.allCases : [.linear] {
        let options = Chart.Options(
          title: row.name, x: Axis("x", scale: scale), y: Axis("height", scale: scale))
        charts.append(("\(row.name) line \(scale)", .line([series, series], options)))
        charts.append(("\(row.name) scatter \(scale)", .scatter([series], options)))
      }
      charts.append(("\(row.name) histogram", try .histogram(row.y, .init(title: row.name))))
      charts.append(("\(row.name) histogram of 3", try .histogram(row.y, bins: 3, .init(title: row.name))))
      charts.append(("\(row.name) sparkline", .sparkline(row.y, .init(title: row.name))))
      charts.append(("\(row.name) bar", try .bar(row.y.indices.map { "name \($0)" }, row.y, .init(title: row.name))))
      charts.append(("\(row.name) heatmap", .heatmap(Matrix(rows: row.y.count, columns: 1, elements: row.y))))
      let z = Matrix(rows: row.y.count, columns: row.x.count, elements: row.x.flatMap { x in row.y.map { x + $0 } })
      charts.append(("\(row.name) contour", try .contour(x: row.x, y: row.y, z: z, path: series)))
    }
    for (rows, columns) in [(0, 0), (0, 3), (3, 0), (1, 1), (200, 20), (20, 200)] {
      let matrix = Matrix(rows: rows, columns: columns, elements: (0..<rows * columns).map { Double($0 % 7) - 3 })
      charts.append(("\(rows)×\(columns)", .heatmap(matrix, rowNames: [evil], columnNames: [evil])))
    }
    let series = try Series(name: evil, x: [1, 2, 3], y: [3, 1, 2])
    let names = Chart.Options(title: evil, x: Axis(evil), y: Axis(evil))
    charts.append(("evil line", .line(Array(repeating: series, count: 12), names)))
    charts.append(("evil scatter", .scatter(Array(repeating: series, count: 9), names)))
    charts.append(("evil bar", try .bar([evil, evil], [1, -1], names)))
    charts.append(("evil sparkline", .sparkline([1, 2, 3], names)))
    charts.append(("evil heatmap", .heatmap(Matrix(rows: 2, columns: 2), rowNames: [evil], columnNames: [evil], names)))
    charts.append(("mixed lengths", .line([series, try Series(x: [], y: [])], names)))
    return charts
  }

  static let sizes = [(60, 15), (0, 0), (10, 3), (20, 6), (33, 24), (200, 5), (-5, -5), (1, 1)]

  @Test(arguments: sizes) func everyPictureKeepsItsRules(width: Int, height: Int) throws {
    for (name, chart) in try Self.charts() { PictureRules.check(name, chart, width: width, height: height) }
  }

  @Test func chartsSurviveJSON() throws {
    for (name, chart) in try Self.charts() {
      let data = try JSONEncoder().encode(chart)
      #expect(try JSONDecoder().decode(Chart.self, from: data) == chart, "\(name)")
    }
  }

  @Test func lengthsThatDifferAreErrors() throws {
    #expect(throws: ChartError.lengthsDiffer(x: 2, y: 3)) { try Series(x: [1, 2], y: [1, 2, 3]) }
    #expect(throws: ChartError.lengthsDiffer(x: 1, y: 2)) { try Chart.bar(["a"], [1, 2]) }
    #expect(throws: ChartError.groupsDiffer(points: 2, groups: 1)) {
      try Chart.scatter(x: [1, 2], y: [1, 2], group: ["a"])
    }
    #expect(throws: ChartError.gridDiffers(x: 2, y: 3, rows: 2, columns: 3)) {
      try Chart.contour(x: [1, 2], y: [1, 2, 3], z: Matrix(rows: 2, columns: 3))
    }
    #expect(throws: ChartError.badBinCount(0)) { try Chart.histogram([1], bins: 0) }
  }

  @Test func whatIsLeftOutIsCounted() throws {
    let broken = Chart.line([try Series(x: [1, 2, 3, 4], y: [1, .nan, .infinity, 4])])
    #expect(broken.text(RenderOptions()).hasSuffix("2 points not finite"))
    let log = Chart.line([try Series(x: [1, 2, 3, 4], y: [0, -1, 10, 100])], .init(y: Axis(scale: .log10)))
    #expect(log.text(RenderOptions()).hasSuffix("2 points without a logarithm left out"))
  }

  /// A constant lies in the row of its own label, and a point alone is its mark and nothing else.
  @Test(arguments: [5, 6, 7, 8, 9, 12, 15]) func constantsLieOnTheirTick(height: Int) throws {
    let chart = Chart.line([try Series(x: [0, 1, 2], y: [5, 5, 5])])
    let rows = chart.text(RenderOptions(width: 60, height: height, charset: .ascii)).split(separator: "\n")
    #expect(rows.count { $0.contains("**") } == (height < 6 ? 0 : 1))
    if height >= 6 { #expect(rows.contains { $0.contains("5") && $0.contains("**") }, "\(rows)") }
    let alone = Chart.line([try Series(x: [1], y: [7])]).text(RenderOptions(width: 60, height: height))
    #expect(!alone.unicodeScalars.contains { (0x2801...0x28ff).contains($0.value) }, "\(alone)")
  }

  /// Small rooms get words that are true, with what was left out.
  @Test func aLineOfWordsSaysWhatThereIs() throws {
    let sine = Chart.line([try Series(name: "sin", x: [0, 6], y: [-1, 1], isFunction: true)])
    #expect(sine.text(RenderOptions(width: 40, height: 3)) == "sin: -1 to 1 for x 0 to 6")
    let group = try Series(x: [1, 2], y: [3, .nan])
    #expect(
      Chart.scatter([group, group]).text(RenderOptions(width: 80, height: 4))
        == "2 points: 3 for x 1; 2 points: 3 for x 1; 2 points not finite")
    #expect(Chart.scatter([group, group]).text(RenderOptions(width: 18, height: 4)) == "2 points, 1 more")
    #expect(try Chart.histogram([1]).text(RenderOptions(width: 80, height: 4)) == "1 value in 1 bin")
  }

  /// Levels closer than numbers can tell come once, and the key tells them apart.
  @Test func levelsAreToldApart() throws {
    let grid = Sample.grid(-1, 1, 21)
    for f: (Double, Double) -> Double in [{ x, _ in 1e16 + 4 * x }, { x, y in 1 + 1e-9 * (x + y) }, { 1 / ($0 * $1) }] {
      let text = try Chart.contour(x: grid, y: grid, z: Sample.matrix(grid, grid, f)).text(RenderOptions(width: 120))
      let keys = text.split { " \n".contains($0) }.filter { $0.contains("=") }.map { $0.drop { $0 != "=" } }
      #expect(Set(keys).count == keys.count && !keys.isEmpty, "\(text)")
    }
  }

  @Test func aMillionPointsFillTheSameRoom() throws {
    let y = (0..<100_000).map { Double(($0 * 7919) % 1000) }
    let chart = Chart.line([try Series(x: y.indices.map(Double.init), y: y)])
    let text = chart.text(RenderOptions(width: 60, height: 15))
    #expect(text.split(separator: "\n").count == 15)
    #expect(text.contains("⣿"))
  }
}

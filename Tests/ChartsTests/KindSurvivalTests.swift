import Charts
import Document
import FoundationEssentials
import LinearAlgebra
import Testing

/// Every kind of chart with every kind of data that has broken charts before.
@Suite struct KindSurvivalTests {
  static let evil = SurvivalTests.evil

  /// Every kind from one row of the nasty data.
  static func charts(
    _ row: (name: String, x: [Double], y: [Double]), scales: [Scale]
  ) throws -> [(name: String, chart: Chart)] {
    let (x, y) = (row.x, row.y)
    let series = try Series(name: row.name, x: x, y: y)
    let names = y.indices.map { "name \($0)" }
    var charts: [(String, Chart)] = []
    for scale in scales {
      let both = Chart.Options(title: row.name, x: Axis("x", scale: scale), y: Axis("y", scale: scale))
      let across = Chart.Options(title: row.name, x: Axis("x", scale: scale))
      charts += [
        ("stem \(scale)", .stem([series, series], both)), ("area \(scale)", .area([series, series], both)),
        ("density \(scale)", .density([("a", y), ("b", x)], both)),
        ("box \(scale)", .box([("a", y), ("b", x), (evil, [])], across)),
        ("histogram \(scale)", try .histogram(y, both)),
        ("histogram of 7 \(scale)", try .histogram(y, bins: 7, both)),
        ("grouped \(scale)", try .bar(names, series: [("a", y), (evil, y.reversed())], across)),
        ("stacked \(scale)", try .bar(names, series: [("a", y), ("b", y.reversed())], isStacked: true, across)),
        ("heatmap \(scale)", .heatmap(Matrix(rows: y.count, columns: 1, elements: y), scale: scale, across)),
      ]
    }
    let plain = Chart.Options(title: row.name)
    charts += [
      ("arrows", .arrows(zip(x, y).enumerated().map { Arrow("v\($0)", x: $1.0, y: $1.1) }, plain)),
      ("field", .field(try Flow(x: x, y: y, u: y, v: x, spacing: (1, 1)), plain)),
      ("field without spacing", .field(try Flow(x: x, y: y, u: y, v: x, spacing: (0, .nan)), plain)),
      ("spectrum", try .spectrum(real: x, imaginary: y, plain)),
      ("eigenvalues", try .spectrum(real: y, imaginary: y.map { _ in 0 }, plain)), ("scree", try .scree(y, plain)),
      ("loss", try .loss([("train", y), (evil, x)], plain)),
      ("a path alone", Chart([.path(series)], plain)), ("a rule alone", Chart([.rule(series)], plain)),
      ("layers", Chart([.area(series), .stem(series), .line(series), .points(series), .path(series)], plain)),
    ]
    if x.count >= 2, x[0].isFinite, x[1].isFinite, y[0].isFinite, y[1].isFinite {
      let matrix = Matrix(rows: 2, columns: 2, elements: [x[0], x[1], y[0], y[1]])
      charts.append(("grid map", try .gridMap(matrix, directions: [], plain)))
      charts.append(("grid map with directions", try .gridMap(matrix, directions: [(x[0], 1, 0), (y[0], x[1], y[1])])))
    }
    return charts.map { ("\(row.name) \($0.0)", $0.1) }
  }

  @Test(arguments: SurvivalTests.lines.indices) func everyKindKeepsItsRules(index: Int) throws {
    // A debug build draws a hundred times slower: every kind on linear axes, and on one other of two.
    let scales: [Scale] = [.linear, index.isMultiple(of: 2) ? .log10 : .symlog]
    for (name, chart) in try Self.charts(SurvivalTests.lines[index], scales: scales) {
      let (width, height) = index % 3 == 0 ? (20, 6) : index % 3 == 1 ? (60, 15) : (41, 9)
      PictureRules.check(name, chart, width: width, height: height)
    }
  }

  @Test(arguments: [0, 3, 8, 10, 19]) func everyKindSurvivesJSON(index: Int) throws {
    for (name, chart) in try Self.charts(SurvivalTests.lines[index], scales: [.log10]) {
      let data = try JSONEncoder().encode(chart)
      #expect(try JSONDecoder().decode(Chart.self, from: data) == chart, "\(name)")
    }
  }

  static let labels: [Chart] = {
    let options = Chart.Options(title: evil, x: Axis(evil), y: Axis(evil), notices: [evil])
    let series = try? Series(name: evil, x: [1, 2, 3], y: [3, 1, 2])
    let shear = Matrix(rows: 2, columns: 2, elements: [2, 1, 1, 2])
    return [
      .box([(evil, [1, 2, 3]), (evil, [4, 5, 60])], options), .density([(evil, [1, 2, 3]), (evil, [4])], options),
      .arrows([Arrow(evil, x: 1, y: 2), Arrow(evil, x: -3, y: -2)], options), .stem(series.map { [$0] } ?? [], options),
      .area(series.map { [$0, $0] } ?? [], options),
      (try? .bar([evil, evil], series: [(evil, [1, -2]), (evil, [3, 4])], options)) ?? Chart([]),
      (try? .gridMap(shear, directions: [(3, 1, 1)], options)) ?? Chart([]), Chart([], options), Chart([.panels([])]),
    ]
  }()

  @Test(arguments: [(60, 15), (0, 0), (10, 3), (20, 6), (33, 24), (200, 5), (-5, -5), (1, 1), (80, 24), (26, 7)])
  func labelsOfAnyKindKeepTheRules(width: Int, height: Int) {
    for (index, chart) in Self.labels.enumerated() {
      PictureRules.check("labels \(index)", chart, width: width, height: height)
    }
  }

  @Test(arguments: [(60, 15), (80, 24), (40, 10), (20, 6)])
  func wishesForASizeAreKept(width: Int, height: Int) throws {
    for (name, chart) in try Sample.all.get() {
      var chart = chart
      (chart.options.width, chart.options.height) = (width, height)
      let rows = chart.text(RenderOptions(width: 200, height: 100)).split(
        separator: "\n", omittingEmptySubsequences: false)
      #expect(rows.count <= height && rows.allSatisfy { String($0).displayWidth <= width }, "\(name)")
    }
  }
}

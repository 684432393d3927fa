import Charts
import Document
import LinearAlgebra
import Testing

/// That a picture tells the truth about its numbers.
@Suite struct MeaningTests {
  static func rows(_ chart: Chart, _ options: RenderOptions) -> [[Character]] {
    chart.text(options).split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
  }

  /// Freedman & Diaconis: for 0…99 the quartiles are 24.75 and 74.25, so the width is 2·49.5/100^(1/3) = 21.3,
  /// rounded to 20.
  @Test func binWidthFollowsFreedmanAndDiaconis() {
    let bins = Bins((0..<100).map(Double.init))
    #expect(bins.width == 20)
    #expect(bins.start == 0)
    #expect(bins.counts == [20, 20, 20, 20, 20])
  }

  /// With an interquartile range of 0, Sturges: log₂ 32 + 1 = 6 bins over a range of 10, 1.67 rounded to 2.
  @Test func binWidthFollowsSturgesWithoutSpread() {
    let bins = Bins([Double](repeating: 0, count: 31) + [10])
    #expect(bins.width == 2)
    #expect(bins.counts == [31, 0, 0, 0, 1])
  }

  @Test func countsAreComplete() {
    let values = (0..<1000).map { Double(($0 * 7919) % 1009) / 13 } + [.nan, .infinity]
    for count in [nil, 1, 7, 100] {
      let bins = Bins(values, count: count)
      #expect(bins.total == 1000)
      #expect(bins.skipped == 2)
      if let count { #expect(bins.counts.count == count) }
    }
  }

  /// A line from corner to corner passes through both, and both corners are labelled with their numbers. The plot
  /// ends two columns before the edge; the axis and its labels take two of the rows.
  @Test func cornersOfALine() throws {
    let chart = Chart.line([try Series(x: [0, 1], y: [2, 3])])
    let rows = Self.rows(chart, RenderOptions(width: 60, height: 15, charset: .ascii))
    #expect(rows.count == 15)
    let axis = try #require(rows[0].firstIndex(of: "+"))
    #expect(rows[0].count == 58 && rows[0].last == "*")
    #expect(rows[12][axis] == "+" && rows[12][axis + 1] == "*")
    #expect(rows[13][axis + 1] == "+" && rows[13].last == "+" && rows[13].count == 58)
    let heights = [0, 12].map { Double(String(rows[$0][..<axis].filter { $0 != " " })) }
    #expect(heights == [3, 2])
    let places = String(rows[14]).split(separator: " ").compactMap { Double($0) }
    #expect(places.first == 0 && places.last == 1)
  }

  @Test func seriesAreToldApartWithoutColour() throws {
    let series = try (0..<4).map { try Series(name: "s\($0)", x: [0, 1], y: [Double($0), Double($0)]) }
    for charset in RenderOptions.Charset.allCases {
      let chart = Chart.line(series)
      let rows = Self.rows(chart, RenderOptions(width: 70, height: 15, charset: charset))
      let patterns = rows[1..<13].map { String($0.dropFirst(5)) }.filter { !$0.isEmpty }
      #expect(Set(patterns).count == 4, "\(charset)\n\(patterns.joined(separator: "\n"))")
    }
  }

  /// More series than signs and dashes: the ninth and those after it are drawn with letters.
  @Test func manySeriesAreToldApart() throws {
    let series = try (0..<12).map { try Series(name: "s\($0)", x: [0, 1], y: [Double($0), Double($0)]) }
    for charset in RenderOptions.Charset.allCases {
      let rows = Self.rows(Chart.line(series), RenderOptions(width: 70, height: 40, charset: charset))
      let patterns = rows.dropFirst().map { String($0.dropFirst(5)) }.filter { $0.count > 50 && !$0.contains("┬") }
      #expect(Set(patterns).count >= 12, "\(charset)")
    }
    let groups = try (0..<20).map { try Series(name: "g\($0)", x: [Double($0)], y: [Double($0)]) }
    let text = Chart.scatter(groups).text(RenderOptions(width: 72, height: 30, charset: .ascii))
    let plot = text.split(separator: "\n").dropFirst().prefix(26).joined()
    #expect(Set(plot.filter { !" 0123456789.+|-".contains($0) }).count >= 18, "\(text)")
  }

  /// One spike among a thousand values: an average over a column would hide it.
  @Test func sparklineKeepsExtremes() {
    var values = [Double](repeating: 1, count: 1000)
    values[500] = 9
    let text = Chart.sparkline(values).text(RenderOptions(width: 40))
    #expect(text.filter { $0 == "█" }.count == 1 && text.hasSuffix("1 to 9"))
  }

  @Test func smallBarsShow() throws {
    let bins = Chart([.histogram(Bins(start: 0, width: 1, counts: [1000, 1]))])
    let unicode = bins.text(RenderOptions(width: 60, height: 15))
    #expect(unicode.contains("▁") && unicode.contains("█"))
    #expect(bins.text(RenderOptions(width: 60, height: 15, charset: .ascii)).contains("."))
    let bars = try Chart.bar(["a", "b"], [1e6, 1]).text(RenderOptions(width: 40, height: 10))
    #expect(bars.split(separator: "\n")[1].contains("▌"))
  }

  @Test func bluntNumbersInCells() {
    let text = Chart.heatmap(Matrix(rows: 2, columns: 2, elements: [1, 2, .nan, 4]))
      .text(RenderOptions(width: 60, height: 15))
    #expect(text.contains("░   1") && text.contains("█   4") && text.contains("n/a"))
  }

  /// The contour x² + y² = 1 crosses the x axis at ±1, which are a quarter and three quarters of −2…2.
  @Test func contourOfACircle() throws {
    let axis = Sample.grid(-2, 2, 81)
    let chart = try Chart.contour(x: axis, y: axis, z: Sample.matrix(axis, axis) { $0 * $0 + $1 * $1 })
    let rows = Self.rows(chart, RenderOptions(width: 72, height: 16, charset: .ascii))
    #expect(String(rows[0]).contains("b=1 "))
    let middle = try #require(rows.first { $0.starts(with: " 0 +") })
    let marks = middle.indices.filter { middle[$0] == "b" }
    let columns = 72 - 4 - 2
    // A mark is where a dot fell, so at most half a cell from the true place, and the row is half a cell from y = 0.
    for share in [0.25, 0.75] {
      let place = 4 + share * Double(columns) - 0.5
      #expect(marks.contains { abs(Double($0) - place) <= 1 }, "\(String(middle))")
    }
  }

  @Test func sparklineRises() {
    #expect(Chart.sparkline([1, 2, 3, 4, 5, 6, 7, 8]).text(RenderOptions()) == "▁▂▃▄▅▆▇█  1 to 8")
    #expect(Chart.sparkline([1, .nan, 8]).text(RenderOptions(charset: .ascii)) == "_ #  1 to 8; 1 not finite")
  }

  @Test func logarithmicTicksAreDecades() throws {
    let x = [1.0, 10, 100, 1000, 10000]
    let chart = Chart.line([try Series(x: x, y: x)], .init(x: Axis(scale: .log10), y: Axis(scale: .log10)))
    let rows = Self.rows(chart, RenderOptions(width: 60, height: 15, charset: .ascii))
    let labels = String(rows[rows.count - 1]).split(separator: " ")
    #expect(labels == ["1", "10", "100", "1000", "10000"])
  }
}

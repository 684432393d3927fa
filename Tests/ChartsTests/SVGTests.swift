import Charts
import Document
import FoundationEssentials
import LinearAlgebra
import Testing

/// What holds of every chart as an SVG file. That browsers show them well was seen by eye.
@Suite struct SVGTests {
  static let samples: [(name: String, chart: Chart)] = (try? Sample.all.get()) ?? []

  static let sizes = [(640, 400), (1200, 700), (200, 120), (60, 20), (1, 1)]

  @Test(arguments: samples.map(\.name)) func isWholeAndStaysSo(_ name: String) throws {
    let chart = try #require(Self.samples.first { $0.name == name }?.chart)
    for (width, height) in Self.sizes {
      let svg = chart.svg(PictureSize(width: width, height: height))
      try expectWellFormed(svg)
      #expect(svg == chart.svg(PictureSize(width: width, height: height)), "the same bytes twice")
      #expect(svg.contains("viewBox=\"0 0 \(width) \(height)\""))
      // Nothing is loaded and nothing runs; every name that is used is defined.
      for word in ["script", "href", "http:", "https:", "onload", "NaN", "inf "] {
        #expect(!svg.dropFirst(40).contains(word), "\(word)")
      }
      for use in Self.pieces(svg, after: "url(#", until: ")") { #expect(svg.contains("id=\"\(use)\"")) }
      #expect(svg.contains("<title id=") && svg.contains("<desc id=") && svg.contains("prefers-color-scheme:dark"))
    }
  }

  /// Series are told apart by dash, mark or hatch too, so that colour is never the only channel.
  @Test func looksDifferWithoutColour() throws {
    let lines = Chart.line(try (0..<6).map { try Series(name: "s\($0)", x: [0, 1], y: [Double($0), 1]) })
    let classes = Self.pieces(lines.svg(PictureSize()), after: "<path class=\"l ", until: "\"")
    #expect(Set(classes.compactMap { $0.split(separator: " ").last }).count == 6)
    let bars = try #require(Self.samples.first { $0.name == "grouped" }?.chart).svg(PictureSize())
    #expect(bars.contains("<pattern id="))
  }

  /// Rows: a label, and what XML demands of it.
  @Test(arguments: [
    ("a < b & \"c\" > 'd'", "a &lt; b &amp; &quot;c&quot; &gt; 'd'"), ("\u{1B}[31m", "␛[31m"),
    ("\u{202E}x", "\u{FFFD}x"),
    ("\u{0}\u{7}", "␀␇"), ("\u{85}\u{FFFE}", "\u{FFFD}\u{FFFD}"), ("]]>", "]]&gt;"),
  ])
  func wordsAreEscaped(_ words: String, _ written: String) throws {
    let options = Chart.Options(title: words, x: Axis(words), y: Axis(words))
    for chart in [
      Chart.line([try Series(name: words, x: [0, 1], y: [1, 2]), try Series(x: [0, 1], y: [2, 1])], options),
      try Chart.bar([words, "b"], [1, 2], options),
    ] {
      let svg = chart.svg(PictureSize())
      try expectWellFormed(svg)
      #expect(svg.contains(">\(written)<"))
    }
  }

  /// Data that tempt arithmetic: each with what must not come out of it.
  @Test(
    arguments: [
      [], [1], [3, 3, 3], [.nan, .nan], [.nan, 1, 2], [1, .infinity, -.infinity, 2], [1e300, -1e300], [1e-12, 2e-12],
      [.leastNonzeroMagnitude, .leastNormalMagnitude], [1e9, 1e9 + 1, 1e9 + 2], [-0.0, 0],
      [.greatestFiniteMagnitude, -.greatestFiniteMagnitude],
    ] as [[Double]])
  func survives(_ y: [Double]) throws {
    let x = y.indices.map(Double.init)
    for scale in Scale.allCases {
      let options = Chart.Options(x: Axis(scale: scale), y: Axis(scale: scale))
      let charts = [
        Chart.line([try Series(x: x, y: y)], options), Chart.scatter([try Series(x: y, y: x)], options),
        try Chart.bar(y.map { "\($0)" }, y, options), Chart.sparkline(y, options),
        try Chart.histogram(y, options), .heatmap(.init(rows: 1, columns: y.count, elements: y), scale: scale, options),
      ]
      for chart in charts {
        let svg = chart.svg(PictureSize())
        try expectWellFormed(svg)
        for number in Self.pieces(svg, after: " x=\"", until: "\"") + Self.pieces(svg, after: " y=\"", until: "\"") {
          let value = try #require(Double(number))
          #expect(abs(value) <= 1e5)
        }
      }
    }
  }

  /// A million points cost no more than can be seen: M4 keeps four to a column of pixels.
  @Test func manyPointsAreThinned() throws {
    let x = (0..<100_000).map { Double($0) }
    let svg = Chart.line([try Series(x: x, y: x.map { $0.truncatingRemainder(dividingBy: 97) })]).svg(PictureSize())
    #expect(svg.utf8.count < 4 * 640 * 14 + 8000)
    let data = try #require(Self.pieces(svg, after: "<path class=\"l s0 d0\" d=\"", until: "\"").first)
    let points = data.split { "ML".contains($0) }.map { $0.split(separator: " ").compactMap { Double($0) } }
    let (xs, ys) = (points.map { $0[0] }, points.map { $0[1] })
    let whole = Chart.line([try Series(x: [0, 1, 2, 99_999], y: [0, 96, 0, 89])]).svg(PictureSize())
    let corners = try #require(Self.pieces(whole, after: "<path class=\"l s0 d0\" d=\"", until: "\"").first)
    let ends = corners.split { "ML".contains($0) }.map { $0.split(separator: " ").compactMap { Double($0) } }
    // The first, the last, the least and the greatest lie where they lie alone; 99 999 leaves 89.
    #expect(points.first == ends.first && points.last == ends.last)
    #expect(ys.min() == ends.map { $0[1] }.min() && ys.max() == ends.map { $0[1] }.max())
    #expect(Set(xs.map { $0.rounded(.down) }).count > 500)
  }

  /// Two pictures on one page have names of their own, though title and extent are the same.
  @Test func picturesShareAPage() throws {
    let charts = try [[0.0, 1, 5, 2], [0, 5, 1, 2]].map { y in
      Chart.line([try Series(x: [0, 1, 2, 3], y: y)], .init(title: "one"))
    }
    let names = charts.map { Self.pieces($0.svg(PictureSize()), after: " id=\"", until: "\"") }
    #expect(names.allSatisfy { $0.count == 3 } && Set(names.joined()).count == 6)
  }

  /// Bars on a log axis begin at its base, so that none lies to its left and each tenfold value is longer.
  @Test func logarithmicBarsBeginAtTheirBase() throws {
    let options = Chart.Options(x: Axis(scale: .log10))
    let svg = try Chart.bar(["a", "b", "c"], [0.01, 1, 100], options).svg(PictureSize())
    let bars = Self.pieces(svg, after: "<rect class=\"f0\" ", until: ">")
    let lefts = bars.compactMap { Self.pieces($0, after: "x=\"", until: "\"").first.flatMap(Double.init) }
    let widths = bars.compactMap { Self.pieces($0, after: "width=\"", until: "\"").first.flatMap(Double.init) }
    #expect(lefts.count == 3 && Set(lefts).count == 1)
    // Two decades lie between each and the next; places are tenths of a pixel.
    #expect(abs((widths[2] - widths[1]) - (widths[1] - widths[0])) <= 0.21 && widths[1] > 100)
    #expect(!svg.contains("text-anchor=\"end\">0.01<"), "a number inside its bar")
  }

  /// On the other side of 0 an area is another piece: the corners of both meet where the line crosses it.
  @Test func anAreaCrossesItsBase() throws {
    let svg = Chart.area([try Series(x: [0, 2], y: [1, -1])]).svg(PictureSize())
    let above = try #require(Self.pieces(svg, after: "<path class=\"a f0\" d=\"", until: "\"").first)
    let below = try #require(Self.pieces(svg, after: "-b0)\" d=\"", until: "\"").first)
    let sides = [above, below].map { data in
      data.dropLast().split { "ML".contains($0) }.map { $0.split(separator: " ").compactMap { Double($0) } }
    }
    // Each a triangle whose upper and lower edges meet half way.
    let xs = sides.joined().map { $0[0] }
    let middle = try #require(xs.min()) / 2 + #require(xs.max()) / 2
    for side in sides { #expect(side.filter { abs($0[0] - middle) < 0.11 }.count == 2 && side.count == 4) }
    // The side below has a hatch of its own, which is defined.
    #expect(
      svg.contains("<pattern id=")
        && Self.pieces(svg, after: "fill:url(#", until: ")").allSatisfy {
          svg.contains("<pattern id=\"\($0)\"")
        })
  }

  @Test func otherPicturesAreTheirText() throws {
    struct Words: Figure {
      func text(_ options: RenderOptions) -> String { "a < b\n&" }
    }
    let svg = Words().svg(PictureSize())
    try expectWellFormed(svg)
    #expect(svg.contains(">a &lt; b</text>") && svg.contains(">&amp;</text>"))
  }

  /// The files in `Golden`; one that differs is printed.
  @Test(arguments: ["line", "loss", "grouped", "scatter", "confusion", "logbar"]) func looksAsAgreed(_ name: String)
    throws
  {
    let chart = try #require(Self.samples.first { $0.name == name }?.chart)
    let path = GoldenTests.folder + "\(name).svg"
    let expected = String(decoding: try #require(FileManager.default.contents(atPath: path)), as: UTF8.self)
    let drawn = chart.svg(PictureSize())
    #expect(drawn == expected, "\(name).svg is now\n\(drawn)")
  }

  static func pieces(_ text: String, after start: String, until end: Character) -> [String] {
    text.split(separator: start, omittingEmptySubsequences: false).dropFirst().map { String($0.prefix { $0 != end }) }
  }
}

/// Tags close in the order they open, attributes are quoted and appear once, and only known entities occur.
/// - Source: W3C, Extensible Markup Language 1.0 (5th edition), §2.1.
func expectWellFormed(_ xml: String) throws {
  var open: [Substring] = []
  var rest = xml[...]
  func text(_ piece: Substring) {
    for entity in piece.split(separator: "&", omittingEmptySubsequences: false).dropFirst() {
      #expect(["lt;", "gt;", "amp;", "quot;"].contains { entity.hasPrefix($0) }, "&\(entity.prefix(8))")
    }
    #expect(piece.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0.value == 0x0A })
  }
  while let start = rest.firstIndex(of: "<") {
    text(rest[..<start])
    let end = try #require(rest[start...].firstIndex(of: ">"))
    let tag = rest[rest.index(after: start)..<end]
    rest = rest[rest.index(after: end)...]
    if tag.hasPrefix("/") {
      #expect(open.popLast() == tag.dropFirst(), "</\(tag.dropFirst())>")
      continue
    }
    let name = tag.prefix { $0 != " " && $0 != "/" }
    let quotes = tag.split(separator: "\"", omittingEmptySubsequences: false)
    #expect(quotes.count % 2 == 1 && !tag.contains("<"), "\(tag.prefix(80))")
    let names = quotes.enumerated().filter { $0.offset % 2 == 0 }.map {
      $0.element.drop { $0 == " " }
    }
    .filter { $0.hasSuffix("=") }
    #expect(Set(names).count == names.count, "\(tag.prefix(80))")
    for value in quotes.enumerated() where value.offset % 2 == 1 { text(value.element) }
    if !tag.hasSuffix("/") { open.append(name) }
  }
  text(rest)
  #expect(open.isEmpty)
}

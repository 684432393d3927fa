/// How an SVG looks: the same in any viewer, on light and on dark pages, without fonts or scripts from elsewhere.
enum SVGStyle {
  /// Of series, on light and on dark paper: after Okabe & Ito, Color Universal Design (2008), moved until each has a
  /// contrast of 3 to its paper (WCAG 2.1, 1.4.11). Dash and mark tell them apart without colour.
  static let series: [(light: String, dark: String)] = [
    ("#0068ad", "#5ab4f0"), ("#cf5300", "#ff8f4a"), ("#00805c", "#35cfa2"), ("#a3417b", "#ee9fc8"),
    ("#9a6a00", "#f0bb47"), ("#3d4f9f", "#a3b1ff"), ("#9b2226", "#ff8a8a"), ("#4d5d63", "#c0ccd1"),
  ]

  /// Dashes and gaps in pixels.
  private static let dashes = ["", "8 5", "2 4", "10 4 2 4", "4 4", "14 5", "6 3 2 3 2 3", "1 6"]

  /// Shades of a surface from low to high, ever lighter, so that they read in grey as well.
  static let heights = [
    "#0b2b66", "#134086", "#1f57a0", "#2f6fb3", "#4487c2", "#5d9ecd", "#7ab4d6", "#98c8df", "#b6d9e8", "#d2e8f1",
  ]

  /// The rules for tiles of these shades, for pictures that have such.
  static var tiles: String {
    let rules = heights.enumerated().map { "path.k\($0.offset){fill:\($0.element)}" }
    return (rules + [".j{stroke:#0b2b66;stroke-width:.4;stroke-opacity:.45}"]).map(scoped).joined()
  }

  static func stroke(_ look: Scene.Look) -> String {
    if look.isQuiet { return "q" }
    // Lettered lines are heights, and heights are shades of one ink.
    if look.isFaint { return "c c0" }
    if look.letter?.isLowercase == true { return "c c\(min(look.series, levels - 1))" }
    if look.letter != nil { return "s\(look.series % series.count)" }
    return "s\(look.series % series.count) d\(look.series % dashes.count)"
  }

  /// Shades of lettered lines.
  private static let levels = 6

  /// Strokes over the fills of all series but the first, which tell them apart without colour.
  private static let hatches = [
    "M-2 10L10 -2M4 16L16 4", "M-2 2L10 14M4 -4L16 8", "M3 -1V13M9 -1V13", "M-1 3H13M-1 9H13", "M0 12L12 0M0 0L12 12",
  ]

  /// What the hatch of a series is called, where it has one.
  static func hatch(_ look: Scene.Look, _ identity: String) -> String? {
    look.series == 0 || look.isQuiet ? nil : "\(identity)-h\((look.series - 1) % hatches.count)"
  }

  /// The hatches that these looks need.
  static func hatches(_ looks: [Scene.Look], _ identity: String) -> String {
    let used = Set(looks.filter { $0.series > 0 && !$0.isQuiet }.map { ($0.series - 1) % hatches.count })
    return used.sorted().map { index in
      "<pattern id=\"\(identity)-h\(index)\" width=\"12\" height=\"12\" patternUnits=\"userSpaceOnUse\">"
        + "<path class=\"z\" d=\"\(hatches[index])\"/></pattern>\n"
    }.joined()
  }

  /// What the hatch of an area below its base is called, and that of what is not allowed.
  static func shade(_ look: Scene.Look, _ identity: String) -> String {
    look.isQuiet ? "\(identity)-r" : "\(identity)-b\(look.series % series.count)"
  }

  /// The hatches that the areas among these shapes need.
  static func shades(of shapes: [Scene.Shape], _ identity: String) -> String {
    var found: [String] = []
    for shape in shapes {
      let (look, data): (Scene.Look, String)
      switch shape {
      case .area(let area) where area.side == .below: (look, data) = (area.look, "M-1 7L7 -1M3 9L9 3M-3 3L3 -3")
      case .region(let region): (look, data) = (region.look, "M-1 1L1 -1M0 8L8 0M7 9L9 7")
      default: continue
      }
      let ink = look.isQuiet ? "q0" : "s\(look.series % series.count)"
      found.append(
        "<pattern id=\"\(shade(look, identity))\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">"
          + "<path class=\"y \(ink)\" d=\"\(data)\"/></pattern>\n")
    }
    return found.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }.joined()
  }

  static func fill(_ look: Scene.Look) -> String { look.isQuiet ? "fq" : "f\(look.series % series.count)" }

  /// The rules, for what is inside an element of the class `nabla` alone: several pictures may share a page.
  static let sheet: String = {
    let light = Palette(paper: "#ffffff", ink: "#1c2430", dim: "#5d6776", grid: "#e6e9ee", axis: "#9aa3b0")
    let dark = Palette(paper: "#14181f", ink: "#e8ebf0", dim: "#a3adba", grid: "#2a313b", axis: "#66707d")
    let rules = [
      "text{font:12px system-ui,sans-serif;font-variant-numeric:tabular-nums}",
      ".t{font-size:15px;font-weight:600}", ".b{font-weight:600}", ".r{font-size:11px}", "path{fill:none}",
      ".l{stroke-width:1.8;stroke-linejoin:round;stroke-linecap:round}", ".v{stroke-width:1.2}",
      ".m{stroke-width:1.6;stroke-linecap:round}", ".p{fill-opacity:.8;stroke:none}",
      ".a{fill-opacity:.25;stroke:none}",
      ".q{stroke-width:1.2;stroke-dasharray:4 4}", ".i{stroke-opacity:.55}", ".z{stroke-width:2;stroke-opacity:.45}",
      ".y{stroke-width:1;stroke-opacity:.6}", ".g,.x{stroke-width:1;shape-rendering:crispEdges}",
      ".h{paint-order:stroke;stroke-width:4;stroke-linejoin:round}", ".e{stroke-width:1.6}",
    ]
    let dashed = dashes.enumerated().filter { !$0.element.isEmpty }.map {
      ".d\($0.offset){stroke-dasharray:\($0.element)}"
    }
    let shades = (0..<levels).map { ".c\($0){stroke-opacity:.\(52 + 9 * $0)}" }
    return (rules + dashed + shades).map(scoped).joined() + light.rules(series.map(\.light))
      + "@media (prefers-color-scheme:dark){"
      + dark.rules(series.map(\.dark)) + "}"
  }()

  private struct Palette {
    var paper: String
    var ink: String
    var dim: String
    var grid: String
    var axis: String

    func rules(_ series: [String]) -> String {
      let own = series.enumerated().flatMap { [".s\($0){stroke:\($1)}", ".f\($0){fill:\($1)}"] }
      let shared = [
        ".w{fill:\(paper)}", "text{fill:\(ink)}", ".n{fill:\(dim)}", ".g{stroke:\(grid)}", ".x{stroke:\(axis)}",
        ".q,.i,.q0{stroke:\(dim)}", ".z{stroke:\(paper)}", ".fq{fill:\(dim)}", ".h{stroke:\(paper)}",
        ".e{fill:\(paper)}",
        ".c{stroke:\(series[0])}",
      ]
      return (shared + own).map(scoped).joined()
    }
  }

  private static func scoped(_ rule: String) -> String {
    let parts = rule.split(separator: "{", maxSplits: 1)
    let selectors = parts[0].split(separator: ",").map { ".nabla \($0)" }.joined(separator: ",")
    return "\(selectors){\(parts[1])"
  }
}

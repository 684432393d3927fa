/// The marks of points, told apart by their shape.
enum SVGMarks {
  /// Marks of a series, all in one path.
  static func write(_ points: [(x: Double, y: Double)], _ look: Scene.Look, radius: Double, to writer: inout SVGWriter)
  {
    let shape = shapes[look.series % shapes.count]
    let data = points.map { shape.path($0.x, $0.y, radius * shape.scale) }.joined()
    writer.path(data, shape.isFilled ? "p \(SVGStyle.fill(look))" : "m s\(look.series % SVGStyle.series.count)")
  }

  /// Marks that are signs: rings for `o`, letters on their own ground for the others.
  static func write(
    _ points: [(x: Double, y: Double)], _ sign: Character, _ look: Scene.Look, isSmall: Bool, to writer: inout SVGWriter
  ) {
    guard sign != "o" else {
      let data = points.map { circle($0.x, $0.y, isSmall ? 1.5 : 3) }.joined()
      writer.path(data, isSmall ? "p \(SVGStyle.fill(look))" : "e s\(look.series % SVGStyle.series.count)")
      return
    }
    for at in points {
      writer.path(circle(at.x, at.y, 8), "p \(SVGStyle.fill(look))")
      writer.text(String(sign), at.x, at.y + 4, "r b w", .middle)
    }
  }

  /// How large the marks of so many points are.
  static func radius(of count: Int) -> Double { count > 5000 ? 1.2 : count > 800 ? 1.8 : count > 150 ? 2.6 : 3.6 }

  static func circle(_ x: Double, _ y: Double, _ radius: Double) -> String {
    let r = SVGText.number(radius)
    let wide = SVGText.number(2 * radius)
    return "M\(SVGText.point(x - radius, y))a\(r) \(r) 0 1 0 \(wide) 0a\(r) \(r) 0 1 0 -\(wide) 0z"
  }

  private struct Shape {
    var isFilled: Bool
    /// Against the circle, so that all look equally large.
    var scale: Double
    var path: @Sendable (_ x: Double, _ y: Double, _ radius: Double) -> String
  }

  private static func polygon(_ corners: [(Double, Double)]) -> Shape {
    Shape(isFilled: true, scale: 1.15) { x, y, r in
      "M" + corners.map { SVGText.point(x + $0.0 * r, y + $0.1 * r) }.joined(separator: "L") + "z"
    }
  }

  private static func strokes(_ pieces: [(Double, Double, Double, Double)]) -> Shape {
    Shape(isFilled: false, scale: 1) { x, y, r in
      pieces.map { "M\(SVGText.point(x + $0.0 * r, y + $0.1 * r))L\(SVGText.point(x + $0.2 * r, y + $0.3 * r))" }
        .joined()
    }
  }

  private static let shapes = [
    Shape(isFilled: true, scale: 1, path: circle),
    strokes([(-1, 0, 1, 0), (0, -1, 0, 1)]),
    polygon([(-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)]),
    strokes([(-0.9, -0.9, 0.9, 0.9), (-0.9, 0.9, 0.9, -0.9)]),
    polygon([(0, -1), (0.95, 0.8), (-0.95, 0.8)]),
    polygon([(0, -1.15), (1, 0), (0, 1.15), (-1, 0)]),
    strokes([(-1, 0, 1, 0), (-0.6, -0.9, 0.6, 0.9), (-0.6, 0.9, 0.6, -0.9)]),
    polygon([(0, 1), (0.95, -0.8), (-0.95, -0.8)]),
  ]
}

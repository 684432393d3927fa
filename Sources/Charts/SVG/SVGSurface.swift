import Document
import Glibc

/// A surface as tiles in shades of their height, painted from the farthest to the nearest.
struct SVGSurface {
  private let surface: Surface
  private let scene: Scene
  private let box: SVGPage.Box

  init(_ surface: Surface, _ scene: Scene, _ box: SVGPage.Box) {
    self.surface = surface
    self.scene = scene
    self.box = box
  }

  /// Tiles along a side: more of them nobody tells apart, and each takes 50 bytes.
  private static let most = 32

  func write(to writer: inout SVGWriter) -> (left: Double, right: Double) {
    guard let view = SurfaceView(surface) else { return (box.left, box.left + box.width) }
    let labels = [view.heights.high, view.heights.low].map { $0.label(digits: 4) }
    let margin = (labels.map { SVGText.width($0) }.max() ?? 0) + 16
    let (width, height) = (max(box.width - margin - 24, 12), max(box.height - 28, 12))
    func at(_ spot: SurfaceView.Spot) -> (x: Double, y: Double) {
      (box.left + margin + spot.x * width, box.top + 4 + (1 - spot.y) * height)
    }
    let (left, near, right, far) = view.corners
    func floor(_ middle: SurfaceView.Corner) -> String {
      let ends = [left, middle, right].map { at($0.spot) }
      return "M" + ends.map { SVGText.point($0.x, $0.y) }.joined(separator: "L")
    }
    writer.path(floor(far), "x")
    writer.add("<style>\(SVGStyle.tiles)</style>\n")
    let every = max(1, (max(view.columns, view.rows) + Self.most - 2) / Self.most)
    for tile in view.tiles(every: every) {
      let corners = [
        (tile.columns.0, tile.rows.0), (tile.columns.1, tile.rows.0), (tile.columns.1, tile.rows.1),
        (tile.columns.0, tile.rows.1),
      ]
      let ends = corners.compactMap { view.spot(column: $0.0, row: $0.1) }.map(at)
      guard ends.count == 4 else { continue }
      let mean = corners.reduce(0) { $0 + view.share(column: $1.0, row: $1.1) / 4 }
      writer.add(
        "<path class=\"j k\(Self.shade(mean))\" d=\"M\(ends.map { SVGText.point($0.x, $0.y) }.joined(separator: "L"))z\"/>\n"
      )
    }
    writer.path(floor(near), "x")
    let (foot, tip) = (at(left.spot), at(view.spot(left.s, left.t, 1)))
    if foot.y - tip.y > 20 {
      writer.line(foot.x, foot.y, tip.x, tip.y, "x")
      writer.text(labels[0], tip.x - 8, tip.y + 4, "n", .end)
      writer.text(labels[1], foot.x - 8, foot.y + 4, "n", .end)
    }
    for (corner, anchor) in [(left, SVGWriter.Anchor.start), (near, .middle), (right, .end)] {
      let place = at(corner.spot)
      writer.text(corner.label, place.x, place.y + 18, "n", anchor)
    }
    for end in [left, right] {
      let name = end.s != near.s ? scene.x.label : scene.y.label
      let place = at(view.spot((end.s + near.s) / 2, (end.t + near.t) / 2, 0))
      let isLeft = end.spot.x < near.spot.x
      writer.text(name, place.x + (isLeft ? -12 : 12), place.y + 16, "n", isLeft ? .end : .start)
    }
    return (box.left, box.left + box.width)
  }

  /// Which of the sheet's shades a height has.
  private static func shade(_ share: Double) -> Int {
    min(max(Int(clamped: share * Double(SVGStyle.heights.count)), 0), SVGStyle.heights.count - 1)
  }
}

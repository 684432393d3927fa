import Document
import Glibc

/// Shapes on a pair of axes.
struct SVGAxes {
  private let scene: Scene
  private let plot: SVGPlot?
  private let namesEnds: Bool

  init(_ scene: Scene, _ box: SVGPage.Box) {
    self.scene = scene
    namesEnds = scene.namesEnds(width: box.width)
    guard let x = scene.x.extent, let y = scene.y.extent else {
      plot = nil
      return
    }
    plot = scene.isBare ? Self.bare(x, y, box) : Self.framed(scene, x, y, box)
  }

  /// - Returns: from where to where the plot goes.
  func write(to writer: inout SVGWriter, clip: String) -> (left: Double, right: Double) {
    guard let plot else { return (0, 0) }
    if !scene.isBare { frame(plot, to: &writer) }
    writer.add(
      "<clipPath id=\"\(clip)\"><rect x=\"\(SVGText.number(plot.left - 9))\" y=\"\(SVGText.number(plot.top - 9))\" "
        + "width=\"\(SVGText.number(plot.width + 18))\" height=\"\(SVGText.number(plot.height + 18))\"/></clipPath>\n")
    let shapes = scene.shapes.filter { !isAxis($0) }
    writer.add(SVGStyle.shades(of: shapes, clip))
    writer.group("clip-path=\"url(#\(clip))\"") { inner in
      for shape in shapes { SVGShape(shape, plot, clip).write(to: &inner) }
    }
    for shape in shapes { SVGShape(shape, plot, clip).writeWords(to: &writer) }
    if namesEnds { writeEnds(plot, to: &writer) }
    return (plot.left, plot.right)
  }

  /// Names to the right of their lines' ends, pushed apart.
  private func writeEnds(_ plot: SVGPlot, to writer: inout SVGWriter) {
    let sorted = scene.ends.filter { plot.up($0.y).isFinite }.sorted { plot.up($0.y) < plot.up($1.y) }
    var last = -Double.infinity
    for (index, end) in sorted.enumerated() {
      let lowest = plot.bottom - Double(sorted.count - 1 - index) * 14
      let y = min(max(plot.up(end.y), last + 14), max(lowest, last + 14))
      writer.text(end.text, plot.right + 8, y + 4, "b f\(end.look.series % SVGStyle.series.count)")
      last = y
    }
  }

  /// A guide where an axis is drawn anyway.
  private func isAxis(_ shape: Scene.Shape) -> Bool {
    switch shape {
    case .guide(.x(0)): scene.x.scale != .log10
    case .guide(.y(0)): scene.y.scale != .log10
    case .guide, .polyline, .markers, .area, .segments, .columns, .bars, .boxes, .cells, .texts, .region, .surface,
      .network:
      false
    }
  }

  private static func bare(_ x: Domain, _ y: Domain, _ box: SVGPage.Box) -> SVGPlot {
    SVGPlot(
      left: box.left, top: box.top + 4, width: box.width, height: max(box.height - 8, 8),
      x: Ticks(marks: [], domain: x.opened), y: Ticks(marks: [], domain: y.opened))
  }

  private static func framed(_ scene: Scene, _ x: Domain, _ y: Domain, _ box: SVGPage.Box) -> SVGPlot {
    let bottomRoom = 22.0
    let height = (box.height - bottomRoom - 6).rounded()
    let endRoom = scene.namesEnds(width: box.width) ? (scene.ends.map { SVGText.width($0.text) }.max() ?? 0) + 12 : 0
    var (x, y) = (padded(x, scene.x, scene), padded(y, scene.y, scene))
    var plot = SVGPlot(
      left: box.left, top: (box.top + 6).rounded(), width: box.width, height: max(height, 12),
      x: Ticks(marks: [], domain: x), y: Ticks(marks: [], domain: y))
    // The labels of y take room from x, equal units widen one of them, and an offset needs words.
    var notes = (x: 0.0, y: 0.0)
    for _ in 0..<3 {
      plot.top = (box.top + 6 + notes.y).rounded()
      plot.height = max(height - notes.x - notes.y, 12)
      plot.y = ticks(y, scene.y, length: plot.height, wanted: max(Int(plot.height / 60), 2)) { marks in
        zip(marks, marks.dropFirst()).allSatisfy { $1.cell - $0.cell >= 17 }
      }
      let labels = plot.y.marks.map { SVGText.width($0.label) }.max() ?? 0
      plot.left = (box.left + labels + 10).rounded()
      plot.width = max((box.left + box.width - plot.left - max(12, endRoom)).rounded(), 12)
      if scene.hasEqualUnits { (x, y) = equalized(x, y, plot) }
      plot.x = ticks(x, scene.x, length: plot.width, wanted: max(Int(plot.width / 84), 2)) { marks in
        zip(marks, marks.dropFirst()).allSatisfy {
          Double($1.cell - $0.cell) >= (SVGText.width($0.label) + SVGText.width($1.label)) / 2 + 10
        }
      }
      notes = (plot.x.offset == 0 ? 0 : 14, plot.y.offset == 0 ? 0 : 12)
    }
    return plot
  }

  /// Room between the data and the frame, but none below a base line at 0.
  private static func padded(_ extent: Domain, _ side: Scene.Side, _ scene: Scene) -> Domain {
    let extent = extent.opened
    guard side.grows, side.ticks == .numbers else { return extent }
    let margin = (extent.high / 2 - extent.low / 2) * 0.06
    guard margin.isFinite, (extent.high + margin).isFinite, (extent.low - margin).isFinite else { return extent }
    let isZeroKept = side.scale == .linear
    return Domain(
      isZeroKept && extent.low == 0 ? 0 : extent.low - margin, isZeroKept && extent.high == 0 ? 0 : extent.high + margin
    )
  }

  /// The same places with as many pixels to a unit on both axes.
  private static func equalized(_ x: Domain, _ y: Domain, _ plot: SVGPlot) -> (Domain, Domain) {
    let (ux, uy) = ((x.high - x.low) / plot.width, (y.high - y.low) / plot.height)
    guard ux.isFinite, uy.isFinite, ux > 0, uy > 0 else { return (x, y) }
    func widened(_ domain: Domain, _ factor: Double) -> Domain {
      let (middle, half) = (domain.low / 2 + domain.high / 2, (domain.high / 2 - domain.low / 2) * factor)
      return Domain(middle - half, middle + half)
    }
    return ux > uy ? (x, widened(y, ux / uy)) : (widened(x, uy / ux), y)
  }

  private static func ticks(
    _ extent: Domain, _ side: Scene.Side, length: Double, wanted: Int, fits: ([Ticks.Mark]) -> Bool
  ) -> Ticks {
    let cells = Int(clamped: length) + 1
    guard case .counts = side.ticks else {
      return Ticks(
        extent, scale: side.scale, cells: cells, dots: 1, wanted: wanted, grows: false, isWhole: side.isWhole,
        fits: fits)
    }
    // Counts are whole: the first whole step that leaves room, from 0 to a little above the most.
    let top = max(extent.high, 1)
    let power = pow(10, log10(top / Double(wanted)).rounded(.down))
    let step = max(1, ([1, 2, 5, 10].first { $0 * power >= top / Double(wanted) } ?? 10) * power)
    let domain = Domain(0, top * 1.04)
    let marks = (0...Int(clamped: top / step)).map { index in
      Ticks.Mark(
        cell: Ticks.cell(Double(index) * step, in: domain, cells: cells, dots: 1), label: (Double(index) * step).label()
      )
    }
    return Ticks(marks: marks, domain: domain)
  }

  private func frame(_ plot: SVGPlot, to writer: inout SVGWriter) {
    var grid = ""
    for mark in plot.y.marks {
      let y = plot.bottom - Double(mark.cell)
      grid += "M\(SVGText.point(plot.left, y))H\(SVGText.number(plot.right))"
      writer.text(mark.label, plot.left - 8, y + 4, "n", .end)
    }
    for mark in plot.x.marks {
      let x = plot.left + Double(mark.cell)
      grid += "M\(SVGText.point(x, plot.top))V\(SVGText.number(plot.bottom))"
      let half = SVGText.width(mark.label) / 2
      // The outermost label may be wider than the room beside it.
      writer.text(mark.label, min(x, plot.right + 12 - half), plot.bottom + 17, "n", .middle)
    }
    writer.path(grid, "g")
    writer.path(axes(plot), "x")
    if plot.y.offset != 0 { writer.text(Self.note(plot.y.offset), plot.left, plot.top - 5, "n r") }
    if plot.x.offset != 0 { writer.text(Self.note(plot.x.offset), plot.right + 12, plot.bottom + 31, "n r", .end) }
  }

  /// What is to be added to the labels.
  private static func note(_ offset: Double) -> String {
    let short = offset.label()
    return "labels + " + (Double(short) == offset ? short : offset.formatted(digits: 17))
  }

  /// The axes at the edges, and those through 0 where it is inside.
  private func axes(_ plot: SVGPlot) -> String {
    var data = "M\(SVGText.point(plot.left, plot.top))V\(SVGText.number(plot.bottom))H\(SVGText.number(plot.right))"
    for (side, domain, isAcross) in [(scene.x, plot.x.domain, false), (scene.y, plot.y.domain, true)] {
      guard side.scale != .log10, domain.low < 0, domain.high > 0, side.ticks == .numbers else { continue }
      data +=
        isAcross
        ? "M\(SVGText.point(plot.left, plot.up(0).rounded()))H\(SVGText.number(plot.right))"
        : "M\(SVGText.point(plot.across(0).rounded(), plot.top))V\(SVGText.number(plot.bottom))"
    }
    return data
  }
}

extension Scene {
  /// Whether lines have their names at their ends on a picture so wide.
  func namesEnds(width: Double) -> Bool {
    let room = ends.map { SVGText.width($0.text) }.max() ?? 0
    return room > 0 && room + 12 < width / 4
  }
}

import Glibc

/// One shape of a plot.
struct SVGShape {
  private let shape: Scene.Shape
  private let plot: SVGPlot
  /// What the part of the page is called that it belongs to.
  private let identity: String

  init(_ shape: Scene.Shape, _ plot: SVGPlot, _ identity: String) {
    self.shape = shape
    self.plot = plot
    self.identity = identity
  }

  func write(to writer: inout SVGWriter) {
    switch shape {
    case .polyline(let line): write(line, to: &writer)
    case .markers(let markers): write(markers, to: &writer)
    case .area(let area): writer.shade(outline(area), area.look, area.side, identity)
    case .segments(let segments): write(segments, to: &writer)
    case .guide(.x(let place)):
      writer.line(plot.across(place), plot.top, plot.across(place), plot.bottom, "q")
    case .guide(.y(let place)): writer.line(plot.left, plot.up(place), plot.right, plot.up(place), "q")
    case .columns(let columns, let look): write(columns, look, to: &writer)
    case .region(let region): write(region, to: &writer)
    case .bars, .boxes, .cells, .texts, .surface, .network: break
    }
  }

  /// The words of the shape, which may stand beyond the edge of the plot.
  func writeWords(to writer: inout SVGWriter) {
    switch shape {
    case .polyline(let line):
      if let letter = line.look.letter, let at = place(ofLetter: line) {
        writer.text(String(letter), at.x, at.y + 4, "b h r", .middle)
      }
    case .texts(let labels): for label in labels { write(label, to: &writer) }
    case .markers, .area, .segments, .guide, .columns, .bars, .boxes, .cells, .region, .surface, .network: break
    }
  }

  private func write(_ line: Scene.Polyline, to writer: inout SVGWriter) {
    let (data, alone) = plot.path(line.x, line.y)
    let weight = line.look.letter?.isLowercase != true && !line.look.isQuiet ? "l" : "v"
    // A net of quiet lines would flicker if it were dashed.
    let isNet = line.look.isQuiet && line.x.count(where: \.isNaN) > 2
    writer.path(data, isNet ? "v i" : "\(weight) \(SVGStyle.stroke(line.look))")
    let points = alone.map { plot.point(line.x[$0], line.y[$0]) }.filter(plot.holds)
    if !line.look.isQuiet { SVGMarks.write(points, line.look, radius: 3.2, to: &writer) }
  }

  /// Rows of whole squares in one piece, and what is left of those that the edge goes through.
  private func write(_ region: Scene.Region, to writer: inout SVGWriter) {
    let (x, y, z) = (region.x, region.y, region.heights)
    guard z.count == x.count * y.count, x.count > 1 else { return }
    var data = ""
    func add(_ corners: [(x: Double, y: Double)]) {
      let ends = corners.map { held(plot.point($0.x, $0.y)) }.filter { $0.x.isFinite && $0.y.isFinite }
      guard ends.count > 2 else { return }
      data += "M" + ends.map { SVGText.point($0.x, $0.y) }.joined(separator: "L") + "z"
    }
    for row in y.indices.dropLast() {
      var start: Int?
      func flush(_ end: Int) {
        guard let first = start else { return }
        start = nil
        add([(x[first], y[row]), (x[end], y[row]), (x[end], y[row + 1]), (x[first], y[row + 1])])
      }
      for column in x.indices.dropLast() {
        let base = row + column * y.count
        let corners = [base, base + y.count, base + y.count + 1, base + 1]
        if corners.allSatisfy({ z[$0] > 0 }) {
          start = start ?? column
          continue
        }
        flush(column)
        guard corners.contains(where: { z[$0] > 0 }), corners.allSatisfy({ z[$0].isFinite }) else { continue }
        let ends = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)]
        var piece: [(x: Double, y: Double)] = []
        for (index, corner) in corners.enumerated() {
          let next = (index + 1) % 4
          let (a, b) = ((x: x[ends[index].0], y: y[ends[index].1]), (x: x[ends[next].0], y: y[ends[next].1]))
          if z[corner] > 0 { piece.append(a) }
          if (z[corner] > 0) != (z[corners[next]] > 0) {
            let share = z[corner] / 2 / (z[corner] / 2 - z[corners[next]] / 2)
            piece.append((a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)))
          }
        }
        add(piece)
      }
      flush(x.count - 1)
    }
    guard !data.isEmpty else { return }
    writer.add("<path style=\"fill:url(#\(SVGStyle.shade(region.look, identity)))\" d=\"\(data)\"/>\n")
  }

  /// Along the longest piece of the line, farther on for each line, so that letters do not meet.
  private func place(ofLetter line: Scene.Polyline) -> (x: Double, y: Double)? {
    var best = (length: 0.0, range: 0..<0)
    var (start, length) = (0, 0.0)
    func end(_ index: Int) { if length > best.length { best = (length, start..<index) } }
    for index in line.x.indices {
      guard line.x[index].isFinite, line.y[index].isFinite else {
        end(index)
        (start, length) = (index + 1, 0)
        continue
      }
      guard index > start else { continue }
      let (a, b) = (plot.point(line.x[index - 1], line.y[index - 1]), plot.point(line.x[index], line.y[index]))
      length += hypot(b.x - a.x, b.y - a.y)
    }
    end(line.x.count)
    guard best.length > 30 else { return nil }
    let share = 0.15 + 0.13 * Double(line.look.series % 6)
    let index = best.range.lowerBound + Int(clamped: Double(best.range.count - 1) * share)
    return plot.point(line.x[index], line.y[index])
  }

  private func write(_ markers: Scene.Markers, to writer: inout SVGWriter) {
    var points: [(x: Double, y: Double)] = []
    var seen: Set<Int> = []
    let isMany = markers.x.count > 2000
    for (x, y) in zip(markers.x, markers.y) {
      let at = plot.point(x, y)
      guard at.x.isFinite, at.y.isFinite, plot.holds(at) else { continue }
      // Of many points in one pixel one is enough.
      if isMany, !seen.insert(Int(clamped: at.x) << 20 + Int(clamped: at.y)).inserted { continue }
      points.append(at)
    }
    if let sign = markers.sign {
      SVGMarks.write(points, sign, markers.look, isSmall: points.count > 60, to: &writer)
    } else {
      SVGMarks.write(points, markers.look, radius: SVGMarks.radius(of: points.count), to: &writer)
    }
  }

  private func outline(_ area: Scene.Area) -> String {
    var data = ""
    var run: [Int] = []
    func flush() {
      guard run.count > 1 else { return run = [] }
      let top = run.map { held(plot.point(area.x[$0], area.high[$0])) }
      let bottom = run.reversed().map { held(plot.point(area.x[$0], area.low[$0])) }
      data += "M" + (top + bottom).map { SVGText.point($0.x, $0.y) }.joined(separator: "L") + "z"
      run = []
    }
    for index in area.x.indices {
      let isWhole = area.x[index].isFinite && area.low[index].isFinite && area.high[index].isFinite
      if isWhole { run.append(index) } else { flush() }
    }
    flush()
    return data
  }

  private func held(_ at: (x: Double, y: Double)) -> (x: Double, y: Double) {
    (min(max(at.x, plot.left), plot.right), min(max(at.y, plot.top), plot.bottom))
  }

  private func write(_ segments: Scene.Segments, to writer: inout SVGWriter) {
    var (lines, heads) = ("", "")
    for index in segments.x0.indices {
      let from = plot.point(segments.x0[index], segments.y0[index])
      var to = plot.point(segments.x1[index], segments.y1[index])
      guard from.x.isFinite, from.y.isFinite, to.x.isFinite, to.y.isFinite else { continue }
      let (dx, dy) = (to.x - from.x, to.y - from.y)
      let length = hypot(dx, dy)
      if segments.hasHeads, length > 2, length < 1e6 {
        let size = min(10, length * 0.45)
        let (ux, uy) = (dx / length, dy / length)
        let back = (x: to.x - ux * size, y: to.y - uy * size)
        let tip = to
        to = (to.x - ux * size * 0.8, to.y - uy * size * 0.8)
        heads +=
          "M\(SVGText.point(tip.x, tip.y))L\(SVGText.point(back.x - uy * size * 0.4, back.y + ux * size * 0.4))"
          + "L\(SVGText.point(back.x + uy * size * 0.4, back.y - ux * size * 0.4))z"
      }
      // An arrow without a length is a dot.
      if segments.hasHeads, length < 1 { heads += SVGMarks.circle(to.x, to.y, 1.5) }
      lines += "M\(SVGText.point(from.x, from.y))L\(SVGText.point(to.x, to.y))"
    }
    let isMany = segments.x0.count > 40
    let solid = "s\(segments.look.series % SVGStyle.series.count)"
    writer.path(lines, (isMany ? "v " : "l ") + (segments.look.isQuiet ? "q" : solid))
    writer.path(heads, SVGStyle.fill(segments.look))
  }

  private func write(_ columns: [Scene.Rectangle], _ look: Scene.Look, to writer: inout SVGWriter) {
    for column in columns where column.y1 > column.y0 {
      let (left, right) = (plot.across(column.x0), plot.across(column.x1))
      let gap = right - left > 4 ? 1.0 : 0
      // Any column that is not empty shows.
      let top = min(plot.up(column.y1), plot.up(column.y0) - 1)
      writer.rectangle(left + gap / 2, top, right - left - gap, plot.up(column.y0) - top, SVGStyle.fill(look))
    }
  }

  private func write(_ label: Scene.Label, to writer: inout SVGWriter) {
    let at = plot.point(label.x, label.y)
    guard at.x.isFinite, at.y.isFinite, plot.holds(at) else { return }
    let isRight = label.isRight ?? (label.x >= 0)
    let room = SVGText.width(label.text) + 8
    let x = isRight ? min(at.x + 7, plot.right + 10 - room + 8) : max(at.x - 7, plot.left + room - 8)
    writer.text(label.text, x, at.y + (label.isAbove ?? (label.y >= 0) ? -6 : 16), "b h", isRight ? .start : .end)
  }
}

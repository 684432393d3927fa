import Document
import Glibc

/// Bars over an axis of numbers.
struct ColumnDrawing: Sendable {
  private let rectangles: [Scene.Rectangle]
  private let look: Scene.Look
  private let scene: Scene

  init(_ rectangles: [Scene.Rectangle], _ look: Scene.Look, _ scene: Scene) {
    self.rectangles = rectangles
    self.look = look
    self.scene = scene
  }

  func text(_ around: Plane.Surroundings, _ size: Size) -> String {
    guard case .bins(let start, let width, let count) = scene.x.ticks, let y = scene.y.extent else {
      return Empty.text(around, size)
    }
    var barColumns = 1
    var grouping = 1
    var plane = Plane(
      around, size,
      Plane.Frame { rows, _ in
        guard scene.y.scale != .linear else { return Self.countAxis(most: y.high, rows: rows) }
        return Ticks(
          y, scale: scene.y.scale, cells: rows, dots: 4, wanted: max((rows + 1) / 5 + 3, 3), grows: false,
          isWhole: true
        ) { marks in
          zip(marks, marks.dropFirst()).allSatisfy { $1.cell - $0.cell >= 2 }
        }
      } x: { columns, _, fits in
        // More bins than columns: neighbours share one, and their sum would need another axis, so the tallest stands.
        grouping = max(1, (count + columns - 1) / columns)
        barColumns = max(1, columns / max((count + grouping - 1) / grouping, 1))
        let shown = Double(columns) / Double(barColumns) * Double(grouping)
        if scene.x.scale != .linear {
          return Ticks(
            Domain(start, start + shown * width), scale: scene.x.scale, cells: columns, dots: 2,
            wanted: max(columns / 10 + 1, 3), grows: false, fits: fits)
        }
        return Ticks(
          Domain(start, start + shown * width), columns: columns, edges: (start, width, count),
          perBin: Double(barColumns) / Double(grouping), fits: fits)
      })
    let shown = stride(from: 0, to: count, by: grouping).map { start in
      rectangles[start..<min(start + grouping, count)].map(\.y1).max() ?? y.low
    }
    draw(shown, barColumns, on: &plane)
    drawUprights((start, width * Double(grouping) / Double(barColumns)), on: &plane)
    return plane.canvas.text(color: size.color)
  }

  private func draw(_ counts: [Double], _ barColumns: Int, on plane: inout Plane) {
    let gap = barColumns >= 2 ? 1 : 0
    let domain = plane.y.domain
    for (index, count) in counts.enumerated() where count > domain.low {
      // Any bar that is not empty shows.
      let eighths = max(1, Int(clamped: (domain.fraction(count) * Double(plane.rows * 8)).rounded()))
      for row in 0..<min((eighths + 7) / 8, plane.rows) {
        let part = min(eighths - row * 8, 8)
        for column in 0..<barColumns - gap {
          let glyph = plane.glyphs.isAscii && part < 4 && row > 0 ? " " : plane.glyphs.eighths[part - 1]
          guard glyph != " " else { continue }
          plane.put(glyph, index * barColumns + column, plane.rows - 1 - row, ink: Canvas.ink(look))
        }
      }
    }
  }

  /// Upright lines, such as that of an observed value, over the bars: of other lines a histogram has none.
  private func drawUprights(_ cells: (start: Double, width: Double), on plane: inout Plane) {
    for case .polyline(let line) in scene.shapes {
      guard let x = line.x.first, line.x.allSatisfy({ $0 == x }) else { continue }
      let column = Int(clamped: ((x - cells.start) / cells.width + 1e-9).rounded(.down))
      for row in 0..<plane.rows {
        plane.put(plane.glyphs.isAscii ? "|" : "│", column, row, ink: Canvas.ink(line.look))
      }
    }
  }

  /// Counts from 0 at the axis, with a whole number of rows from tick to tick.
  private static func countAxis(most: Double, rows: Int) -> Ticks {
    var best: (score: Double, step: Double, rows: Int) = (-.infinity, most, rows)
    let magnitude = Int(clamped: log10(most).rounded(.down))
    for power in (magnitude - 1)...(magnitude + 1) where power >= 0 {
      for q in [1.0, 2, 5, 2.5] where q != 2.5 || power > 0 {
        let step = q * pow(10, Double(power))
        for stepRows in 2...max(rows, 2) {
          let top = step * Double(rows) / Double(stepRows)
          guard top >= most else { continue }
          let ticks = rows / stepRows
          guard ticks >= 1 else { continue }
          // Fewer than two marks above 0 say little of the counts between them.
          let few = Double(max(2 - ticks, 0))
          let score = most / top - 0.06 * abs(Double(ticks) - 2.5) - 0.3 * few - (q == 2.5 ? 0.05 : 0)
          if score > best.score { best = (score, step, stepRows) }
        }
      }
    }
    guard best.score > -.infinity else {
      return Ticks(marks: [.init(cell: rows - 1, label: most.label())], domain: Domain(0, most))
    }
    let marks = (0...rows / best.rows).map { index in
      Ticks.Mark(cell: index * best.rows - 1, label: (Double(index) * best.step).label())
    }
    return Ticks(marks: marks, domain: Domain(0, best.step * Double(rows) / Double(best.rows)))
  }
}

extension Ticks {
  /// Ticks under the edges of bins, where whole columns meet them.
  fileprivate init(
    _ domain: Domain, columns: Int, edges bins: (start: Double, width: Double, count: Int), perBin: Double,
    fits: ([Mark]) -> Bool
  ) {
    self.init(
      domain, scale: .linear, cells: columns, dots: 2, wanted: max(columns / 6, 3), grows: false, fits: { _ in false })
    self.domain = domain
    // Closer than four columns no two labels fit; of wider distances that are not round a few are tried.
    let count = max(bins.count, 1)
    let least = min(max(1, Int(clamped: (4 / perBin).rounded(.up))), count)
    let round = (least...count).filter { Self.isRound(Double($0) * bins.width) }
    // Edges that are multiples of what they skip read better than the first edge and those after it.
    let number = bins.start / bins.width
    let isWhole = abs(number - number.rounded()) < 1e-6 && abs(number) < 1e9
    let origin = isWhole ? Int(clamped: number.rounded()) : 0
    for every in round + stride(from: least, through: count, by: max(least / 8, 1)) {
      let first = ((-origin % every) + every) % every
      let edges = stride(from: first, through: bins.count, by: every)
      let candidate = edges.compactMap { edge -> Mark? in
        let place = Int(clamped: (Double(edge) * perBin).rounded(.down))
        // Bars that fill the plot end where it does.
        let cell = edge == bins.count && place == columns ? columns - 1 : place
        let value = bins.start + Double(edge) * bins.width
        let label = abs(value) < bins.width * 1e-9 ? "0" : value.label(digits: 4)
        return cell < columns ? Mark(cell: cell, label: label) : nil
      }
      let isSparse = zip(candidate, candidate.dropFirst()).allSatisfy { $1.cell - $0.cell >= $1.label.count + 3 }
      let isDistinct = Set(candidate.map(\.label)).count == candidate.count
      guard isSparse, isDistinct, fits(candidate) else { continue }
      marks = candidate
      return
    }
  }

  /// Whether the number is 1, 2, 2.5 or 5 times a power of ten.
  private static func isRound(_ value: Double) -> Bool {
    let mantissa = value / pow(10, log10(value).rounded(.down))
    return [1, 2, 2.5, 5, 10].contains { abs(mantissa - $0) < 1e-9 }
  }
}

import Document

/// A scene in its place on the page: what stands around the plot, and the room that is left for it.
struct SVGPage {
  /// A rectangle in pixels.
  struct Box {
    var left: Double
    var top: Double
    var width: Double
    var height: Double
  }

  static let rowHeight = 18.0
  private let scene: Scene
  private let box: Box
  private let legend: [[LegendPiece]]
  private let notices: [String]

  private struct LegendPiece {
    var key: Scene.Key
    var text: String
    var left: Double
  }

  init(_ scene: Scene, _ box: Box) {
    self.scene = scene
    self.box = box
    let keys = scene.namesEnds(width: box.width) ? scene.keys.filter { $0.sample != .stroke } : scene.keys
    legend = Self.rows(of: keys, width: box.width)
    notices = Self.joined(scene.notices, width: box.width)
  }

  /// The room for the plot with the labels of its axes.
  private var inner: Box {
    let head = (scene.title.isEmpty ? 0 : 24) + Double(legend.count) * Self.rowHeight + (hasYLabel ? Self.rowHeight : 0)
    let foot = (scene.x.label.isEmpty || namesItsSides ? 0 : Self.rowHeight) + Double(notices.count) * 15
    return Box(
      left: box.left, top: box.top + head + (head > 0 ? 4 : 0), width: box.width,
      height: max(box.height - head - foot - (notices.isEmpty ? 0 : 4), 24))
  }

  /// Whether its shapes lie in the rows of names, which need no extent.
  private var hasRows: Bool {
    switch scene.shapes.first {
    case .bars?, .boxes?: true
    case .polyline?, .markers?, .area?, .segments?, .guide?, .columns?, .cells?, .texts?, .region?, .surface?,
      .network?, nil:
      false
    }
  }

  private var hasYLabel: Bool { !scene.y.label.isEmpty && !namesItsSides }
  /// Whether what is drawn writes the names of its axes itself.
  private var namesItsSides: Bool { if case .surface? = scene.shapes.first { true } else { isShaded } }
  private var isShaded: Bool { if case .cells? = scene.shapes.first { true } else { false } }

  /// - Parameter clip: what the part of the page that holds the shapes is called.
  func write(to writer: inout SVGWriter, clip: String) {
    var row = box.top
    if !scene.title.isEmpty {
      writer.text(SVGText.fitted(scene.title, to: box.width, size: SVGText.titleSize), box.left, row + 15, "t")
      row += 24
    }
    for pieces in legend {
      for piece in pieces { write(piece, row + 12, clip, to: &writer) }
      row += Self.rowHeight
    }
    if hasYLabel { writer.text(SVGText.fitted(scene.y.label, to: box.width), box.left, row + 12, "n") }
    let plot = inner
    let drawn: (left: Double, right: Double)
    switch scene.shapes.first {
    case _ where scene.shapes.isEmpty || scene.x.extent == nil || !hasRows && scene.y.extent == nil, nil:
      writer.text("nothing to draw", box.left + box.width / 2, plot.top + plot.height / 2, "n", .middle)
      drawn = (box.left, box.left + box.width)
    case .cells(let cells)?: drawn = SVGShades(cells, scene, plot).write(to: &writer)
    case .bars?, .boxes?: drawn = SVGRows(scene, plot).write(to: &writer, identity: clip)
    case .surface(let surface)?: drawn = SVGSurface(surface, scene, plot).write(to: &writer)
    case .network(let network)?: drawn = SVGNetwork(network, plot).write(to: &writer)
    case .polyline?, .markers?, .area?, .segments?, .guide?, .columns?, .texts?, .region?:
      drawn = SVGAxes(scene, plot).write(to: &writer, clip: clip)
    }
    row = plot.top + plot.height
    if !scene.x.label.isEmpty, !namesItsSides {
      let label = SVGText.fitted(scene.x.label, to: box.width)
      writer.text(label, (drawn.left + drawn.right) / 2, row + 13, "n", .middle)
      row += Self.rowHeight
    }
    for (index, notice) in notices.enumerated() {
      writer.text(notice, box.left, row + 15 + Double(index) * 15, "n r")
    }
  }

  private func write(_ piece: LegendPiece, _ baseline: Double, _ identity: String, to writer: inout SVGWriter) {
    let (left, look) = (box.left + piece.left, piece.key.look)
    switch piece.key.sample {
    case .none: break
    case .stroke: writer.line(left, baseline - 4, left + 24, baseline - 4, "l \(SVGStyle.stroke(look))")
    case .fill: writer.bar(left + 2, baseline - 10, 18, 12, look, identity)
    case .mark: SVGMarks.write([(left + 12, baseline - 4)], look, radius: 4, to: &writer)
    case .shade(let side): writer.shade("M\(SVGText.point(left + 2, baseline - 10))h18v12h-18z", look, side, identity)
    case .sign(let sign): SVGMarks.write([(left + 14, baseline - 4)], sign, look, isSmall: false, to: &writer)
    }
    writer.text(piece.text, left + Self.sampleWidth(piece.key), baseline, "k")
  }

  private static func sampleWidth(_ key: Scene.Key) -> Double {
    switch key.sample {
    case .none: 0
    case .stroke: 30
    case .mark, .fill, .shade: 24
    case .sign: 28
    }
  }

  /// The key in rows; what finds no room in three of them is counted.
  private static func rows(of keys: [Scene.Key], width: Double, limit: Int = 3) -> [[LegendPiece]] {
    var rows: [[LegendPiece]] = []
    var used = 0.0
    for (index, key) in keys.enumerated() {
      let text = SVGText.fitted(key.text, to: max(width / 2, 60))
      let size = sampleWidth(key) + SVGText.width(text)
      let gap = rows.isEmpty || used == 0 ? 0 : key.isClose ? 12.0 : 22
      let rest = "… \(keys.count - index) more"
      let isLastRow = rows.count == limit
      let room = isLastRow && index < keys.count - 1 ? width - 70 : width
      if rows.isEmpty || used + gap + size > room {
        if isLastRow {
          rows[limit - 1].append(LegendPiece(key: .init(sample: .none, text: rest), text: rest, left: used + 14))
          break
        }
        rows.append([])
        used = 0
      }
      let start = used == 0 ? 0 : used + gap
      rows[rows.count - 1].append(LegendPiece(key: key, text: text, left: start))
      used = start + size
    }
    return rows
  }

  private static func joined(_ notices: [String], width: Double) -> [String] {
    var rows: [String] = []
    for notice in notices {
      if let last = rows.last, SVGText.width("\(last); \(notice)", size: 11) <= width {
        rows[rows.count - 1] = "\(last); \(notice)"
      } else {
        rows.append(SVGText.fitted(notice, to: width, size: 11))
      }
    }
    return rows
  }
}

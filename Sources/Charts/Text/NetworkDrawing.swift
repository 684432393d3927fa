import Document

/// A network in characters: labels in layers, and lines from each down to what follows from it. A line across goes
/// below one down where they cross, and meets it where they belong together.
struct NetworkDrawing: Sendable {
  private let network: Network
  private let scene: Scene

  private static let gap = 2

  init(_ network: Network, _ scene: Scene) {
    self.network = network
    self.scene = scene
  }

  func text(_ size: Size) -> String {
    let glyphs = size.glyphs
    let head = scene.title.isEmpty ? [] : [glyphs.ellipsized(scene.title, to: size.width)]
    let tail = scene.notices.map { glyphs.ellipsized($0, to: size.width) }
    let room = size.height - head.count - tail.count
    guard let drawing = placed(room, size) else { return listed(head, tail, room, size) }
    var canvas = Canvas(width: size.width, height: size.height)
    for (row, line) in head.enumerated() {
      canvas.write(line, max((drawing.width - line.displayWidth) / 2, 0), row)
    }
    drawing.draw(on: &canvas, top: head.count)
    for (row, line) in tail.enumerated() { canvas.write(line, 0, head.count + drawing.rows + row, ink: Canvas.dim) }
    return canvas.text(color: size.color)
  }

  /// The whole where it fits, otherwise with fewer boxes in its layers.
  private func placed(_ room: Int, _ size: Size) -> Placed? {
    let whole = Placed(network, size.glyphs, width: size.width)
    if let whole, whole.rows <= room, whole.isLegible { return whole }
    guard network.nodes.count <= Layering.limit else { return nil }
    for most in [8, 6, 4, 3] {
      let fewer = network.limited(to: most, more: size.glyphs.more)
      if let drawing = Placed(fewer, size.glyphs, width: size.width), drawing.rows <= room, drawing.isLegible {
        return drawing
      }
    }
    return nil
  }

  /// A row for each node with what leads to it, where the picture has no room.
  private func listed(_ head: [String], _ tail: [String], _ room: Int, _ size: Size) -> String {
    let glyphs = size.glyphs
    var canvas = Canvas(width: size.width, height: size.height)
    for (row, line) in head.enumerated() { canvas.write(line, 0, row) }
    let layers = network.layering
    let order = network.nodes.indices.sorted { (layers[$0], $0) < (layers[$1], $1) }
    let shown = order.prefix(order.count > room ? max(room - 1, 0) : order.count)
    var sources = [[Int]](repeating: [], count: network.nodes.count)
    for arrow in network.arrows { sources[arrow.to].append(arrow.from) }
    let labels = network.nodes.map { glyphs.formula($0.label, to: max(size.width / 3, 1)) }
    let notes = network.nodes.map { glyphs.ellipsized($0.note, to: max(size.width / 4, 1)) }
    let labelWidth = shown.map { labels[$0].displayWidth }.max() ?? 0
    let noteWidth = shown.map { notes[$0].displayWidth }.max() ?? 0
    let from = labelWidth + 2 + (noteWidth > 0 ? noteWidth + 2 : 0)
    var row = head.count
    for node in shown {
      canvas.write(labels[node], 0, row)
      canvas.write(notes[node], labelWidth + 2, row, ink: Canvas.ink(series: 0))
      if !sources[node].isEmpty, size.width - from >= 8 {
        let names = sources[node].map { network.nodes[$0].label }.joined(separator: ", ")
        canvas.write(
          glyphs.ellipsized("\(glyphs.isAscii ? "<-" : "←") \(names)", to: size.width - from), from, row,
          ink: Canvas.dim)
      }
      row += 1
    }
    if shown.count < order.count {
      canvas.write(glyphs.more(order.count - shown.count), 0, row, ink: Canvas.dim)
      row += 1
    }
    for line in tail {
      canvas.write(line, 0, row, ink: Canvas.dim)
      row += 1
    }
    return canvas.text(color: size.color)
  }

  /// The network with a place for everything.
  private struct Placed {
    let network: Network
    let layering: Layering
    let glyphs: Glyphs
    /// The columns of the items.
    private var columns: [Int]
    private var channels: [Channel] = []
    private let labels: [String]
    private let notes: [String]
    /// The first row of each layer, and rows in all.
    private var tops: [Int] = []
    private(set) var rows = 0
    private(set) var width = 0

    init?(_ whole: Network, _ glyphs: Glyphs, width room: Int) {
      let longest = max(min(24, room / 3), 8)
      func words(_ text: String) -> String { glyphs.formula(text, to: longest) }
      func reach(_ network: Network, _ layering: Layering) -> [(left: Double, right: Double)] {
        layering.items.map { item in
          guard let node = item.node else { return (0, 0) }
          let words = [network.nodes[node].label, network.nodes[node].note].map { words($0).displayWidth }
          let wide = max(words[0], words[1], 1)
          let ports = item.above.count > 9 ? item.above.count / 2 : max(item.above.count - 1, 0)
          return (Double(max((wide - 1) / 2, ports)), Double(max(wide / 2, ports)))
        }
      }
      guard
        let fitted = whole.fitted(Double(room), gap: Double(NetworkDrawing.gap), more: glyphs.more, reach: reach)
      else { return nil }
      (network, layering, self.glyphs) = (fitted.network, fitted.layering, glyphs)
      let sizes = reach(network, layering)
      columns = layering.places(
        reach: sizes.map { ($0.left, $0.right + 1) }, gap: Double(NetworkDrawing.gap), limit: Double(room),
        isWhole: true
      ).map { Int(clamped: $0) }
      labels = network.nodes.map { words($0.label) }
      notes = network.nodes.map { words($0.note) }
      route()
      self.width = layering.items.indices.map { columns[$0] + Int(sizes[$0].right) + 1 }.max() ?? 0
    }

    /// More turns below each other than this nobody follows.
    var isLegible: Bool { channels.allSatisfy { $0.tracks <= 8 } }

    private mutating func route() {
      for (layer, members) in layering.layers.enumerated() {
        tops.append(rows)
        let hasNotes = members.contains { layering.items[$0].node.map { !notes[$0].isEmpty } ?? false }
        rows += hasNotes ? 2 : 1
        guard layer + 1 < layering.layers.count else { break }
        var ports: [Int: [(from: Int, column: Int)]] = [:]
        for item in layering.layers[layer + 1] {
          let sources = layering.items[item].above.sorted { columns[$0] < columns[$1] }
          let step = sources.count > 9 ? 1 : 2
          let first = columns[item] - (sources.count - 1) * step / 2
          for (index, source) in sources.enumerated() {
            ports[source, default: []].append((item, first + index * step))
          }
        }
        let nets = members.compactMap { item in
          ports[item].map { Channel.Net(source: columns[item], targets: $0.map(\.column).sorted()) }
        }
        let channel = Channel(nets)
        channels.append(channel)
        rows += max(channel.tracks, 1)
      }
    }

    func draw(on canvas: inout Canvas, top: Int) {
      var wires = Wires(columns: canvas.width, rows: rows)
      for (layer, members) in layering.layers.enumerated() {
        let height = bottom(of: layer) - tops[layer]
        // Where an arrow leaves a joint may be beside where it came in.
        var sources = layer < channels.count ? channels[layer].nets.map(\.source) : []
        for item in members where layering.items[item].node == nil {
          let column = columns[item]
          let out = sources.min { abs($0 - column) < abs($1 - column) } ?? column
          sources.removeAll { $0 == out }
          wires.down(column, tops[layer] - 1, tops[layer] + height - 1, net: -1 - item)
          wires.across(column, out, tops[layer] + height - 1, net: -1 - item)
          wires.down(out, tops[layer] + height - 1, tops[layer] + height, net: -1 - item)
        }
        guard layer < channels.count else { continue }
        let start = tops[layer] + height
        for (index, net) in channels[layer].nets.enumerated() {
          let number = layer << 16 + index
          let turn = start + (net.track ?? 0)
          wires.down(net.source, start - 1, turn, net: number)
          wires.across(net.reach.lowerBound, net.reach.upperBound, turn, net: number)
          for target in net.targets { wires.down(target, turn, start + channelRows(layer), net: number) }
        }
      }
      let boxes = Set(tops.indices.flatMap { layer in tops[layer]..<bottom(of: layer) })
      for row in 0..<rows {
        for column in 0..<canvas.width where !boxes.contains(row) || wires.isJoint(column, row) {
          if let glyph = wires.glyph(column, row, glyphs) { canvas.put(glyph, column, top + row, ink: Canvas.dim) }
        }
      }
      for (item, place) in zip(layering.items, columns) {
        guard let node = item.node else { continue }
        write(labels[node], place, top + tops[item.layer], ink: 0, on: &canvas)
        write(notes[node], place, top + tops[item.layer] + 1, ink: Canvas.ink(series: 0), on: &canvas)
        guard notes[node].isEmpty, !item.below.isEmpty, noteRow(item.layer) else { continue }
        // A line goes on through the row of its neighbours' notes.
        let out = channels[item.layer].nets.map(\.source).min { abs($0 - place) < abs($1 - place) } ?? place
        canvas.put(glyphs.vertical, out, top + tops[item.layer] + 1, ink: Canvas.dim)
      }
    }

    /// The first row below the boxes of a layer.
    private func bottom(of layer: Int) -> Int { layer + 1 < tops.count ? tops[layer + 1] - channelRows(layer) : rows }

    private func channelRows(_ layer: Int) -> Int { max(channels[layer].tracks, 1) }

    private func noteRow(_ layer: Int) -> Bool {
      layer < channels.count && bottom(of: layer) - tops[layer] > 1
    }

    private func write(_ text: String, _ middle: Int, _ row: Int, ink: UInt8, on canvas: inout Canvas) {
      canvas.write(text, middle - (max(text.displayWidth, 1) - 1) / 2, row, ink: ink)
    }
  }
}

/// Lines of characters, straight down or across, each belonging to a net.
private struct Wires {
  private let columns: Int
  private let rows: Int
  /// Of each cell the directions a line down and a line across go to, and whose they are.
  private var down: [(bits: UInt8, net: Int)]
  private var across: [(bits: UInt8, net: Int)]

  init(columns: Int, rows: Int) {
    (self.columns, self.rows) = (columns, rows)
    down = Array(repeating: (0, 0), count: max(columns * rows, 0))
    across = down
  }

  /// From the middle of one row to that of another below it.
  mutating func down(_ column: Int, _ from: Int, _ to: Int, net: Int) {
    guard from < to else { return }
    for row in from...to {
      set(&down, column, row, (row > from ? 1 : 0) | (row < to ? 2 : 0), net)
    }
  }

  mutating func across(_ from: Int, _ to: Int, _ row: Int, net: Int) {
    let (low, high) = (min(from, to), max(from, to))
    guard low < high else { return }
    for column in low...high {
      set(&across, column, row, (column > low ? 4 : 0) | (column < high ? 8 : 0), net)
    }
  }

  private func set(_ lines: inout [(bits: UInt8, net: Int)], _ column: Int, _ row: Int, _ bits: UInt8, _ net: Int) {
    guard column >= 0, column < columns, row >= 0, row < rows else { return }
    lines[column + row * columns].bits |= bits
    lines[column + row * columns].net = net
  }

  /// Whether an arrow passes a layer by here.
  func isJoint(_ column: Int, _ row: Int) -> Bool {
    let (v, h) = (down[column + row * columns], across[column + row * columns])
    return (v.bits != 0 && v.net < 0) || (h.bits != 0 && h.net < 0)
  }

  func glyph(_ column: Int, _ row: Int, _ glyphs: Glyphs) -> Character? {
    let (v, h) = (down[column + row * columns], across[column + row * columns])
    if v.bits == 0, h.bits == 0 { return nil }
    let bits = v.bits != 0 && h.bits != 0 && v.net != h.net ? v.bits : v.bits | h.bits
    return glyphs.wire(bits)
  }
}

extension Glyphs {
  /// A piece of a line that goes up (1), down (2), to the left (4) and to the right (8).
  fileprivate func wire(_ bits: UInt8) -> Character {
    if isAscii { return bits & 3 == 0 ? "-" : bits & 12 == 0 ? "|" : "+" }
    return Array(" │││─┘┐┤─└┌├─┴┬┼")[Int(bits & 15)]
  }

  /// A formula in a few cells: a point between factors is no dash.
  fileprivate func formula(_ text: String, to width: Int) -> String {
    ellipsized(isAscii ? String(text.map { $0 == "·" ? "*" : $0 }) : text, to: width)
  }

  /// What stands for so many that are not shown.
  func more(_ count: Int) -> String { "\(isAscii ? "+" : "…") \(count) more" }
}

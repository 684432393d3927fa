import Document

/// Boxes with labels and notes, joined by curves with heads.
struct SVGNetwork {
  private let network: Network
  private let box: SVGPage.Box

  init(_ network: Network, _ box: SVGPage.Box) {
    self.network = network
    self.box = box
  }

  private static let gap = 18.0
  private static let letters = (label: 13.0, note: 11.0)

  func write(to writer: inout SVGWriter) -> (left: Double, right: Double) {
    let ends = (box.left, box.left + box.width)
    // Boxes shrink with the picture to half their size at most.
    guard
      let fitted = network.fitted(box.width * 2, gap: Self.gap, more: { "… \($0) more" }, reach: Self.reach),
      let first = layout(fitted.network, fitted.layering)
    else {
      write(list: network, to: &writer)
      return ends
    }
    let scale = min(1, box.width / max(first.width, 1), box.height / max(first.height, 1))
    guard scale >= 0.3 else {
      write(list: network, to: &writer)
      return ends
    }
    let left = box.left + (box.width - first.width * scale) / 2
    let place = "transform=\"translate(\(SVGText.point(left, box.top))) scale(\(Self.thousandths(scale)))\""
    writer.group(place) { inner in draw(fitted.network, fitted.layering, first, to: &inner) }
    return ends
  }

  private static func thousandths(_ value: Double) -> String {
    let digits = "\(Int(clamped: (value * 1000).rounded()))"
    return value >= 1 ? "1" : "." + String(repeating: "0", count: max(3 - digits.count, 0)) + digits
  }

  private static func label(_ text: String) -> String { SVGText.fitted(text, to: 200, size: letters.label) }

  private static func reach(_ network: Network, _ layering: Layering) -> [(left: Double, right: Double)] {
    layering.items.map { item in
      guard let node = item.node else { return (1, 1) }
      let words = max(
        SVGText.width(label(network.nodes[node].label), size: letters.label),
        SVGText.width(label(network.nodes[node].note), size: letters.note))
      let half = max(words + 20, 36, Double(item.above.count * 8)) / 2
      return (half, half)
    }
  }

  private struct Layout {
    var x: [Double]
    var reach: [(left: Double, right: Double)]
    /// From the top: where each layer begins, and how high its boxes are.
    var tops: [Double]
    var heights: [Double]
    var width: Double
    var height: Double
  }

  private func layout(_ network: Network, _ layering: Layering) -> Layout? {
    let reach = Self.reach(network, layering)
    let x = layering.places(reach: reach, gap: Self.gap, limit: box.width * 2, isWhole: false)
    var (tops, heights, y) = ([Double](), [Double](), 1.0)
    for members in layering.layers {
      let hasNotes = members.contains { layering.items[$0].node.map { !network.nodes[$0].note.isEmpty } ?? false }
      tops.append(y)
      heights.append(hasNotes ? 42 : 26)
      y += (hasNotes ? 42 : 26) + 32
    }
    guard !layering.layers.isEmpty else { return nil }
    let width = zip(x, reach).map { $0 + $1.right + 1 }.max() ?? 0
    return Layout(x: x, reach: reach, tops: tops, heights: heights, width: width, height: y - 31)
  }

  private func draw(_ network: Network, _ layering: Layering, _ layout: Layout, to writer: inout SVGWriter) {
    var (lines, heads) = ("", "")
    for (index, item) in layering.items.enumerated() {
      let bottom = layout.tops[item.layer] + layout.heights[item.layer]
      if item.node == nil {
        lines += "M\(SVGText.point(layout.x[index], layout.tops[item.layer]))V\(SVGText.number(bottom))"
      }
      for target in item.below {
        let sources = layering.items[target].above.sorted { layout.x[$0] < layout.x[$1] }
        let order = Double(sources.firstIndex(of: index) ?? 0)
        let isBox = layering.items[target].node != nil
        let end = layout.x[target] + (isBox ? 8 * (order - Double(sources.count - 1) / 2) : 0)
        let top = layout.tops[layering.items[target].layer] - (isBox ? 2 : 0)
        let middle = (bottom + top) / 2
        lines += "M\(SVGText.point(layout.x[index], bottom))"
        lines += "C\(SVGText.point(layout.x[index], middle)) \(SVGText.point(end, middle)) \(SVGText.point(end, top))"
        if isBox { heads += "M\(SVGText.point(end, top + 1))L\(SVGText.point(end - 3, top - 6))h6z" }
      }
    }
    writer.path(lines, "v q0")
    writer.path(heads, "fq")
    for (index, item) in layering.items.enumerated() {
      guard let node = item.node else { continue }
      let (x, top) = (layout.x[index], layout.tops[item.layer])
      let (label, note) = (Self.label(network.nodes[node].label), Self.label(network.nodes[node].note))
      let height = note.isEmpty ? 26.0 : 42
      writer.add(
        "<rect class=\"e s0\" x=\"\(SVGText.number(x - layout.reach[index].left))\" y=\"\(SVGText.number(top))\" "
          + "width=\"\(SVGText.number(2 * layout.reach[index].left))\" height=\"\(SVGText.number(height))\" rx=\"5\"/>\n"
      )
      // A box without a note beside ones that have one is lower, and its arrow longer.
      if note.isEmpty, layout.heights[item.layer] > height, !item.below.isEmpty {
        writer.line(x, top + height, x, top + layout.heights[item.layer], "v q0")
      }
      writer.text(label, x, top + 17.5, "b", .middle)
      writer.text(note, x, top + 34, "n r", .middle)
    }
  }

  /// What there is no room to draw, as rows of words.
  private func write(list network: Network, to writer: inout SVGWriter) {
    let room = max(Int(clamped: box.height / 15) - 1, 1)
    var sources = [[Int]](repeating: [], count: network.nodes.count)
    for arrow in network.arrows { sources[arrow.to].append(arrow.from) }
    for (row, node) in network.nodes.enumerated().prefix(room) {
      let names = sources[row].map { network.nodes[$0].label }.joined(separator: ", ")
      let text = [node.label, node.note, names.isEmpty ? "" : "← \(names)"].filter { !$0.isEmpty }
      writer.text(
        SVGText.fitted(text.joined(separator: "   "), to: box.width), box.left, box.top + 12 + Double(row) * 15, "k")
    }
    if network.nodes.count > room {
      writer.text("… \(network.nodes.count - room) more", box.left, box.top + 12 + Double(room) * 15, "n r")
    }
  }
}

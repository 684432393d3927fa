import Document

extension Network {
  /// The network with boxes of a layer gathered in one, `… 7 more`, wherever they and the arrows between them would be
  /// wider than the room.
  /// - Returns: `nil` when even that does not help.
  func fitted(
    _ room: Double, gap: Double, more: (Int) -> String, reach: (Network, Layering) -> [(left: Double, right: Double)]
  ) -> (network: Network, layering: Layering, hidden: Int)? {
    var network = self
    var hidden = [Int](repeating: 1, count: nodes.count)
    // Each round gathers boxes of one layer at least.
    for _ in 0..<nodes.count + 1 {
      guard let layering = Layering(network) else { return nil }
      let sizes = reach(network, layering)
      func width(_ members: [Int]) -> Double {
        members.reduce(-gap) { $0 + sizes[$1].left + sizes[$1].right + 1 + gap }
      }
      guard let wide = layering.layers.first(where: { width($0) > room }) else {
        return (network, layering, hidden.reduce(0) { $0 + ($1 > 1 ? $1 : 0) })
      }
      // From the right, as many as must go; the box that says so takes room as well.
      let boxes = wide.filter { layering.items[$0].node != nil }
      guard boxes.count > 1 else { return nil }
      var gathered = 2
      let spare = Double(more(nodes.count).displayWidth) + gap + 1
      while gathered < boxes.count, width(wide.filter { !boxes.suffix(gathered).contains($0) }) + spare > room {
        gathered += 1
      }
      let last = boxes.suffix(gathered).compactMap { layering.items[$0].node }
      (network, hidden) = network.gathering(last, hidden, more)
    }
    return nil
  }

  /// The network with at most so many boxes in each layer, the others gathered in the last of them.
  func limited(to most: Int, more: (Int) -> String) -> Network {
    var network = self
    var hidden = [Int](repeating: 1, count: nodes.count)
    for layer in 0..<nodes.count {
      let layers = network.layering
      guard layer <= layers.max() ?? 0 else { break }
      let members = network.nodes.indices.filter { layers[$0] == layer }
      guard members.count > most else { continue }
      (network, hidden) = network.gathering(Array(members[max(most - 1, 0)...]), hidden, more)
    }
    return network
  }

  private func gathering(
    _ members: [Int], _ hidden: [Int], _ more: (Int) -> String
  ) -> (Network, [Int]) {
    let layers = layering
    let gone = Set(members)
    let kept = nodes.indices.filter { !gone.contains($0) }
    var number = [Int](repeating: kept.count, count: nodes.count)
    for (index, node) in kept.enumerated() { number[node] = index }
    let count = members.reduce(0) { $0 + hidden[$1] }
    let boxes =
      kept.map { Node(nodes[$0].label, note: nodes[$0].note, layer: layers[$0]) }
      + [Node(more(count), layer: layers[members[0]])]
    let arrows = Set(arrows.map { Edge(from: number[$0.from], to: number[$0.to]) })
    // In the order they had, since a set has none.
    let ordered = arrows.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    return (Network(checked: boxes, ordered), kept.map { hidden[$0] } + [count])
  }
}

/// The boxes of a network in layers, with a joint wherever an arrow passes a layer by, ordered so that few arrows cross.
///
/// - Source: Sugiyama, Tagawa & Toda, Methods for visual understanding of hierarchical system structures, IEEE SMC 11(2),
///   1981.
struct Layering: Sendable {
  struct Item: Equatable, Sendable {
    /// The node, or none for a joint.
    var node: Int?
    var layer: Int
    /// Items of the layer above and of the one below that it is joined to.
    var above: [Int] = []
    var below: [Int] = []
  }

  private(set) var items: [Item] = []
  /// The numbers of items from left to right, layer by layer from the top.
  private(set) var layers: [[Int]]

  /// Beyond so many items a picture says nothing.
  static let limit = 4000

  /// - Returns: `nil` when there are more items than `limit`.
  init?(_ network: Network) {
    let depth = network.layering
    layers = Array(repeating: [], count: (depth.max() ?? -1) + 1)
    guard network.nodes.count <= Self.limit else { return nil }
    for (node, layer) in depth.enumerated() {
      layers[layer].append(items.count)
      items.append(Item(node: node, layer: layer))
    }
    for arrow in network.arrows where depth[arrow.from] < depth[arrow.to] {
      var last = arrow.from
      for layer in depth[arrow.from] + 1..<depth[arrow.to] {
        guard items.count < Self.limit else { return nil }
        layers[layer].append(items.count)
        items.append(Item(layer: layer))
        join(last, items.count - 1)
        last = items.count - 1
      }
      join(last, arrow.to)
    }
    reduceCrossings()
  }

  private mutating func join(_ upper: Int, _ lower: Int) {
    items[upper].below.append(lower)
    items[lower].above.append(upper)
  }

  /// Sweeps down and up, each layer in the order of the means of its neighbours; the best order met stays.
  private mutating func reduceCrossings() {
    var best = (layers: layers, crossings: crossings)
    for sweep in 0..<12 where best.crossings > 0 {
      let isDown = sweep.isMultiple(of: 2)
      for layer in isDown ? Array(layers.indices.dropFirst()) : layers.indices.dropLast().reversed() {
        var place = [Int: Int]()
        for (index, item) in layers[layer + (isDown ? -1 : 1)].enumerated() { place[item] = index }
        let keyed = layers[layer].enumerated().map { index, item in
          let neighbours = (isDown ? items[item].above : items[item].below).compactMap { place[$0] }
          let mean = Double(neighbours.reduce(0, +)) / Double(max(neighbours.count, 1))
          return (key: neighbours.isEmpty ? Double(index) : mean, index: index, item: item)
        }
        layers[layer] = keyed.sorted { ($0.key, $0.index) < ($1.key, $1.index) }.map(\.item)
      }
      let now = crossings
      if now < best.crossings { best = (layers, now) }
    }
    layers = best.layers
  }

  /// How many pairs of arrows cross.
  private var crossings: Int {
    var count = 0
    for (upper, lower) in zip(layers, layers.dropFirst()) {
      var place = [Int: Int]()
      for (index, item) in lower.enumerated() { place[item] = index }
      // The ends of arrows already seen, in a tree of counts (Barth, Jünger & Mutzel 2002).
      var tree = [Int](repeating: 0, count: lower.count + 1)
      var seen = 0
      for item in upper {
        let ends = items[item].below.compactMap { place[$0] }.sorted()
        for end in ends {
          var (index, before) = (end + 1, 0)
          while index > 0 {
            before += tree[index]
            index &= index - 1
          }
          count += seen - before
        }
        for end in ends {
          seen += 1
          var index = end + 1
          while index <= lower.count {
            tree[index] += 1
            index += index & -index
          }
        }
      }
    }
    return count
  }
}

extension Layering {
  /// Where the middles of the items lie, so that what is joined is near and nothing overlaps.
  /// - Parameters:
  ///   - reach: how far an item goes to the left and to the right of its middle.
  ///   - gap: room between two items.
  ///   - limit: the room for all; places run from 0 to it.
  ///   - isWhole: whether places are whole numbers.
  func places(
    reach: [(left: Double, right: Double)], gap: Double, limit: Double, isWhole: Bool
  ) -> [Double] {
    var x = [Double](repeating: 0, count: items.count)
    let offsets = layers.map { layer in
      var offsets: [Double] = []
      for (index, item) in layer.enumerated() {
        let last = index == 0 ? 0 : offsets[index - 1] + reach[layer[index - 1]].right + gap
        offsets.append(last + reach[item].left)
      }
      return offsets
    }
    let widest = layers.indices.map { width($0, offsets, reach) }.max() ?? 0
    for (layer, members) in layers.enumerated() {
      let start = ((widest - width(layer, offsets, reach)) / 2).rounded(.down)
      for (index, item) in members.enumerated() { x[item] = start + offsets[layer][index] }
    }
    for sweep in 0..<16 {
      let isDown = sweep.isMultiple(of: 2)
      for layer in isDown ? Array(layers.indices) : layers.indices.reversed() {
        settle(layer, offsets[layer], isDown: sweep >= 14 ? nil : isDown, &x)
      }
    }
    // What drifted to the left comes back, and beyond the limit everything moves together.
    let left = items.indices.map { x[$0] - reach[$0].left }.min() ?? 0
    for index in x.indices { x[index] -= left }
    for (layer, members) in layers.enumerated() {
      let room = limit - width(layer, offsets, reach)
      for (index, item) in members.enumerated() {
        let place = min(max(x[item] - offsets[layer][index], 0), max(room, 0)) + offsets[layer][index]
        x[item] = isWhole ? (place - offsets[layer][index]).rounded() + offsets[layer][index] : place
      }
    }
    return x
  }

  private func width(_ layer: Int, _ offsets: [[Double]], _ reach: [(left: Double, right: Double)]) -> Double {
    guard let last = layers[layer].last, let offset = offsets[layer].last else { return 0 }
    return offset + reach[last].right + 1
  }

  /// Moves the items of a layer as near to the means of their neighbours as their order and sizes allow: least squares
  /// under x₁ ≤ x₂ ≤ …, by pooling adjacent violators.
  /// - Parameter isDown: whether the layer above counts, or the one below; both without.
  /// - Source: Barlow, Bartholomew, Bremner & Brunk, Statistical Inference under Order Restrictions (1972), §1.2.
  private func settle(_ layer: Int, _ offsets: [Double], isDown: Bool?, _ x: inout [Double]) {
    var blocks: [(mean: Double, weight: Double, count: Int)] = []
    for (index, item) in layers[layer].enumerated() {
      var (sum, weight) = (0.0, 0.0)
      let neighbours = (isDown == false ? [] : items[item].above) + (isDown == true ? [] : items[item].below)
      for other in neighbours {
        // Long arrows look best straight.
        let share = items[item].node == nil ? (items[other].node == nil ? 8.0 : 2) : 1
        sum += share * x[other]
        weight += share
      }
      let wanted = weight > 0 ? sum / weight : x[item]
      var block = (mean: wanted - offsets[index], weight: max(weight, 0.01), count: 1)
      while let last = blocks.last, last.mean >= block.mean {
        let total = last.weight + block.weight
        block = (
          (last.mean * last.weight + block.mean * block.weight) / total, total, last.count + block.count
        )
        blocks.removeLast()
      }
      blocks.append(block)
    }
    var index = 0
    for block in blocks {
      for _ in 0..<block.count {
        x[layers[layer][index]] = block.mean + offsets[index]
        index += 1
      }
    }
  }
}

extension Chart {
  /// Boxes joined by arrows from top to bottom: a graph of a computation, a tree, the steps of a plan.
  ///
  /// It asks for as many rows as it has layers, since a page scrolls; what finds no room in the width is gathered in one
  /// box that says how many it stands for, and what finds none at all is listed.
  public static func network(_ network: Network, _ options: Options = Options()) -> Chart {
    var options = options
    options.height = options.height ?? min(network.usualRows + (options.title.isEmpty ? 0 : 1), 200)
    return Chart([.network(network)], options)
  }

  /// The same from its parts.
  /// - Throws: `.noSuchNode`, `.cyclic`.
  public static func network(
    nodes: [Network.Node], edges: [Network.Edge], _ options: Options = Options()
  ) throws(ChartError) -> Chart {
    network(try Network(nodes: nodes, edges: edges), options)
  }
}

/// Named boxes and arrows between them that never lead back; so by construction.
public struct Network: Codable, Equatable, Sendable {
  public struct Node: Codable, Equatable, Sendable {
    /// What it is: `x`, `×`, `w · x`.
    public let label: String
    /// What is known of it, below the label: a value, a shape.
    public let note: String
    /// Layers above it at least; without one it stands as high as its arrows allow, and one that no arrow leads to just
    /// above the first it leads to.
    public let layer: Int?

    public init(_ label: String, note: String = "", layer: Int? = nil) {
      self.label = label
      self.note = note
      self.layer = layer
    }
  }

  /// An arrow between nodes by their number, from 0.
  public struct Edge: Codable, Hashable, Sendable {
    public let from: Int
    public let to: Int

    public init(from: Int, to: Int) {
      self.from = from
      self.to = to
    }
  }

  public let nodes: [Node]
  public let edges: [Edge]

  /// - Throws: `.noSuchNode`, `.cyclic`.
  public init(nodes: [Node], edges: [Edge]) throws(ChartError) {
    for end in edges.flatMap({ [$0.from, $0.to] }) where !nodes.indices.contains(end) {
      throw .noSuchNode(end, count: nodes.count)
    }
    self.nodes = nodes
    self.edges = edges
    let sorted = Set(sortedIndices)
    if let left = nodes.indices.first(where: { !sorted.contains($0) }) { throw .cyclic(nodes[left].label) }
  }

  /// The same without a check, of parts that keep to the rules.
  init(checked nodes: [Node], _ edges: [Edge]) {
    self.nodes = nodes
    self.edges = edges
  }

  /// Arrows between two different nodes that there are, each once: what was read from a file may hold others.
  var arrows: [Edge] {
    var seen: Set<Edge> = []
    return edges.filter {
      $0.from != $0.to && nodes.indices.contains($0.from) && nodes.indices.contains($0.to) && seen.insert($0).inserted
    }
  }

  /// The nodes, each after all that lead to it; those in or behind a circle are missing.
  /// - Source: Kahn, Topological sorting of large networks, CACM 5(11), 1962.
  private var sortedIndices: [Int] {
    var missing = [Int](repeating: 0, count: nodes.count)
    var next = [[Int]](repeating: [], count: nodes.count)
    for edge in edges {
      missing[edge.to] += 1
      next[edge.from].append(edge.to)
    }
    var sorted = nodes.indices.filter { missing[$0] == 0 }
    var index = 0
    while index < sorted.count {
      for other in next[sorted[index]] {
        missing[other] -= 1
        if missing[other] == 0 { sorted.append(other) }
      }
      index += 1
    }
    return sorted
  }

  /// The number of each node's layer, from 0 at the top without gaps: the longest way to it, and for nodes that no arrow
  /// leads to one less than the first they lead to.
  var layering: [Int] {
    let arrows = Network(checked: nodes, arrows)
    var layers = nodes.map { min(max($0.layer ?? 0, 0), nodes.count) }
    var next = [[Int]](repeating: [], count: nodes.count)
    var hasSource = [Bool](repeating: false, count: nodes.count)
    for edge in arrows.edges {
      next[edge.from].append(edge.to)
      hasSource[edge.to] = true
    }
    for node in arrows.sortedIndices {
      for other in next[node] { layers[other] = max(layers[other], layers[node] + 1) }
    }
    for node in nodes.indices where !hasSource[node] && nodes[node].layer == nil {
      if let first = next[node].map({ layers[$0] }).min() { layers[node] = first - 1 }
    }
    let used = Set(layers).sorted()
    let rank = Dictionary(uniqueKeysWithValues: used.enumerated().map { ($1, $0) })
    return layers.map { rank[$0] ?? 0 }
  }

  /// Rows for each layer with its notes and about so many between them as arrows turn there.
  fileprivate var usualRows: Int {
    let layers = layering
    var rows = 0
    for layer in Set(layers) {
      let members = nodes.indices.filter { layers[$0] == layer }
      rows += members.contains { !nodes[$0].note.isEmpty } ? 2 : 1
      rows += min(max(members.count, 2), 8)
    }
    return max(rows + 2, 6)
  }
}

extension Drafting {
  mutating func network(_ network: Network) {
    guard !network.nodes.isEmpty else { return }
    scene.shapes.append(.network(network))
    widen(x: Domain(0, 1), y: Domain(0, 1))
  }
}

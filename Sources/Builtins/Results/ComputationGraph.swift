import Charts
import Document
import Evaluation
import Graph
import LinearAlgebra

/// What a function computes at a point, operation by operation.
struct ComputationGraph: DomainValue, ResultType {
  static let typeName = "computation graph"

  /// One value: an input, a constant or the result of an operation.
  struct Node: Sendable {
    let id: Int
    /// What it is called in the listing: `x`, `v₃`, `f`.
    let name: String
    /// The operation that makes it: `sin`, `input`.
    let operation: String
    /// The names of its operands.
    let operands: [String]
    let shape: String
    /// Its value, or what is to be known of a long one.
    let text: String
    /// The steps from the inputs.
    let layer: Int
    /// How many operations read it.
    var uses: Int

    /// What a picture writes into it.
    var label: String { operation == "input" || operation == "constant" ? name : "\(name) = \(operation)" }
  }

  let call: String
  private(set) var nodes: [Node] = []
  private(set) var edges: [(from: Int, to: Int)] = []

  init(_ f: Function, at arguments: [Value], in context: inout Context) throws(EvaluationError) {
    let traced = try context.tracedCall(of: f, at: arguments, derivative: "graph")
    call = traced.call
    let graph = traced.trace.graph
    var needed = [Bool](repeating: false, count: graph.nodes.count)
    needed[traced.root.index] = true
    for i in needed.indices.reversed() where needed[i] {
      for operand in graph.nodes[i].operation.operands { needed[operand.index] = true }
    }
    for (input, _) in traced.inputs { needed[input.index] = true }
    var place: [Int: Int] = [:]
    var count = 0
    for i in needed.indices where needed[i] {
      let node = graph.nodes[i]
      let operands = node.operation.operands.compactMap { place[$0.index] }
      let value = traced.trace.value(NodeID(i))
      let name: String
      switch node.operation {
      case .input: name = traced.inputs.first { $0.node.index == i }?.name ?? "x"
      case .constant: name = value.scalar?.formatted() ?? "constant"
      default:
        count += 1
        name = i == traced.root.index ? traced.name : "v\(count.lowered)"
      }
      let layer = operands.map { nodes[$0].layer + 1 }.max() ?? 0
      for operand in operands {
        edges.append((operand, nodes.count))
        nodes[operand].uses += 1
      }
      place[i] = nodes.count
      nodes.append(
        Node(
          id: nodes.count, name: name, operation: node.operation.name, operands: operands.map { nodes[$0].name },
          shape: value.shape == .scalar ? "" : Self.short(value.shape), text: Self.text(value), layer: layer, uses: 0))
    }
  }

  private static func short(_ shape: Shape) -> String {
    switch shape {
    case .scalar: ""
    case .vector(let n): "\(n)"
    case .matrix(let m, let n): "\(m)×\(n)"
    }
  }

  private static func text(_ value: Tensor) -> String {
    if case .scalar(let x) = value { return x.formatted() }
    if value.shape.count <= 4 { return Value(value).written(digits: 6, atMost: 4) }
    let (least, greatest) = (value.elements.min() ?? .nan, value.elements.max() ?? .nan)
    return "\(least.formatted(digits: 4)) … \(greatest.formatted(digits: 4))"
  }

  private var operations: [Node] { nodes.filter { $0.operation != "input" && $0.operation != "constant" } }
  private var shared: [Node] { nodes.filter { $0.uses > 1 && $0.operation != "constant" } }
  private var depth: Int { nodes.map(\.layer).max() ?? 0 }

  var fields: Record {
    Record([
      .init("nodes", .number(Double(nodes.count))),
      .init("edges", .number(Double(edges.count))),
      .init("operations", .number(Double(operations.count))),
      .init("shared", .number(Double(shared.count))),
      .init("depth", .number(Double(depth))),
      .init("names", .list(List(nodes.map { .text($0.name) }))),
      .init("kinds", .list(List(nodes.map { .text($0.operation) }))),
      .init(
        "links",
        .matrix(
          Matrix(
            rows: edges.count, columns: 2,
            elements: edges.map { Double($0.from + 1) } + edges.map { Double($0.to + 1) }))),
    ])
  }

  /// More rows than this are left out in the middle.
  private static let mostRows = 40

  var document: Document {
    let hasShapes = nodes.contains { !$0.shape.isEmpty }
    let listed = nodes.filter { $0.operation != "constant" }
    var rows: [[Text]] = []
    for (index, node) in listed.enumerated() {
      if listed.count > Self.mostRows, index == Self.mostRows - 10 {
        rows.append([Text("⋮")])
      }
      if listed.count > Self.mostRows, index >= Self.mostRows - 10, index < listed.count - 10 { continue }
      var row = [Text(node.name), Text(node.operation), Text(node.operands.joined(separator: ", "))]
      if hasShapes { row.append(Text(node.shape, .dim)) }
      rows.append(row + [Text(node.text), node.uses > 1 ? Text("\(node.uses)×") : Text("")])
    }
    var header = ["node", "operation", "of"]
    if hasShapes { header.append("shape") }
    let title =
      Text("\(call)  ")
      + Text(
        "\(operations.count) operation\(operations.count == 1 ? "" : "s") in \(depth) layer\(depth == 1 ? "" : "s"), \(shared.count) shared",
        .dim)
    return Document([
      .section(
        title,
        Document([
          .table(
            TextTable(
              header: (header + ["value", "used"]).map { Text($0) }, rows: rows,
              alignments: hasShapes
                ? [.left, .left, .left, .left, .decimal, .left] : [.left, .left, .left, .decimal, .left]))
        ]))
    ])
  }
}

extension ComputationGraph {
  /// Boxes from the inputs down to the value; constants stand in the operations that read them.
  var figure: (any Figure)? {
    var place: [Int: Int] = [:]
    let shown = nodes.filter { $0.operation != "constant" }
    for node in shown { place[node.id] = place.count }
    let boxes = shown.map { Network.Node($0.label, note: $0.text, layer: $0.layer) }
    let arrows = edges.compactMap { edge -> Network.Edge? in
      guard let from = place[edge.from], let to = place[edge.to] else { return nil }
      return Network.Edge(from: from, to: to)
    }
    return try? Chart.network(nodes: boxes, edges: arrows)
  }
}

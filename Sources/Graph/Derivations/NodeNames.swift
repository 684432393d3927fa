import Document
import LinearAlgebra
import Numerics

/// What the nodes of a trace are called where they are shown: inputs by their parameters, their elements by indices
/// (w₁, A₁₂), constants by their values, the others v₁, v₂ … in the order they are computed.
struct NodeNames {
  private var names: [Int: Text] = [:]
  private let trace: Trace
  /// The operations that depend on the inputs and that the root needs, in order; elements picked from an input are no
  /// operations of their own.
  let operations: [NodeID]
  /// The inputs' elements that stand for themselves, and the inputs that are used whole.
  let leaves: [NodeID]
  let root: NodeID

  init(_ trace: Trace, root: NodeID, inputs: [(node: NodeID, name: String)], function: String) {
    self.trace = trace
    self.root = root
    let graph = trace.graph
    let active = graph.activity(from: inputs.map(\.node), to: root)
    var needed = [Bool](repeating: false, count: root.index + 1)
    needed[root.index] = true
    for i in needed.indices.reversed() where needed[i] {
      for operand in graph.nodes[i].operation.operands { needed[operand.index] = true }
    }
    var (operations, leaves) = ([NodeID](), [NodeID]())
    for (node, name) in inputs { names[node.index] = Text(name) }
    for i in needed.indices where needed[i] {
      let id = NodeID(i)
      if let (input, place) = graph.element(id), let name = inputs.first(where: { $0.node == input })?.name {
        names[i] = Text(name + Self.index(place, in: graph.shape(input)))
        if active[i] { leaves.append(id) }
      } else if inputs.contains(where: { $0.node == id }) {
        if graph.nodes[..<(root.index + 1)].indices.contains(where: {
          needed[$0] && graph.nodes[$0].operation.operands.contains(id) && graph.element(NodeID($0)) == nil
        }) || id == root {
          leaves.append(id)
        }
      } else if active[i] {
        operations.append(id)
        names[i] = Text(id == root ? function : "v\(operations.count.lowered)")
      }
    }
    self.operations = operations
    self.leaves = leaves
  }

  private static func index(_ place: Int, in shape: Shape) -> String {
    guard case .matrix(let m, _) = shape else { return (place + 1).lowered }
    let (i, j) = (place % m + 1, place / m + 1)
    return i.lowered + (i > 9 || j > 9 ? "," : "") + j.lowered
  }

  subscript(id: NodeID) -> Text { names[id.index] ?? Self.value(trace.value(id)) }

  func isNamed(_ id: NodeID) -> Bool { names[id.index] != nil }

  /// A number, a short array, or what is to be known of a long one.
  static func value(_ tensor: Tensor, most: Int = 6) -> Text {
    switch tensor {
    case .scalar(let x): return x.term
    case .vector(let v) where v.count <= most: return Text("[") + .joined(v.elements.map(\.term), ", ") + Text("]")
    case .matrix(let a) where a.elements.count <= most:
      let rows = (0..<a.rows).map { i in Text.joined((0..<a.columns).map { a[i, $0].term }, " ") }
      return Text("[") + .joined(rows, "; ") + Text("]")
    default:
      let (least, greatest) = (tensor.elements.min() ?? .nan, tensor.elements.max() ?? .nan)
      return Text("\(tensor.shape.short) from ") + least.term + Text(" to ") + greatest.term
    }
  }
}

extension Graph {
  /// The array and the place in it of a node that picks one element.
  func element(_ id: NodeID) -> (NodeID, Int)? {
    guard case .array(let primitive, let operands) = self[id].operation, let gather = primitive.base as? Gather,
      gather.target == .scalar, shape(operands[0]) != .scalar
    else { return nil }
    return (operands[0], gather.places[0])
  }
}

extension Shape {
  /// `3-vector`, `2×3`.
  var short: String {
    switch self {
    case .scalar: "number"
    case .vector(let n): "\(n)-vector"
    case .matrix(let m, let n): "\(m)×\(n)"
    }
  }
}

extension Text {
  static func joined(_ parts: [Text], _ separator: String) -> Text {
    parts.dropFirst().reduce(parts.first ?? Text([])) { $0 + Text(separator) + $1 }
  }
}

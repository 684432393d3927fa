import LinearAlgebra

/// Something about a gradient that a person should know.
public enum Oddity: Hashable, Sendable {
  /// An operation has no derivative at the point, and one was taken by convention.
  case kink(function: String, place: String, taken: String)
  /// A condition of the function changes at this very point.
  case edge(Comparison, Double)
  /// An operation of the function itself gave no number.
  case undefined(function: String, operands: [Tensor])
  /// The chain rule met 0·∞ or the like at an operation: the derivative that came down to it, and its own operands.
  case indeterminate(function: String, operands: [Tensor], upstream: Tensor)
}

extension Trace {
  /// What reverse mode met on its way that a person should know: where no derivative exists, and where a NaN came from.
  public func oddity(in sweep: Sweep, from targets: [NodeID]) -> Oddity? {
    let isNaN = sweep.gradient.contains { hasNaN($0) }
    if isNaN, let source = sourceOfNaN(in: sweep) { return source }
    for stop in sweep.stops.reversed() {
      if let kink = kink(at: stop) { return kink }
    }
    // A branch may be the argument itself, or a number: then no operation is passed, and the condition changes still.
    guard sweep.stops.first != nil || !guards.isEmpty else { return nil }
    let last = guards.reduce(sweep.stops.first?.node.index ?? 0) { Swift.max($0, $1.last) }
    let active = graph.activity(from: targets, to: NodeID(last))
    for condition in guards where active[condition.lhs.index] || active[condition.rhs.index] {
      guard let a = value(condition.lhs).scalar, let b = value(condition.rhs).scalar, a == b else { continue }
      return .edge(condition.comparison, a)
    }
    return nil
  }

  /// What a replay must look at to notice the same at another point.
  public func watches(_ sweep: Sweep) -> [Tape.Watch] {
    sweep.stops.compactMap { stop in
      switch graph[stop.node].operation {
      case .elementwise(let primitive, _, _) where primitive.kink == nil: nil
      case .input, .constant: nil
      case .array(let primitive, _) where !primitive.base.mayHaveKinks: nil
      default: Tape.Watch(node: stop.node, upstream: stop.upstream)
      }
    }
  }

  private func kink(at stop: Sweep.Stop) -> Oddity? {
    Self.kink(
      of: graph[stop.node], operands: { value($0) }, result: value(stop.node), upstream: value(stop.upstream))
  }

  /// Where nothing comes down to an operation, its own derivative does not count.
  static func kink(
    of node: Graph.Node, operands: (NodeID) -> Tensor, result: @autoclosure () -> Tensor, upstream: Tensor
  ) -> Oddity? {
    switch node.operation {
    case .input, .constant: return nil
    case .elementwise(let primitive, _, let ids):
      guard let kink = primitive.kink else { return nil }
      let count = node.shape.count
      let x = operands(ids[0]), y = ids.count > 1 ? operands(ids[1]) : x
      let xs = x.shape.count == count ? x.elements : x.stretched(to: node.shape).elements
      let ys = y.shape.count == count ? y.elements : y.stretched(to: node.shape).elements
      let weights = upstream.elements
      for i in 0..<count where kink.contains(xs[i], ys[i]) && weights[weights.count == 1 ? 0 : i] != 0 {
        return .kink(function: primitive.rule.name, place: kink.place, taken: kink.taken)
      }
      return nil
    case .array(let primitive, let ids):
      guard upstream.elements.contains(where: { $0 != 0 }),
        let kink = primitive.base.kink(ids.map { operands($0) }, result: result())
      else { return nil }
      return .kink(function: primitive.label, place: kink.place, taken: kink.taken)
    }
  }

  private func hasNaN(_ id: NodeID) -> Bool { value(id).elements.contains(where: \.isNaN) }

  /// The operation that made a NaN of what were numbers.
  private func sourceOfNaN(in sweep: Sweep) -> Oddity? {
    for place in graph.nodes.indices where hasNaN(NodeID(place)) {
      let operation = graph.nodes[place].operation
      guard !operation.operands.contains(where: { hasNaN($0) }) else { continue }
      if let stop = sweep.stops.first(where: { $0.emitted.contains(place) }) {
        let operands = graph[stop.node].operation.operands.map { value($0) }
        return .indeterminate(
          function: graph[stop.node].operation.name, operands: operands, upstream: value(stop.upstream))
      }
      guard !operation.operands.isEmpty else { continue }
      return .undefined(function: operation.name, operands: operation.operands.map { value($0) })
    }
    return nil
  }
}

extension Trace.Guard {
  fileprivate var last: Int { Swift.max(lhs.index, rhs.index) }
}

extension Graph.Operation {
  /// The name a person reads: `sin`, `*`, `input`.
  public var name: String {
    switch self {
    case .input: "input"
    case .constant: "constant"
    case .elementwise(let primitive, _, _): primitive.rule.name
    case .array(let primitive, _): primitive.label
    }
  }
}

extension AnyArrayPrimitive {
  /// The name with what tells it from its like: the largest or the smallest element.
  public var label: String {
    if let extremum = base as? Extremum { return extremum.kind == .max ? "max" : "min" }
    return name
  }
}

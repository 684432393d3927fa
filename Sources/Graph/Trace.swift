import LinearAlgebra

/// A condition a traced run met, and what it found.
public enum Comparison: Hashable, Sendable {
  case less, lessOrEqual, equal

  public func holds(_ a: Double, _ b: Double) -> Bool {
    switch self {
    case .less: a < b
    case .lessOrEqual: a <= b
    case .equal: a == b
    }
  }
}

/// A graph with the value of each node, computed as nodes are added, and the conditions the run depended on.
public struct Trace: Sendable {
  public private(set) var graph: Graph
  public private(set) var guards: [Guard] = []
  private var values: [Tensor] = []

  public struct Guard: Hashable, Sendable {
    public var comparison: Comparison
    public var lhs: NodeID
    public var rhs: NodeID
    public var outcome: Bool
  }

  public init(limit: Int = 1_000_000) { graph = Graph(limit: limit) }

  /// The value of a node.
  public func value(_ id: NodeID) -> Tensor { values[id.index] }

  public mutating func input(_ value: Tensor) throws(GraphError) -> NodeID {
    let id = try graph.input(value.shape)
    values.append(value)
    return id
  }

  public mutating func constant(_ value: Tensor) throws(GraphError) -> NodeID {
    try extend { graph throws(GraphError) in try graph.constant(value) }
  }

  public mutating func add(
    _ primitive: Primitive, _ operands: [NodeID], dotted: Bool = false
  ) throws(GraphError) -> NodeID {
    try extend { graph throws(GraphError) in try graph.add(primitive, operands, dotted: dotted) }
  }

  public mutating func add(_ primitive: some ArrayPrimitive, _ operands: [NodeID]) throws(GraphError) -> NodeID {
    try extend { graph throws(GraphError) in try graph.add(primitive, operands) }
  }

  /// The gradient of a number, by reverse mode.
  public mutating func gradient(of root: NodeID, withRespectTo targets: [NodeID]) throws(GraphError) -> [NodeID] {
    try extend { graph throws(GraphError) in try graph.gradient(of: root, withRespectTo: targets) }
  }

  /// The same, with every node it went through.
  public mutating func sweep(of root: NodeID, withRespectTo targets: [NodeID]) throws(GraphError) -> Sweep {
    guard graph.shape(root) == .scalar else { throw .notScalar(graph.shape(root)) }
    return try extend { graph throws(GraphError) in
      try graph.sweep(of: root, seed: graph.constant(1), to: targets)
    }
  }

  /// Adds whatever nodes the body emits, and values them. On failure nothing is kept.
  public mutating func extend<R>(_ body: (inout Graph) throws(GraphError) -> R) throws(GraphError) -> R {
    let before = graph.nodes.count
    do {
      let result = try body(&graph)
      for i in before..<graph.nodes.count {
        values.append(try graph.value(of: NodeID(i), values: values, inputs: []))
      }
      return result
    } catch {
      graph.truncate(to: before)
      values.removeSubrange(before...)
      throw error
    }
  }

  /// Records and tells whether a comparison of two numbers holds, so that a replay can notice when it does not.
  /// - Throws: `.notScalar` for an array.
  public mutating func test(_ comparison: Comparison, _ lhs: NodeID, _ rhs: NodeID) throws(GraphError) -> Bool {
    guard let a = value(lhs).scalar else { throw .notScalar(graph.shape(lhs)) }
    guard let b = value(rhs).scalar else { throw .notScalar(graph.shape(rhs)) }
    let outcome = comparison.holds(a, b)
    guards.append(Guard(comparison: comparison, lhs: lhs, rhs: rhs, outcome: outcome))
    return outcome
  }
}

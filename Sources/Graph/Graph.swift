import LinearAlgebra

/// A node's place in its graph.
public struct NodeID: Hashable, Sendable, Comparable {
  public let index: Int
  public init(_ index: Int) { self.index = index }
  public static func < (a: NodeID, b: NodeID) -> Bool { a.index < b.index }
}

/// A computation written down: a straight line of operations on numbers, vectors and matrices, each distinct one
/// once, each after its operands, each with its shape.
public struct Graph: Sendable {
  public enum Operation: Hashable, Sendable {
    /// The input at this place.
    case input(Int)
    case constant(Tensor)
    /// A primitive along elements; dotted, it stretches dimensions of size 1, and otherwise only numbers.
    case elementwise(Primitive, dotted: Bool, [NodeID])
    case array(AnyArrayPrimitive, [NodeID])

    public var operands: [NodeID] {
      switch self {
      case .input, .constant: []
      case .elementwise(_, _, let operands), .array(_, let operands): operands
      }
    }
  }

  public struct Node: Hashable, Sendable {
    public let operation: Operation
    public let shape: Shape
  }

  public private(set) var nodes: [Node] = []
  /// The inputs, in order of their places.
  public private(set) var inputs: [NodeID] = []
  /// How many nodes it may hold.
  public let limit: Int
  private var known: [Operation: NodeID] = [:]
  /// How many numbers the values of all nodes hold.
  private var elements = 0

  public init(limit: Int = 1_000_000) { self.limit = limit }

  public subscript(id: NodeID) -> Node { nodes[id.index] }
  public func shape(_ id: NodeID) -> Shape { nodes[id.index].shape }

  /// A new input, at the next place.
  public mutating func input(_ shape: Shape) throws(GraphError) -> NodeID {
    let id = try insert(.input(inputs.count), shape)
    inputs.append(id)
    return id
  }

  public mutating func constant(_ value: Tensor) throws(GraphError) -> NodeID {
    try insert(.constant(value), value.shape)
  }

  public mutating func constant(_ value: Double) throws(GraphError) -> NodeID { try constant(.scalar(value)) }

  /// A primitive along the elements of its operands.
  /// - Throws: `.shape` when the operands do not fit.
  public mutating func add(
    _ primitive: Primitive, _ operands: [NodeID], dotted: Bool = false
  ) throws(GraphError) -> NodeID {
    precondition(operands.count == primitive.arity, "a primitive needs its operands")
    var shape = shape(operands[0])
    for operand in operands.dropFirst() {
      do {
        shape = try dotted ? shape.broadcast(self.shape(operand)) : shape.sum(self.shape(operand))
      } catch { throw .shape(error) }
    }
    if let simpler = try simplified(primitive, operands, shape) { return simpler }
    return try insert(.elementwise(primitive, dotted: dotted, operands), shape)
  }

  /// An operation on whole arrays.
  public mutating func add(_ primitive: some ArrayPrimitive, _ operands: [NodeID]) throws(GraphError) -> NodeID {
    let shape = try primitive.shape(operands.map { self.shape($0) })
    return try insert(.array(AnyArrayPrimitive(primitive), operands), shape)
  }

  /// −0 equals 0 and divides otherwise; NaN does not even equal itself.
  private static func isUnlikeItsEquals(_ operation: Operation) -> Bool {
    guard case .constant(.scalar(let x)) = operation else { return false }
    return x.isNaN || x == 0 && x.sign == .minus
  }

  private mutating func insert(_ operation: Operation, _ shape: Shape) throws(GraphError) -> NodeID {
    if let id = known[operation], !Self.isUnlikeItsEquals(operation) { return id }
    guard nodes.count < limit else { throw .traceTooLong(limit: limit) }
    let (rows, columns) = shape.extent
    do {
      // Values of all nodes are kept, so they share one budget.
      elements = try MemoryBudget.standard.count(
        rows: elements + MemoryBudget.standard.count(rows: rows, columns: columns))
    } catch { throw .math(.tooLarge(count: Double(elements) + Double(rows) * Double(columns))) }
    let id = NodeID(nodes.count)
    nodes.append(Node(operation: operation, shape: shape))
    if !Self.isUnlikeItsEquals(operation) { known[operation] = id }
    return id
  }

  /// Forgets the nodes from a place on.
  mutating func truncate(to count: Int) {
    while nodes.count > count {
      let last = nodes.removeLast()
      known[last.operation] = nil
      elements -= last.shape.count
    }
    inputs.removeAll { $0.index >= count }
  }

  private func number(_ id: NodeID) -> Double? {
    if case .constant(.scalar(let value)) = self[id].operation { value } else { nil }
  }

  /// Arithmetic that changes nothing, left out: what partials emit is full of it.
  private mutating func simplified(
    _ primitive: Primitive, _ operands: [NodeID], _ shape: Shape
  ) throws(GraphError) -> NodeID? {
    let x = number(operands[0]), y = operands.count > 1 ? number(operands[1]) : nil
    if let x, primitive.arity == 1 || y != nil { return try constant(primitive.value(x, y ?? .nan)) }
    guard let first = operands.first, let last = operands.last else { return nil }
    switch primitive {
    case .add where x == 0, .multiply where x == 1: return self.shape(last) == shape ? last : nil
    case .add where y == 0, .subtract where y == 0, .multiply where y == 1, .divide where y == 1, .power where y == 1:
      return self.shape(first) == shape ? first : nil
    case .power where y == 0: return try constant(Tensor(shape, repeating: 1))
    case .negate:
      if case .elementwise(.negate, _, let inner) = self[first].operation { return inner[0] }
      return nil
    default: return nil
    }
  }

  /// A formula whose variables are the operands, as nodes.
  public mutating func add(
    _ term: Term, _ operands: [NodeID], result: NodeID? = nil, dotted: Bool = false
  ) throws(GraphError) -> NodeID {
    switch term {
    case .number(let value): return try constant(value)
    case .variable(let i): return operands[i]
    case .result:
      guard let result else { return try constant(.nan) }
      return result
    case .apply(let primitive, let inner):
      var ids: [NodeID] = []
      for part in inner { ids.append(try add(part, operands, result: result, dotted: dotted)) }
      return try add(primitive, ids, dotted: dotted)
    }
  }
}

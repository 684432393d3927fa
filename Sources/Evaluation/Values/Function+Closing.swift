import Graph

extension Function {
  /// Whether it closed over a value being differentiated.
  public var closesOverTraced: Bool {
    var nodes: [NodeID] = []
    return collectTraced(into: &nodes, within: 8) || !nodes.isEmpty
  }

  /// The values being differentiated that it closed over, each once; `nil` where one lies in a value of a domain, which
  /// cannot be taken apart.
  public var tracedCaptures: [NodeID]? {
    var nodes: [NodeID] = []
    return collectTraced(into: &nodes, within: 8) ? nil : nodes
  }

  /// The function with other values for those being differentiated.
  public func replacingTraced(_ replacement: (NodeID) -> Value) -> Function { replacing(replacement, within: 8) }

  /// Whether some part cannot be taken apart.
  fileprivate func collectTraced(into nodes: inout [NodeID], within depth: Int) -> Bool {
    switch body {
    case .builtin: return false
    case .derivative(let f), .gradient(let f), .hessian(let f), .jacobian(let f):
      return f.collectTraced(into: &nodes, within: depth)
    case .defined(_, let captures):
      var isOpaque = false
      for value in captures { isOpaque = value.collectTraced(into: &nodes, within: depth) || isOpaque }
      return isOpaque
    }
  }

  fileprivate func replacing(_ replacement: (NodeID) -> Value, within depth: Int) -> Function {
    switch body {
    case .builtin: self
    case .derivative(let f): Function(.derivative(f.replacing(replacement, within: depth)))
    case .gradient(let f): Function(.gradient(f.replacing(replacement, within: depth)))
    case .hessian(let f): Function(.hessian(f.replacing(replacement, within: depth)))
    case .jacobian(let f): Function(.jacobian(f.replacing(replacement, within: depth)))
    case .defined(let definition, let captures):
      Function(.defined(definition, captures: captures.map { $0.replacing(replacement, within: depth) }))
    }
  }
}

extension Value {
  fileprivate func collectTraced(into nodes: inout [NodeID], within depth: Int) -> Bool {
    guard depth > 0 else { return isTraced }
    switch self {
    case .traced(let node):
      if !nodes.contains(node) { nodes.append(node) }
      return false
    case .list(let list):
      var isOpaque = false
      for element in list.elements { isOpaque = element.collectTraced(into: &nodes, within: depth - 1) || isOpaque }
      return isOpaque
    case .record(let record):
      var isOpaque = false
      for field in record.fields { isOpaque = field.value.collectTraced(into: &nodes, within: depth - 1) || isOpaque }
      return isOpaque
    case .function(let f): return f.collectTraced(into: &nodes, within: depth - 1)
    case .object(let object): return object.isTraced
    default: return false
    }
  }

  fileprivate func replacing(_ replacement: (NodeID) -> Value, within depth: Int) -> Value {
    guard depth > 0 else { return self }
    switch self {
    case .traced(let node): return replacement(node)
    case .list(let list): return .list(List(list.elements.map { $0.replacing(replacement, within: depth - 1) }))
    case .record(let record):
      return .record(
        Record(record.fields.map { .init($0.name, $0.value.replacing(replacement, within: depth - 1)) }))
    case .function(let f): return .function(f.replacing(replacement, within: depth - 1))
    default: return self
    }
  }
}

extension Context {
  /// A graph of its own knows nothing of the values of the one around it.
  func requireOwn(_ f: Function) throws(EvaluationError) {
    if trace != nil, f.closesOverTraced { throw EvaluationError(.notDifferentiable(Self.outsider)) }
  }
}

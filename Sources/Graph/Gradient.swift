import LinearAlgebra

extension Graph {
  /// Emits the gradient of a number with respect to nodes: for each, a node of its shape.
  ///
  /// The gradient is nodes of the same graph, so a Hessian is the gradient of the gradient. Only what depends on
  /// the nodes asked for is differentiated: `x^2` needs no `log x`.
  /// - Throws: `.notScalar`, `.notDifferentiable`, `.traceTooLong`.
  public mutating func gradient(of root: NodeID, withRespectTo targets: [NodeID]) throws(GraphError) -> [NodeID] {
    guard shape(root) == .scalar else { throw .notScalar(shape(root)) }
    return try pullback(of: root, seed: constant(1), to: targets)
  }

  /// Emits Jᵀ·seed for each target: the gradient of the inner product of `root` with `seed`, a node of its shape.
  public mutating func pullback(
    of root: NodeID, seed: NodeID, to targets: [NodeID]
  ) throws(GraphError) -> [NodeID] {
    try sweep(of: root, seed: seed, to: targets).gradient
  }

  /// The same, with what came by on the way.
  public mutating func sweep(of root: NodeID, seed: NodeID, to targets: [NodeID]) throws(GraphError) -> Sweep {
    let active = activity(from: targets, to: root)
    var adjoint = [NodeID?](repeating: nil, count: root.index + 1)
    var stops: [Sweep.Stop] = []
    adjoint[root.index] = seed
    for i in stride(from: root.index, through: 0, by: -1) where active[i] {
      guard let upstream = adjoint[i] else { continue }
      let operands = nodes[i].operation.operands
      let wanted = operands.map { active[$0.index] }
      guard wanted.contains(true) else { continue }
      let first = nodes.count
      let parts = try contributions(to: operands, wanted, from: NodeID(i), upstream)
      stops.append(Sweep.Stop(node: NodeID(i), upstream: upstream, parts: parts, emitted: first..<nodes.count))
      for case (let operand, let part?) in zip(operands, parts) {
        if let already = adjoint[operand.index] {
          adjoint[operand.index] = try add(.add, [already, part])
        } else {
          adjoint[operand.index] = part
        }
      }
    }
    var result: [NodeID] = []
    for target in targets {
      if target <= root, let known = adjoint[target.index] {
        result.append(known)
      } else {
        result.append(try constant(Tensor(shape(target), repeating: 0)))
      }
    }
    return Sweep(gradient: result, stops: stops)
  }

  /// Which nodes depend on the targets, up to the root.
  func activity(from targets: [NodeID], to root: NodeID) -> [Bool] {
    var active = [Bool](repeating: false, count: root.index + 1)
    for target in targets where target <= root { active[target.index] = true }
    for i in active.indices where !active[i] {
      active[i] = nodes[i].operation.operands.contains { active[$0.index] }
    }
    return active
  }

  private mutating func contributions(
    to operands: [NodeID], _ wanted: [Bool], from node: NodeID, _ upstream: NodeID
  ) throws(GraphError) -> [NodeID?] {
    switch self[node].operation {
    case .input, .constant: return []
    case .array(let primitive, _):
      return try primitive.base.pullback(upstream, operands: operands, result: node, active: wanted, in: &self)
    case .elementwise(let primitive, let dotted, _):
      guard let partials = primitive.partials else { throw .notDifferentiable(primitive.rule.name) }
      var parts: [NodeID?] = []
      for (i, operand) in operands.enumerated() {
        guard wanted[i], partials[i] != 0 else {
          parts.append(nil)
          continue
        }
        guard !partials[i].isUnstated else {
          let place = ["first", "second"][min(i, 1)]
          throw .notDifferentiable("\(primitive.rule.name) by its \(place) argument")
        }
        let partial = try add(partials[i], operands, result: node, dotted: dotted)
        let product = try add(.multiply, [upstream, partial], dotted: dotted)
        parts.append(try reduced(product, to: shape(operand)))
      }
      return parts
    }
  }

  /// Sums away what an operation stretched; or stretches, where the derivative is one number for all.
  mutating func reduced(_ id: NodeID, to shape: Shape) throws(GraphError) -> NodeID {
    if self.shape(id) == shape { return id }
    return self.shape(id).count > shape.count ? try add(SumTo(shape), [id]) : try add(Stretch(shape), [id])
  }
}

/// A run of reverse mode: what it ended in, and each node it went through, last first.
public struct Sweep: Sendable {
  public struct Stop: Sendable {
    /// A node of the function.
    public var node: NodeID
    /// The derivative of the root by that node, all its uses summed.
    public var upstream: NodeID
    /// What goes on to each operand: upstream times the local derivative.
    public var parts: [NodeID?]
    /// The nodes emitted for that.
    public var emitted: Range<Int>
  }

  /// For each target a node of its shape.
  public var gradient: [NodeID]
  public var stops: [Stop]
}

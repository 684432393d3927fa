import LinearAlgebra

/// A trace made ready to run again at other points: what the roots and the conditions need, in order, and storage
/// that every run reuses. Numbers stay numbers, so that a formula costs little more than its arithmetic.
public struct Tape: Sendable {
  private enum Step: Sendable {
    case unary(Primitive, Int, target: Int)
    case binary(Primitive, Int, Int, target: Int)
    /// One element of an array.
    case pick(Int, place: Int, target: Int)
    case elementwise(Primitive, [Int], Shape, target: Int)
    case array(any ArrayPrimitive, [Int], target: Int)
    case check(Trace.Guard)
  }

  private let inputs: [(node: Int, shape: Shape)]
  private let roots: [Int]
  private let isNumber: [Bool]
  private var steps: [Step] = []
  /// Values of the nodes that are numbers, and of the others.
  private var numbers: [Double]
  private var arrays: [Tensor]

  /// - Parameter roots: the nodes whose values are wanted.
  public init(_ trace: Trace, for roots: [NodeID]) {
    let nodes = trace.graph.nodes
    inputs = trace.graph.inputs.map { ($0.index, trace.graph.shape($0)) }
    self.roots = roots.map(\.index)
    isNumber = nodes.map { $0.shape == .scalar }
    numbers = [Double](repeating: .nan, count: nodes.count)
    arrays = [Tensor](repeating: .scalar(.nan), count: nodes.count)
    var needed = [Bool](repeating: false, count: nodes.count)
    for root in roots + trace.guards.flatMap({ [$0.lhs, $0.rhs] }) { needed[root.index] = true }
    for i in needed.indices.reversed() where needed[i] {
      for operand in nodes[i].operation.operands { needed[operand.index] = true }
    }
    // A condition protects what comes after it (log x behind x > 0), so it is met as soon as both sides are known.
    var waiting = trace.guards.sorted { max($0.lhs, $0.rhs) < max($1.lhs, $1.rhs) }[...]
    for i in needed.indices where needed[i] {
      add(nodes[i], at: i)
      while let next = waiting.first, max(next.lhs, next.rhs).index <= i {
        steps.append(.check(next))
        waiting = waiting.dropFirst()
      }
    }
  }

  private mutating func add(_ node: Graph.Node, at i: Int) {
    switch node.operation {
    case .input: break
    case .constant(.scalar(let x)): numbers[i] = x
    case .constant(let tensor): arrays[i] = tensor
    case .elementwise(let primitive, _, let operands):
      let places = operands.map(\.index)
      if !isNumber[i] {
        steps.append(.elementwise(primitive, places, node.shape, target: i))
      } else if places.count == 1 {
        steps.append(.unary(primitive, places[0], target: i))
      } else {
        steps.append(.binary(primitive, places[0], places[1], target: i))
      }
    case .array(let primitive, let operands):
      if let gather = primitive.base as? Gather, gather.target == .scalar, !isNumber[operands[0].index] {
        steps.append(.pick(operands[0].index, place: gather.places[0], target: i))
      } else {
        steps.append(.array(primitive.base, operands.map(\.index), target: i))
      }
    }
  }

  private func tensor(_ place: Int) -> Tensor { isNumber[place] ? .scalar(numbers[place]) : arrays[place] }

  private mutating func keep(_ value: Tensor, at place: Int) {
    if case .scalar(let x) = value, isNumber[place] { numbers[place] = x } else { arrays[place] = value }
  }

  /// The values of the roots at other inputs, or nil when a condition comes out otherwise, or the shapes differ, so
  /// that the computation itself would have been another.
  public mutating func replay(_ values: [Tensor]) throws(GraphError) -> [Tensor]? {
    guard values.count == inputs.count, zip(values, inputs).allSatisfy({ $0.shape == $1.shape }) else { return nil }
    for (value, input) in zip(values, inputs) { keep(value, at: input.node) }
    for step in steps {
      switch step {
      case .unary(let primitive, let x, let target): numbers[target] = primitive.value(numbers[x])
      case .binary(let primitive, let x, let y, let target):
        numbers[target] = primitive.value(numbers[x], numbers[y])
      case .pick(let array, let place, let target):
        numbers[target] = arrays[array].element(place)
      case .elementwise(let primitive, let operands, let shape, let target):
        arrays[target] = primitive.value(operands.map { tensor($0) }, shape: shape)
      case .array(let primitive, let operands, let target):
        keep(try primitive.value(operands.map { tensor($0) }), at: target)
      case .check(let condition):
        let (a, b) = (numbers[condition.lhs.index], numbers[condition.rhs.index])
        guard condition.comparison.holds(a, b) == condition.outcome else { return nil }
      }
    }
    return roots.map { tensor($0) }
  }
}

extension Tensor {
  fileprivate func element(_ place: Int) -> Double {
    switch self {
    case .scalar(let x): x
    case .vector(let v): v.elements[place]
    case .matrix(let m): m.elements[place]
    }
  }
}

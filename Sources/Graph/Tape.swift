import LinearAlgebra

/// A trace made ready to run again at other points: what the roots and the conditions need, in order. Numbers stay
/// numbers, so that a formula costs little more than its arithmetic; elementwise operations that feed one another run as
/// one program, block by block; what depends on no input is kept as it was.
public struct Tape: Sendable {
  /// An operation that may lose its derivative, with what comes down to it.
  public struct Watch: Sendable {
    public var node: NodeID
    public var upstream: NodeID

    public init(node: NodeID, upstream: NodeID) {
      self.node = node
      self.upstream = upstream
    }
  }

  enum Step: Sendable {
    case unary(Primitive, Int, target: Int)
    case binary(Primitive, Int, Int, target: Int)
    /// One element of an array.
    case pick(Int, place: Int, target: Int)
    /// Elementwise operations of one shape, from the values of other nodes.
    case fused(Program, [Int], Shape, target: Int)
    case array(any ArrayPrimitive, [Int], target: Int)
    case check(Trace.Guard)
    /// No later step reads the array.
    case release(Int)
  }

  private let inputs: [(node: Int, shape: Shape)]
  private let roots: [Int]
  private let isNumber: [Bool]
  private let steps: [Step]
  private let watched: [(node: Graph.Node, place: Int, upstream: Int)]
  /// Whether a condition met exactly on its edge asks for a new trace.
  private let minding: Bool
  /// Values of the nodes that are numbers, and of the others.
  private var numbers: [Double]
  private var arrays: [Tensor]

  /// - Parameters:
  ///   - roots: the nodes whose values are wanted.
  ///   - watches: operations at which a replay stops where they have no derivative; nil where nobody minds.
  public init(_ trace: Trace, for roots: [NodeID], minding watches: [Watch]? = nil) {
    let nodes = trace.graph.nodes
    inputs = trace.graph.inputs.map { ($0.index, trace.graph.shape($0)) }
    self.roots = roots.map(\.index)
    isNumber = nodes.map { $0.shape == .scalar }
    numbers = [Double](repeating: .nan, count: nodes.count)
    arrays = [Tensor](repeating: .scalar(.nan), count: nodes.count)
    minding = watches != nil
    watched = (watches ?? []).map { (trace.graph[$0.node], $0.node.index, $0.upstream.index) }
    let plan = TapePlan(
      trace, kept: roots + (watches ?? []).flatMap { [$0.node, $0.upstream] + trace.graph[$0.node].operation.operands })
    steps = plan.steps
    for i in plan.settled {
      switch trace.value(NodeID(i)) {
      case .scalar(let x): numbers[i] = x
      case let array: arrays[i] = array
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
      case .fused(let program, let places, let shape, let target):
        arrays[target] = Tensor(shape, program.run(places.map { input($0, shape) }, count: shape.count))
      case .array(let primitive, let operands, let target):
        keep(try primitive.value(operands.map { tensor($0) }), at: target)
      case .check(let condition):
        let (a, b) = (numbers[condition.lhs.index], numbers[condition.rhs.index])
        guard condition.comparison.holds(a, b) == condition.outcome, !(minding && a == b) else { return nil }
      case .release(let place): arrays[place] = .scalar(.nan)
      }
    }
    return isOdd ? nil : roots.map { tensor($0) }
  }

  private func input(_ place: Int, _ shape: Shape) -> BlockInput {
    if isNumber[place] { return .number(numbers[place]) }
    let array = arrays[place]
    return .array(array.shape.count == shape.count ? array.elements : array.stretched(to: shape).elements)
  }

  /// Whether an operation watched has no derivative here.
  private var isOdd: Bool {
    watched.contains { node, place, upstream in
      Trace.kink(of: node, operands: { tensor($0.index) }, result: tensor(place), upstream: tensor(upstream)) != nil
    }
  }
}

/// What a tape does, in order.
private struct TapePlan {
  private(set) var steps: [Tape.Step] = []
  /// Nodes whose value is the same at every point.
  private(set) var settled: [Int] = []
  private let nodes: [Graph.Node]
  /// How many steps, roots and watches read a node's value.
  private var uses: [Int]
  /// Whether the node runs inside the program of its only reader.
  private var isInlined: [Bool]

  /// Programs longer than this gain nothing more.
  private static let longest = 48

  init(_ trace: Trace, kept: [NodeID]) {
    nodes = trace.graph.nodes
    var needed = [Bool](repeating: false, count: nodes.count)
    var varies = needed
    for (i, node) in nodes.enumerated() {
      if case .input = node.operation {
        varies[i] = true
      } else {
        varies[i] = node.operation.operands.contains { varies[$0.index] }
      }
    }
    uses = [Int](repeating: 0, count: nodes.count)
    isInlined = needed
    let guards = trace.guards.filter { varies[$0.lhs.index] || varies[$0.rhs.index] }
    for root in kept + guards.flatMap({ [$0.lhs, $0.rhs] }) {
      needed[root.index] = true
      uses[root.index] += 1
    }
    for i in needed.indices.reversed() where needed[i] && varies[i] {
      for operand in nodes[i].operation.operands {
        needed[operand.index] = true
        uses[operand.index] += 1
      }
    }
    markInlined(needed, varies)
    settled = needed.indices.filter { needed[$0] && !varies[$0] }
    // A condition protects what comes after it (log x behind x > 0), so it is met as soon as both sides are known.
    var waiting = guards.sorted { max($0.lhs, $0.rhs) < max($1.lhs, $1.rhs) }[...]
    for i in needed.indices {
      if needed[i], varies[i], !isInlined[i] { add(i) }
      while let next = waiting.first, max(next.lhs, next.rhs).index <= i {
        steps.append(.check(next))
        waiting = waiting.dropFirst()
      }
    }
    addReleases(keeping: Set(kept.map(\.index)))
  }

  private func isFusible(_ i: Int) -> Bool {
    if case .elementwise = nodes[i].operation { nodes[i].shape != .scalar } else { false }
  }

  private mutating func markInlined(_ needed: [Bool], _ varies: [Bool]) {
    var length = [Int](repeating: 1, count: nodes.count)
    for i in nodes.indices where needed[i] && varies[i] && isFusible(i) {
      for operand in Set(nodes[i].operation.operands.map(\.index)) {
        let occurrences = nodes[i].operation.operands.count { $0.index == operand }
        guard varies[operand], isFusible(operand), uses[operand] == occurrences,
          nodes[operand].shape.count == nodes[i].shape.count, length[i] + length[operand] <= Self.longest
        else { continue }
        isInlined[operand] = true
        length[i] += length[operand]
      }
    }
  }

  private mutating func add(_ i: Int) {
    let node = nodes[i]
    switch node.operation {
    case .input, .constant: break
    case .elementwise(let primitive, _, let operands):
      if node.shape != .scalar {
        steps.append(fused(i))
      } else if operands.count == 1 {
        steps.append(.unary(primitive, operands[0].index, target: i))
      } else {
        steps.append(.binary(primitive, operands[0].index, operands[1].index, target: i))
      }
    case .array(let primitive, let operands):
      if let gather = primitive.base as? Gather, gather.target == .scalar, nodes[operands[0].index].shape != .scalar {
        steps.append(.pick(operands[0].index, place: gather.places[0], target: i))
      } else {
        steps.append(.array(primitive.base, operands.map(\.index), target: i))
      }
    }
  }

  /// The program of a node and of all that runs inside it.
  private func fused(_ root: Int) -> Tape.Step {
    var sources: [Int] = []
    collect(root, into: &sources)
    var builder = ProgramBuilder(inputs: sources.count)
    var known: [Int: ProgramBuilder.Register] = [:]
    let result = register(root, isRoot: true, sources, &known, &builder)
    return .fused(builder.program(result: result), sources, nodes[root].shape, target: root)
  }

  private func collect(_ i: Int, into sources: inout [Int]) {
    for operand in nodes[i].operation.operands.map(\.index) {
      if isInlined[operand] {
        collect(operand, into: &sources)
      } else if number(operand) == nil, !sources.contains(operand) {
        sources.append(operand)
      }
    }
  }

  private func number(_ i: Int) -> Double? {
    if case .constant(.scalar(let x)) = nodes[i].operation { x } else { nil }
  }

  private func register(
    _ i: Int, isRoot: Bool, _ sources: [Int], _ known: inout [Int: ProgramBuilder.Register],
    _ builder: inout ProgramBuilder
  ) -> ProgramBuilder.Register {
    if let found = known[i] { return found }
    let result: ProgramBuilder.Register
    if isRoot || isInlined[i], case .elementwise(let primitive, _, let operands) = nodes[i].operation {
      var registers: [ProgramBuilder.Register] = []
      for operand in operands {
        registers.append(register(operand.index, isRoot: false, sources, &known, &builder))
      }
      result = builder.apply(primitive, registers)
    } else if let x = number(i) {
      result = builder.constant(x)
    } else {
      result = builder.input(sources.firstIndex(of: i) ?? -1)
    }
    known[i] = result
    return result
  }

  /// Large arrays are let go after their last reader, so that the next one finds their memory warm.
  private mutating func addReleases(keeping kept: Set<Int>) {
    var last: [Int: Int] = [:]
    for (k, step) in steps.enumerated() {
      for place in step.operands where nodes[place].shape.count >= 512 { last[place] = k }
    }
    var releases: [Int: [Int]] = [:]
    let constant = Set(settled)
    for (place, k) in last where !kept.contains(place) && !constant.contains(place) {
      if case .input = nodes[place].operation { continue }
      releases[k, default: []].append(place)
    }
    steps = steps.enumerated().flatMap { k, step in
      [step] + (releases[k] ?? []).sorted().map { Tape.Step.release($0) }
    }
  }
}

extension Tape.Step {
  fileprivate var operands: [Int] {
    switch self {
    case .unary(_, let x, _): [x]
    case .binary(_, let x, let y, _): [x, y]
    case .pick(let x, _, _): [x]
    case .fused(_, let places, _, _): places
    case .array(_, let operands, _): operands
    case .check, .release: []
    }
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

import Graph
import LinearAlgebra
import Numerics
import Syntax

extension Context {
  /// `f'(x)`: exact, by reverse mode over the traced graph.
  mutating func derivative(of f: Function, at arguments: Arguments) throws(EvaluationError) -> Value {
    if let arity = f.arity, arity.lowerBound > 1 {
      throw DerivativeError.severalArguments(
        f.handle, f.parameterNames?.map(\.spelling) ?? [], arguments.positional.map { written($0) }
      ).asEvaluation
    }
    guard arguments.positional.count == 1, arguments.named.isEmpty else {
      throw EvaluationError(
        .arity(function: "\(f.handle)'", signatures: ["\(f.handle)'(x)"], got: arguments.count))
    }
    let point = arguments.positional[0]
    // The formula compiled is as exact and faster. It declines where there is anything to tell.
    if trace == nil, case .number(let x) = point, let slope = try scalarMap(Function(.derivative(f)), [x]),
      case .vector(let slopes) = slope
    {
      return .number(slopes.elements[0])
    }
    if case .vector(let xs) = point, f.arity?.contains(1) ?? true {
      if let slopes = try scalarMap(Function(.derivative(f)), xs.elements) { return slopes }
      // The derivative of an elementwise function, at each point of a vector.
      var slopes: [Value] = []
      for x in xs.elements { slopes.append(try partials(of: f, at: [.number(x)])[0]) }
      return try vector(of: slopes)
    }
    guard shape(point) == .scalar else {
      throw EvaluationError(.argument(function: "\(f.handle)'", parameter: "x", needed: "a number", got: point.phrase))
    }
    return try partials(of: f, at: [point])[0]
  }

  /// `∇f` at a point: of a function of one array, an array of its shape; of several numbers, the vector of partials; of
  /// several arrays, the list of theirs.
  mutating func gradient(of f: Function, at arguments: Arguments) throws(EvaluationError) -> Value {
    let partials = try partials(of: f, at: try point(of: f, arguments, "grad"))
    guard partials.count > 1 else { return partials[0] }
    if partials.contains(where: \.isTraced) { return try tracedVector(partials) }
    return try vector(of: partials)
  }

  /// The arguments of a derivative of `f`, a vector taken apart where `f` takes several numbers.
  mutating func point(
    of f: Function, _ arguments: Arguments, _ derivative: String
  ) throws(EvaluationError) -> [Value] {
    guard arguments.named.isEmpty, !arguments.positional.isEmpty else {
      throw EvaluationError(
        .arity(
          function: "\(derivative)(\(f.handle))", signatures: ["\(derivative)(\(f.handle))(x)"], got: arguments.count))
    }
    let point = arguments.positional
    if point.count == 1, let arity = f.arity, arity.lowerBound > 1,
      let parts = try spread(point[0], count: arity.lowerBound)
    {
      return parts
    }
    return point
  }

  /// The partial derivatives of a function that gives a number, one for each argument and of its shape.
  mutating func partials(of f: Function, at point: [Value]) throws(EvaluationError) -> [Value] {
    // Inside another gradient the nodes go to the same graph, so that derivatives of derivatives come out.
    if trace != nil {
      var targets: [NodeID] = []
      for value in point { targets.append(try alias(of: value, in: f)) }
      let root = try tracedRoot(f, targets, at: point)
      return try tracedSweep(of: root, targets).gradient.map { .traced($0) }
    }
    let inputs = point.compactMap(\.tensor)
    let key = inputs.count == point.count ? GradientKey(f, .gradient) : nil
    if let key, let known = try replayed(key, at: inputs) { return known.map { Value($0.withoutNegativeZeros) } }
    let before = beginTrace()
    defer { endTrace(before) }
    var targets: [NodeID] = []
    for value in point { targets.append(try input(value, of: f)) }
    let root = try tracedRoot(f, targets, at: point)
    let sweep = try tracedSweep(of: root, targets)
    remark(on: sweep, from: targets, since: before)
    if let key, let trace, isReplayable(since: before) {
      gradients.keep(trace, sweep.gradient, minding: trace.watches(sweep), for: key, scope.generation)
    }
    return sweep.gradient.map { Value(tensor($0).withoutNegativeZeros) }
  }

  /// The values of an earlier trace of the same derivative, where that still tells everything.
  mutating func replayed(
    _ key: GradientKey, at inputs: [Tensor]
  ) throws(EvaluationError) -> [Tensor]? {
    try checkInterrupt()
    do throws(GraphError) {
      guard let values = try gradients.replay(key, scope.generation, at: inputs) else { return nil }
      // A NaN wants the explanation that only the run itself gives.
      guard values.allSatisfy({ !$0.elements.contains(where: \.isNaN) }) else { return nil }
      return values
    } catch { return nil }
  }

  /// A node of its own for one argument of an inner gradient.
  mutating func alias(of value: Value, in f: Function) throws(EvaluationError) -> NodeID {
    guard value.isTraced || value.tensor != nil else { return try input(value, of: f) }
    aliases += 1
    return try node(traced(Alias(aliases), [value]))
  }

  mutating func input(_ value: Value, of f: Function) throws(EvaluationError) -> NodeID {
    guard let tensor = value.tensor else {
      throw EvaluationError(
        .argument(
          function: "the gradient of \(f.handle)", parameter: "x", needed: "a number or a real array",
          got: value.phrase))
    }
    return try input(tensor)
  }

  mutating func input(_ tensor: Tensor) throws(EvaluationError) -> NodeID {
    try node(try trace { t throws(GraphError) in try t.input(tensor) })
  }

  /// The function traced at inputs, which must give a number.
  mutating func tracedRoot(
    _ f: Function, _ inputs: [NodeID], at point: [Value]
  ) throws(EvaluationError) -> NodeID {
    let result: Value
    do throws(EvaluationError) { result = try apply(f, inputs.map { .traced($0) }) } catch {
      throw error.remedied(f, point.map { written($0) })
    }
    if shape(result) == .scalar, !result.isComplex { return try node(result) }
    let phrase = shape(result).map { $0.phrase(result.isComplex ? "complex" : "") } ?? result.phrase
    throw DerivativeError.notScalar(
      f.handle, got: result.isComplex && shape(result) == .scalar ? "a complex number" : phrase,
      at: point.map { written($0) }, isArray: shape(result) != nil && !result.isComplex
    ).asEvaluation
  }

  /// A value as a message or a suggestion writes it; a traced one by the point it stands for.
  func written(_ value: Value) -> String {
    if case .traced(let node) = value { return Value(tensor(node)).written(digits: 6, atMost: 12) }
    return value.written(digits: 6, atMost: 12)
  }

  mutating func tracedSweep(of root: NodeID, _ targets: [NodeID]) throws(EvaluationError) -> Sweep {
    try extending { (trace: inout Trace) throws(GraphError) in try trace.sweep(of: root, withRespectTo: targets) }
  }

  /// Works on the open trace.
  mutating func extending<R>(_ body: (inout Trace) throws(GraphError) -> R) throws(EvaluationError) -> R {
    guard var open = trace else { throw EvaluationError(.notDifferentiable(Self.outsider)) }
    // Taken out while it grows: a copy held here would double the memory of every step.
    trace = nil
    defer { trace = open }
    do throws(GraphError) { return try body(&open) } catch { throw error.asEvaluation }
  }

  /// Says once what is odd about the derivatives of a run.
  mutating func remark(on sweep: Sweep, from targets: [NodeID], since start: TraceStart) {
    guard notes.count == start.notes, let oddity = trace?.oddity(in: sweep, from: targets) else { return }
    note(oddity.report)
  }
}

extension Tensor {
  /// −0 comes of products with 0, and means nothing to who reads a derivative; long arrays are not gone through for it.
  fileprivate var withoutNegativeZeros: Tensor {
    switch self {
    case .scalar(let x): .scalar(x + 0)
    case .vector(let v) where v.count <= 1000: .vector(Vector(v.elements.map { $0 + 0 }))
    case .matrix(let a) where a.elements.count <= 1000:
      .matrix(Matrix(rows: a.rows, columns: a.columns, elements: a.elements.map { $0 + 0 }))
    default: self
    }
  }
}

/// A function of a number or an array with its gradient, traced once and replayed while its conditions hold.
public struct TracedFunction: Sendable {
  public let function: Function
  /// What the function takes; `nil` for a vector of any length.
  public let shape: Shape?
  private var tape: Tape?

  public init(_ function: Function, of shape: Shape? = nil) {
    self.function = function
    self.shape = shape
  }

  /// The value and the gradient at a point, exact to rounding; a matrix is given column by column.
  public mutating func gradient(
    at x: Vector, _ context: inout Context
  ) throws(EvaluationError) -> (value: Double, gradient: Vector) {
    try context.checkInterrupt()
    try context.requireOwn(function)
    let tensor = shape.map { $0.count == x.count ? Tensor($0, x.elements) : .vector(x) } ?? .vector(x)
    do throws(GraphError) {
      if let values = try tape?.replay([tensor]) { return Self.pair(values) }
    } catch { throw error.asEvaluation }
    let (fresh, nodes, isReplayable) = try context.traced(function, at: tensor)
    let values = nodes.map { fresh.value($0) }
    tape = isReplayable ? Tape(fresh, for: nodes) : nil
    return Self.pair(values)
  }

  private static func pair(_ values: [Tensor]) -> (value: Double, gradient: Vector) {
    (values[0].elements.first ?? .nan, Vector(values[1].elements))
  }
}

extension Context {
  /// What a trace must leave as it was for its conditions to tell everything.
  struct TraceStart {
    let trace: Trace?
    let replayable: Bool
    let random: RandomStream
    let notes: Int
  }

  mutating func beginTrace() -> TraceStart {
    let start = TraceStart(trace: trace, replayable: replayable, random: random, notes: notes.count)
    trace = Trace()
    replayable = true
    return start
  }

  mutating func endTrace(_ start: TraceStart) {
    trace = start.trace
    replayable = start.replayable
  }

  /// A run that drew random numbers, or made a remark, would do so again.
  func isReplayable(since start: TraceStart) -> Bool {
    replayable && random == start.random && notes.count == start.notes
  }

  /// The trace of a function at a point, with the nodes of its value and its gradient, and whether it may be replayed.
  fileprivate mutating func traced(
    _ f: Function, at point: Tensor
  ) throws(EvaluationError) -> (Trace, [NodeID], Bool) {
    let before = beginTrace()
    defer { endTrace(before) }
    guard case .traced(let input) = try trace({ t throws(GraphError) in try t.input(point) }) else {
      throw EvaluationError(.notDifferentiable(f.handle))
    }
    let root = try tracedRoot(f, [input], at: [Value(point)])
    let gradient = try tracedSweep(of: root, [input]).gradient
    guard let finished = trace else { throw EvaluationError(.notDifferentiable(f.handle)) }
    return (finished, [root] + gradient, isReplayable(since: before))
  }
}

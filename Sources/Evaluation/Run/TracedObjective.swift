import Graph
import LinearAlgebra

/// A function of one number or array that gives a number, with its derivatives, each traced once and replayed while
/// its conditions hold. What follows the first argument, rows of data perhaps, is taken as it is given.
public struct TracedObjective: Sendable {
  public let function: Function
  /// What the function takes.
  public let shape: Shape
  private var tapes: [Key: Tape] = [:]

  /// What is asked of the function, and of which shapes: a last batch that is smaller needs a tape of its own.
  private struct Key: Hashable {
    let wish: Wish
    let shapes: [Shape]
  }

  private enum Wish: Hashable, Sendable { case value, gradient, curvature }

  /// More tapes than this are not kept.
  private static let most = 8

  public init(_ function: Function, of shape: Shape) { (self.function, self.shape) = (function, shape) }

  /// The value at a point; a matrix is given column by column.
  public mutating func value(
    at x: Vector, _ rest: [Value] = [], _ context: inout Context
  ) throws(EvaluationError) -> Double {
    try run(.value, [tensor(x)], rest, &context)[0].elements.first ?? .nan
  }

  /// The value and the gradient, exact to rounding.
  public mutating func gradient(
    at x: Vector, _ rest: [Value] = [], _ context: inout Context
  ) throws(EvaluationError) -> (value: Double, gradient: Vector) {
    let found = try run(.gradient, [tensor(x)], rest, &context)
    return (found[0].elements.first ?? .nan, Vector(found[1].elements))
  }

  /// The Hessian times a direction, by the gradient of the gradient along it: the cost of a few gradients.
  public mutating func hessian(
    at x: Vector, times direction: Vector, _ rest: [Value] = [], _ context: inout Context
  ) throws(EvaluationError) -> Vector {
    Vector(try run(.curvature, [tensor(x), tensor(direction)], rest, &context)[0].elements)
  }

  /// The Hessian, symmetric to the bit: a product for each column.
  public mutating func hessian(
    at x: Vector, _ rest: [Value] = [], _ context: inout Context
  ) throws(EvaluationError) -> Matrix {
    let n = x.count
    var columns: [Double] = []
    for j in 0..<n {
      let unit = Vector((0..<n).map { $0 == j ? 1 : 0 })
      columns += try hessian(at: x, times: unit, rest, &context).elements
    }
    var symmetric = columns
    for j in 0..<n {
      for i in 0..<n where i != j { symmetric[i + j * n] = (columns[i + j * n] + columns[j + i * n]) / 2 }
    }
    return Matrix(rows: n, columns: n, elements: symmetric)
  }

  private func tensor(_ x: Vector) -> Tensor { shape.count == x.count ? Tensor(shape, x.elements) : .vector(x) }

  private mutating func run(
    _ wish: Wish, _ inputs: [Tensor], _ rest: [Value], _ context: inout Context
  ) throws(EvaluationError) -> [Tensor] {
    try context.checkInterrupt()
    try context.requireOwn(function)
    let data = rest.compactMap(\.tensor)
    // A table is no input of a graph: what is made of it is constant, so that another one needs another trace.
    let key = data.count == rest.count ? Key(wish: wish, shapes: (inputs + data).map(\.shape)) : nil
    if let key, let values = try replayed(key, inputs + data) { return values }
    let (trace, roots, isReplayable) = try context.traced(
      function, inputs, rest, curvature: wish == .curvature, wish == .value)
    if let key, isReplayable {
      if tapes.count == Self.most { tapes.removeAll() }
      tapes[key] = Tape(trace, for: roots)
    }
    return roots.map { trace.value($0) }
  }

  private mutating func replayed(_ key: Key, _ inputs: [Tensor]) throws(EvaluationError) -> [Tensor]? {
    guard let index = tapes.index(forKey: key) else { return nil }
    do throws(GraphError) { return try tapes.values[index].replay(inputs) } catch { throw error.asEvaluation }
  }
}

extension Context {
  /// The trace of a function at a point, the nodes asked for, and whether it may be replayed.
  fileprivate mutating func traced(
    _ f: Function, _ inputs: [Tensor], _ rest: [Value], curvature: Bool, _ isValueOnly: Bool
  ) throws(EvaluationError) -> (Trace, [NodeID], Bool) {
    let before = beginTrace()
    defer { endTrace(before) }
    var nodes: [NodeID] = []
    for tensor in inputs { nodes.append(try entered(tensor)) }
    var arguments: [Value] = [.traced(nodes[0])]
    for value in rest {
      arguments.append(try value.tensor.map { t throws(EvaluationError) in .traced(try entered(t)) } ?? value)
    }
    let result = try apply(f, arguments)
    guard shape(result) == .scalar else {
      throw EvaluationError(.notScalar(function: "A gradient", got: shape(result)?.phrase() ?? result.phrase))
    }
    if case .complex = result { throw EvaluationError(.notScalar(function: "A gradient", got: result.phrase)) }
    let root = try node(result)
    guard var open = trace else { throw EvaluationError(.notDifferentiable(f.handle)) }
    trace = nil
    defer { trace = open }
    guard !isValueOnly else { return (open, [root], isReplayable(since: before)) }
    do throws(GraphError) {
      let slope = try open.gradient(of: root, withRespectTo: [nodes[0]])[0]
      guard curvature else { return (open, [root, slope], isReplayable(since: before)) }
      let product = try open.extend { graph throws(GraphError) in
        try graph.pullback(of: slope, seed: nodes[1], to: [nodes[0]])[0]
      }
      return (open, [product], isReplayable(since: before))
    } catch { throw error.asEvaluation }
  }

  private mutating func entered(_ tensor: Tensor) throws(EvaluationError) -> NodeID {
    try node(try trace { t throws(GraphError) in try t.input(tensor) })
  }
}

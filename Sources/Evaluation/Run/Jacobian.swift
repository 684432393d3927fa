import Graph
import LinearAlgebra

/// What takes a vector of parameters to a vector, with all its partial derivatives, traced once and replayed while its
/// conditions hold.
public struct TracedModel: Sendable {
  public typealias Body = @Sendable (inout Context, Value) throws(EvaluationError) -> Value

  private let body: Body
  /// How many elements the result has.
  private let count: Int
  private var tape: Tape?

  public init(giving count: Int, _ body: @escaping Body) {
    self.count = count
    self.body = body
  }

  /// The Jacobian, a column for each parameter, exact to rounding.
  ///
  /// Reverse mode gives Jᵀu for a u that is an input itself; as that is linear in u, its own derivatives are the columns
  /// of J: as many sweeps as there are parameters, not as there are elements.
  /// - Throws: what the body throws while it is traced; `.notDifferentiable` where no derivative is known.
  public mutating func jacobian(at b: Vector, _ context: inout Context) throws(EvaluationError) -> Matrix {
    try context.checkInterrupt()
    // What the body closes over cannot be seen from here.
    guard context.trace == nil else { throw EvaluationError(.notDifferentiable("a system of equations")) }
    let ones = Tensor.vector(Vector(repeating: 1, count: count))
    do throws(GraphError) {
      if let columns = try tape?.replay([.vector(b), ones]) { return matrix(columns) }
    } catch { throw error.asEvaluation }
    let (trace, nodes, isReplayable) = try context.tracedColumns(body, at: b, weights: ones)
    tape = isReplayable ? Tape(trace, for: nodes) : nil
    return matrix(nodes.map { trace.value($0) })
  }

  private func matrix(_ columns: [Tensor]) -> Matrix {
    Matrix(rows: count, columns: columns.count, elements: columns.flatMap(\.elements))
  }
}

extension Context {
  fileprivate mutating func tracedColumns(
    _ body: TracedModel.Body, at b: Vector, weights: Tensor
  ) throws(EvaluationError) -> (Trace, [NodeID], Bool) {
    let before = beginTrace()
    defer { endTrace(before) }
    let parameters = try trace { t throws(GraphError) in try t.input(.vector(b)) }
    let seed = try node(try trace { t throws(GraphError) in try t.input(weights) })
    let root = try node(try body(&self, parameters))
    guard shape(.traced(root)) == weights.shape else {
      throw EvaluationError(.notDifferentiable("a model of another length"))
    }
    let input = try node(parameters)
    guard var open = trace else { throw EvaluationError(.notDifferentiable(Context.outsider)) }
    trace = nil
    defer { trace = open }
    do throws(GraphError) {
      let columns = try open.extend { graph throws(GraphError) in
        let product = try graph.pullback(of: root, seed: seed, to: [input])[0]
        var columns: [NodeID] = []
        for j in 0..<b.count {
          let unit = try graph.constant(.vector(Vector((0..<b.count).map { $0 == j ? 1 : 0 })))
          columns.append(try graph.pullback(of: product, seed: unit, to: [seed])[0])
        }
        return columns
      }
      return (open, columns, isReplayable(since: before))
    } catch { throw error.asEvaluation }
  }
}

extension Context {
  /// `jacobian(f)` at a point: a row for each element that f gives, a column for each that it takes, both counted column
  /// by column through arrays; a number for a function from numbers to numbers.
  ///
  /// A sweep for each row, or where there are fewer columns for each of those: Jᵀu is linear in u, so that its own
  /// derivatives by u are the columns.
  mutating func jacobian(of f: Function, at arguments: Arguments) throws(EvaluationError) -> Value {
    let point = try point(of: f, arguments, "jacobian")
    if trace != nil { return try tracedJacobian(of: f, at: point) }
    let (x, shapes) = try flattened(point, of: f)
    let before = beginTrace()
    defer { endTrace(before) }
    var targets: [NodeID] = []
    for value in point { targets.append(try input(value, of: f)) }
    let root = try tracedArray(f, targets, at: point)
    let target = tensor(root).shape
    let (m, n) = (target.count, x.count)
    do { try MemoryBudget.standard.count(rows: m, columns: n) } catch { throw EvaluationError(.math(error)) }
    let isWide = m <= n
    let seed = try input(Tensor(target, repeating: 1))
    let direction = try isWide ? nil : input(.vector(Vector(repeating: 0, count: n)))
    let sweep = try extending { (trace: inout Trace) throws(GraphError) in
      try trace.extend { graph throws(GraphError) in try graph.sweep(of: root, seed: seed, to: targets) }
    }
    remark(on: sweep, from: targets, since: before)
    let wanted = try extending { (trace: inout Trace) throws(GraphError) in
      try trace.extend { graph throws(GraphError) in
        let whole = try graph.add(Join(.vector(n)), sweep.gradient)
        guard let direction else { return whole }
        return try graph.pullback(of: whole, seed: direction, to: [seed])[0]
      }
    }
    guard let finished = trace else { return .missing }
    var tape = Tape(finished, for: [wanted])
    let tensors = point.compactMap(\.tensor)
    var lines: [Double] = []
    lines.reserveCapacity(m * n)
    for k in 0..<min(m, n) {
      try checkInterrupt()
      var inputs = tensors
      if isWide {
        inputs.append(Tensor(target, (0..<m).map { $0 == k ? 1 : 0 }))
      } else {
        inputs += [Tensor(target, repeating: 1), .vector(Vector((0..<n).map { $0 == k ? 1 : 0 }))]
      }
      do throws(GraphError) { lines += try tape.replay(inputs)?[0].elements ?? [] } catch { throw error.asEvaluation }
    }
    if target == .scalar, shapes == [.scalar] { return .number(lines.first ?? .nan) }
    let lying = Matrix(rows: isWide ? n : m, columns: isWide ? m : n, elements: lines)
    return .matrix(isWide ? lying.transposed() : lying)
  }

  /// Inside another gradient the derivatives are nodes.
  private mutating func tracedJacobian(of f: Function, at point: [Value]) throws(EvaluationError) -> Value {
    var targets: [NodeID] = []
    for value in point { targets.append(try alias(of: value, in: f)) }
    let root = try tracedArray(f, targets, at: point)
    let count = tensor(root).shape.count
    let isNumber =
      count == 1 && targets.count == 1 && tensor(root).shape == .scalar && tensor(targets[0]).shape == .scalar
    let whole = try extending { (trace: inout Trace) throws(GraphError) in
      try trace.extend { graph throws(GraphError) in
        let rows = try graph.rows(of: root, count, to: targets)
        return isNumber ? try graph.reshaped(rows, .scalar) : rows
      }
    }
    return .traced(whole)
  }

  /// The function traced at inputs, which must give numbers.
  private mutating func tracedArray(
    _ f: Function, _ inputs: [NodeID], at point: [Value]
  ) throws(EvaluationError) -> NodeID {
    do throws(EvaluationError) {
      let result = try apply(f, inputs.map { .traced($0) })
      guard !result.isComplex else {
        throw EvaluationError(
          .argument(function: "jacobian", parameter: "f", needed: "a function to real numbers", got: result.phrase))
      }
      return try node(result)
    } catch { throw error.remedied(f, point.map { written($0) }) }
  }
}

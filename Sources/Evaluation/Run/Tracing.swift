import Graph
import LinearAlgebra
import Numerics
import Syntax

extension GraphError: EvaluationFailure {
  public var asEvaluation: EvaluationError {
    switch self {
    case .shape(let error): EvaluationError(.math(.shape(error)))
    case .notDifferentiable(let name): EvaluationError(.notDifferentiable(name))
    case .traceTooLong(let limit): EvaluationError(.traceTooLong(limit: limit))
    case .math(let error): EvaluationError(.math(error))
    case .notScalar, .unfit, .tooLongToShow: EvaluationError(.other(self))
    }
  }
}

extension GraphError: ReportableError {}

/// Tracing is the ordinary evaluation of values that are nodes of a graph.
extension Context {
  /// What a value that belongs to another graph than the one being traced is called.
  static let outsider = "a value of another gradient"

  /// Adds to the graph being traced.
  public mutating func trace(_ body: (inout Trace) throws(GraphError) -> NodeID) throws(EvaluationError) -> Value {
    guard var open = trace else { throw EvaluationError(.notDifferentiable(Self.outsider)) }
    // Taken out while it grows: a copy held here would double the memory of every step.
    trace = nil
    defer { trace = open }
    do throws(GraphError) { return .traced(try body(&open)) } catch { throw error.asEvaluation }
  }

  /// The node of a value: a traced one's own, a constant for the rest.
  public mutating func node(_ value: Value) throws(EvaluationError) -> NodeID {
    if case .traced(let node) = value.standing { return node }
    guard let tensor = value.tensor else {
      if case .list(let list) = value, case .traced(let node) = try tracedVector(list.elements) { return node }
      throw EvaluationError(.notDifferentiable("an operation on \(value.phrase)"))
    }
    guard case .traced(let node) = try trace({ t throws(GraphError) in try t.constant(tensor) }) else {
      throw EvaluationError(.notDifferentiable(value.phrase))
    }
    return node
  }

  /// The number or array that a traced value is at the point where the gradient is taken.
  func tensor(_ node: NodeID) -> Tensor { trace?.value(node) ?? .scalar(.nan) }

  /// The shape of any value, traced or not.
  public func shape(_ value: Value) -> Shape? {
    if case .traced(let node) = value.standing { return trace?.graph.shape(node) }
    return value.shape
  }

  // MARK: operations

  public mutating func tracedElementwise(
    _ primitive: Primitive, _ operands: [Value], dotted: Bool = true
  ) throws(EvaluationError) -> Value {
    var nodes: [NodeID] = []
    for operand in operands { nodes.append(try node(operand)) }
    return try trace { t throws(GraphError) in try t.add(primitive, nodes, dotted: dotted) }
  }

  public mutating func traced(
    _ primitive: some ArrayPrimitive, _ operands: [Value]
  ) throws(EvaluationError) -> Value {
    var nodes: [NodeID] = []
    for operand in operands { nodes.append(try node(operand)) }
    return try trace { t throws(GraphError) in try t.add(primitive, nodes) }
  }

  /// Several operations of the graph at once.
  public mutating func traced(
    _ operands: [Value], _ body: (inout Graph, [NodeID]) throws(GraphError) -> NodeID
  ) throws(EvaluationError) -> Value {
    var nodes: [NodeID] = []
    for operand in operands { nodes.append(try node(operand)) }
    return try trace { t throws(GraphError) in
      try t.extend { graph throws(GraphError) in try body(&graph, nodes) }
    }
  }

  mutating func tracedCombine(_ op: Expression.Infix, _ a: Value, _ b: Value) throws(EvaluationError) -> Value {
    if let (left, right) = try tracedIdentity(op, a, b) { return try tracedCombine(op, left, right) }
    let left = shape(a) ?? .scalar
    let right = shape(b) ?? .scalar
    let scalar = left == .scalar || right == .scalar
    switch op {
    case .add: return try tracedElementwise(.add, [a, b], dotted: false)
    case .subtract: return try tracedElementwise(.subtract, [a, b], dotted: false)
    case .dotAdd: return try tracedElementwise(.add, [a, b])
    case .dotSubtract: return try tracedElementwise(.subtract, [a, b])
    case .dotMultiply: return try tracedElementwise(.multiply, [a, b])
    case .dotDivide: return try tracedElementwise(.divide, [a, b])
    case .dotPower: return try tracedElementwise(.power, [a, b])
    case .multiply: return scalar ? try tracedElementwise(.multiply, [a, b]) : try traced(MatrixProduct(), [a, b])
    case .dot: return scalar ? try tracedElementwise(.multiply, [a, b]) : try tracedDot(a, b)
    case .divide:
      if right == .scalar { return try tracedElementwise(.divide, [a, b]) }
      let solved = try traced(Solve(), [try tracedTranspose(node(b)), try tracedTranspose(node(a))])
      return try tracedTranspose(node(solved))
    case .leftDivide:
      if left == .scalar { return try tracedElementwise(.divide, [b, a]) }
      let isSquare = left.extent.rows == left.extent.columns
      return isSquare ? try traced(Solve(), [a, b]) : try traced(LeastSquares(), [a, b])
    case .power: return try tracedPower(a, b, left, right)
    case .cross, .and, .or, .pipe: throw EvaluationError(.notDifferentiable(op.rawValue))
    }
  }

  private mutating func tracedIdentity(
    _ op: Expression.Infix, _ a: Value, _ b: Value
  ) throws(EvaluationError) -> (Value, Value)? {
    func full(_ scale: Double, _ other: Value) -> Value? {
      guard op == .add || op == .subtract else { return .number(scale) }
      guard case .matrix(let n, let m) = shape(other), n == m else { return nil }
      return .matrix(Matrix.diagonal([Double](repeating: scale, count: n)))
    }
    if case .identity(let s) = a {
      guard let whole = full(s, b) else { throw EvaluationError(.identitySize(operation: op.rawValue, other: nil)) }
      return (whole, b)
    }
    if case .identity(let s) = b {
      guard let whole = full(s, a) else { throw EvaluationError(.identitySize(operation: op.rawValue, other: nil)) }
      return (a, whole)
    }
    return nil
  }

  private mutating func tracedDot(_ a: Value, _ b: Value) throws(EvaluationError) -> Value {
    guard case .vector = shape(a), case .vector = shape(b) else { return try traced(MatrixProduct(), [a, b]) }
    return try traced(MatrixProduct(), [try tracedTranspose(node(a)), b])
  }

  private mutating func tracedPower(
    _ a: Value, _ b: Value, _ left: Shape, _ right: Shape
  ) throws(EvaluationError) -> Value {
    if left == .scalar, right == .scalar { return try tracedElementwise(.power, [a, b]) }
    guard case .matrix(let n, let m) = left, n == m, case .number(let k) = b, let count = Int(exactly: k),
      abs(count) <= 64
    else {
      throw EvaluationError(
        .operands(symbol: "^", left: left.phrase(), right: right.phrase(), remedy: .operatorSymbol(".^")))
    }
    let base = count < 0 ? try traced(Inverse(), [a]) : a
    var result = Value.matrix(Matrix.identity(n))
    for _ in 0..<abs(count) { result = try traced(MatrixProduct(), [result, base]) }
    return result
  }

  mutating func tracedTranspose(_ node: NodeID) throws(EvaluationError) -> Value {
    if shape(.traced(node)) == .scalar { return .traced(node) }
    return try traced(Transpose(), [.traced(node)])
  }

  mutating func tracedCompare(
    _ op: Expression.Comparison, _ a: Value, _ b: Value
  ) throws(EvaluationError) -> Value {
    let (a, b) = (a.standing, b.standing)
    if a.isObject || b.isObject { return try tracedOperation(op.rawValue, [a, b]) }
    guard shape(a) == .scalar, shape(b) == .scalar else {
      // A mask of an array has no guard of its own: the trace serves this point only.
      replayable = false
      return try compare(op, value(a), value(b))
    }
    let (left, right) = (try node(a), try node(b))
    guard var open = trace else { return .missing }
    trace = nil
    defer { trace = open }
    do throws(GraphError) {
      switch op {
      case .less: return .truth(try open.test(.less, left, right))
      case .lessOrEqual: return .truth(try open.test(.lessOrEqual, left, right))
      case .greater: return .truth(try open.test(.less, right, left))
      case .greaterOrEqual: return .truth(try open.test(.lessOrEqual, right, left))
      case .equal, .element: return .truth(try open.test(.equal, left, right))
      case .notEqual: return .truth(!(try open.test(.equal, left, right)))
      }
    } catch { throw error.asEvaluation }
  }

  /// What the catalog has this operator do where a value of a domain meets one being differentiated.
  mutating func tracedOperation(_ symbol: String, _ operands: [Value]) throws(EvaluationError) -> Value {
    guard let trace = catalog.operation(symbol)?.trace, let result = try trace(Arguments(operands), &self) else {
      let what = operands.first { $0.isObject }?.phrase ?? Value.tracedPhrase
      throw EvaluationError(.notDifferentiable("\(symbol) of \(what)"))
    }
    return result
  }

  /// The value at the point where the gradient is taken, without its trace: for checks that do not change the result.
  public func atPoint(_ value: Value) -> Value { self.value(value) }

  /// The value at the point, without its trace, for what does not change along with it: the trace then serves this point
  /// only.
  public mutating func settled(_ value: Value) -> Value {
    guard value.isTraced else { return value }
    replayable = false
    guard case .list(let list) = value else { return self.value(value) }
    return .list(List(list.elements.map { self.value($0) }))
  }

  /// The value itself, without its trace.
  private func value(_ value: Value) -> Value {
    if case .traced(let node) = value.standing { return Value(tensor(node)) }
    return value
  }

  // MARK: arrays

  mutating func tracedElements(_ node: NodeID) throws(EvaluationError) -> [Value] {
    let count: Int
    switch shape(.traced(node)) {
    case .vector(let n): count = n
    case .matrix(let m, let n):
      var columns: [Value] = []
      for j in 0..<n {
        columns.append(try traced(Gather(Array(j * m..<(j + 1) * m), .vector(m)), [.traced(node)]))
      }
      return columns
    default: throw EvaluationError(.operand(symbol: "a loop", got: "a number", remedy: nil))
    }
    var elements: [Value] = []
    for index in 0..<count { elements.append(try traced(Gather([index], .scalar), [.traced(node)])) }
    return elements
  }

  mutating func tracedElements(_ node: NodeID, count: Int) throws(EvaluationError) -> [Value]? {
    guard shape(.traced(node)) == .vector(count) else { return nil }
    return try tracedElements(node)
  }

  mutating func tracedIndex(
    _ node: NodeID, _ indices: [Code.Index], end: Int, _ base: Int
  ) throws(EvaluationError) -> Value {
    let extents: [Int]
    switch shape(.traced(node)) {
    case .vector(let n): extents = [n]
    case .matrix(let m, let n): extents = [m, n]
    default: throw EvaluationError(.notIndexable(got: "a number"))
    }
    let selections = try select(indices, extents, end: end, base)
    let rows = extents[0]
    guard selections.count == 2 else {
      let target: Shape = if case .many(let all) = selections[0] { .vector(all.count) } else { .scalar }
      return try traced(Gather(selections[0].positions, target), [.traced(node)])
    }
    var places: [Int] = []
    for j in selections[1].positions { for i in selections[0].positions { places.append(i + j * rows) } }
    let target: Shape =
      switch (selections[0], selections[1]) {
      case (.one, .one): .scalar
      case (.many(let r), .many(let c)): .matrix(r.count, c.count)
      default: .vector(places.count)
      }
    return try traced(Gather(places, target), [.traced(node)])
  }

  /// A traced array, or an array that is to hold a traced number, with the elements selected replaced.
  mutating func tracedReplacing(
    _ value: Value, _ selections: [Selection], with new: Value
  ) throws(EvaluationError) -> Value {
    let rows = shape(value)?.extent.rows ?? 0
    let columns = selections.count == 2 ? selections[1].positions : [0]
    let places = columns.flatMap { j in selections[0].positions.map { $0 + j * rows } }
    let count = shape(new)?.count ?? 0
    let isSingle = selections.allSatisfy { if case .one = $0 { true } else { false } }
    guard shape(new) == .scalar || count == places.count && !isSingle else {
      throw EvaluationError(.assignment(needed: places.count, got: count, what: new.phrase, parts: []))
    }
    return try traced([value, new]) { (graph, nodes) throws(GraphError) in
      try graph.replacing(places, of: nodes[0], by: nodes[1])
    }
  }

  /// Rows, or elements, and columns of an array, traced or not; nil for what has none.
  func extents(of value: Value) -> [Int]? {
    guard case .traced(let node) = value else { return value.extents }
    switch trace?.graph.shape(node) {
    case .vector(let n): return [n]
    case .matrix(let m, let n): return [m, n]
    case .scalar, nil: return nil
    }
  }

  /// Traced scalars as a traced vector; a list when some are not scalars.
  mutating func tracedVector(_ elements: [Value]) throws(EvaluationError) -> Value {
    guard elements.allSatisfy({ shape($0) == .scalar }) else { return .list(List(elements)) }
    return try traced(Join(.vector(elements.count)), elements)
  }

  mutating func tracedLiteral(
    _ rows: [[Value]], _ separator: Expression.Separator
  ) throws(EvaluationError) -> Value {
    let flat = rows.flatMap { $0 }
    if flat.allSatisfy({ shape($0) == .scalar }) {
      if rows.count <= 1, separator != .blank || flat.count <= 1 { return try tracedVector(flat) }
      if rows.allSatisfy({ $0.count == 1 }) { return try tracedVector(flat) }
      let columns = rows[0].count
      guard rows.allSatisfy({ $0.count == columns }) else { throw EvaluationError(.raggedRows(rows.map(\.count))) }
      let byColumn = (0..<columns).flatMap { j in rows.map { $0[j] } }
      return try traced(Join(.matrix(rows.count, columns)), byColumn)
    }
    var bands: [Value] = []
    for row in rows {
      bands.append(
        row.count == 1 ? row[0] : try traced(row) { (graph, blocks) throws(GraphError) in try graph.beside(blocks) })
    }
    guard bands.count > 1 else { return bands[0] }
    return try traced(bands) { (graph, blocks) throws(GraphError) in try graph.stacked(blocks) }
  }
}

extension Value {
  /// The value as a number or array of the graph.
  public var tensor: Tensor? {
    switch self {
    case .number(let x): .scalar(x)
    case .vector(let v): .vector(v)
    case .matrix(let a): .matrix(a)
    case .object(let object): object.number.map { .scalar($0) }
    default: nil
    }
  }

  public init(_ tensor: Tensor) {
    switch tensor {
    case .scalar(let x): self = .number(x)
    case .vector(let v): self = .vector(v)
    case .matrix(let a): self = .matrix(a)
    }
  }
}

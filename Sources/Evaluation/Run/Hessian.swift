import Graph
import LinearAlgebra

extension Context {
  /// `hessian(f)` at a point: all second derivatives, symmetric to the bit. Several arguments, and the elements of
  /// arrays column by column, are counted through.
  mutating func hessian(of f: Function, at arguments: Arguments) throws(EvaluationError) -> Value {
    let point = try point(of: f, arguments, "hessian")
    if trace != nil { return try tracedHessian(of: f, at: point) }
    let (x, shapes) = try flattened(point, of: f)
    let n = x.count
    do { try MemoryBudget.standard.count(rows: n, columns: n) } catch { throw EvaluationError(.math(error)) }
    var columns: [Double] = []
    let key = GradientKey(f, .hessian)
    var direction = [Double](repeating: 0, count: n)
    if n > 0 { direction[0] = 1 }
    if let key, let first = try replayed(key, at: point.compactMap(\.tensor) + [.vector(Vector(direction))]) {
      columns = first[0].elements
      for j in 1..<max(n, 1) {
        direction = unit(j, n)
        guard let next = try replayed(key, at: point.compactMap(\.tensor) + [.vector(Vector(direction))]) else {
          columns = []
          break
        }
        columns += next[0].elements
      }
    }
    if columns.count != n * n { columns = try sweptHessian(of: f, at: point, shapes, key) }
    if case [.scalar] = shapes { return .number(columns[0]) }
    return .matrix(Matrix(rows: n, columns: n, elements: columns).symmetrised)
  }

  /// A trace of H u for a u that is an input itself, and a replay for each column.
  private mutating func sweptHessian(
    of f: Function, at point: [Value], _ shapes: [Shape], _ key: GradientKey?
  ) throws(EvaluationError) -> [Double] {
    let n = shapes.reduce(0) { $0 + $1.count }
    let before = beginTrace()
    defer { endTrace(before) }
    var product = try tracedProduct(of: f, at: point, along: unit(0, n), since: before)
    if let key, let trace, isReplayable(since: before) {
      gradients.keep(trace, [product.root], minding: product.watches, for: key, scope.generation)
    }
    guard let finished = trace else { return [] }
    var columns = finished.value(product.root).elements
    product.tape = Tape(finished, for: [product.root])
    for j in 1..<max(n, 1) {
      try checkInterrupt()
      columns += try product.values(at: point.compactMap(\.tensor), along: unit(j, n))
    }
    return columns
  }

  private func unit(_ j: Int, _ n: Int) -> [Double] {
    var unit = [Double](repeating: 0, count: n)
    if j < n { unit[j] = 1 }
    return unit
  }

  /// `hvp(f, x, v)`: the Hessian times a vector, by one more sweep over the gradient; no Hessian is formed.
  public mutating func hessianProduct(
    of f: Function, at x: Value, along v: Value
  ) throws(EvaluationError) -> Value {
    let point = try point(of: f, Arguments([x]), "hvp")
    guard let shape = shape(x), let along = v.tensor, along.shape == shape else {
      throw EvaluationError(
        .argument(function: "hvp", parameter: "v", needed: "\(shape(x)?.phrase() ?? "an array") like x", got: v.phrase))
    }
    if trace != nil { return try tracedProduct(of: f, at: point, along: along, shape) }
    let tensors = point.compactMap(\.tensor)
    let key = tensors.count == point.count ? GradientKey(f, .product) : nil
    if let key, let known = try replayed(key, at: tensors + [.vector(Vector(along.elements))]) {
      return Value(Tensor(shape, known[0].elements))
    }
    let before = beginTrace()
    defer { endTrace(before) }
    let product = try tracedProduct(of: f, at: point, along: along.elements, since: before)
    if let key, let trace, isReplayable(since: before) {
      gradients.keep(trace, [product.root], minding: product.watches, for: key, scope.generation)
    }
    return Value(Tensor(shape, tensor(product.root).elements))
  }

  /// The Hessian of a function of one number or array, times vectors.
  struct HessianProduct {
    let root: NodeID
    let watches: [Tape.Watch]
    var tape: Tape?

    mutating func values(at point: [Tensor], along v: [Double]) throws(EvaluationError) -> [Double] {
      do throws(GraphError) { return try tape?.replay(point + [.vector(Vector(v))])?[0].elements ?? [] } catch {
        throw error.asEvaluation
      }
    }
  }

  private mutating func tracedProduct(
    of f: Function, at point: [Value], along v: [Double], since before: TraceStart
  ) throws(EvaluationError) -> HessianProduct {
    var targets: [NodeID] = []
    for value in point { targets.append(try input(value, of: f)) }
    let direction = try input(.vector(Vector(v)))
    let root = try tracedRoot(f, targets, at: point)
    let sweep = try tracedSweep(of: root, targets)
    remark(on: sweep, from: targets, since: before)
    let product = try extending { (trace: inout Trace) throws(GraphError) in
      try trace.extend { graph throws(GraphError) in
        let gradient = try graph.add(Join(.vector(v.count)), sweep.gradient)
        let parts = try graph.pullback(of: gradient, seed: direction, to: targets)
        return try graph.add(Join(.vector(v.count)), parts)
      }
    }
    return HessianProduct(root: product, watches: trace?.watches(sweep) ?? [])
  }

  /// Inside another gradient the product is a node.
  private mutating func tracedProduct(
    of f: Function, at point: [Value], along v: Tensor, _ shape: Shape
  ) throws(EvaluationError) -> Value {
    var targets: [NodeID] = []
    for value in point { targets.append(try alias(of: value, in: f)) }
    let root = try tracedRoot(f, targets, at: point)
    let gradient = try tracedSweep(of: root, targets).gradient
    let product = try extending { (trace: inout Trace) throws(GraphError) in
      try trace.extend { graph throws(GraphError) in
        let whole = try graph.add(Join(.vector(v.shape.count)), gradient)
        let seed = try graph.constant(.vector(Vector(v.elements)))
        let parts = try graph.pullback(of: whole, seed: seed, to: targets)
        return try graph.reshaped(graph.add(Join(.vector(v.shape.count)), parts), shape)
      }
    }
    return .traced(product)
  }

  /// Inside another gradient the second derivatives are nodes, a row for each element.
  private mutating func tracedHessian(of f: Function, at point: [Value]) throws(EvaluationError) -> Value {
    var targets: [NodeID] = []
    for value in point { targets.append(try alias(of: value, in: f)) }
    let root = try tracedRoot(f, targets, at: point)
    let gradient = try tracedSweep(of: root, targets).gradient
    let shapes = targets.map { shape(.traced($0)) ?? .scalar }
    let count = shapes.reduce(0) { $0 + $1.count }
    let whole = try extending { (trace: inout Trace) throws(GraphError) in
      try trace.extend { graph throws(GraphError) in
        let whole = try graph.add(Join(.vector(count)), gradient)
        let rows = try graph.rows(of: whole, count, to: targets)
        if case [.scalar] = shapes { return try graph.reshaped(rows, .scalar) }
        return try graph.add(
          .multiply, [graph.add(.add, [rows, graph.add(Transpose(), [rows])]), graph.constant(0.5)])
      }
    }
    return .traced(whole)
  }

  /// The elements of all arguments, and their shapes.
  func flattened(_ point: [Value], of f: Function) throws(EvaluationError) -> ([Double], [Shape]) {
    var (elements, shapes) = ([Double](), [Shape]())
    for value in point {
      guard let tensor = value.tensor else {
        throw EvaluationError(
          .argument(
            function: "a derivative of \(f.handle)", parameter: "x", needed: "a number or a real array",
            got: value.phrase))
      }
      elements += tensor.elements
      shapes.append(tensor.shape)
    }
    return (elements, shapes)
  }
}

extension Graph {
  /// The derivatives of each element of a vector by the elements of all targets: a matrix of as many columns.
  mutating func rows(of root: NodeID, _ count: Int, to targets: [NodeID]) throws(GraphError) -> NodeID {
    let width = targets.reduce(0) { $0 + shape($1).count }
    var rows: [NodeID] = []
    for i in 0..<count {
      let unit = Tensor(shape(root), (0..<count).map { $0 == i ? 1 : 0 })
      rows.append(try add(Join(.vector(width)), pullback(of: root, seed: constant(unit), to: targets)))
    }
    return try add(Transpose(), [add(Join(.matrix(width, count)), rows)])
  }
}

extension Matrix {
  /// (A + Aᵀ)/2, whose halves are equal to the bit.
  fileprivate var symmetrised: Matrix {
    let (n, x) = (rows, elements)
    return Matrix(rows: n, columns: n) { i, j in i == j ? x[i + i * n] : (x[i + j * n] + x[j + i * n]) / 2 }
  }
}

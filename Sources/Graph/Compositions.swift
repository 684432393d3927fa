import LinearAlgebra

// Array functions that are a few nodes each, and so need no derivative of their own.

extension Graph {
  /// The sum of all elements.
  public mutating func sum(_ x: NodeID) throws(GraphError) -> NodeID {
    shape(x) == .scalar ? x : try add(SumTo(.scalar), [x])
  }

  /// The mean of all elements, of which there is one at least.
  public mutating func mean(_ x: NodeID) throws(GraphError) -> NodeID {
    guard shape(x).count > 0 else { throw .math(.empty(function: "mean")) }
    let total = try sum(x)
    return try add(.divide, [total, constant(Double(shape(x).count))])
  }

  /// Σ a∘b.
  public mutating func dot(_ a: NodeID, _ b: NodeID) throws(GraphError) -> NodeID {
    try sum(add(.multiply, [a, b]))
  }

  /// a bᵀ.
  public mutating func outer(_ a: NodeID, _ b: NodeID) throws(GraphError) -> NodeID {
    let (column, row) = (try matrix(a), try transposedMatrix(matrix(b)))
    return try add(MatrixProduct(), [column, row])
  }

  /// The product of all elements, by halves: exact derivatives even where elements are zero.
  public mutating func product(_ x: NodeID) throws(GraphError) -> NodeID {
    let count = shape(x).count
    if count == 0 { return try constant(1) }
    if count == 1 { return try reshaped(x, .scalar) }
    let half = count / 2
    let low = try add(Gather(Array(0..<half), .vector(half)), [x])
    let high = try add(Gather(Array(half..<2 * half), .vector(half)), [x])
    let paired = try product(add(.multiply, [low, high]))
    guard count % 2 == 1 else { return paired }
    return try add(.multiply, [paired, add(Gather([count - 1], .scalar), [x])])
  }

  /// The diagonal of a matrix as a vector; of a vector, the diagonal matrix.
  public mutating func diagonal(_ x: NodeID) throws(GraphError) -> NodeID {
    switch shape(x) {
    case .scalar: return try reshaped(x, .matrix(1, 1))
    case .vector(let n): return try add(Scatter((0..<n).map { $0 * (n + 1) }, .matrix(n, n)), [x])
    case .matrix(let m, let n):
      let count = min(m, n)
      return try add(Gather((0..<count).map { $0 * (m + 1) }, .vector(count)), [x])
    }
  }

  /// The sum of the diagonal.
  public mutating func trace(_ a: NodeID) throws(GraphError) -> NodeID {
    guard case .matrix(let m, let n) = shape(a), m == n else {
      throw .math(.notSquare(shape(a)))
    }
    return try sum(diagonal(a))
  }

  /// Numbers as a vector.
  public mutating func vector(_ numbers: [NodeID]) throws(GraphError) -> NodeID {
    try add(Join(.vector(numbers.count)), numbers)
  }

  /// Blocks side by side, a vector being a column.
  public mutating func beside(_ blocks: [NodeID]) throws(GraphError) -> NodeID {
    let extents = blocks.map { shape($0).extent }
    let rows = extents.first?.rows ?? 0
    for (extent, block) in zip(extents, blocks) where extent.rows != rows {
      throw .shape(.beside(shape(blocks[0]), shape(block)))
    }
    return try add(Join(.matrix(rows, extents.reduce(0) { $0 + $1.columns })), blocks)
  }

  /// Blocks on top of one another; vectors and numbers alone make a vector.
  public mutating func stacked(_ blocks: [NodeID]) throws(GraphError) -> NodeID {
    let count = blocks.reduce(0) { $0 + shape($1).count }
    let flat = blocks.allSatisfy { id in if case .matrix = shape(id) { false } else { true } }
    if flat { return try add(Join(.vector(count)), blocks) }
    var turned: [NodeID] = []
    for block in blocks { turned.append(try transposedMatrix(matrix(block))) }
    return try transposedMatrix(beside(turned))
  }
}

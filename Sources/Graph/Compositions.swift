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

  /// The running products of a vector, by doubling: exact derivatives even where elements are zero.
  public mutating func cumulativeProduct(_ x: NodeID) throws(GraphError) -> NodeID {
    guard case .vector(let count) = shape(x) else { throw .unfit("cumprod", shape(x), need: "a vector") }
    var (products, reach) = (x, 1)
    while reach < count {
      let ones = try constant(Tensor(.vector(reach), repeating: 1))
      let earlier = try add(Gather(Array(0..<count - reach), .vector(count - reach)), [products])
      products = try add(.multiply, [products, add(Join(.vector(count)), [ones, earlier])])
      reach *= 2
    }
    return products
  }

  /// The variance of all elements with divisor n − 1, or n.
  public mutating func variance(_ x: NodeID, population: Bool = false) throws(GraphError) -> NodeID {
    let centred = try add(.subtract, [x, mean(x)])
    return try add(.divide, [dot(centred, centred), constant(divisor(x, population))])
  }

  /// The root of the variance.
  public mutating func deviation(_ x: NodeID, population: Bool = false) throws(GraphError) -> NodeID {
    let centred = try add(.subtract, [x, mean(x)])
    return try add(.divide, [add(Norm(), [centred]), constant(divisor(x, population).squareRoot())])
  }

  private func divisor(_ x: NodeID, _ population: Bool) -> Double { Double(shape(x).count - (population ? 0 : 1)) }

  /// The Kronecker product of two matrices; of two vectors the vector of all products.
  public mutating func kron(_ a: NodeID, _ b: NodeID) throws(GraphError) -> NodeID {
    let (m, n) = shape(a).extent, (p, q) = shape(b).extent
    let isVector = if case .vector = shape(a), case .vector = shape(b) { true } else { false }
    let target: Shape = isVector ? .vector(m * p) : .matrix(m * p, n * q)
    var (left, right) = ([Int](), [Int]())
    for j in 0..<n * q {
      for i in 0..<m * p {
        left.append(i / p + j / q * m)
        right.append(i % p + j % q * p)
      }
    }
    return try add(.multiply, [add(Gather(left, target), [a]), add(Gather(right, target), [b])])
  }

  /// Elements of an array replaced, at places counted from 0 column by column: a number fills all of them.
  public mutating func replacing(_ places: [Int], of x: NodeID, by new: NodeID) throws(GraphError) -> NodeID {
    let target = shape(x)
    var source = Array(0..<target.count)
    for (offset, place) in places.enumerated() {
      source[place] = target.count + (shape(new) == .scalar ? 0 : offset)
    }
    let both = try add(Join(.vector(target.count + shape(new).count)), [x, new])
    return try add(Gather(source, target), [both])
  }

  /// The pseudo-inverse, a vector being one column.
  public mutating func pseudoInverse(_ a: NodeID) throws(GraphError) -> NodeID {
    try add(PseudoInverse(), [matrix(a)])
  }
}

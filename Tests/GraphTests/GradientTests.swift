import Graph
import LinearAlgebra
import Testing

private func matrix(_ rows: [[Double]]) -> Matrix {
  var result = Matrix(rows: rows.count, columns: rows[0].count)
  for (i, row) in rows.enumerated() { for (j, x) in row.enumerated() { result[i, j] = x } }
  return result
}

private let a = matrix([[4, 1, -0.5], [0.3, 3, 0.7], [-1, 0.2, 2.5]])
private let v = Vector([0.7, -1.2, 0.4])

/// A function of one array built of nodes, and where to try it.
private struct Function: Sendable, CustomTestStringConvertible {
  var name: String
  var at: Tensor
  var build: @Sendable (inout Graph, NodeID) throws -> NodeID
  var testDescription: String { name }

  init(_ name: String, _ at: Tensor, _ build: @escaping @Sendable (inout Graph, NodeID) throws -> NodeID) {
    self.name = name
    self.at = at
    self.build = build
  }
}

private let functions: [Function] = [
  Function("sum of squares", .vector(v)) { g, x in try g.sum(g.add(.multiply, [x, x])) },
  Function("norm", .vector(v)) { g, x in try g.add(Norm(), [x]) },
  Function("Frobenius norm", .matrix(a)) { g, x in try g.add(Norm(), [x]) },
  Function("A x squared", .vector(v)) { g, x in
    let y = try g.add(MatrixProduct(), [g.constant(.matrix(a)), x])
    return try g.dot(y, y)
  },
  Function("quadratic form x' A x", .vector(v)) { g, x in
    let row = try g.add(Transpose(), [x])
    return try g.add(MatrixProduct(), [g.add(MatrixProduct(), [row, g.constant(.matrix(a))]), x])
  },
  Function("A X A sin", .matrix(a)) { g, x in
    let p = try g.add(MatrixProduct(), [x, g.add(MatrixProduct(), [x, x])])
    return try g.sum(g.add(.sin, [g.add(.multiply, [p, g.constant(0.02)])]))
  },
  Function("outer", .vector(v)) { g, x in
    try g.sum(g.add(.exp, [g.outer(x, g.constant(.vector(Vector([0.2, 0.9]))))]))
  },
  Function("column times row", .vector(v)) { g, x in
    let row = try g.constant(.matrix(matrix([[1, -2]])))
    return try g.add(Norm(), [g.add(MatrixProduct(), [x, row])])
  },
  Function("det", .matrix(a)) { g, x in try g.add(Determinant(), [x]) },
  Function("inv", .matrix(a)) { g, x in try g.sum(g.add(.sin, [g.add(Inverse(), [x])])) },
  Function("solve by A", .matrix(a)) { g, x in
    try g.add(Norm(), [g.add(Solve(), [x, g.constant(.vector(v))])])
  },
  Function("solve by B", .matrix(a)) { g, x in
    try g.sum(g.add(.cos, [g.add(Solve(), [g.constant(.matrix(a)), x])]))
  },
  Function("trace of the square", .matrix(a)) { g, x in try g.trace(g.add(MatrixProduct(), [x, x])) },
  Function("diagonal matrix", .vector(v)) { g, x in
    try g.add(Determinant(), [g.add(.add, [g.diagonal(x), g.constant(.matrix(a))])])
  },
  Function("logsumexp", .vector(v)) { g, x in try g.add(LogSumExp(), [g.add(.multiply, [x, x])]) },
  Function("softmax", .vector(v)) { g, x in
    try g.dot(g.add(Softmax(), [x]), g.constant(.vector(Vector([1, 2, 4]))))
  },
  Function("maximum", .vector(v)) { g, x in
    try g.add(.exp, [g.add(Extremum(.max), [g.add(.multiply, [x, x])])])
  },
  Function("minimum", .vector(v)) { g, x in try g.add(.exp, [g.add(Extremum(.min), [x])]) },
  Function("cumulative sum", .vector(v)) { g, x in
    try g.sum(g.add(.exp, [g.add(CumulativeSum(), [x])]))
  },
  Function("product", .vector(v)) { g, x in try g.product(x) },
  Function("product of five", .vector(Vector([2, 0, -1, 3, 0.5]))) { g, x in try g.product(x) },
  Function("mean", .matrix(a)) { g, x in try g.add(.log, [g.mean(g.add(.multiply, [x, x]))]) },
  Function("dotted stretch", .vector(v)) { g, x in
    try g.sum(g.add(.sin, [g.add(.multiply, [x, g.constant(.matrix(a))], dotted: true)]))
  },
  Function("dotted row and column", .vector(v)) { g, x in
    let row = try g.add(Transpose(), [x])
    return try g.add(Norm(), [g.add(.subtract, [row, x], dotted: true)])
  },
  Function("a number with an array", .scalar(0.8)) { g, x in
    try g.sum(g.add(.power, [g.constant(.vector(Vector([1, 2, 3]))), x]))
  },
  Function("sums of columns and rows", .matrix(a)) { g, x in
    let columns = try g.add(SumTo(.matrix(1, 3)), [x]), rows = try g.add(SumTo(.vector(3)), [x])
    return try g.sum(g.add(.exp, [g.add(.multiply, [columns, rows], dotted: true)]))
  },
  Function("picking and joining", .vector(v)) { g, x in
    let picked = try g.add(Gather([2, 0, 2, 1], .matrix(2, 2)), [x])
    let beside = try g.beside([picked, g.add(.sin, [picked])])
    let stacked = try g.stacked([beside, g.add(.exp, [beside])])
    return try g.add(Norm(), [stacked])
  },
  Function("numbers into a vector", .vector(v)) { g, x in
    let parts = try (0..<3).map { try g.add(Gather([$0], .scalar), [x]) }
    let squared = try g.add(.multiply, [parts[0], parts[1]])
    return try g.add(Norm(), [g.vector([squared, parts[2], parts[0]])])
  },
  Function("Cholesky factor", .matrix(a)) { g, x in
    try g.sum(g.add(.sin, [g.add(CholeskyFactor(), [gram(&g, x)])]))
  },
  Function("symmetric eigenvalues", .matrix(a)) { g, x in
    try g.dot(g.add(SymmetricEigenvalues(), [gram(&g, x)]), g.constant(.vector(v)))
  },
  Function("symmetric eigenvectors", .matrix(a)) { g, x in
    let vectors = try g.add(SymmetricEigenvectors(), [gram(&g, x)])
    return try g.sum(g.add(.exp, [g.add(.multiply, [vectors, g.constant(.matrix(b))])]))
  },
  Function("singular values", .matrix(tall)) { g, x in
    try g.sum(g.add(.sin, [g.add(MatrixSingularValues(), [x])]))
  },
  Function("left singular vectors", .matrix(tall)) { g, x in
    try g.dot(g.add(SingularVectors(.left), [x]), g.constant(.matrix(matrix([[0.3, 1], [-1, 2], [0.5, 0.7]]))))
  },
  Function("right singular vectors", .matrix(tall)) { g, x in
    try g.dot(g.add(SingularVectors(.right), [x]), g.constant(.matrix(matrix([[0.3, 1], [-1, 2]]))))
  },
  Function("singular vectors of a wide matrix", .matrix(tall.transposed())) { g, x in
    try g.dot(g.add(SingularVectors(.right), [x]), g.constant(.matrix(matrix([[0.3, 1], [-1, 2], [0.5, 0.7]]))))
  },
  Function("sorted", .vector(v)) { g, x in
    try g.dot(g.add(.exp, [g.add(Reordered(), [x, x])]), g.constant(.vector(Vector([1, -2, 4]))))
  },
  Function("sorted by the other", .vector(v)) { g, x in
    let key = try g.constant(.vector(Vector([5, 1, 3])))
    return try g.dot(g.add(.exp, [g.add(Reordered(descending: true), [x, key])]), g.constant(.vector(v)))
  },
  Function("matrix exponential", .matrix(b)) { g, x in
    try g.dot(g.add(MatrixExponential(), [x]), g.constant(.matrix(a)))
  },
  Function("pseudo-inverse of a tall matrix", .matrix(tall)) { g, x in
    try g.sum(g.add(.sin, [g.add(PseudoInverse(), [x])]))
  },
  Function("pseudo-inverse of a wide matrix", .matrix(tall.transposed())) { g, x in
    try g.sum(g.add(.sin, [g.add(PseudoInverse(), [x])]))
  },
  Function("least squares by A", .matrix(tall)) { g, x in
    try g.sum(g.add(.sin, [g.add(LeastSquares(), [x, g.constant(.vector(v))])]))
  },
  Function("least squares by A, wide", .matrix(tall.transposed())) { g, x in
    try g.sum(g.add(.sin, [g.add(LeastSquares(), [x, g.constant(.matrix(matrix([[1, 2], [0.5, -1]])))])]))
  },
  Function("least squares by b", .vector(v)) { g, x in
    try g.sum(g.add(.sin, [g.add(LeastSquares(), [g.constant(.matrix(tall)), x])]))
  },
  Function("incomplete beta", .vector(Vector([0.3, 0.6]))) { g, x in
    try g.sum(g.add(IncompleteBeta(), [g.constant(2.5), g.constant(1.5), x]))
  },
  Function("transposed products", .matrix(a)) { g, x in
    let left = try g.add(MatrixProduct(transposingLeft: true), [x, g.constant(.matrix(b))])
    let right = try g.add(MatrixProduct(right: true), [left, x])
    let whole = try g.add(MatrixProduct(transposingLeft: true, right: true), [right, x])
    return try g.sum(g.add(.sin, [g.add(.multiply, [whole, g.constant(0.02)])]))
  },
  Function("a vector transposed in a product", .vector(v)) { g, x in
    let row = try g.add(MatrixProduct(transposingLeft: true), [x, g.constant(.matrix(a))])
    return try g.add(Norm(), [g.add(MatrixProduct(right: true), [row, g.constant(.matrix(b))])])
  },
  Function("running products", .vector(Vector([2, 0, -1, 3, 0.5]))) { g, x in
    try g.dot(g.cumulativeProduct(x), g.constant(.vector(Vector([1, -1, 2, 0.5, 3]))))
  },
  Function("variance and deviation", .vector(v)) { g, x in
    try g.add(.multiply, [g.variance(x), g.deviation(x, population: true)])
  },
  Function("Kronecker product", .matrix(a)) { g, x in
    try g.sum(g.add(.sin, [g.kron(x, g.constant(.matrix(tall)))]))
  },
  Function("elements replaced", .vector(v)) { g, x in
    let first = try g.add(Gather([0], .scalar), [x])
    return try g.add(Norm(), [g.add(.exp, [g.replacing([1, 2], of: x, by: g.add(.multiply, [first, first]))])])
  },
]

private let b = matrix([[0.2, -0.6, 0.3], [0.5, 0.1, -0.4], [-0.2, 0.7, 0.3]])
private let tall = matrix([[2, -1], [0.5, 1.5], [-0.3, 0.8]])

/// XᵀX + diag(1, 2, 3), symmetric, positive definite and with eigenvalues apart.
private func gram(_ g: inout Graph, _ x: NodeID) throws -> NodeID {
  let product = try g.add(MatrixProduct(transposingLeft: true), [x, x])
  let sum = try g.add(.add, [product, g.constant(.matrix(matrix([[1, 0, 0], [0, 2, 0], [0, 0, 3]])))])
  let turned = try g.add(Transpose(), [sum])
  return try g.add(.multiply, [g.add(.add, [sum, turned]), g.constant(0.5)])
}

@Suite struct GradientTests {
  private static func perturbed(_ at: Tensor, _ k: Int, _ by: Double) -> Tensor {
    var elements = at.elements
    elements[k] += by
    return Tensor(at.shape, elements)
  }

  /// Richardson's central difference, whose error is of order h⁴ plus rounding over h: about 1e-11 here.
  private static func difference(_ f: (Double) throws -> Double) rethrows -> Double {
    let h = 2e-3
    return try (8 * (f(h) - f(-h)) - (f(2 * h) - f(-2 * h))) / (12 * h)
  }

  @Test(arguments: functions) private func gradientIsTheDifference(_ function: Function) throws {
    var graph = Graph()
    let x = try graph.input(function.at.shape)
    let y = try function.build(&graph, x)
    let gradient = try graph.gradient(of: y, withRespectTo: [x])[0]
    #expect(graph.shape(gradient) == function.at.shape)
    let found = try graph.values([function.at])[gradient.index].elements
    for k in found.indices {
      let expected = try Self.difference { h in
        try graph.values([Self.perturbed(function.at, k, h)])[y.index].elements[0]
      }
      // h⁴ times a fifth derivative that reaches 1e3 here.
      #expect(abs(found[k] - expected) <= 2e-8 * max(1, abs(expected)), "element \(k)")
    }
  }

  @Test(arguments: functions) private func hessianIsTheDifferenceOfTheGradient(_ function: Function) throws {
    var graph = Graph()
    let x = try graph.input(function.at.shape)
    let gradient = try graph.gradient(of: function.build(&graph, x), withRespectTo: [x])[0]
    for row in 0..<function.at.shape.count {
      let part = try graph.add(Gather([row], .scalar), [gradient])
      let second = try graph.gradient(of: part, withRespectTo: [x])[0]
      let found = try graph.values([function.at])[second.index].elements
      for k in found.indices {
        let expected = try Self.difference { h in
          try graph.values([Self.perturbed(function.at, k, h)])[gradient.index].elements[row]
        }
        #expect(abs(found[k] - expected) <= 5e-7 * max(1, abs(expected)), "element \(row), \(k)")
      }
    }
  }

  // Algebra: ∇‖Xw − y‖² = 2Xᵀ(Xw − y). X, w, y whole, so both sides are exact.
  @Test func leastSquares() throws {
    let (x, w, y) = (matrix([[1, 2], [3, -1], [0, 4]]), Vector([2, -1]), Vector([1, 5, -3]))
    var trace = Trace()
    let input = try trace.input(.vector(w))
    let fitted = try trace.add(MatrixProduct(), [trace.constant(.matrix(x)), input])
    let residual = try trace.add(.subtract, [fitted, trace.constant(.vector(y))])
    let norm = try trace.add(Norm(), [residual])
    let loss = try trace.add(.power, [norm, trace.constant(.scalar(2))])
    let gradient = try trace.gradient(of: loss, withRespectTo: [input])[0]
    // Xw − y = (−1, 2, −1); 2Xᵀ· = (2(−1 + 6), 2(−2 − 2 − 4)).
    #expect(abs(trace.value(loss).elements[0] - 6) < 1e-14)
    let expected = [10.0, -16.0]
    for (found, expected) in zip(trace.value(gradient).elements, expected) { #expect(abs(found - expected) < 2e-14) }
  }

  // Algebra: ∂ det/∂A = adj(A)ᵀ; for [4 2; 1 3] that is [3 −1; −2 4].
  @Test func determinantsGradientIsTheCofactors() throws {
    var trace = Trace()
    let input = try trace.input(.matrix(matrix([[4, 2], [1, 3]])))
    let gradient = try trace.gradient(of: trace.add(Determinant(), [input]), withRespectTo: [input])[0]
    for (found, expected) in zip(trace.value(gradient).elements, [3.0, -2, -1, 4]) {
      #expect(abs(found - expected) < 1e-14)
    }
  }

  @Test func normsGradientAtZeroIsZero() throws {
    var trace = Trace()
    let input = try trace.input(.vector(Vector([0, 0])))
    let gradient = try trace.gradient(of: trace.add(Norm(), [input]), withRespectTo: [input])[0]
    #expect(trace.value(gradient).elements == [0, 0])
  }

  @Test func aWholePowerOfANegativeNumberHasAGradient() throws {
    var trace = Trace()
    let x = try trace.input(.scalar(-3))
    let y = try trace.add(.power, [x, trace.constant(.scalar(2))])
    let gradient = try trace.gradient(of: y, withRespectTo: [x])[0]
    #expect(trace.value(gradient) == .scalar(-6))
  }

  @Test func equalNodesAreOne() throws {
    var graph = Graph()
    let x = try graph.input(.scalar)
    #expect(try graph.add(.sin, [x]) == graph.add(.sin, [x]))
    #expect(graph.nodes.count == 2)
  }

  /// exp of the same difference in the function and in its derivative is computed once: forward −, exp, ·; backward the
  /// sum of the two parts of the product.
  @Test func forwardAndBackwardShareNodes() throws {
    var graph = Graph()
    let x = try graph.input(.scalar)
    let e = try graph.add(.exp, [x])
    let y = try graph.add(.multiply, [x, e])
    let before = graph.nodes.count
    #expect(before == 3)
    let gradient = try graph.gradient(of: y, withRespectTo: [x])[0]
    // x eˣ is y itself, eˣ is e: one constant 1 and one sum are new.
    #expect(graph.nodes.count == before + 2)
    #expect(graph[gradient].operation == .elementwise(.add, dotted: false, [e, y]))
    #expect(try graph.values([.scalar(2)])[gradient.index] == .scalar(3 * Primitive.exp.value(2)))
  }

  @Test func whatAnInputDoesNotTouchHasGradientZero() throws {
    var trace = Trace()
    let x = try trace.input(.scalar(1)), z = try trace.input(.vector(v))
    let y = try trace.add(.exp, [x])
    let gradient = try trace.gradient(of: y, withRespectTo: [z])[0]
    #expect(trace.value(gradient).elements == [0, 0, 0])
  }
}

/// A tape runs fused programs; the graph runs one operation after another.
@Suite struct TapeTests {
  @Test(arguments: functions) private func replayIsTheGraphsOwnValue(_ function: Function) throws {
    var graph = Graph()
    let x = try graph.input(function.at.shape)
    let y = try function.build(&graph, x)
    _ = try graph.gradient(of: y, withRespectTo: [x])
    var trace = Trace()
    let input = try trace.input(Tensor(function.at.shape, function.at.elements.map { $0 * 0.9 + 0.01 }))
    let (root, gradient) = try trace.extend { g throws(GraphError) in
      do {
        let root = try function.build(&g, input)
        return (root, try g.gradient(of: root, withRespectTo: [input])[0])
      } catch let error as GraphError { throw error } catch { throw .notDifferentiable("\(error)") }
    }
    var tape = Tape(trace, for: [root, gradient])
    for scale in [1.0, 0.97] {
      let at = Tensor(function.at.shape, function.at.elements.map { $0 * scale })
      let expected = try trace.graph.values([at])
      let found = try #require(try tape.replay([at]))
      // The same operations in the same order.
      for (one, other) in zip(found, [expected[root.index], expected[gradient.index]]) {
        for (a, b) in zip(one.elements, other.elements) { #expect(a == b || (a - b).magnitude <= 1e-15 * b.magnitude) }
      }
    }
  }

  @Test func aKinkStopsAReplayThatMinds() throws {
    var trace = Trace()
    let x = try trace.input(.scalar(2))
    let y = try trace.add(.abs, [x])
    let sweep = try trace.sweep(of: y, withRespectTo: [x])
    #expect(trace.oddity(in: sweep, from: [x]) == nil)
    var minding = Tape(trace, for: sweep.gradient, minding: trace.watches(sweep))
    var careless = Tape(trace, for: sweep.gradient)
    #expect(try minding.replay([.scalar(-3)]) == [.scalar(-1)])
    #expect(try minding.replay([.scalar(0)]) == nil)
    #expect(try careless.replay([.scalar(0)]) == [.scalar(0)])
  }
}

@Suite struct TraceTests {
  /// log x where x > 0, else x².
  private static func piecewise(_ trace: inout Trace, at x: Double) throws -> NodeID {
    let input = try trace.input(.scalar(x))
    let zero = try trace.constant(.scalar(0))
    return try trace.test(.less, zero, input) ? trace.add(.log, [input]) : trace.add(.multiply, [input, input])
  }

  @Test func replayGivesTheValueElsewhere() throws {
    var trace = Trace()
    let y = try Self.piecewise(&trace, at: 1)
    var tape = Tape(trace, for: [y])
    #expect(try tape.replay([.scalar(2)]) == [.scalar(Primitive.log.value(2))])
    #expect(try tape.replay([.scalar(-2)]) == nil)
    #expect(try tape.replay([.vector(v)]) == nil)
    #expect(try tape.replay([.scalar(3)]) == [.scalar(Primitive.log.value(3))])
  }

  @Test func tooManyNodesAreAnError() throws {
    var trace = Trace(limit: 10)
    var x = try trace.input(.scalar(1))
    #expect(throws: GraphError.traceTooLong(limit: 10)) {
      while true { x = try trace.add(.sin, [x]) }
    }
  }

  @Test func whatFailsLeavesNothing() throws {
    var trace = Trace()
    let x = try trace.input(.matrix(matrix([[1, 2], [2, 4]])))
    #expect(throws: GraphError.math(.singular(pivot: 2))) { try trace.add(Inverse(), [x]) }
    #expect(trace.graph.nodes.count == 1)
    #expect(throws: GraphError.shape(.unequal(.matrix(2, 2), .vector(3)))) {
      try trace.add(.add, [x, trace.constant(.vector(v))])
    }
    #expect(throws: GraphError.notScalar(.matrix(2, 2))) { try trace.gradient(of: x, withRespectTo: [x]) }
  }
}

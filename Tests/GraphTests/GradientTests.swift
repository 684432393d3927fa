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
]

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

  @Test func whatAnInputDoesNotTouchHasGradientZero() throws {
    var trace = Trace()
    let x = try trace.input(.scalar(1)), z = try trace.input(.vector(v))
    let y = try trace.add(.exp, [x])
    let gradient = try trace.gradient(of: y, withRespectTo: [z])[0]
    #expect(trace.value(gradient).elements == [0, 0, 0])
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

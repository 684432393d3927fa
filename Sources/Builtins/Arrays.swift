import Evaluation
import Graph
import LinearAlgebra
import Numerics

/// The shape of arrays, and new arrays of a given shape.
let arrays: [Builtin] = [
  Builtin(
    "size", summary: "The number of elements along each dimension, as a vector.",
    doc: "[n] for a vector or list of n elements, [m, n] for a matrix of m rows and n columns.",
    facts: .init("an array → as many numbers as dimensions", refuses: ["not an array": "size(sin)"], by: "looked up"),
    examples: [.init("size([1 2 3; 4 5 6])", "[2, 3]"), .init("size([7, 8, 9])", "[3]")],
    related: ["rows", "cols", "length"],
    Form("x") { (context: inout Context, x: Value) throws(EvaluationError) in
      Vector(try context.extents(x, "size").map(Double.init))
    }),
  Builtin(
    "rows", summary: "The number of rows.",
    doc: "A vector is a column: as many rows as elements.",
    facts: .init("an array → number", refuses: ["not an array": "rows(sin)"], by: "looked up"),
    examples: [.init("rows([1 2 3; 4 5 6])", "2")], related: ["cols", "size", "length"],
    Form("x") { (context: inout Context, x: Value) throws(EvaluationError) in try context.extents(x, "rows")[0] }),
  Builtin(
    "cols", summary: "The number of columns.",
    doc: "A vector is one column.",
    facts: .init("an array → number", refuses: ["not an array": "cols(sin)"], by: "looked up"),
    examples: [.init("cols([1 2 3; 4 5 6])", "3")], related: ["rows", "size", "length"],
    Form("x") { (context: inout Context, x: Value) throws(EvaluationError) in
      let extents = try context.extents(x, "cols")
      return extents.count == 2 ? extents[1] : 1
    }),
  Builtin(
    "length", summary: "The number of elements, or of characters in a text.",
    doc: "Of a matrix all elements count, rows × columns; `rows` and `cols` give its sides.",
    facts: .init("an array or a text → number", refuses: ["not an array": "length(sin)"], by: "looked up"),
    examples: [.init("length([4, 5, 6])", "3"), .init("length(\"abc\")", "3")], related: ["size", "rows", "cols"],
    Form("x") { (context: inout Context, x: Value) throws(EvaluationError) in
      if case .text(let text) = x { return text.count }
      return try context.extents(x, "length").reduce(1, *)
    }),
  constant(
    0, "zeros", summary: "An array of zeros.",
    doc: """
      zeros(n) is a vector, zeros(m, n) a matrix, zeros(size(A)) an array of A's shape. More elements than fit into \
      an eighth of the memory are an error.
      """,
    facts: .init(
      "n → n; m, n → m×n",
      refuses: ["not a whole number from 0 on": "zeros(2.5)", "too large for memory": "zeros(1e15)"], by: "filled"),
    examples: [.init("zeros(2, 3)", "[0 0 0; 0 0 0]"), .init("zeros(3)", "[0, 0, 0]")],
    related: ["ones", "eye", "diag"]),
  constant(
    1, "ones", summary: "An array of ones.",
    doc: "ones(n) is a vector, ones(m, n) a matrix, ones(size(A)) an array of A's shape.",
    facts: .init(
      "n → n; m, n → m×n", refuses: ["not a whole number from 0 on": "ones(-1)", "too large for memory": "ones(1e15)"],
      by: "filled"),
    examples: [.init("ones(2, 2)", "[1 1; 1 1]"), .init("ones(3)", "[1, 1, 1]")],
    related: ["zeros", "eye"]),
  Builtin(
    "eye", summary: "The identity matrix of n rows.",
    doc:
      "eye(m, n) has ones where row and column agree. In sums and products `I` is the identity of the size that fits.",
    facts: .init(
      "n → n×n; m, n → m×n", refuses: ["not a whole number from 0 on": "eye(-1)", "too large for memory": "eye(1e9)"],
      by: "filled"),
    examples: [.init("eye(2)", "[1 0; 0 1]"), .init("eye(2, 3)", "[1 0 0; 0 1 0]")],
    related: ["diag", "zeros", "ones"],
    Form("n") { (n: Extent) throws(MathError) in try identity(n, n) },
    Form("m", "n") { (m: Extent, n: Extent) throws(MathError) in try identity(m, n) }),
  Builtin(
    "diag", summary: "The diagonal matrix of a vector, or the diagonal of a matrix.",
    doc: "diag(v) is n×n with v on its diagonal and zeros elsewhere; diag(A) is the vector of the entries A[k, k].",
    facts: .init(
      "v n → n×n; A m×n → min(m, n)", refuses: ["too large for memory": "diag(zeros(10000000))"], by: "by definition"),
    examples: [.init("diag([1, 2])", "[1 0; 0 2]"), .init("diag([1 2; 3 4])", "[1, 4]")],
    related: ["eye", "trace"],
    trace: tracing { (graph, x) throws(GraphError) in try graph.diagonal(x[0]) },
    Form("v") { (v: Vector) throws(MathError) in try diagonal(v, as: Matrix.self) },
    Form("A") { (a: Matrix) in a.diagonal },
    Form("v") { (v: ComplexVector) throws(MathError) in try diagonal(v, as: ComplexMatrix.self) },
    Form("A") { (a: ComplexMatrix) in a.diagonal }),
  Builtin(
    "hilbert", summary: "Hilbert's matrix 1/(i + j − 1), the classic ill-conditioned one.",
    doc: "n×n, symmetric and positive definite; its condition number grows like e^(3.5 n).",
    facts: .init(
      "n → n×n", refuses: ["not a whole number from 0 on": "hilbert(-1)", "too large for memory": "hilbert(1e9)"],
      by: "each entry correctly rounded"),
    examples: [.init("hilbert(2)", "[1 0.5; 0.5 0.333333]")], related: ["cond", "solve"],
    Form("n") { (n: Extent) throws(MathError) -> Matrix in
      try MemoryBudget.standard.count(n, n)
      return .hilbert(n.count)
    }),
  Builtin(
    "linspace", summary: "Evenly spaced numbers from a to b, both included.",
    doc: "A vector of n numbers whose ends are exactly a and b; a range a:step:b fixes the step instead.",
    facts: .init(
      "a, b, n → n",
      refuses: ["not a whole number from 0 on": "linspace(0, 1, 2.5)", "too large for memory": "linspace(0, 1, 1e15)"],
      by: "weighted means of the ends"),
    examples: [.init("linspace(0, 1, 5)", "[0, 0.25, 0.5, 0.75, 1]")], related: ["zeros", "ones"],
    Form("a", "b", "n") { (a: Double, b: Double, n: Extent) throws(MathError) -> Vector in
      try MemoryBudget.standard.count(n)
      guard n.count > 1 else { return Vector(repeating: a, count: n.count) }
      let last = Double(n.count - 1)
      // Weights instead of a step: a difference b − a could overflow, and a·n steps would miss b.
      return Vector(
        (0..<n.count).map { k in k == n.count - 1 ? b : a * ((last - Double(k)) / last) + b * (Double(k) / last) })
    }),
  Builtin(
    "reshape", summary: "The same elements, column by column, in another shape.",
    doc: """
      reshape(x, n) is a vector, reshape(x, m, n) and reshape(x, [m, n]) a matrix. Columns fill first, as in MATLAB, \
      Julia and R.
      """,
    facts: .init(
      "m·n elements → n, or m×n", refuses: ["another number of elements": "reshape(1:6, 4, 2)"],
      by: "the same elements in the same order"),
    examples: [.init("reshape(1:6, 2, 3)", "[1 3 5; 2 4 6]"), .init("reshape([1 3; 2 4], 4)", "[1, 2, 3, 4]")],
    related: ["size", "transpose"],
    Form("x", "n") { (context: inout Context, x: Value, n: Extent) throws(EvaluationError) in
      try context.reshaped(x, n.count, nil)
    },
    Form("x", "m", "n") { (context: inout Context, x: Value, m: Extent, n: Extent) throws(EvaluationError) in
      try context.reshaped(x, m.count, n.count)
    },
    Form("x", "size") { (context: inout Context, x: Value, size: Extents) throws(EvaluationError) in
      try context.reshaped(x, size.rows, size.columns)
    }),
]

/// An array of one number, by its length, its sides or its size.
private func constant(
  _ x: Double, _ name: String, summary: String, doc: String, facts: Builtin.Facts, examples: [Builtin.Example],
  related: [String]
) -> Builtin {
  @Sendable func filled(_ extents: Extents) throws(MathError) -> Value {
    try extents.filled { [Double](repeating: x, count: $0) }
  }
  return Builtin(
    name, summary: summary, doc: doc, facts: facts, examples: examples, related: related,
    Form("n") { (n: Extent) throws(MathError) in try filled(Extents(rows: n)) },
    Form("m", "n") { (m: Extent, n: Extent) throws(MathError) in
      try filled(Extents(rows: m, columns: n))
    },
    Form("size") { (size: Extents) throws(MathError) in try filled(size) })
}

private func identity(_ m: Extent, _ n: Extent) throws(MathError) -> Matrix {
  try MemoryBudget.standard.count(m, n)
  return Matrix(rows: m.count, columns: n.count) { i, j in i == j ? 1 : 0 }
}

private func diagonal<M: DenseMatrix>(_ v: M.Column, as type: M.Type) throws(MathError) -> M {
  let n = v.elements.count
  try MemoryBudget.standard.count(rows: n, columns: n, bytesEach: MemoryLayout<M.Entry>.stride)
  return .diagonal(v.elements)
}

extension Context {
  fileprivate func extents(_ x: Value, _ function: String) throws(EvaluationError) -> [Int] {
    if let extents = x.extents { return extents }
    switch x.isTraced ? shape(x) : nil {
    case .vector(let n): return [n]
    case .matrix(let m, let n): return [m, n]
    default: throw EvaluationError(.argument(function: function, parameter: "x", needed: "an array", got: x.phrase))
    }
  }

  fileprivate mutating func reshaped(_ x: Value, _ m: Int, _ n: Int?) throws(EvaluationError) -> Value {
    let (count, overflow) = m.multipliedReportingOverflow(by: n ?? 1)
    let held = x.isTraced ? shape(x)?.count : x.elements?.count
    guard !overflow, let held, held == count else {
      throw EvaluationError(
        .argument(
          function: "reshape", parameter: "x",
          needed: overflow ? "an array" : "an array of \(count) elements for this shape",
          got: held.map { "an array of \($0)" } ?? x.phrase))
    }
    let target: Shape = n.map { .matrix(m, $0) } ?? .vector(m)
    switch x {
    case .traced: return try traced(Reshape(target), [x])
    case .vector(let v): return Value(Tensor(target, v.elements))
    case .matrix(let a): return Value(Tensor(target, a.elements))
    case .truths(let t): return .truths(Truths(t.elements, columns: n))
    default:
      if let v = ComplexSample.decode(x) {
        return n.map { ComplexMatrix(rows: m, columns: $0, elements: v.elements).value }
          ?? ComplexVector(v.elements).value
      }
      guard n == nil else {
        throw EvaluationError(
          .argument(function: "reshape", parameter: "x", needed: "an array of numbers or truths", got: x.phrase))
      }
      return x
    }
  }
}

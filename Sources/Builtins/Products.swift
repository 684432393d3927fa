import Evaluation
import Graph
import LinearAlgebra
import Numerics
import Syntax

/// Products and lengths of vectors and matrices.
let products: [Builtin] = [
  Builtin(
    "dot", summary: "The dot product of two vectors.",
    doc: """
      Σ uₖ vₖ, with u conjugated when complex; the same as u' * v and u · v. Both vectors have equally many elements. \
      Summed in twice the working precision.
      """,
    facts: .init(
      "u n, v n → number", refuses: ["different lengths": "dot([1, 2], [1, 2, 3])"],
      by: "twice the working precision (Ogita, Rump & Oishi 2005)"),
    examples: [.init("dot([1, 2, 3], [4, 5, 6])", "32"), .init("dot([1i, 1], [1i, 2])", "3 + 0i")],
    related: ["norm", "cross", "outer"],
    trace: { (arguments: Arguments, context: inout Context) throws(EvaluationError) in
      guard let uv = arguments.exactly(2) else { return nil }
      let (u, v) = (context.shape(uv[0]) ?? .scalar, context.shape(uv[1]) ?? .scalar)
      guard case .vector = u, case .vector = v, u == v else { throw ShapeError.dot(u, v).asEvaluation }
      return try context.combine(.dot, uv[0], uv[1])
    },
    Form("u", "v") { (u: Vector, v: Vector) throws(MathError) in
      try u.dot(v)
    } work: { (u: Vector, v: Vector) throws(MathError) in
      try u.workedDot(v)
    },
    Form("u", "v") { (u: ComplexVector, v: ComplexVector) throws(MathError) in try u.dot(v) }),
  Builtin(
    "cross", summary: "The cross product of two vectors of three elements.",
    doc: "Orthogonal to both, its length the area of their parallelogram; the same as u × v.",
    facts: .init("u 3, v 3 → 3", refuses: ["not three elements": "cross([1, 2], [3, 4])"], by: "by definition"),
    examples: [.init("cross([1, 0, 0], [0, 1, 0])", "[0, 0, 1]")], related: ["dot", "norm"],
    trace: { (arguments: Arguments, context: inout Context) throws(EvaluationError) in
      guard let uv = arguments.exactly(2) else { return nil }
      let (u, v) = (context.shape(uv[0]) ?? .scalar, context.shape(uv[1]) ?? .scalar)
      guard u == .vector(3), v == .vector(3) else { throw ShapeError.cross(u, v).asEvaluation }
      func half(_ x: [Int], _ y: [Int], _ context: inout Context) throws(EvaluationError) -> Value {
        let (a, b) = (try context.picked(x, u, from: uv[0]), try context.picked(y, v, from: uv[1]))
        return try context.combine(.dotMultiply, a, b)
      }
      return try context.combine(
        .subtract, half([1, 2, 0], [2, 0, 1], &context), half([2, 0, 1], [1, 2, 0], &context))
    },
    Form("u", "v") { (u: Vector, v: Vector) throws(MathError) in
      try u.cross(v)
    } work: { (u: Vector, v: Vector) throws(MathError) in
      try u.workedCross(v)
    },
    Form("u", "v") { (u: ComplexVector, v: ComplexVector) throws(MathError) in try u.cross(v) }),
  Builtin(
    "outer", summary: "The matrix of all products uᵢ vⱼ.",
    doc: "u v', of as many rows as u and columns as v has elements; v is conjugated when complex.",
    facts: .init("u m, v n → m×n", refuses: ["not vectors": "outer([1 2], [3 4])"], by: "by definition"),
    examples: [.init("outer([1, 2], [3, 4])", "[3 4; 6 8]")], related: ["dot", "kron"],
    trace: tracing(arguments: 2) { (graph, uv) throws(GraphError) in try graph.outer(uv[0], uv[1]) },
    Form("u", "v") { (u: Vector, v: Vector) throws(MathError) in
      try u.outer(v)
    } work: { (u: Vector, v: Vector) throws(MathError) in
      try u.workedOuter(v)
    },
    Form("u", "v") { (u: ComplexVector, v: ComplexVector) throws(MathError) in try u.outer(v) }),
  Builtin(
    "kron", summary: "The Kronecker product: every entry of A times the whole of B.",
    doc: "Of an m×n and a p×q matrix a matrix mp×nq; of two vectors the vector of all products, u's index slowest.",
    facts: .init(
      "A m×n, B p×q → mp×nq; u m, v n → mn", refuses: ["too large for memory": "kron(zeros(20000), zeros(20000000))"],
      by: "by definition"),
    examples: [
      .init("kron([1 2; 3 4], [1 1])", "[1 1 2 2; 3 3 4 4]"), .init("kron([1, 2], [1, 10])", "[1, 10, 2, 20]"),
    ],
    related: ["outer"],
    trace: tracing(arguments: 2) { (graph, x) throws(GraphError) in try graph.kron(x[0], x[1]) },
    Form("A", "B") { (u: Vector, v: Vector) throws(MathError) in try kron(u, v, as: Matrix.self) },
    Form("A", "B") { (u: ComplexVector, v: ComplexVector) throws(MathError) in
      try kron(u, v, as: ComplexMatrix.self)
    },
    Form("A", "B") { (a: Columns<Matrix>, b: Columns<Matrix>) throws(MathError) in
      try a.matrix.kron(b.matrix)
    } work: { (a: Columns<Matrix>, b: Columns<Matrix>) throws(MathError) in
      try a.matrix.workedKron(b.matrix)
    },
    Form("A", "B") { (a: Columns<ComplexMatrix>, b: Columns<ComplexMatrix>) throws(MathError) in
      try a.matrix.kron(b.matrix)
    }),
  Builtin(
    "norm", summary: "The length of a vector, or the size of a matrix.",
    doc: """
      Of a vector (Σ |xₖ|^p)^(1/p) for p ≥ 1, p = inf giving the largest |xₖ|; the default is the Euclidean length. Of \
      a matrix "fro" (the default, √Σ aᵢⱼ²), 1 (largest column sum), 2 (largest singular value), inf (largest row sum) \
      or "nuc" (sum of singular values). Scaled, so that squares neither overflow nor vanish.
      """,
    facts: .init(
      "vector n or matrix m×n → number",
      refuses: ["p below 1": "norm([1, 2], 0.5)", "no such norm": "norm([1 2; 3 4], \"max\")"],
      by: "scaled sums; 2 and \"nuc\" of a matrix by LAPACK gesdd"),
    examples: [
      .init("norm([3, 4])", "5"), .init("norm([3, -4], 1)", "7"), .init("norm([1 2; 3 4], inf)", "7"),
      .init("norm([3e200, 4e200])", "5e200"),
    ], related: ["dot", "cond", "abs"],
    trace: { (arguments: Arguments, context: inout Context) throws(EvaluationError) in
      try context.tracedNorm(arguments)
    },
    Form("x", "p = 2") { (x: Vector, p: NormKind) throws(EvaluationError) in
      try p.of(x)
    } work: { (x: Vector, p: NormKind) throws(EvaluationError) in
      try p.worked(x)
    },
    Form("A", "p = \"fro\"") { (a: Matrix, p: NormKind) throws(EvaluationError) in try p.of(a) },
    Form("x", "p = 2") { (x: ComplexVector, p: NormKind) throws(EvaluationError) in try p.of(x) },
    Form("A", "p = \"fro\"") { (a: ComplexMatrix, p: NormKind) throws(EvaluationError) in try p.of(a) },
    Form("x") { (x: Complex<Double>) in x.modulus }),
  Builtin(
    "trace", summary: "The sum of the diagonal of a square matrix.",
    doc: "Equal to the sum of the eigenvalues. Compensated.",
    facts: .init(
      "A n×n → number", refuses: ["not square": "trace([1 2 3; 4 5 6])"], by: "compensated sum of the diagonal"),
    examples: [.init("trace([1 2; 3 4])", "5")], related: ["det", "diag", "eigvals"],
    trace: tracing { (graph, x) throws(GraphError) in try graph.trace(x[0]) },
    Form("A") { (a: Columns<Matrix>) throws(MathError) in
      try a.matrix.trace()
    } work: { (a: Columns<Matrix>) throws(MathError) in
      try a.matrix.workedTrace()
    },
    Form("A") { (a: Columns<ComplexMatrix>) throws(MathError) in try a.matrix.trace() }),
  Builtin(
    "transpose", summary: "Rows for columns.",
    doc: "A vector becomes a matrix of one row. Complex entries stay as they are; A' conjugates them.",
    facts: .init("A m×n → n×m; v n → 1×n", refuses: [:], by: "by definition"),
    examples: [.init("transpose([1 2; 3 4])", "[1 3; 2 4]")], related: ["conj", "reshape"],
    trace: tracing(Transpose()),
    Form("A") { (a: Matrix) in a.transposed() },
    Form("v") { (v: Vector) in Matrix(rows: 1, columns: v.count, elements: v.elements) },
    Form("A") { (a: ComplexMatrix) in a.transposed() },
    Form("v") { (v: ComplexVector) in ComplexMatrix(rows: 1, columns: v.count, elements: v.elements) }),
  Builtin(
    "project", summary: "The point of a line or subspace that is nearest to x.",
    doc: """
      project(x, v) lies on the line through v, project(x, A) in the space that the columns of A span, whatever their \
      rank. The rest x − project(x, …) is orthogonal to it.
      """,
    facts: .init(
      "x n, onto n or n×k → n",
      refuses: [
        "different lengths": "project([1, 2], [1, 2, 3])", "nothing to project onto": "project([1, 2], [0, 0])",
      ], by: "v (v·x)/(v·v); onto columns by Householder QR"),
    examples: [.init("project([2, 3], [1, 0])", "[2, 0]"), .init("project([1, 2, 3], [1 0; 0 1; 0 0])", "[1, 2, 0]")],
    related: ["gram_schmidt", "lstsq", "colspace"],
    Form("x", "onto") { (x: Vector, v: Vector) throws(EvaluationError) in
      try projection(x, v)
    } work: { (x: Vector, v: Vector) throws(EvaluationError) in
      _ = try projection(x, v)
      do throws(MathError) { return try x.workedProjection(onto: v) } catch { throw error.asEvaluation }
    },
    Form("x", "onto") { (x: Vector, a: Matrix) throws(MathError) in
      try x.projected(ontoColumnsOf: a)
    } work: { (x: Vector, a: Matrix) throws(MathError) in
      try x.workedProjection(ontoColumnsOf: a)
    },
    Form("x", "onto") { (x: ComplexVector, v: ComplexVector) throws(EvaluationError) in try projection(x, v) },
    Form("x", "onto") { (x: ComplexVector, a: ComplexMatrix) throws(MathError) in
      try x.projected(ontoColumnsOf: a)
    }),
]

private func kron<M: DenseMatrix>(_ u: M.Column, _ v: M.Column, as type: M.Type) throws(MathError) -> M.Column {
  M.Column(try u.column(as: M.self).kron(v.column(as: M.self)).elements)
}

private func projection<V: DenseVector>(_ x: V, _ v: V) throws(EvaluationError) -> V {
  guard v.norm > 0 || v.elements.count != x.elements.count else {
    throw EvaluationError(
      .argument(function: "project", parameter: "onto", needed: "a vector other than 0", got: "the zero vector"))
  }
  do throws(MathError) { return try x.projected(onto: v) } catch { throw error.asEvaluation }
}

extension Context {
  /// The norms whose gradients exist almost everywhere: p-norms of vectors and the Frobenius norm.
  fileprivate mutating func tracedNorm(_ arguments: Arguments) throws(EvaluationError) -> Value? {
    guard let x = arguments.positional.first, x.isTraced, arguments.positional.count <= 2, let shape = shape(x) else {
      return nil
    }
    let named = arguments.named.map(\.value)
    guard let given = arguments.positional.dropFirst().first ?? named.first else { return try traced(Norm(), [x]) }
    guard let kind = try NormKind.decode(given), arguments.named.allSatisfy({ $0.name == "p" }) else { return nil }
    let isMatrix = if case .matrix = shape { true } else { false }
    switch kind {
    case .frobenius: return try traced(Norm(), [x])
    case .p(2) where !isMatrix: return try traced(Norm(), [x])
    case .p(let p) where !isMatrix:
      let sizes = try tracedElementwise(.abs, [x])
      if p == 1 { return try tracedSum(sizes) }
      let largest = try traced(Extremum(.max), [sizes])
      if p == .infinity { return largest }
      // Divided by the largest, as powers of the elements themselves could overflow.
      let powers = try combine(.dotPower, combine(.dotDivide, sizes, largest), .number(p))
      return try combine(.multiply, largest, combine(.power, tracedSum(powers), .number(1 / p)))
    case .p(1):
      guard case .matrix(_, let n) = shape else { return nil }
      return try traced(Extremum(.max), [traced(SumTo(.matrix(1, n)), [tracedElementwise(.abs, [x])])])
    case .p(.infinity):
      guard case .matrix(let m, _) = shape else { return nil }
      return try traced(Extremum(.max), [traced(SumTo(.vector(m)), [tracedElementwise(.abs, [x])])])
    case .p(2): return try picked([0], .scalar, from: traced(MatrixSingularValues(), [x]))
    case .nuclear: return try tracedSum(traced(MatrixSingularValues(), [x]))
    case .p: return nil
    }
  }
}

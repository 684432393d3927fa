import Evaluation
import Graph
import LinearAlgebra
import Numerics
import Syntax

/// Systems of equations and what decides whether they have solutions.
let solving: [Builtin] = [
  Builtin(
    "det", summary: "The determinant of a square matrix.",
    doc: """
      The factor by which A scales volumes; 0 for a singular matrix. Exact for integers whose minors fit into 127 bits, \
      else by LU with partial pivoting (LAPACK getrf).
      """,
    facts: .init(
      "A n×n → number", refuses: ["not square": "det([1 2 3; 4 5 6])"],
      by: "exact elimination of integers (Bareiss 1968), else LAPACK getrf"),
    examples: [.init("det([1 2; 3 4])", "-2"), .init("det([1 2 3; 4 5 6; 7 8 9])", "0")],
    related: ["inv", "lu", "trace", "rank"], cost: 4e-11,
    trace: tracing(Determinant()),
    Form("A") { (a: Columns<Matrix>) throws(MathError) in
      try a.matrix.determinant()
    } work: { (a: Columns<Matrix>) throws(MathError) in
      try a.matrix.workedDeterminant()
    },
    Form("A") { (a: Columns<ComplexMatrix>) throws(MathError) in
      try a.matrix.determinant()
    } work: { (a: Columns<ComplexMatrix>) throws(MathError) in
      try a.matrix.workedDeterminant()
    }),
  Builtin(
    "inv", summary: "The inverse of a square matrix.",
    doc: """
      The matrix with A * inv(A) = I, by LU (LAPACK getri). A singular matrix is an error, an ill-conditioned one gets a \
      remark with the digits to expect. To solve A x = b write A \\ b, which is faster and more accurate.
      """,
    facts: .init(
      "A n×n → n×n", refuses: ["not square": "inv([1 2 3; 4 5 6])", "singular": "inv([1 2; 2 4])"],
      by: "LAPACK getrf, getri; condition by gecon"),
    examples: [.init("inv([1 2; 3 5])", "[-5 2; 3 -1]")], related: ["pinv", "solve", "det", "cond"], cost: 1.5e-10,
    trace: tracing(Inverse()),
    Form("A") { (context: inout Context, a: Columns<Matrix>) throws(MathError) in
      let solution = try a.matrix.conditionedInverse()
      context.note(conditionOf: solution)
      return solution.value
    } work: { (a: Columns<Matrix>) throws(MathError) in
      try a.matrix.workedInverse()
    },
    Form("A") { (context: inout Context, a: Columns<ComplexMatrix>) throws(MathError) in
      let solution = try a.matrix.conditionedInverse()
      context.note(conditionOf: solution)
      return solution.value
    } work: { (a: Columns<ComplexMatrix>) throws(MathError) in
      try a.matrix.workedInverse()
    }),
  Builtin(
    "pinv", summary: "The pseudo-inverse of a matrix of any shape and rank.",
    doc: """
      pinv(A) * b is the least-squares solution of least norm. By singular values; those below max(m, n) ε σ₁ count as 0.
      """,
    facts: .init("A m×n → n×m", refuses: ["entries not finite": "pinv([1 inf; 2 3])"], by: "LAPACK gesdd"),
    examples: [.init("pinv([1; 2])", "[0.2 0.4]"), .init("pinv([1 2; 2 4])", "[0.04 0.08; 0.08 0.16]")],
    related: ["inv", "lstsq", "svd"], cost: 9e-10,
    trace: tracing { (graph, x) throws(GraphError) in try graph.pseudoInverse(x[0]) },
    Form("A") { (a: Columns<Matrix>) throws(MathError) in try a.matrix.pseudoInverse() },
    Form("A") { (a: Columns<ComplexMatrix>) throws(MathError) in try a.matrix.pseudoInverse() }),
  Builtin(
    "solve", summary: "The solution of A x = b, the same as A \\ b.",
    doc: """
      A square matrix by Cholesky or LU (singular is an error), a tall one by QR least squares, a wide or rank-deficient \
      one by minimum norm, with a remark. b is a vector or a matrix of right-hand sides with as many rows as A.
      """,
    facts: .init(
      "A m×n, b m → n; b m×k → n×k",
      refuses: ["rows do not match": "solve([1 2; 3 4], [1, 2, 3])", "singular": "solve([1 2; 2 4], [1, 1])"],
      by: "LAPACK potrf, getrf, geqrf, gelsd, as the matrix asks"),
    examples: [.init("solve([2 0; 0 4], [2, 8])", "[1, 2]")], related: ["lstsq", "inv", "lu", "qr"], cost: 5e-11,
    trace: { (arguments: Arguments, context: inout Context) throws(EvaluationError) in
      guard let ab = arguments.exactly(2) else { return nil }
      return try context.combine(.leftDivide, ab[0], ab[1])
    },
    Form("A", "b") { (context: inout Context, a: Columns<Matrix>, b: Vector) throws(EvaluationError) in
      try context.combine(.leftDivide, .matrix(a.matrix), .vector(b))
    } work: { (a: Columns<Matrix>, b: Vector) throws(MathError) in
      try a.matrix.workedSolution(b)
    },
    Form("A", "b") { (context: inout Context, a: Columns<Matrix>, b: Matrix) throws(EvaluationError) in
      try context.combine(.leftDivide, .matrix(a.matrix), .matrix(b))
    } work: { (a: Columns<Matrix>, b: Matrix) throws(MathError) in
      try a.matrix.workedSolution(b)
    },
    Form("A", "b") { (context: inout Context, a: Columns<ComplexMatrix>, b: ComplexVector) throws(EvaluationError) in
      try context.combine(.leftDivide, .complexMatrix(a.matrix), .complexVector(b))
    } work: { (a: Columns<ComplexMatrix>, b: ComplexVector) throws(MathError) in
      try a.matrix.workedSolution(b)
    },
    Form("A", "b") { (context: inout Context, a: Columns<ComplexMatrix>, b: ComplexMatrix) throws(EvaluationError) in
      try context.combine(.leftDivide, .complexMatrix(a.matrix), .complexMatrix(b))
    } work: { (a: Columns<ComplexMatrix>, b: ComplexMatrix) throws(MathError) in
      try a.matrix.workedSolution(b)
    }),
  Builtin(
    "lstsq", summary: "The x that brings A x closest to b.",
    doc: """
      Least squares for any shape and rank: by QR when the columns are independent, else the solution of least norm \
      with a remark. b has as many rows as A.
      """,
    facts: .init(
      "A m×n, b m → n; b m×k → n×k", refuses: ["rows do not match": "lstsq([1; 2; 3], [1, 2])"],
      by: "Householder QR (LAPACK geqrf), rank-deficient by singular values"),
    examples: [.init("lstsq([1 0; 1 1; 1 2], [1, 3, 5])", "[1, 2]")], related: ["solve", "pinv", "qr"], cost: 1e-10,
    trace: tracing(arguments: 2) { (graph, x) throws(GraphError) in try graph.add(LeastSquares(), x) },
    Form("A", "b") { (context: inout Context, a: Columns<Matrix>, b: Vector) throws(MathError) in
      let solution = try a.matrix.leastSquares(b)
      context.note(conditionOf: solution)
      return solution.value
    } work: { (a: Columns<Matrix>, b: Vector) throws(MathError) in
      try a.matrix.workedSolution(b)
    },
    Form("A", "b") { (context: inout Context, a: Columns<Matrix>, b: Matrix) throws(MathError) in
      let solution = try a.matrix.leastSquares(b)
      context.note(conditionOf: solution)
      return solution.value
    } work: { (a: Columns<Matrix>, b: Matrix) throws(MathError) in
      try a.matrix.workedSolution(b)
    },
    Form("A", "b") { (context: inout Context, a: Columns<ComplexMatrix>, b: ComplexVector) throws(MathError) in
      let solution = try a.matrix.leastSquares(b)
      context.note(conditionOf: solution)
      return solution.value
    } work: { (a: Columns<ComplexMatrix>, b: ComplexVector) throws(MathError) in
      try a.matrix.workedSolution(b)
    },
    Form("A", "b") { (context: inout Context, a: Columns<ComplexMatrix>, b: ComplexMatrix) throws(MathError) in
      let solution = try a.matrix.leastSquares(b)
      context.note(conditionOf: solution)
      return solution.value
    } work: { (a: Columns<ComplexMatrix>, b: ComplexMatrix) throws(MathError) in
      try a.matrix.workedSolution(b)
    }),
  Builtin(
    "rank", summary: "The number of independent rows, or columns.",
    doc: "Exact for small integers; else the number of singular values above max(m, n) ε σ₁.",
    facts: .init(
      "A m×n → number", refuses: ["entries not finite": "rank([1 inf; 2 3])"],
      by: "exact elimination of integers, else singular values (LAPACK gesdd)"),
    examples: [.init("rank([1 2; 2 4])", "1"), .init("rank(eye(3))", "3")],
    related: ["nullspace", "colspace", "rref", "svd"], cost: 4e-10,
    Form("A") { (a: Columns<Matrix>) throws(MathError) in
      try a.matrix.rank()
    } work: { (a: Columns<Matrix>) throws(MathError) in
      try a.matrix.workedRank()
    },
    Form("A") { (a: Columns<ComplexMatrix>) throws(MathError) in try a.matrix.rank() }),
  Builtin(
    "cond", summary: "The condition number: how much A \\ b may magnify errors in b.",
    doc: """
      σ₁/σₙ for p = 2 (any shape), ‖A‖ ‖A⁻¹‖ for p = 1, inf, "fro" or "nuc" (square); infinite for a singular matrix. \
      Of sixteen digits, log₁₀ cond(A) are lost.
      """,
    facts: .init(
      "A m×n → number", refuses: ["not square for this norm": "cond([1 2 3; 4 5 6], 1)"],
      by: "singular values (LAPACK gesdd), or norm and inverse"),
    examples: [.init("cond([1 0; 0 100])", "100"), .init("cond([1 2; 3 4], 1)", "21")],
    related: ["norm", "svd", "solve"], cost: 5e-10,
    Form("A", "p = 2") { (a: Columns<Matrix>, p: NormKind) throws(EvaluationError) in try condition(a.matrix, p) },
    Form("A", "p = 2") { (a: Columns<ComplexMatrix>, p: NormKind) throws(EvaluationError) in try condition(a.matrix, p)
    }),
  Builtin(
    "rref", summary: "The reduced row echelon form.",
    doc: """
      Every row begins with a 1, alone in its column. Exact for small integers, each entry rounded once; else with \
      partial pivoting, a pivot below max(m, n) ε ‖A‖∞ counting as 0.
      """,
    facts: .init(
      "A m×n → m×n", refuses: ["entries not finite": "rref([1 inf; 2 3])"],
      by: "exact elimination of integers (Bareiss 1968), else partial pivoting"),
    examples: [.init("rref([1 2 3; 4 5 6])", "[1 0 -1; 0 1 2]")], related: ["rank", "nullspace", "lu"], cost: 1e-9,
    Form("A") { (a: Columns<Matrix>) throws(MathError) in
      try a.matrix.reducedRowEchelon()
    } work: { (a: Columns<Matrix>) throws(MathError) in
      try a.matrix.workedReducedRowEchelon()
    },
    Form("A") { (a: Columns<ComplexMatrix>) throws(MathError) in
      try a.matrix.reducedRowEchelon()
    } work: { (a: Columns<ComplexMatrix>) throws(MathError) in
      try a.matrix.workedReducedRowEchelon()
    }),
  Builtin(
    "nullspace", summary: "An orthonormal basis of the x with A x = 0, one vector a column.",
    doc: "As many columns as A has beyond its rank; an n×0 matrix when only 0 is mapped to 0. By singular values.",
    facts: .init(
      "A m×n of rank r → n×(n−r)", refuses: ["entries not finite": "nullspace([1 inf; 2 3])"],
      by: "right singular vectors (LAPACK gesdd)"),
    examples: [.init("nullspace([1 -1; 2 -2])", "[0.707107; 0.707107]")], related: ["colspace", "rank", "rref"],
    cost: 4e-10,
    Form("A") { (a: Columns<Matrix>) throws(MathError) in
      try a.matrix.nullSpace()
    } work: { (a: Columns<Matrix>) throws(MathError) in
      try a.matrix.workedNullSpace()
    },
    Form("A") { (a: Columns<ComplexMatrix>) throws(MathError) in try a.matrix.nullSpace() }),
  Builtin(
    "colspace", summary: "An orthonormal basis of all A x, one vector a column.",
    doc: "As many columns as the rank. By singular values.",
    facts: .init(
      "A m×n of rank r → m×r", refuses: ["entries not finite": "colspace([1 inf; 2 3])"],
      by: "left singular vectors (LAPACK gesdd)"),
    examples: [.init("size(colspace([1 2; 2 4; 3 6]))", "[3, 1]")],
    related: ["nullspace", "rank", "gram_schmidt", "qr"], cost: 4e-10,
    Form("A") { (a: Columns<Matrix>) throws(MathError) in
      try a.matrix.columnSpace()
    } work: { (a: Columns<Matrix>) throws(MathError) in
      try a.matrix.workedColumnSpace()
    },
    Form("A") { (a: Columns<ComplexMatrix>) throws(MathError) in try a.matrix.columnSpace() }),
]

private func condition<M: DenseMatrix>(_ a: M, _ p: NormKind) throws(EvaluationError) -> Double {
  let kind = try p.matrixNorm(for: "cond")
  do throws(MathError) { return try a.condition(kind) } catch { throw error.asEvaluation }
}

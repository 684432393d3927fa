import Document
import Evaluation
import Graph
import LinearAlgebra
import Numerics

/// Matrices taken apart, and functions of matrices.
let factorizations: [Builtin] = [
  Builtin(
    "lu", summary: "Lower and upper triangle of a matrix with exchanged rows: P A = L U.",
    doc: "A record {L, U, P} with P*A = L*U, the diagonal of L being 1; partial pivoting (LAPACK getrf). Any shape.",
    facts: .init(
      "A m×n → L m×k, U k×n, P m×m; k = min(m, n)", refuses: ["entries not finite": "lu([1 inf; 2 3])"],
      by: "partial pivoting, LAPACK getrf (Golub & Van Loan 4e, §3.4)", fields: ["L", "U", "P"]),
    examples: [.init("lu([1 2; 3 4]).U", "[3 4; 0 0.666667]"), .init("lu([1 2; 3 4]).P", "[0 1; 1 0]")],
    related: ["solve", "det", "qr", "chol"], cost: 4e-11,
    Form("A") { (a: Columns<Matrix>) throws(MathError) in
      let lu = try LU(a.matrix)
      return Record(["L": lu.lower, "U": lu.upper, "P": lu.permutation])
    } work: { (a: Columns<Matrix>) throws(MathError) in
      try a.matrix.workedLU().map { Record(["L": $0.lower, "U": $0.upper, "P": $0.permutation]) }
    },
    Form("A") { (a: Columns<ComplexMatrix>) throws(MathError) in
      let lu = try LU(a.matrix)
      return Record(["L": lu.lower, "U": lu.upper, "P": lu.permutation])
    } work: { (a: Columns<ComplexMatrix>) throws(MathError) in
      try a.matrix.workedLU().map { Record(["L": $0.lower, "U": $0.upper, "P": $0.permutation]) }
    }),
  Builtin(
    "qr", summary: "Orthonormal columns and an upper triangle: A = Q R.",
    doc: """
      A record {Q, R}; for m×n, Q is m×k and R k×n with k = min(m, n). Householder reflections (LAPACK geqrf), so the \
      diagonal of R may be negative.
      """,
    facts: .init(
      "A m×n → Q m×k, R k×n; k = min(m, n)", refuses: ["entries not finite": "qr([1 inf; 2 3])"],
      by: "Householder reflections, LAPACK geqrf (Golub & Van Loan 4e, §5.2)", fields: ["Q", "R"]),
    examples: [.init("qr([3 0; 4 5]).R", "[-5 -4; 0 3]")], related: ["lstsq", "gram_schmidt", "lu"], cost: 1.3e-10,
    Form("A") { (a: Columns<Matrix>) throws(MathError) in
      let qr = try QR(a.matrix)
      return Record(["Q": try qr.orthonormal(), "R": qr.upper])
    } work: { (a: Columns<Matrix>) throws(MathError) in
      try QR.worked(a.matrix).map { Record(["Q": $0.q, "R": $0.r]) }
    },
    Form("A") { (a: Columns<ComplexMatrix>) throws(MathError) in
      let qr = try QR(a.matrix)
      return Record(["Q": try qr.orthonormal(), "R": qr.upper])
    }),
  Builtin(
    "chol", summary: "The Cholesky factor: the lower triangle L with L L' = A.",
    doc:
      "A must be symmetric (Hermitian) and positive definite; either failing is an error that says where. LAPACK potrf.",
    facts: .init(
      "A n×n → L n×n",
      refuses: [
        "not square": "chol([1 2 3; 4 5 6])", "not symmetric": "chol([1 2; 3 4])",
        "not positive definite": "chol([1 2; 2 1])",
      ], by: "LAPACK potrf (Golub & Van Loan 4e, §4.2)"),
    examples: [.init("chol([4 2; 2 5])", "[2 0; 1 2]")], related: ["lu", "solve", "eigvals"], cost: 2e-11,
    trace: tracing(CholeskyFactor()),
    Form("A") { (a: Columns<Matrix>) throws(MathError) in
      try Cholesky(a.matrix).lower
    } work: { (a: Columns<Matrix>) throws(MathError) in
      try a.matrix.workedCholesky()
    },
    Form("A") { (a: Columns<ComplexMatrix>) throws(MathError) in try Cholesky(a.matrix).lower }),
  Builtin(
    "eig", summary: "Eigenvalues and eigenvectors of a square matrix.",
    doc: """
      A record {values, vectors} with A*vectors = vectors*diag(values). Symmetric (Hermitian): real, descending, orthonormal \
      vectors; otherwise by descending modulus, complex where needed. Vectors have length 1 and a positive largest \
      component. A defective matrix gets a remark: its vectors span no basis. Errors: not square, not finite, not converged. LAPACK syevd, geev.
      """,
    facts: .init(
      "A n×n → values n, vectors n×n",
      refuses: ["not square": "eig([1 2 3; 4 5 6])", "entries not finite": "eig([1 inf; 2 3])"],
      by: "LAPACK syevd (symmetric), geev (Golub & Van Loan 4e, §7.5, §8.4)", fields: ["values", "vectors"]),
    examples: [
      .init("eig([2 1; 1 2]).values", "[3, 1]"),
      .init("eig([2 1; 1 2]).vectors", "[0.707107 -0.707107; 0.707107 0.707107]"),
    ], related: ["eigvals", "svd", "schur", "power_iteration"], cost: 1.6e-9,
    trace: GradientRules.eigen,
    Form("A") { (context: inout Context, a: Columns<Matrix>) throws(MathError) in
      try context.record(try Eigen(a.matrix), of: a.matrix)
    } work: { (a: Columns<Matrix>) throws(MathError) in
      try Eigen.worked(a.matrix).map(fields)
    },
    Form("A") { (context: inout Context, a: Columns<ComplexMatrix>) throws(MathError) in
      guard a.matrix.isHermitian else { return try context.record(try Eigen(a.matrix), of: a.matrix) }
      let eigen = try SymmetricEigen(a.matrix)
      return Record(["values": eigen.values, "vectors": eigen.vectors])
    }),
  Builtin(
    "eigvals", summary: "The eigenvalues of a square matrix.",
    doc: "Symmetric: real, descending; otherwise by descending modulus, complex where needed. Faster than eig.",
    facts: .init(
      "A n×n → values n",
      refuses: ["not square": "eigvals([1 2 3; 4 5 6])", "entries not finite": "eigvals([1 inf; 2 3])"],
      by: "LAPACK syevd (symmetric), geev"),
    examples: [.init("eigvals([2 1; 1 2])", "[3, 1]"), .init("eigvals([0 -2; 2 0])", "[2i, -2i]")],
    related: ["eig", "det", "trace"], cost: 1.1e-9,
    trace: tracing(SymmetricEigenvalues()),
    Form("A") { (a: Columns<Matrix>) throws(MathError) -> Value in
      switch try Eigen.values(a.matrix) {
      case .real(let values): values.value
      case .complex(let values): values.value
      }
    } work: { (a: Columns<Matrix>) throws(MathError) in
      try Eigen.workedValues(a.matrix).map { values -> Value in
        switch values {
        case .real(let values): values.value
        case .complex(let values): values.value
        }
      }
    },
    Form("A") { (a: Columns<ComplexMatrix>) throws(MathError) -> Value in
      a.matrix.isHermitian ? .vector(try SymmetricEigen.values(a.matrix)) : .complexVector(try Eigen.values(a.matrix))
    }),
  Builtin(
    "svd", summary: "Singular values and vectors: A = U diag(S) V'.",
    doc: """
      A record {U, S, V}, thin: for m×n and k = min(m, n), U is m×k, S a vector of k numbers, descending, V n×k. The \
      largest component of each column of V is positive. LAPACK gesdd.
      """,
    facts: .init(
      "A m×n → U m×k, S k, V n×k; k = min(m, n)", refuses: ["entries not finite": "svd([1 inf; 2 3])"],
      by: "LAPACK gesdd (Golub & Van Loan 4e, §8.6)", fields: ["U", "S", "V"]),
    examples: [.init("svd([3 0; 0 4]).S", "[4, 3]"), .init("svd([3 0; 0 4]).V", "[0 1; 1 0]")],
    related: ["pinv", "rank", "cond", "eig"], cost: 5e-10,
    trace: GradientRules.singular,
    Form("A") { (a: Columns<Matrix>) throws(MathError) in
      let svd = try SVD(a.matrix)
      return Record(["U": svd.left, "S": svd.values, "V": svd.right])
    } work: { (a: Columns<Matrix>) throws(MathError) in
      try SVD.worked(a.matrix).map { Record(["U": $0.left, "S": $0.values, "V": $0.right]) }
    },
    Form("A") { (a: Columns<ComplexMatrix>) throws(MathError) in
      let svd = try SVD(a.matrix)
      return Record(["U": svd.left, "S": svd.values, "V": svd.right])
    }),
  Builtin(
    "schur", summary: "The Schur form: A = Q T Q' with Q orthogonal.",
    doc: """
      A record {Q, T}. T is upper triangular with the eigenvalues on its diagonal; a complex pair of a real matrix \
      stands there as a 2×2 block. LAPACK gees.
      """,
    facts: .init(
      "A n×n → Q n×n, T n×n",
      refuses: ["not square": "schur([1 2 3; 4 5 6])", "entries not finite": "schur([1 inf; 2 3])"],
      by: "LAPACK gees (Golub & Van Loan 4e, §7.4)", fields: ["Q", "T"]),
    examples: [.init("schur([2 0; 0 3]).T", "[2 0; 0 3]")], related: ["eig", "qr"], cost: 1.2e-9,
    Form("A") { (a: Columns<Matrix>) throws(MathError) in
      let schur = try Schur(a.matrix)
      return Record(["Q": schur.vectors, "T": schur.triangle])
    },
    Form("A") { (a: Columns<ComplexMatrix>) throws(MathError) in
      let schur = try Schur(a.matrix)
      return Record(["Q": schur.vectors, "T": schur.triangle])
    }),
  Builtin(
    "power_iteration", summary: "The eigenvalue of largest modulus, by multiplying again and again.",
    doc: """
      A record {value, vector, iterations}. Stops when ‖A v − λ v‖ ≤ tol |λ|; it is an error when eigenvalues of equal \
      modulus keep the vector turning. A start orthogonal to the vector sought would end at a smaller eigenvalue; it is \
      nudged, with a remark.
      """,
    facts: .init(
      "A n×n, x0 n → value, vector n, iterations",
      refuses: [
        "not square": "power_iteration([1 2 3; 4 5 6])", "eigenvalues of equal modulus": "power_iteration([0 -1; 1 0])",
        "start of the wrong length": "power_iteration(eye(2), [1, 2, 3])",
      ], by: "Golub & Van Loan 4e, §7.3", fields: ["value", "vector", "iterations"]),
    examples: [.init("power_iteration([2 0; 0 1]).value", "2")], related: ["eig", "eigvals"],
    Form("A", "[x0]", "tol = 1e-12") {
      (context: inout Context, a: Columns<Matrix>, x0: Vector?, tol: Double) throws(EvaluationError) in
      try context.powerIteration(a.matrix, x0, tol)
    } work: { (a: Columns<Matrix>, x0: Vector?, tol: Double) throws(EvaluationError) in
      try checkStart(a.matrix, x0, tol)
      do throws(MathError) {
        return try PowerIteration.worked(a.matrix, start: x0, tolerance: tol).map {
          Record(["value": $0.value, "vector": $0.vector, "iterations": $0.iterations])
        }
      } catch { throw error.asEvaluation }
    }),
  Builtin(
    "gram_schmidt", summary: "Orthonormal columns that span what the columns of A span, one after another.",
    doc: "Modified Gram–Schmidt, twice. A column that those before it span is an error; qr and colspace go on.",
    facts: .init(
      "A m×n → Q m×n", refuses: ["columns not independent": "gram_schmidt([1 2; 2 4])"],
      by: "modified, with reorthogonalisation (Giraud, Langou & Rozložník 2005)"),
    examples: [.init("gram_schmidt([3 1; 4 1])", "[0.6 0.8; 0.8 -0.6]")], related: ["qr", "project", "colspace"],
    Form("A") { (a: Columns<Matrix>) throws(MathError) in
      try a.matrix.gramSchmidt()
    } work: { (a: Columns<Matrix>) throws(MathError) in
      try a.matrix.workedGramSchmidt()
    },
    Form("A") { (a: Columns<ComplexMatrix>) throws(MathError) in try a.matrix.gramSchmidt() }),
  Builtin(
    "expm", summary: "The exponential of a square matrix, the sum of all Aᵏ/k!.",
    doc:
      """
      The solution of x' = A x after time 1. Padé approximants with scaling and squaring (Al-Mohy & Higham 2009); exact \
      to rounding for diagonal matrices.
      """,
    facts: .init(
      "A n×n → n×n", refuses: ["not square": "expm([1 2 3; 4 5 6])"], by: "scaling and squaring (Al-Mohy & Higham 2009)"
    ),
    examples: [.init("expm([0 1; 0 0])", "[1 1; 0 1]")], related: ["logm", "exp", "eig"], cost: 1.2e-9,
    trace: tracing(MatrixExponential()),
    Form("A") { (a: Columns<Matrix>) throws(MathError) in try a.matrix.exponential() },
    Form("A") { (a: Columns<ComplexMatrix>) throws(MathError) in try a.matrix.exponential() }),
  Builtin(
    "logm", summary: "The principal logarithm of a square matrix: expm(logm(A)) = A.",
    doc:
      "Complex when A has a negative eigenvalue; a singular A is an error. Inverse scaling and squaring of the Schur form.",
    facts: .init(
      "A n×n → n×n", refuses: ["not square": "logm([1 2 3; 4 5 6])", "singular": "logm([1 2; 2 4])"],
      by: "inverse scaling and squaring (Higham, Functions of Matrices, §11.5)"),
    examples: [.init("logm([1 1; 0 1])", "[0 1; 0 0]")], related: ["expm", "sqrtm", "log"], cost: 2e-8,
    Form("A") { (a: Columns<Matrix>) throws(MathError) in value(try a.matrix.logarithm()) },
    Form("A") { (a: Columns<ComplexMatrix>) throws(MathError) in try a.matrix.logarithm() }),
  Builtin(
    "sqrtm", summary: "The principal square root of a square matrix: X X = A.",
    doc: "Complex when A has a negative eigenvalue. By the Schur form (Björck & Hammarling 1983).",
    facts: .init(
      "A n×n → n×n", refuses: ["not square": "sqrtm([1 2 3; 4 5 6])", "no square root": "sqrtm([0 1; 0 0])"],
      by: "Schur form (Björck & Hammarling 1983)"),
    examples: [.init("sqrtm([4 0; 0 9])", "[2 0; 0 3]")], related: ["expm", "logm", "sqrt"], cost: 3e-9,
    Form("A") { (a: Columns<Matrix>) throws(MathError) in value(try a.matrix.squareRoot()) },
    Form("A") { (a: Columns<ComplexMatrix>) throws(MathError) in try a.matrix.squareRoot() }),
]

extension Context {
  /// Values and vectors, with a remark where the vectors are no basis.
  fileprivate mutating func record<M: DenseMatrix>(_ eigen: Eigen, of a: M) throws(MathError) -> Record {
    // Beyond this size the condition costs about as much as the eigenvectors.
    if !a.isHermitian, a.rows <= 200 {
      let kappa =
        switch eigen {
        case .real(_, let vectors): try vectors.condition()
        case .complex(_, let vectors): try vectors.condition()
        }
      // Two eigenvalues that rounding has torn apart differ by about √ε, and so do their vectors.
      if kappa > 0x1p26 {
        let size = kappa.isFinite ? "κ ≈ \(kappa.formatted(digits: 1))" : "κ = ∞"
        note(
          Report(
            code: "W304", title: "defective",
            message: "The eigenvectors are dependent, or nearly so (\(size)): the matrix is not diagonalizable, "
              + "and schur gives the form that always exists."))
      }
    }
    return fields(eigen)
  }

  fileprivate mutating func powerIteration(
    _ a: Matrix, _ x0: Vector?, _ tol: Double
  ) throws(EvaluationError) -> Record {
    try checkStart(a, x0, tol)
    do throws(MathError) {
      let found = try PowerIteration(a, start: x0, tolerance: tol)
      guard found.converged else { throw .noDominantEigenvalue }
      if found.restarted {
        note(
          Report(
            code: "W303", title: "orthogonal start",
            message: "The start has no part along the dominant eigenvector; nudged off it, the iteration found it."))
      }
      return Record(["value": found.value, "vector": found.vector, "iterations": found.iterations])
    } catch { throw error.asEvaluation }
  }
}

private func checkStart(_ a: Matrix, _ x0: Vector?, _ tol: Double) throws(EvaluationError) {
  func refuse(_ parameter: String, _ needed: String, _ got: String) -> EvaluationError {
    EvaluationError(.argument(function: "power_iteration", parameter: parameter, needed: needed, got: got))
  }
  guard tol > 0 else { throw refuse("tol", "a number above 0", Value.number(tol).phrase) }
  if let x0, a.isSquare, x0.count != a.rows {
    throw refuse("x0", "a vector of \(a.rows) elements, as A has rows", Value.vector(x0).phrase)
  }
  if let x0, x0.norm == 0 { throw refuse("x0", "a vector other than 0", "the zero vector") }
}

private func fields(_ eigen: Eigen) -> Record {
  switch eigen {
  case .real(let values, let vectors): Record(["values": values, "vectors": vectors])
  case .complex(let values, let vectors): Record(["values": values, "vectors": vectors])
  }
}

private func value(_ result: MatrixFunction) -> Value {
  switch result {
  case .real(let a): .matrix(a)
  case .complex(let a): a.value
  }
}

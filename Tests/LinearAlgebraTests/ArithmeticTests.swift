import LinearAlgebra
import Numerics
import Testing

@Suite struct ArithmeticTests {
  /// Σ aᵢₚ bₚⱼ written out.
  private func slow<M: DenseMatrix>(_ a: M, _ b: M) -> M {
    M(rows: a.rows, columns: b.columns) { i, j in
      (0..<a.columns).reduce(0) { $0 + a.elements[i + $1 * a.rows] * b.elements[$1 + j * b.rows] }
    }
  }

  // Small products run in plain loops, large ones in BLAS.
  @Test(arguments: [
    (0, 0, 0), (2, 0, 3), (1, 1, 1), (3, 2, 4), (16, 16, 16), (17, 17, 17), (1, 500, 20), (40, 60, 1), (5, 900, 2),
  ])
  func products(_ m: Int, _ k: Int, _ n: Int) throws {
    let (a, b) = (randomMatrix(m, k), randomMatrix(k, n, seed: 2))
    #expect(distance(try a * b, slow(a, b)) < 1e-12)
    let (c, d) = (randomComplex(m, k), randomComplex(k, n, seed: 2))
    #expect(distance(try c * d, slow(c, d)) < 1e-12)
    if n == 1 { #expect(distance(try a * b.column(0), slow(a, b).column(0)) < 1e-12) }
  }

  @Test func threadsAgreeWithOne() throws {
    let (a, b) = (randomMatrix(520, 520), randomMatrix(520, 520, seed: 2))
    let product = try a * b
    let x = randomMatrix(520, 1, seed: 3).column(0)
    #expect(distance(try product * x, try a * (b * x)) < 1e-8)
  }

  @Test func unfitShapes() {
    let (a, v) = (Matrix(rows: 2, columns: 2), Vector([1, 2, 3]))
    #expect(throws: MathError.shape(.product(.matrix(2, 2), .vector(3)))) { try a * v }
    #expect(throws: MathError.shape(.product(.matrix(2, 2), .matrix(3, 1)))) { try a * Matrix(rows: 3, columns: 1) }
    #expect(throws: MathError.shape(.unequal(.vector(3), .vector(2)))) { try v + Vector([1, 2]) }
    #expect(throws: MathError.shape(.unequal(.matrix(2, 2), .matrix(1, 2)))) { try a - Matrix(rows: 1, columns: 2) }
    #expect(throws: MathError.shape(.cross(.vector(3), .vector(2)))) { try v.cross(Vector([1, 2])) }
    #expect(throws: MathError.shape(.dot(.vector(3), .vector(2)))) { try v.dot(Vector([1, 2])) }
    #expect(throws: MathError.shape(.beside(.matrix(2, 2), .matrix(1, 2)))) {
      try a.beside(Matrix(rows: 1, columns: 2))
    }
    #expect(throws: MathError.shape(.stacked(.matrix(2, 2), .matrix(2, 1)))) {
      try a.stacked(Matrix(rows: 2, columns: 1))
    }
    #expect(throws: MathError.fractionalPower(0.5)) { try a.power(0.5) }
  }

  @Test func broadcasting() throws {
    let (row, column) = (Matrix([[10, 20, 30]]), Matrix([[1], [2]]))
    #expect(try row.broadcast(column, +) == Matrix([[11, 21, 31], [12, 22, 32]]))
    #expect(try column.broadcast(row, -) == Matrix([[-9, -19, -29], [-8, -18, -28]]))
    #expect(try Vector([1, 2, 3]).broadcast(Vector([2]), *) == Vector([2, 4, 6]))
    #expect(try Vector([2]).broadcast(Vector([1, 2, 3]), -) == Vector([1, 0, -1]))
    #expect(throws: MathError.shape(.broadcast(.matrix(1, 3), .matrix(1, 2)))) {
      try row.broadcast(Matrix([[1, 2]]), +)
    }
    #expect(throws: MathError.shape(.broadcast(.vector(3), .vector(2)))) {
      try Vector([1, 2, 3]).broadcast(Vector([1, 2]), +)
    }
  }

  @Test func compensatedDot() throws {
    // Exact: 1e16·1 + 1·1 − 1e16·1 = 1.
    #expect(try Vector([1e16, 1, -1e16]).dot(Vector([1, 1, 1])) == 1)
    // (1 + ε)(1 − ε) − 1 = −ε², which a rounded product loses.
    let e = 0x1p-30
    #expect(try Vector([1 + e, 1]).dot(Vector([1 - e, -1])) == -e * e)
    #expect(try Vector([1e200, 1e200]).dot(Vector([1e200, 1e200])) == .infinity)
    let long = randomMatrix(1001, 2)
    let exact = Sums.sum(zip(long.column(0).elements, long.column(1).elements).map { $0 * $1 })
    #expect((try long.column(0).dot(long.column(1)) - exact).magnitude < 1e-13)
    // The first factor is conjugated.
    let i = Complex<Double>(0, 1)
    #expect(try ComplexVector([i, 2]).dot(ComplexVector([i, i])) == Complex(1, 2))
  }

  @Test func assembling() throws {
    let (a, b) = (Matrix([[1, 2], [3, 4]]), Matrix([[5, 6]]))
    #expect(try a.stacked(b) == Matrix([[1, 2], [3, 4], [5, 6]]))
    #expect(try a.beside(b.transposed()) == Matrix([[1, 2, 5], [3, 4, 6]]))
    #expect(try a.kron(b) == Matrix([[5, 6, 10, 12], [15, 18, 20, 24]]))
    #expect(try Vector([1, 2]).outer(Vector([3, 4, 5])) == Matrix([[3, 4, 5], [6, 8, 10]]))
    #expect(try Vector([1, 0, 0]).cross(Vector([0, 1, 0])) == Vector([0, 0, 1]))
    #expect(a.transposed() == Matrix([[1, 3], [2, 4]]))
    #expect(a.row(1) == Vector([3, 4]) && a.column(1) == Vector([2, 4]))
    #expect(Matrix.diagonal([1, 2]) == Matrix([[1, 0], [0, 2]]) && a.diagonal == Vector([1, 4]))
    #expect(try a.trace() == 5)
    #expect(try a.addingToDiagonal(-2) == Matrix([[-1, 2], [3, 2]]))
    #expect(try a.power(0) == .identity(2))
    #expect(Matrix.hilbert(2) == Matrix([[1, 0.5], [0.5, 1.0 / 3]]))
    let c = ComplexMatrix(rows: 1, columns: 2, elements: [Complex(1, 2), Complex(3, 0)])
    #expect(c.adjoint().elements == [Complex(1, -2), Complex(3, 0)])
  }

  // Column sums 4 and 6, row sums 3 and 7; Σ squares 30; singular values of determinant 2: σ₁² + σ₂² = 30, σ₁σ₂ = 2.
  @Test(arguments: [
    (MatrixNorm.one, 6), (.infinity, 7), (.frobenius, 5.477225575051661), (.two, 5.464985704219043),
    (.nuclear, 5.830951894845301),
  ])
  func matrixNorms(_ kind: MatrixNorm, _ expected: Double) throws {
    #expect((try Matrix([[1, 2], [3, -4]]).map { $0.magnitude }.norm(kind) / expected - 1).magnitude < 1e-14)
  }

  @Test(arguments: [(1, 7), (2, 5), (.infinity, 4), (3, 4.497941445275415)] as [(Double, Double)])
  func vectorNorms(_ p: Double, _ expected: Double) throws {
    #expect((try Vector([3, -4]).norm(p: p) / expected - 1).magnitude < 1e-14)
    #expect((try Vector([3e300, -4e300]).norm(p: p) / (expected * 1e300) - 1).magnitude < 1e-14)
    #expect(try Vector([1, .nan, 2]).norm(p: p).isNaN)
    #expect(throws: MathError.domain(function: "norm", value: 0.5)) { try Vector([1]).norm(p: 0.5) }
  }

  @Test func memoryHasALimit() {
    #expect(throws: MathError.tooLarge(count: 1e12)) {
      try MemoryBudget.standard.count(rows: 1_000_000, columns: 1_000_000)
    }
    #expect(throws: MathError.self) { try MemoryBudget.standard.count(rows: .max, columns: .max) }
    #expect(throws: MathError.self) { try MemoryBudget.standard.count(rows: -1, columns: 2) }
    #expect(throws: MathError.self) { try MemoryBudget(bytes: 79).count(rows: 10) }
    #expect((try? MemoryBudget(bytes: 80).count(rows: 10)) == 10)
    let long = Vector(repeating: 0, count: 1_000_000)
    #expect(throws: MathError.tooLarge(count: 1e12)) { try long.outer(long) }
  }
}

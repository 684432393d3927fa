import LinearAlgebra
import Numerics
import Testing

/// Rounding of a backward stable factorisation of normal entries: a small multiple of n ε ‖A‖.
private func bound(_ m: Int, _ n: Int) -> Double { 1e-14 * Double(max(m, n, 1)) }

private func checkFactorisations<M: DenseMatrix>(_ a: M) throws {
  let (m, n) = (a.rows, a.columns)
  let small = min(m, n)
  let tolerance = bound(m, n)

  let lu = try LU(a)
  #expect(distance(try lu.permutation * a, try lu.lower * lu.upper) < tolerance)

  let qr = try QR(a)
  let q = try qr.orthonormal()
  #expect(distance(try q * qr.upper, a) < tolerance)
  #expect(distance(try q.adjoint() * q, .identity(small)) < tolerance)

  let svd = try SVD(a)
  let scaled = try svd.left * M.diagonal(svd.values.elements.map { M.Entry(real: $0) })
  #expect(distance(try scaled * svd.right.adjoint(), a) < tolerance)
  #expect(distance(try svd.right.adjoint() * svd.right, .identity(small)) < tolerance)
  #expect(svd.values.elements == svd.values.elements.sorted(by: >))
  for j in 0..<small {
    let column = svd.right.column(j).elements
    let largest = try #require(column.max { $0.modulus < $1.modulus })
    #expect((largest - M.Entry(real: largest.modulus)).modulus < 1e-14)
  }

  let pseudo = try a.pseudoInverse()
  #expect(distance(try a * pseudo * a, a) < 100 * tolerance)

  let null = try a.nullSpace()
  #expect(null.columns == n - small)
  #expect(distance(try a * null, M(rows: m, columns: null.columns) { _, _ in 0 }) < tolerance)
  #expect(try a.columnSpace().columns == small)
  #expect(try a.rank() == small)
}

private func checkSquare<M: DenseMatrix>(_ a: M) throws {
  let n = a.rows
  let tolerance = 1000 * bound(n, n)
  #expect(distance(try a * a.inverse(), .identity(n)) < tolerance)
  #expect(distance(try a * a.solve(.identity(n)).value, .identity(n)) < tolerance)
  #expect(distance(try M.identity(n).dividedFromRight(by: a).value, try a.inverse()) < tolerance)
  #expect(distance(try a.power(-2), try a.inverse() * a.inverse()) < 100 * tolerance)

  #expect((try a.determinant() * a.inverse().determinant() - 1).modulus < tolerance)
  // ‖A‖² in Frobenius' norm is the sum of squared singular values.
  let squares = Sums.sum(try SVD.values(a).elements.map { $0 * $0 })
  #expect((try a.norm() - squares.squareRoot()).magnitude < tolerance)

  let schur = try Schur(a)
  #expect(distance(try schur.vectors * schur.triangle * schur.vectors.adjoint(), a) < tolerance)

  let symmetric = try a * a.adjoint()
  let eigen = try SymmetricEigen(symmetric)
  let spectral = try eigen.vectors * M.diagonal(eigen.values.elements.map { M.Entry(real: $0) })
  #expect(distance(try spectral * eigen.vectors.adjoint(), symmetric) < tolerance)
  #expect(distance(eigen.values, try SymmetricEigen.values(symmetric)) < tolerance)
  let lower = try Cholesky(symmetric).lower
  #expect(distance(try lower * lower.adjoint(), symmetric) < tolerance)

  // e^A e^−A = I, also for matrices that need squaring.
  #expect(distance(try a.exponential() * (-a).exponential(), .identity(n)) < 1e-6)
}

@Suite struct FactorisationTests {
  @Test(arguments: shapes) func real(_ m: Int, _ n: Int) throws { try checkFactorisations(randomMatrix(m, n)) }
  @Test(arguments: shapes) func complex(_ m: Int, _ n: Int) throws { try checkFactorisations(randomComplex(m, n)) }
  @Test(arguments: sides) func realSquare(_ n: Int) throws { try checkSquare(randomMatrix(n, n)) }
  @Test(arguments: sides) func complexSquare(_ n: Int) throws { try checkSquare(randomComplex(n, n)) }

  @Test(arguments: sides) func generalEigen(_ n: Int) throws {
    let a = randomMatrix(n, n)
    let (values, vectors): (ComplexVector, ComplexMatrix)
    switch try Eigen(a) {
    case .real(let v, let m): (values, vectors) = (v.complex, m.complex)
    case .complex(let v, let m): (values, vectors) = (v, m)
    }
    #expect(distance(try a.complex * vectors, try vectors * ComplexMatrix.diagonal(values.elements)) < 1e-12)
    let sizes = values.elements.map(\.modulus)
    #expect(zip(sizes, sizes.dropFirst()).allSatisfy { $0 >= $1 * (1 - 1e-12) })
    // The eigenvalues' sum is the trace.
    #expect((values.elements.reduce(0, +) - Complex(real: try a.trace())).modulus < 1e-12 * Double(n + 1))
    let alone: ComplexVector
    switch try Eigen.values(a) {
    case .real(let v): alone = v.complex
    case .complex(let v): alone = v
    }
    #expect(distance(alone, values) < 1e-11)
    let whole = randomComplex(n, n)
    guard case .complex(let w, let v) = try Eigen(whole) else {
      Issue.record("a complex matrix with real eigenvectors")
      return
    }
    #expect(distance(try whole * v, try v * ComplexMatrix.diagonal(w.elements)) < 1e-12)
    #expect(distance(try Eigen.values(whole), w) < 1e-11)
  }

  // By hand: λ² − 7λ + 10 = 0.
  @Test func eigenvaluesOfAGeneralMatrix() throws {
    guard case .real(let values, let vectors) = try Eigen(Matrix([[4, 2], [1, 3]])) else {
      Issue.record("complex eigenvalues")
      return
    }
    #expect(close(values.elements, [5, 2], relative: 1e-14))
    #expect(
      close(
        vectors, Matrix([[0.8944271909999159, -0.7071067811865476], [0.4472135954999579, 0.7071067811865476]]),
        relative: 1e-14))
  }

  // A defective matrix, and one symmetric only up to rounding, whose eigenvalues must stay real.
  @Test func eigenvaluesAtTheEdge() throws {
    guard case .real(let values) = try Eigen.values(Matrix([[1, 1], [0, 1]])) else {
      Issue.record("complex eigenvalues of a real triangle")
      return
    }
    #expect(values == Vector([1, 1]))
    var nearly = Matrix([[1, 0.1], [0.1, 1]])
    nearly[0, 1] = 0.1.nextUp
    guard case .real(let pair) = try Eigen.values(nearly) else {
      Issue.record("complex eigenvalues of a symmetric matrix")
      return
    }
    #expect(close(pair.elements, [1.1, 0.9], relative: 1e-15))
    // Equal moduli come by real part.
    guard case .real(let mirrored) = try Eigen.values(Matrix([[0, 4], [1, 0]])) else {
      Issue.record("complex eigenvalues ±2")
      return
    }
    #expect(close(mirrored.elements, [2, -2], relative: 1e-15))
  }

  @Test(arguments: [Matrix([[1, .nan], [0, 1]]), Matrix([[1, .infinity], [0, 1]])])
  func notFinite(_ a: Matrix) {
    let expected = MathError.notFinite(row: 1, column: 2)
    #expect(throws: expected) { try LU(a) }
    #expect(throws: expected) { try QR(a) }
    #expect(throws: expected) { try SVD(a) }
    #expect(throws: expected) { try Eigen(a) }
    #expect(throws: expected) { try Eigen.values(a) }
    #expect(throws: expected) { try Schur(a) }
    #expect(throws: expected) { try Cholesky(a) }
    #expect(throws: expected) { try a.determinant() }
    #expect(throws: expected) { try a.exponential() }
    #expect(throws: expected) { try a.inverse() }
    #expect(throws: expected) { try a.rank() }
    #expect(throws: expected) { try a.leastSquares(Vector([1, 2])) }
    #expect(throws: expected) { try SymmetricEigen(a) }
  }

  @Test func notSquare() {
    let a = Matrix(rows: 2, columns: 3)
    let expected = MathError.notSquare(.matrix(2, 3))
    #expect(throws: expected) { try a.determinant() }
    #expect(throws: MathError.notInvertible(.matrix(2, 3))) { try a.inverse() }
    #expect(throws: expected) { try Eigen(a) }
    #expect(throws: expected) { try a.trace() }
    #expect(throws: expected) { try a.power(2) }
    #expect(throws: expected) { try a.exponential() }
    #expect(throws: expected) { try a.squareRoot() }
    #expect(throws: expected) { try Cholesky(a) }
  }
}

import LinearAlgebra
import Numerics
import Testing

/// Values from exact rational arithmetic (Python fractions), closed forms or mpmath 1.4.1, each agreeing with NumPy 2.4.6
/// or SciPy 1.17.1 unless said.
@Suite struct OracleTests {
  // Exact rational arithmetic. Hilbert's entries are rounded, so κε = 3e-6 of its determinant is not determined.
  @Test(arguments: [
    (Matrix([[1, 1, 1, 1], [1, 2, 4, 8], [1, 3, 9, 27], [1, 4, 16, 64]]), 12, 0),
    (oneToNine, 0, 0), (Matrix.hilbert(8), 2.737050113791513e-33, 1e-5), (Matrix([]), 1, 0),
    (Matrix([[1, 2], [3, 4]]), -2, 0), (Matrix([[0, 1], [1, 0]]), -1, 0),
    (Matrix([[0.5, 0.25], [1, 3]]), 1.25, 1e-15),
  ])
  func determinant(_ a: Matrix, _ expected: Double, _ tolerance: Double) throws {
    #expect((try a.determinant() - expected).magnitude <= tolerance * expected.magnitude)
  }

  @Test func inverseOfIntegers() throws {
    let inverse = try Matrix([[2, -1, 0], [1, 3, 2], [0, 5, -4]]).inverse()
    let expected = Matrix([[22, 4, 2], [-4, 8, 4], [-5, 10, -7]]).map { $0 / 48 }
    #expect(close(inverse, expected, relative: 1e-14, absolute: 1e-15))
  }

  // Exact rational arithmetic: the inverse of Hilbert's matrix has integer entries. κ₂ = 1.5e10.
  @Test func almostSingular() throws {
    func inverseEntry(_ i: Int, _ j: Int) -> Double {
      let (a, b) = (Double(i + 1), Double(j + 1))
      let sign = (i + j) % 2 == 0 ? 1.0 : -1
      let middle = Counting.choose(a + b - 2, a - 1)
      return sign * (a + b - 1) * Counting.choose(7 + a, 8 - b) * Counting.choose(7 + b, 8 - a) * middle * middle
    }
    let expected = Matrix(rows: 8, columns: 8) { inverseEntry($0, $1) / 360_360 }
    #expect(close(try scaledHilbert.inverse(), expected, relative: 1e-5))
    let b = Vector([979407, 659087, 514943, 427583, 367523, 323171, 288851, 261395])
    let solution = try scaledHilbert.solve(b)
    #expect(close(solution.value.elements, Array(repeating: 1, count: 8), relative: 1e-5))
    #expect((4...6).contains(solution.digits))
    #expect((try scaledHilbert.condition() / 15257575741.6469428390882740735 - 1).magnitude < 1e-5)
  }

  @Test func textbookSystem() throws {
    let a = Matrix([[3, 2, -1], [2, -2, 4], [-1, 0.5, -1]])
    #expect(close(try a.solve(Vector([1, -2, 0])).value.elements, [1, -2, -2], relative: 1e-13))
  }

  // Rank 2 by definition, though elimination may leave a pivot of 1e-16.
  @Test(arguments: [
    oneToNine, magic4, Matrix([[3, 6], [1, 2]]), Matrix([[0]]), Matrix(rows: 5, columns: 5) { Double($0 + 5 * $1) },
  ])
  func singularIsAnError(_ a: Matrix) {
    #expect(throws: MathError.self) { try a.solve(Vector(repeating: 1, count: a.rows)) }
    #expect(throws: MathError.self) { try a.inverse() }
    #expect(throws: MathError.self) { try a.power(-1) }
  }

  @Test(arguments: [
    (oneToNine, 2), (Matrix.hilbert(8), 8), (Matrix(rows: 2, columns: 2), 0), (magic4, 3), (lauchli, 2),
    (Matrix([]), 0),
    // Rank one up to rounding: an outer product of thirds and sevenths.
    (Matrix(rows: 4, columns: 3) { Double($0 + 1) / 3 * Double($1 + 1) / 7 }, 1),
  ])
  func rank(_ a: Matrix, _ expected: Int) throws { #expect(try a.rank() == expected) }

  // Closed form: eigenvectors of 2 + √2, 2, 2 − √2.
  @Test func tridiagonalEigenvectors() throws {
    let eigen = try SymmetricEigen(Matrix([[2, -1, 0], [-1, 2, -1], [0, -1, 2]]))
    let h = 0.5.squareRoot()
    #expect(close(eigen.values.elements, [2 + 2 * h, 2, 2 - 2 * h], relative: 1e-14))
    #expect(close(eigen.vectors, Matrix([[-0.5, -h, 0.5], [h, 0, h], [-0.5, h, 0.5]]), absolute: 1e-14))
  }

  @Test func rotationHasAnImaginaryPair() throws {
    let turn = Matrix([[0, -1], [1, 0]])
    let expected = ComplexVector([Complex(0, 1), Complex(0, -1)])
    guard case .complex(let values) = try Eigen.values(turn), case .complex(let same, _) = try Eigen(turn) else {
      Issue.record("real eigenvalues of a rotation")
      return
    }
    #expect(distance(values, expected) < 1e-15)
    #expect(distance(same, expected) < 1e-15)
  }

  @Test(arguments: [
    (magic4, [34, 17.88854381999832, 4.47213595499958, 0], 1e-13, 1e-13),
    (Matrix([[1, 2], [3, 4], [5, 6]]), [9.525518091565107, 0.5143005806586443], 1e-13, 0),
    // Forming A'A gives 0 for the second.
    (lauchli, [1.4142135623730951, 1e-9], 1e-13, 1e-15),
  ])
  func singularValues(_ a: Matrix, _ expected: [Double], _ relative: Double, _ absolute: Double) throws {
    #expect(close(try SVD.values(a).elements, expected, relative: relative, absolute: absolute))
    #expect(close(try SVD(a).values.elements, expected, relative: relative, absolute: absolute))
  }

  // Closed form; the normal equations are exactly singular.
  @Test func lauchliLeastSquares() throws {
    #expect(close(try lauchli.leastSquares(Vector([2, 1e-9, 1e-9])).value.elements, [1, 1], relative: 1e-6))
  }

  @Test func indefiniteHasNoCholesky() {
    #expect(throws: MathError.notPositiveDefinite(pivot: 2)) { try Cholesky(Matrix([[1, 2], [2, 1]])) }
    #expect(throws: MathError.notSymmetric(row: 1, column: 2)) { try Cholesky(Matrix([[1, 2], [3, 9]])) }
  }

  // By hand, pivoting on the largest.
  @Test func pivoting() throws {
    let lu = try LU(Matrix([[2, 1, 1], [4, 3, 3], [8, 7, 9]]))
    #expect(lu.order == [2, 0, 1])
    #expect(close(lu.lower, Matrix([[1, 0, 0], [0.25, 1, 0], [0.5, 2.0 / 3, 1]]), relative: 1e-14, absolute: 1e-15))
    #expect(
      close(lu.upper, Matrix([[8, 7, 9], [0, -0.75, -1.25], [0, 0, -2.0 / 3]]), relative: 1e-14, absolute: 1e-15))
  }

  // Closed forms; the second from the eigenvalues −1 and −17 (Moler & Van Loan).
  @Test(arguments: [
    (
      Matrix([[0, 1], [-1, 0]]),
      Matrix([[0.5403023058681398, 0.8414709848078965], [-0.8414709848078965, 0.5403023058681398]]), 1e-13
    ),
    (
      Matrix([[-49, 24], [-64, 31]]),
      Matrix([[-0.7357587581447531, 0.5518190996580977], [-1.4715175990882605, 1.1036382407155725]]), 1e-12
    ),
    (Matrix([[0, 1], [0, 0]]), Matrix([[1, 1], [0, 1]]), 1e-15),
  ])
  func exponential(_ a: Matrix, _ expected: Matrix, _ tolerance: Double) throws {
    #expect(close(try a.exponential(), expected, relative: tolerance))
  }

  // A'/‖A‖² for rank one.
  @Test func pseudoInverseOfRankOne() throws {
    let expected = Matrix([[0.04, 0.08], [0.08, 0.16]])
    #expect(close(try Matrix([[1, 2], [2, 4]]).pseudoInverse(), expected, relative: 1e-13))
  }

  // Closed forms: 6·3.5, (15 + √221)/2, 7·3.
  @Test(arguments: [(MatrixNorm.one, 21), (.two, 14.933034373659252), (.infinity, 21), (.frobenius, 15)])
  func condition(_ kind: MatrixNorm, _ expected: Double) throws {
    #expect((try Matrix([[1, 2], [3, 4]]).condition(kind) / expected - 1).magnitude < 1e-13)
    #expect(try oneToNine.condition(kind) == .infinity)
  }

  @Test(
    arguments: [
      ([3e-200, 4e-200], 5e-200), ([3e200, 4e200], 5e200), ([3, 4], 5), ([], 0), ([0, 0], 0), ([0x1p-1074], 0x1p-1074),
    ]
      as [([Double], Double)])
  func normWithoutOverflow(_ x: [Double], _ expected: Double) {
    #expect((Vector(x).norm - expected).magnitude <= 1e-14 * expected)
  }

  @Test func fibonacci() throws {
    let expected = Matrix([[20365011074, 12586269025], [12586269025, 7778742049]])
    #expect(try Matrix([[1, 1], [1, 0]]).power(50) == expected)
  }

  // Closed form: (√3 ± 1)/2.
  @Test func squareRoot() throws {
    guard case .real(let root) = try Matrix([[2, 1], [1, 2]]).squareRoot() else {
      Issue.record("complex root")
      return
    }
    let expected = Matrix([[1.3660254037844386, 0.36602540378443865], [0.36602540378443865, 1.3660254037844386]])
    #expect(close(root, expected, relative: 1e-13))
  }
}

import LinearAlgebra
import Numerics
import Testing

/// What becomes of results past the largest number: an infinity or an error, never 0·∞ = NaN.
@Suite struct OverflowTests {
  @Test(
    arguments: [
      (Matrix([[2, 0], [0, 2]]), 2000, Matrix([[.infinity, 0], [0, .infinity]])),
      (Matrix([[2, -2], [0, 2]]), 2000, Matrix([[.infinity, -.infinity], [0, .infinity]])),
      (Matrix([[1, 2], [3, 4]]), 1e9, Matrix([[.infinity, .infinity], [.infinity, .infinity]])),
      (Matrix([[1, 1], [1, 0]]), 1e18, Matrix([[.infinity, .infinity], [.infinity, .infinity]])),
      // 1e-100 squared is a number, though beside 1e400.
      (Matrix([[1e-100, 0], [0, 1e200]]), 2, Matrix([[1e-200, 0], [0, .infinity]])),
      // A Jordan block stays finite: its powers are [1 k; 0 1].
      (Matrix([[1, 1], [0, 1]]), 1e15, Matrix([[1, 1e15], [0, 1]])),
      (Matrix([[0.5, 0], [0, 4]]), -2000, Matrix([[.infinity, 0], [0, 0]])),
    ] as [(Matrix, Double, Matrix)])
  func powers(_ a: Matrix, _ k: Double, _ expected: Matrix) throws {
    #expect(
      close(
        try a.power(k).elements.map { $0.isFinite ? $0 : $0.sign == .minus ? -1e308 : 1e308 },
        expected.elements.map { $0.isFinite ? $0 : $0.sign == .minus ? -1e308 : 1e308 }, relative: 1e-15))
  }

  @Test func inverses() throws {
    #expect(throws: MathError.overflow(of: "the inverse")) {
      try Matrix([[Double.leastNonzeroMagnitude, 0], [0, 1]]).inverse()
    }
    // No zero of LAPACK's keeps a sign that mathematics does not give it.
    let inverse = try Matrix([[2, 0], [0, 4]]).inverse()
    #expect(inverse.elements.map { $0.sign } == [.plus, .plus, .plus, .plus])
    #expect(inverse == Matrix([[0.5, 0], [0, 0.25]]))
    let row = ComplexMatrix(rows: 2, columns: 1, elements: [Complex(1, 2), Complex(3, 0)]).adjoint()
    #expect(row.elements.map { $0.imaginary.sign } == [.minus, .plus])
  }

  @Test func whatHasNoFunction() {
    #expect(throws: MathError.noFunction("logarithm")) { try Matrix([[1, 0], [0, 0]]).logarithm() }
    #expect(throws: MathError.noFunction("square root")) { try Matrix([[0, 1], [0, 0]]).squareRoot() }
  }

  @Test func divisionNamesTheDivisor() {
    let wide = Matrix([[1, 2, 3]])
    #expect(throws: MathError.shape(.quotient(.matrix(2, 2), .matrix(1, 3)))) {
      try Matrix.identity(2).dividedFromRight(by: wide)
    }
    #expect(throws: MathError.singularDivisor(row: 2)) {
      try Matrix.identity(2).dividedFromRight(by: Matrix([[1, 2], [2, 4]]))
    }
  }

  @Test func orthogonalStartIsLeft() throws {
    let a = Matrix([[2, 1], [1, 2]])
    let found = try PowerIteration(a, start: Vector([1, -1]))
    // Eigenvalues 3 for [1, 1] and 1 for [1, −1].
    #expect((found.value - 3).magnitude < 1e-11)
    #expect(found.restarted && found.converged)
    #expect(!(try PowerIteration(a, start: Vector([1, 1]))).restarted)
    #expect(!(try PowerIteration(a)).restarted)
    // From the kernel, too.
    #expect((try PowerIteration(Matrix([[0, 0], [0, 5]]), start: Vector([1, 0]))).value == 5)
  }
}

import LinearAlgebra
import Numerics
import Testing

private func complex(_ f: MatrixFunction) -> ComplexMatrix {
  switch f {
  case .real(let m): m.complex
  case .complex(let m): m
  }
}

@Suite struct FunctionTests {
  @Test(arguments: sides) func rootTimesRoot(_ n: Int) throws {
    let a = randomMatrix(n, n)
    let root = complex(try a.squareRoot())
    #expect(distance(try root * root, a.complex) < 1e-10)
    let positive = try a * a.transposed()
    guard case .real(let real) = try positive.squareRoot() else {
      Issue.record("complex root of a positive matrix")
      return
    }
    #expect(distance(try real * real, positive) < 1e-11 * Double(n + 1))
    let whole = randomComplex(n, n)
    let r = try whole.squareRoot()
    #expect(distance(try r * r, whole) < 1e-10)
  }

  @Test(arguments: sides) func exponentialUndoesTheLogarithm(_ n: Int) throws {
    let a = randomMatrix(n, n)
    #expect(distance(try complex(a.logarithm()).exponential(), a.complex) < 1e-9)
    let small = a.map { $0 / Double(n + 1) }
    guard case .real(let back) = try small.exponential().logarithm() else {
      Issue.record("complex logarithm of an exponential")
      return
    }
    #expect(distance(back, small) < 1e-12)
  }

  @Test func branches() throws {
    // A quarter turn is the exponential of π/2 times the generator.
    let turn = Matrix([[0, -1], [1, 0]])
    guard case .real(let angle) = try turn.logarithm() else {
      Issue.record("complex logarithm of a rotation")
      return
    }
    #expect(close(angle, Matrix([[0, -Double.pi / 2], [Double.pi / 2, 0]]), absolute: 1e-15))
    // The principal root of −1 is i, the principal logarithm πi.
    let minus = Matrix([[-1, 0], [0, -4]])
    #expect(distance(complex(try minus.squareRoot()), ComplexMatrix.diagonal([Complex(0, 1), Complex(0, 2)])) < 1e-15)
    let logarithm = ComplexMatrix.diagonal([Complex(0, Double.pi), Complex(Double.log(4), Double.pi)])
    #expect(distance(complex(try minus.logarithm()), logarithm) < 1e-15)
    #expect(throws: MathError.self) { try Matrix([[0, 1], [0, 0]]).squareRoot() }
    #expect(throws: MathError.self) { try Matrix([[0, 1], [0, 0]]).logarithm() }
    #expect(complex(try Matrix(rows: 2, columns: 2).squareRoot()) == ComplexMatrix(rows: 2, columns: 2) { _, _ in 0 })
    // log of a Jordan block: [0 1; 0 0].
    let jordan = try Matrix([[1, 1], [0, 1]]).logarithm()
    #expect(distance(complex(jordan), Matrix([[0, 1], [0, 0]]).complex) < 1e-15)
  }

  // scipy.linalg.logm 1.17.1, with entries that algebra confirms: log 2 on the diagonal, 1/2 beside it.
  @Test func jordanBlockOfTwo() throws {
    let expected = Matrix([[0.6931471805599453, 0.5], [0, 0.6931471805599453]])
    #expect(distance(complex(try Matrix([[2, 1], [0, 2]]).logarithm()), expected.complex) < 1e-15)
  }

  @Test func powerIterationFindsTheLargest() throws {
    let found = try PowerIteration(Matrix([[2, 1], [1, 3]]))
    // (5 + √5)/2 and the golden ratio.
    #expect((found.value - (5 + 5.0.squareRoot()) / 2).magnitude < 1e-12)
    #expect((found.vector[1] / found.vector[0] - (1 + 5.0.squareRoot()) / 2).magnitude < 1e-11)
    #expect(found.converged)
    #expect(!(try PowerIteration(Matrix([[0, -1], [1, 0]]), limit: 100)).converged)
    #expect(try PowerIteration(Matrix(rows: 2, columns: 2)).value == 0)
    #expect((try PowerIteration(Matrix([[-3, 0], [0, 1]]))).value == -3)
    #expect(throws: MathError.empty(function: "power_iteration")) { try PowerIteration(Matrix([])) }
    #expect(throws: MathError.self) { try PowerIteration(oneToNine, start: Vector([1, 2])) }
  }

  @Test func projections() throws {
    let x = Vector([1, 2, 3])
    #expect(distance(try x.projected(onto: Vector([0, 0, 2])), Vector([0, 0, 3])) < 1e-15)
    #expect(throws: MathError.domain(function: "project", value: 0)) { try x.projected(onto: Vector([0, 0, 0])) }
    // Onto the plane of the first two axes, spanned redundantly.
    let plane = Matrix([[1, 1, 2], [0, 1, 1], [0, 0, 0]])
    #expect(distance(try x.projected(ontoColumnsOf: plane), Vector([1, 2, 0])) < 1e-14)
  }

  @Test func gramSchmidtOfNearlyDependentColumns() throws {
    let q = try lauchli.gramSchmidt()
    #expect(distance(try q.transposed() * q, .identity(2)) < 1e-15)
    let random = randomMatrix(20, 8)
    let qr = try random.gramSchmidt()
    let reference = try QR(random)
    // The same columns as Householder's, up to sign.
    for (j, r) in reference.upper.diagonal.elements.enumerated() {
      let column = try reference.orthonormal().column(j) * (r < 0 ? -1 : 1)
      #expect(distance(qr.column(j), column) < 1e-13)
    }
    #expect(throws: MathError.dependent(column: 3)) { try oneToNine.gramSchmidt() }
  }

  @Test func echelonForms() throws {
    #expect(try oneToNine.reducedRowEchelon() == Matrix([[1, 0, -1], [0, 1, 2], [0, 0, 0]]))
    #expect(try Matrix([[0, 2], [3, 4]]).reducedRowEchelon() == .identity(2))
    let tenth = oneToNine.map { $0 / 10 }
    #expect(distance(try tenth.reducedRowEchelon(), Matrix([[1, 0, -1], [0, 1, 2], [0, 0, 0]])) < 1e-14)
    // Exact thirds: each entry is rounded once.
    #expect(try Matrix([[3, 1], [0, 0]]).reducedRowEchelon() == Matrix([[1, 1.0 / 3], [0, 0]]))
  }

  @Test func leastSquaresOfEveryShape() throws {
    // The line through (1, 1), (2, 3), (3, 2): y = 1 + x/2, by the normal equations.
    let tall = Matrix([[1, 1], [1, 2], [1, 3]])
    let fit = try tall.solve(Vector([1, 3, 2]))
    #expect(close(fit.value.elements, [1, 0.5], relative: 1e-14))
    #expect(fit.rank == 2)
    // Wide: the point of x + 2y = 5 nearest to the origin is (1, 2).
    #expect(close(try Matrix([[1, 2]]).solve(Vector([5])).value.elements, [1, 2], relative: 1e-14))
    // Rank one: the minimum norm spreads the weight evenly.
    let deficient = try Matrix([[1, 1], [1, 1], [1, 1]]).solve(Vector([2, 2, 2]))
    #expect(close(deficient.value.elements, [1, 1], relative: 1e-14))
    #expect(deficient.rank == 1 && deficient.fullRank == 2)
    #expect(throws: MathError.shape(.solve(.matrix(2, 2), .vector(3)))) {
      try Matrix.identity(2).solve(Vector([1, 2, 3]))
    }
  }
}

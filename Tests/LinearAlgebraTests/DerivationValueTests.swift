import Document
import LinearAlgebra
import Numerics
import Testing

/// Every derivation ends in the algorithm's own result.
@Suite struct DerivationValueTests {
  static let sides = [1, 2, 3, 4, 5, 7]

  /// Rounding of both, with the condition of the matrix for what is solved.
  private func tolerance(_ a: Matrix) throws -> Double { try 1e-14 * max(a.condition(.two), 10) }

  @Test(arguments: sides) func inverse(n: Int) throws {
    for a in WorkedMatrices.all(n, n) {
      let worked = try outcome { () throws(MathError) in try a.workedInverse() }
      let own = try? a.inverse()
      // A singular matrix has steps that end without an inverse, or the inverse's own error.
      guard let own else {
        #expect(worked?.value == nil)
        continue
      }
      let value = try #require(worked?.value)
      #expect(try distance(value, own) <= tolerance(a) * max(largest(own), 1))
    }
  }

  @Test(arguments: sides) func solution(n: Int) throws {
    for a in WorkedMatrices.all(n, n) where (try? a.inverse()) != nil {
      for k in [1, 3] {
        let b = WorkedMatrices.whole(n, k, seed: 9)
        let own = try a.solve(b).value
        let value = try #require(try a.workedSolution(b).value)
        #expect(try distance(value, own) <= tolerance(a) * max(largest(own), 1))
      }
    }
  }

  @Test(arguments: [(3, 1), (4, 2), (6, 3), (1, 3), (2, 4), (3, 6)]) func leastSquares(m: Int, n: Int) throws {
    var compared = 0
    for a in WorkedMatrices.all(m, n) where try a.rank() == min(m, n) {
      let b = WorkedMatrices.whole(m, 1, seed: 5)
      let own = try a.solve(b).value
      let worked = try a.workedSolution(b)
      // The normal equations have the square of the condition.
      let limit = try 1e-14 * max(a.condition(.two) * a.condition(.two), 100)
      if limit < 1e-3 {
        let value = try #require(worked.value)
        #expect(distance(value, own) <= limit * max(largest(own), 1))
        compared += 1
      }
    }
    // The rows scaled by 10^±3 and a few sparse ones fall out; the others must not.
    #expect(compared >= 6)
  }

  @Test(arguments: sides) func determinant(n: Int) throws {
    for a in WorkedMatrices.all(n, n) + WorkedMatrices.singular.filter({ $0.rows == n }) {
      let own = try a.determinant()
      let value = try #require(try a.workedDeterminant().value)
      let bound = (0..<n).reduce(1.0) { $0 * a.column($1).norm }
      #expect((value - own).magnitude <= 1e-13 * bound)
    }
  }

  @Test(arguments: [(1, 1), (2, 2), (3, 3), (5, 5), (3, 2), (2, 3), (5, 3), (3, 5)]) func triangles(m: Int, n: Int)
    throws
  {
    let singular = WorkedMatrices.singular.filter { ($0.rows, $0.columns) == (m, n) }
    for a in WorkedMatrices.all(m, n) + singular {
      let own = try LU(a)
      let value = try #require(try a.workedLU().value)
      let scale = max(largest(own.upper), 1)
      #expect(value.permutation == own.permutation)
      #expect(distance(value.lower, own.lower) <= 1e-13)
      #expect(distance(value.upper, own.upper) <= 1e-13 * scale)
    }
  }

  @Test(arguments: [(1, 1), (2, 2), (3, 3), (5, 5), (2, 4), (4, 2), (3, 6), (6, 3)]) func echelon(m: Int, n: Int) throws
  {
    let singular = WorkedMatrices.singular.filter { ($0.rows, $0.columns) == (m, n) }
    for a in WorkedMatrices.all(m, n) + singular {
      let own = try a.reducedRowEchelon()
      let value = try #require(try a.workedReducedRowEchelon().value)
      #expect(distance(value, own) <= 1e-11 * max(largest(own), 1))
    }
  }

  @Test(arguments: [(1, 1, 1), (2, 2, 2), (3, 2, 4), (4, 4, 1), (1, 5, 1), (5, 5, 5), (2, 0, 2)])
  func product(m: Int, k: Int, n: Int) throws {
    for (a, b) in zip(WorkedMatrices.all(m, k), WorkedMatrices.all(k, n).reversed()) {
      let own = try a * b
      let value = try #require(try a.workedProduct(b).value)
      let size = try a.map(\.magnitude) * b.map(\.magnitude)
      #expect(distance(value, own) <= 1e-14 * largest(size))
    }
  }

  @Test(arguments: [1, 2, 3, 5]) func cholesky(n: Int) throws {
    for seed: UInt64 in 1...4 {
      let c = WorkedMatrices.whole(n, n, seed: seed)
      let shift = seed.isMultiple(of: 2) ? 1.0 : 0.37
      let a = try (c * c.transposed()).addingToDiagonal(shift)
      let value = try #require(try a.workedCholesky().value)
      #expect(try distance(value, Cholesky(a).lower) <= 1e-13 * largest(a))
    }
  }

  @Test(arguments: [-3.0, -1, 0, 1, 2, 5, 12]) func power(k: Double) throws {
    for a in WorkedMatrices.all(3, 3, seeds: 4...4) where try a.rank() == 3 {
      let own = try a.power(k)
      let value = try #require(try a.workedPower(k).value)
      let growth = try k < 0 ? Double.pow(a.condition(.two), 3) * 1e-14 : 1e-13
      #expect(distance(value, own) <= max(growth, 1e-13) * largest(own))
    }
  }

  @Test func quotient() throws {
    for (a, b) in zip(WorkedMatrices.all(2, 3), WorkedMatrices.all(3, 3)) where try b.rank() == 3 {
      let own = try a.dividedFromRight(by: b).value
      let value = try #require(try a.workedQuotient(b).value)
      #expect(try distance(value, own) <= tolerance(b) * max(largest(own), 1))
    }
  }

  @Test(arguments: [1, 2, 3, 4]) func complexOnes(n: Int) throws {
    for seed: UInt64 in 1...3 {
      let (a, b) = (randomComplex(n, n, seed: seed), randomComplex(n, 1, seed: seed + 50))
      let (x, inverse) = try (a.workedSolution(b).value, a.workedInverse().value)
      #expect(try distance(#require(x), a.solve(b).value) < 1e-11)
      #expect(try distance(#require(inverse), a.inverse()) < 1e-11)
      let determinant = try #require(a.workedDeterminant().value)
      #expect(try (determinant - a.determinant()).modulus < 1e-11)
      let factors = try #require(a.workedLU().value)
      #expect(try distance(factors.lower, LU(a).lower) < 1e-12)
      let product = try #require(a.workedProduct(b).value)
      #expect(try distance(product, a * b) < 1e-12)
      let form = try #require(a.workedReducedRowEchelon().value)
      #expect(try distance(form, a.reducedRowEchelon()) < 1e-12)
    }
  }

  /// Where fractions would say something else than the numbers stored, the numbers count.
  @Test func whatRoundingDecides() throws {
    // Fractions with too many digits on the way.
    let hard = Matrix(rows: 8, columns: 8) { i, j in 1 / Double(i * i + 3 * j + 7) }
    let upper = try #require(hard.workedLU().value).upper
    #expect(try distance(upper, LU(hard).upper) < 1e-15)
    // 0.1·0.6 = 0.2·0.3 on paper; the stored numbers are not quite dependent, and LAPACK may or may not see it.
    let decimal = Matrix([[0.1, 0.2], [0.3, 0.6]])
    let own = try? decimal.inverse()
    let worked = try? decimal.workedInverse()
    #expect((own == nil) == (worked?.value == nil))
  }

  @Test func stepsThatEndWithoutAnAnswer() throws {
    let a = Matrix([[1, 2], [2, 4]])
    #expect(try a.workedInverse().value == nil)
    let inconsistent = try a.workedSolution(Vector([1, 3]))
    #expect(inconsistent.value == nil)
    #expect(inconsistent.derivation.result?.plain().contains("0 = 1") == true)
    let free = try a.workedSolution(Vector([1, 2]))
    #expect(free.value == nil)
    #expect(free.derivation.result?.plain().contains("infinitely many") == true)
    let indefinite = try Matrix([[1, 2], [2, 1]]).workedCholesky()
    #expect(indefinite.value == nil)
    #expect(indefinite.derivation.result?.plain().contains("not positive definite") == true)
  }

  @Test func errorsAreTheAlgorithms() {
    #expect(throws: MathError.notSquare(.matrix(2, 3))) { try WorkedMatrices.whole(2, 3, seed: 1).workedDeterminant() }
    #expect(throws: MathError.notInvertible(.matrix(2, 3))) { try WorkedMatrices.whole(2, 3, seed: 1).workedInverse() }
    #expect(throws: MathError.shape(.product(.matrix(2, 3), .matrix(2, 3)))) {
      try WorkedMatrices.whole(2, 3, seed: 1).workedProduct(WorkedMatrices.whole(2, 3, seed: 1))
    }
    #expect(throws: MathError.shape(.solve(.matrix(2, 2), .vector(3)))) {
      try WorkedMatrices.whole(2, 2, seed: 1).workedSolution(Vector([1, 2, 3]))
    }
    #expect(throws: MathError.notSymmetric(row: 1, column: 2)) { try Matrix([[1, 2], [0, 1]]).workedCholesky() }
    #expect(throws: MathError.notFinite(row: 1, column: 1)) { try Matrix([[.nan]]).workedReducedRowEchelon() }
    #expect(throws: MathError.tooLongToShow(.matrix(13, 13), operand: 0, limit: 12)) {
      try WorkedMatrices.whole(13, 13, seed: 1).workedInverse()
    }
    #expect(throws: MathError.fractionalPower(0.5)) { try Matrix([[1]]).workedPower(0.5) }
  }

  /// The steps, or nil when there are none because the algorithm refused.
  private func outcome<R: Sendable>(
    _ work: () throws(MathError) -> Worked<R>
  ) throws(MathError) -> Worked<R>? {
    do throws(MathError) { return try work() } catch {
      guard case .singular = error else { throw error }
      return nil
    }
  }
}

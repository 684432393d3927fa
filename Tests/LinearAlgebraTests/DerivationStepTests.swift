import Document
import LinearAlgebra
import Numerics
import Testing

/// What the steps print is true: each matrix is reached from the one before by the row operations beside it.
@Suite struct DerivationStepTests {
  @Test(arguments: [2, 3, 4, 5]) func inverse(n: Int) throws {
    for a in WorkedMatrices.all(n, n) where (try? a.inverse()) != nil { try follow(a.workedInverse().derivation) }
  }

  @Test(arguments: [(2, 2), (3, 3), (4, 4), (2, 4), (5, 3)]) func echelonAndTriangles(m: Int, n: Int) throws {
    for a in WorkedMatrices.all(m, n) {
      try follow(a.workedReducedRowEchelon().derivation)
      try follow(a.workedLU().derivation)
    }
  }

  @Test(arguments: [2, 3, 4, 6]) func solution(n: Int) throws {
    for a in WorkedMatrices.all(n, n) where (try? a.inverse()) != nil {
      try follow(a.workedSolution(WorkedMatrices.fractions(n, 1, seed: 8)).derivation)
      try follow(a.workedSolution(WorkedMatrices.whole(n, 2, seed: 8)).derivation)
    }
  }

  @Test(arguments: [4, 5, 6]) func determinant(n: Int) throws {
    for a in WorkedMatrices.all(n, n) { try follow(a.workedDeterminant().derivation) }
  }

  /// The textbook's own steps.
  /// - Source: Strang, *Introduction to Linear Algebra*, 5e, §2.2: pivots 2, 1, 4 and x = (−1, 2, 2).
  @Test func strangsSystem() throws {
    let a = Matrix([[2, 4, -2], [4, 9, -3], [-2, -3, 7]])
    let worked = try a.workedSolution(Vector([2, 8, 10]))
    #expect(worked.value == Vector([-1, 2, 2]))
    let steps = worked.derivation.steps.map { ($0.rule.plain, $0.body.plain()) }
    #expect(steps.map(\.0) == ["clear column 1", "clear column 2", "back substitution", "row 2", "row 1"])
    let first = try #require(PrintedMatrix.all(in: steps[0].1).last)
    #expect(first.rows == [[2, 4, -2, 2], [0, 1, 1, 4], [0, 1, 5, 12]])
    #expect(first.remarks == ["pivot 2", "R₂ ← R₂ − 2 R₁", "R₃ ← R₃ + R₁"])
    let second = try #require(PrintedMatrix.all(in: steps[1].1).last)
    #expect(second.rows == [[2, 4, -2, 2], [0, 1, 1, 4], [0, 0, 4, 8]])
    #expect(steps[2].1 == "x₃ = 8 / 4 = 2\n")
    #expect(steps[3].1 == "x₂ = 4 − 1·2 = 2\n")
    #expect(steps[4].1 == "x₁ = (2 − 4·2 + 2·2) / 2 = −1\n")
  }

  /// - Source: Trefethen & Bau, *Numerical Linear Algebra*, lecture 21: the pivots are 8, 7/4, −6/7, 2/3.
  @Test func trefethensTriangles() throws {
    let a = Matrix([[2, 1, 1, 0], [4, 3, 3, 1], [8, 7, 9, 5], [6, 7, 9, 8]])
    let worked = try a.workedLU()
    let u = try #require(worked.value).upper
    let pivots: [Double] = [8, 7.0 / 4, -6.0 / 7, 2.0 / 3]
    #expect((0..<4).map { u[$0, $0] } == pivots)
    let result = try #require(worked.derivation.result).plain()
    for entry in ["3/4", "1/4", "-2/7", "-3/7", "1/3", "7/4", "-6/7", "2/3", "17/4", "9/4"] {
      #expect(result.contains(entry), "\(result)")
    }
  }

  /// - Source: Anton & Rorres, *Elementary Linear Algebra*, 11e, §2.1: the cofactors of [3 1 0; −2 −4 3; 5 4 −2].
  @Test func antonsDeterminant() throws {
    let worked = try Matrix([[3, 1, 0], [-2, -4, 3], [5, 4, -2]]).workedDeterminant()
    #expect(worked.value == -1)
    let steps = worked.derivation.steps.map { $0.body.plain() }
    #expect(worked.derivation.steps[0].rule.plain == "expand along row 1")
    #expect(steps[1].contains("−4·(−2) − 3·4 = −4"))
    #expect(steps[2].contains("−2·(−2) − 3·5 = −11"))
    #expect(steps[3] == "a₁₃ = 0, so it is not needed\n")
    #expect(steps[4] == "det A = 3·(−4) − 1·(−11) = −1\n")
  }

  /// - Source: Wikipedia, "Cholesky decomposition": [4 12 −16; 12 37 −43; −16 −43 98].
  @Test func choleskysExample() throws {
    let worked = try Matrix([[4, 12, -16], [12, 37, -43], [-16, -43, 98]]).workedCholesky()
    #expect(worked.value == Matrix([[2, 0, 0], [6, 1, 0], [-8, 5, 3]]))
    #expect(worked.derivation.steps[1].body.plain().contains("l₃₂ = (a₃₂ − l₃₁l₂₁) / l₂₂ = (−43 + 8·6) / 1 = 5"))
  }

  // MARK: following what is printed

  /// Redoes every row operation from its text.
  private func follow(_ derivation: Derivation) throws {
    var wide = RenderOptions(width: 400, height: 100)
    // Every digit, so that decimal numbers can be compared.
    wide.digits = 17
    var current = try #require(PrintedMatrix.all(in: derivation.goal.plain(wide)).last)
    var operations = 0
    for step in derivation.steps {
      for next in PrintedMatrix.all(in: step.body.plain(wide)) {
        let expected = try next.remarks.reduce(into: current.rows) { rows, remark in
          try RowOperation(remark)?.apply(to: &rows, from: current.rows)
        }
        operations += next.remarks.compactMap { try? RowOperation($0) }.count
        let scale = current.rows.joined().map(\.magnitude).max() ?? 1
        #expect(next.rows.count == expected.count)
        for (a, b) in zip(next.rows.joined(), expected.joined()) {
          #expect((a - b).magnitude <= 1e-13 * max(scale, b.magnitude), "\(step.body.plain(wide)) from \(current.rows)")
        }
        current = next
      }
    }
    if derivation.steps.contains(where: { $0.rule.plain.hasPrefix("clear") }) { #expect(operations > 0) }
  }
}

import LinearAlgebra
import Statistics
import Testing

@Suite struct ModelOddsTests {
  /// A table that NaN is in names its own row, however the rows are stacked.
  @Test func rowsAreThoseOfTheMatrix() {
    let rows = 30_000
    var x = Matrix(rows: rows, columns: 2) { i, j in j == 0 ? 1 : Double(i % 97) }
    x[20_000, 1] = .infinity
    let design = Design(x, names: ["one", "x"])
    #expect(throws: RegressionError.notFinite(column: "x", row: 20_001)) {
      try LinearModel(design, response: (0..<rows).map { Double($0 % 89) })
    }
  }

  /// X'(y − μ) = 0 at the maximum with the family's own link, also where steps are taken with the normal equations.
  @Test(arguments: [ResponseFamily.binomial, .poisson]) func theScoreVanishes(_ family: ResponseFamily) throws {
    let rows = 30_000
    let x = Matrix(rows: rows, columns: 3) { i, j in j == 0 ? 1 : Double((i * (j * 37 + 11)) % 101) / 101 }
    let y = (0..<rows).map { Double(($0 * 53) % 7 < 3 ? 1 : 0) }
    let model = try GeneralizedLinearModel(Design(x, names: ["one", "a", "b"]), response: y, family: family)
    #expect(model.converged)
    for j in 0..<3 {
      let score = (0..<rows).reduce(0.0) { $0 + x[$1, j] * (y[$1] - model.fitted[$1]) }
      #expect(score.magnitude < 1e-8)
    }
  }

  /// Exact fractions of any number of rows would take hours.
  @Test func longDerivationsAreNone() throws {
    let rows = LinearModel.mostShownRows + 1
    let x = Matrix(rows: rows, columns: 1) { i, _ in Double(i + 1) }
    let model = try LinearModel(Design(x, names: ["x"]), response: (0..<rows).map { Double($0) })
    #expect(model.derivation == nil)
  }

  @Test func sharesNearTheWholeKeepTheirDigits() {
    for (share, text) in [(0.65, "65"), (0.996, "99.6"), (0.99996, "99.996"), (1, "100"), (0, "0")] {
      #expect(share.asShare == text)
    }
  }

  @Test func termsThatDoubleEndSomewhere() {
    let sum = (1..<20).reduce(TermSum.variable(0)) { $0 * TermSum.variable($1) }
    #expect(sum.isTooLong && sum.products.isEmpty)
    #expect((1..<13).reduce(TermSum.variable(0)) { $0 * TermSum.variable($1) }.products.count == 8191)
  }
}

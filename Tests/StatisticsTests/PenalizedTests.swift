import LinearAlgebra
import Numerics
import Statistics
import Testing

private struct Case: Sendable, CustomTestStringConvertible {
  let name: String
  let rows: Int
  let columns: Int
  let mix: Double
  var correlation = 0.0
  var constant = false
  var duplicate = false
  var intercept = true
  var standardise = true

  var testDescription: String { name }

  /// Random predictors, the first two of which explain the response.
  var data: (x: Matrix, y: [Double]) {
    var random = RandomStream(seed: 7, key: name)
    var x = Matrix(rows: rows, columns: columns)
    for i in 0..<rows {
      let shared = random.normal()
      for j in 0..<columns { x[i, j] = correlation * shared + random.normal() * Double(j + 1) }
      if constant { x[i, columns - 1] = 4 }
      if duplicate { x[i, 1] = x[i, 0] }
    }
    let y = (0..<rows).map { 3 + 2 * x[$0, 0] - x[$0, min(1, columns - 1)] + random.normal() }
    return (x, y)
  }
}

private let cases = [
  Case(name: "lasso", rows: 50, columns: 6, mix: 1),
  Case(name: "elastic net", rows: 50, columns: 6, mix: 0.4),
  Case(name: "fewer rows than columns", rows: 12, columns: 40, mix: 1),
  Case(name: "nearly collinear", rows: 60, columns: 5, mix: 1, correlation: 30),
  Case(name: "one column twice", rows: 40, columns: 4, mix: 0.7, duplicate: true),
  Case(name: "a constant column", rows: 40, columns: 4, mix: 1, constant: true),
  Case(name: "no intercept, raw columns", rows: 40, columns: 4, mix: 0.5, intercept: false, standardise: false),
]

@Suite struct PenalizedTests {
  /// At the least value the slope of the squares balances the penalty (Karush, Kuhn and Tucker), computed here from the
  /// columns as they were given.
  @Test(arguments: cases) fileprivate func balances(_ item: Case) throws {
    let (x, y) = item.data
    let names = (0..<item.columns).map { "x\($0)" }
    let problem = try PenalizedProblem(x, y, names: names, intercept: item.intercept, standardise: item.standardise)
    let penalty = Penalty.elasticNet(mix: item.mix)
    let lambdas = problem.path(penalty, count: 8)
    let fit = PenalizedFit(problem, penalty, lambdas: lambdas) {}
    #expect(fit.converged.allSatisfy { $0 })
    #expect(fit.coefficients(at: 0).allSatisfy { $0.magnitude < 1e-10 }, "the first penalty leaves nothing")
    let n = Double(item.rows)
    let scale = y.map(\.magnitude).max() ?? 1
    for (place, lambda) in lambdas.enumerated() {
      let beta = fit.coefficients(at: place)
      let residuals = fit.residuals(at: place)
      if item.intercept { #expect((residuals.reduce(0, +) / n).magnitude < 1e-12 * scale) }
      for j in 0..<item.columns {
        let column = x.column(j).elements
        let mean = column.reduce(0, +) / n
        let deviation = (column.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / n).squareRoot()
        guard deviation > 0 else {
          #expect(beta[j] == 0 && problem.constantColumns == [names[j]])
          continue
        }
        let unit = item.standardise ? deviation : 1
        let shift = item.intercept ? mean : 0
        let slope = zip(column, residuals).map { ($0 - shift) / unit * $1 }.reduce(0, +) / n
        let b = beta[j] * unit
        let pull = lambda * (1 - item.mix) * b
        let off =
          b == 0
          ? max(0, slope.magnitude - lambda * item.mix)
          : (slope - pull - (b > 0 ? 1 : -1) * lambda * item.mix).magnitude
        #expect(off < 1e-9 * scale, "λ \(lambda), coefficient \(j)")
      }
    }
  }

  /// Xᵀ(y − Xβ) = λβ, and the fit of λ = 0 for dependent columns is the one of least norm.
  @Test func ridgeSolvesItsEquations() throws {
    let item = Case(name: "ridge", rows: 30, columns: 4, mix: 0, duplicate: true)
    let (x, y) = item.data
    let problem = try PenalizedProblem(x, y, names: ["a", "b", "c", "d"], standardise: false)
    let fit = PenalizedFit(problem, .ridge, lambdas: [0, 0.1, 10, 1e6]) {}
    for (place, lambda) in fit.lambdas.enumerated() {
      let beta = fit.coefficients(at: place)
      let residuals = fit.residuals(at: place)
      #expect((beta[0] - beta[1]).magnitude < 1e-12)
      for j in 0..<4 {
        let column = x.column(j).elements
        let mean = column.reduce(0, +) / 30
        let slope = zip(column, residuals).map { ($0 - mean) * $1 }.reduce(0, +)
        #expect((slope - lambda * beta[j]).magnitude < 1e-9)
      }
    }
  }

  /// With mix 0 the elastic net is a ridge, whose penalty stands beside a sum and not a mean of squares.
  @Test func elasticNetMeetsRidge() throws {
    let item = Case(name: "both", rows: 25, columns: 3, mix: 0)
    let (x, y) = item.data
    let problem = try PenalizedProblem(x, y, names: ["a", "b", "c"])
    let net = PenalizedFit(problem, .elasticNet(mix: 0), lambdas: [0.3]) {}
    let ridge = PenalizedFit(problem, .ridge, lambdas: [0.3 * 25]) {}
    for j in 0..<3 { #expect((net.coefficients[j, 0] - ridge.coefficients[j, 0]).magnitude < 1e-11) }
  }

  /// Each row is held out once; the error of a fold is that of a fit to the other rows.
  @Test func heldOutErrorsAreThoseOfOtherFits() throws {
    let item = Case(name: "folds", rows: 9, columns: 2, mix: 1)
    let (x, y) = item.data
    let problem = try PenalizedProblem(x, y, names: ["a", "b"])
    let order = [4, 0, 8, 1, 3, 2, 7, 5, 6]
    let choice = PenaltyChoice(
      problem, .elasticNet(mix: 1), lambdas: [0.5, 0.01], folds: 3, order: order, checking: {})
    var total = 0.0
    for fold in 0..<3 {
      let held = [order[fold], order[fold + 3], order[fold + 6]]
      let kept = (0..<9).filter { !held.contains($0) }
      let part = Matrix(rows: 6, columns: 2) { x[kept[$0], $1] }
      let other = try PenalizedProblem(part, kept.map { y[$0] }, names: ["a", "b"])
      let fit = PenalizedFit(other, .elasticNet(mix: 1), lambdas: [0.01]) {}
      for row in held {
        let guess = fit.intercepts[0] + fit.coefficients[0, 0] * x[row, 0] + fit.coefficients[1, 0] * x[row, 1]
        total += (y[row] - guess) * (y[row] - guess)
      }
    }
    #expect((choice.errors[1] - total / 9).magnitude < 1e-10 * total)
    #expect(choice.best == 1)
  }

  @Test func refusals() {
    let x = Matrix(rows: 2, columns: 1, elements: [1, .nan])
    #expect(throws: RegressionError.notFinite(column: "a", row: 2)) { try PenalizedProblem(x, [1, 2], names: ["a"]) }
    #expect(throws: RegressionError.lengths(rows: 2, response: 1)) { try PenalizedProblem(x, [1], names: ["a"]) }
  }
}

import Document
import Numerics

extension DenseMatrix where Entry: StepNumber {
  /// The inverse by row operations on [A I]; ends in a column without a pivot when A is singular.
  /// - Throws: as `inverse` where rounding decides; `.tooLongToShow`.
  public func workedInverse() throws(MathError) -> Worked<Self> {
    guard rows == columns else { throw .notInvertible(shape) }
    try requireShowable()
    if let exact = StepMatrix(exactly: self), let worked = try exactInverse(exact) { return worked }
    let own = try conditionedInverse()
    var work = Self.inverting(StepMatrix(self))
    // Partial pivoting has found a pivot in every column of what is not singular.
    _ = work.solveUpward { $0.largestPivot($1, from: $2) }
    return Self.finishedInverse(work, StepMatrix(self)) ?? Worked(own.value, work.derivation)
  }

  /// - Returns: nil when the fractions grew too long, or are not what the numbers stand for.
  private func exactInverse(_ a: StepMatrix<Fraction>) throws(MathError) -> Worked<Self>? {
    var work = Self.inverting(a)
    if let stuck = work.solveUpward({ $0.firstPivot($1, from: $2) }) {
      guard work.matrix.isValid, (try? conditionedInverse()) == nil else { return nil }
      work.derivation.conclude(
        .line(Text("Column \(stuck + 1) is a combination of the columns before it: A is singular and has no inverse.")))
      return Worked(nil, work.derivation)
    }
    let own = try conditionedInverse()
    guard let worked = Self.finishedInverse(work, a), let value = worked.value,
      value.isClose(to: own.value, within: solvingTolerance(own.reciprocalCondition))
    else { return nil }
    return worked
  }

  private static func inverting<N: StepNumber>(_ a: StepMatrix<N>) -> RowReduction<N> {
    let n = a.rows
    let identity = StepMatrix<N>(rows: n, columns: n) { i, j in N(i == j ? 1 : 0) }
    return RowReduction(
      a.augmented(with: identity), bar: n, goal: [.line("A⁻¹, by row operations that turn [A I] into [I A⁻¹]")])
  }

  private static func finishedInverse<N: StepNumber>(_ work: RowReduction<N>, _ a: StepMatrix<N>) -> Worked<Self>? {
    let inverse = work.matrix.columns(a.rows..<2 * a.rows)
    let product = a * inverse
    guard product.isValid, let value = inverse.rounded(as: Self.self) else { return nil }
    let identity = StepMatrix<N>(rows: a.rows, columns: a.rows) { i, j in N(i == j ? 1 : 0) }
    var derivation = work.derivation
    if derivation.steps.isEmpty { derivation.step("nothing to do", .line("A is I, its own inverse.")) }
    derivation.conclude(.equation(Equation(.text("A⁻¹ ="), .matrix(inverse))))
    if product == identity {
      derivation.check(
        .equation(Equation(.text("A A⁻¹ ="), .matrix(a), .matrix(inverse), .text("="), .matrix(product))))
    } else {
      derivation.check(.line(.agreement(of: product, identity, named: "A A⁻¹ and I")))
    }
    return Worked(value, derivation)
  }
}

extension RowReduction {
  /// Turns the columns left of the bar into I.
  /// - Parameter pivot: the row whose entry in a column is to be the pivot, from a row on.
  /// - Returns: the first column, from 0, without a pivot; the reduction ends there.
  mutating func solveUpward(_ pivot: (StepMatrix<N>, _ column: Int, _ row: Int) -> Int?) -> Int? {
    for column in 0..<(bar ?? matrix.columns) {
      guard let best = pivot(matrix, column, column) else {
        passOver(column, below: column)
        return column
      }
      exchange(column, best)
      divide(row: column, by: matrix[column, column])
      clear(column, with: column, in: 0..<matrix.rows)
    }
    return nil
  }
}

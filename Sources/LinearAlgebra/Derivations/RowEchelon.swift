import Document
import Numerics

extension DenseMatrix where Entry: StepNumber {
  /// The reduced row echelon form, row operation by row operation: exact where the entries are short fractions, else
  /// with the pivots and the rounding of `reducedRowEchelon`.
  /// - Throws: as `reducedRowEchelon`; `.tooLongToShow`.
  public func workedReducedRowEchelon() throws(MathError) -> Worked<Self> {
    try requireShowable()
    let answer = try reducedRowEchelon()
    if let exact = StepMatrix(exactly: self) {
      let work = Self.reduced(exact) { $0.firstPivot($1, from: $2) }
      if let value = work.matrix.rounded(as: Self.self), value.isClose(to: answer) { return Self.finished(work) }
    }
    let cut = Double.ulpOfOne * Double(max(rows, columns)) * transposed().oneNorm
    return Self.finished(Self.reduced(StepMatrix(self)) { $0.largestPivot($1, from: $2, above: cut) })
  }

  private static func reduced<N: StepNumber>(
    _ a: StepMatrix<N>, pivot: (StepMatrix<N>, _ column: Int, _ row: Int) -> Int?
  ) -> RowReduction<N> {
    var work = RowReduction(a, goal: [.line("the reduced row echelon form of")])
    var row = 0
    for column in 0..<a.columns where row < a.rows {
      guard let best = pivot(work.matrix, column, row) else {
        work.passOver(column, below: row)
        continue
      }
      work.exchange(row, best)
      work.divide(row: row, by: work.matrix[row, column])
      work.clear(column, with: row, in: 0..<a.rows)
      row += 1
    }
    return work
  }

  private static func finished<N: StepNumber>(_ work: RowReduction<N>) -> Worked<Self> {
    var derivation = work.derivation
    if derivation.steps.isEmpty { derivation.step("nothing to do", .line("It has this form already.")) }
    let form = work.matrix
    let pivots = (0..<form.rows).compactMap { i in (0..<form.columns).first { !form[i, $0].isZero } }
    let free = (0..<form.columns).filter { !pivots.contains($0) }
    let found = pivots.isEmpty ? "no column has a pivot" : "pivots in \(named(pivots))"
    derivation.check(
      .line(Text("rank \(pivots.count): \(found)\(free.isEmpty || pivots.isEmpty ? "" : ", none in \(named(free))")")))
    return Worked(form.rounded(as: Self.self), derivation)
  }

  /// `columns 1, 3`, of columns counted from 0.
  private static func named(_ columns: [Int]) -> String {
    "column\(columns.count == 1 ? "" : "s") " + columns.map { "\($0 + 1)" }.joined(separator: ", ")
  }
}

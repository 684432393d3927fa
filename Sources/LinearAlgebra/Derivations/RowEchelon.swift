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
      let reduction = Self.reduced(exact) { column in column.firstIndex { !$0.isZero } }
      if let value = reduction.matrix.rounded(as: Self.self), value.isClose(to: answer) {
        return Self.finished(reduction, answer, rank: answer.pivotColumns)
      }
    }
    let cut = Double.ulpOfOne * Double(max(rows, columns)) * transposed().oneNorm
    let reduction = Self.reduced(StepMatrix(self)) { column in
      let sizes = column.map(\.size)
      guard let top = sizes.max(), top > cut else { return nil }
      return sizes.firstIndex(of: top)
    }
    return Self.finished(reduction, answer, rank: answer.pivotColumns)
  }

  private static func reduced<N: StepNumber>(
    _ a: StepMatrix<N>, pivot: ([N]) -> Int?
  ) -> RowReduction<N> {
    var work = RowReduction(a, goal: .line("the reduced row echelon form of"), .matrix(a))
    var row = 0
    for column in 0..<a.columns where row < a.rows {
      let candidates = (row..<a.rows).map { work.matrix[$0, column] }
      guard let best = pivot(candidates) else {
        work.dropColumn(column, below: row)
        continue
      }
      work.exchange(row, row + best)
      work.divide(row: row, by: work.matrix[row, column])
      work.clear(column, with: row, in: 0..<a.rows)
      row += 1
    }
    return work
  }

  private static func finished<N: StepNumber>(
    _ reduction: RowReduction<N>, _ answer: Self, rank pivots: [Int]
  ) -> Worked<Self> {
    var derivation = reduction.derivation
    if derivation.steps.isEmpty { derivation.step("nothing to do", .line("It is in reduced form already.")) }
    let places = pivots.map { "\($0 + 1)" }.joined(separator: ", ")
    let free = (0..<answer.columns).filter { !pivots.contains($0) }.map { "\($0 + 1)" }.joined(separator: ", ")
    let pivotal = pivots.isEmpty ? "no column has a pivot" : "pivots in column\(pivots.count == 1 ? "" : "s") \(places)"
    derivation.check(
      .line(
        Text(
          "rank \(pivots.count): \(pivotal)"
            + (free.isEmpty || pivots.isEmpty
              ? "" : "; free column\(answer.columns - pivots.count == 1 ? "" : "s") \(free)"))))
    return Worked(reduction.matrix.rounded(as: Self.self), derivation)
  }

  /// The columns, from 0, in which the rows of a reduced row echelon form begin.
  var pivotColumns: [Int] {
    (0..<rows).compactMap { i in (0..<columns).first { elements[i + $0 * rows] != 0 } }
  }
}

extension RowReduction {
  /// A column without a pivot: what is left in it is rounding, and counts as zero.
  mutating func dropColumn(_ column: Int, below row: Int) {
    let rounding = (row..<matrix.rows).filter { !matrix[$0, column].isZero }
    setZero(rounding, column)
    let place = row == 0 ? "" : " below row \(row)"
    step("no pivot in column \(column + 1)", .line(Text("Nothing but zeros\(place): the column stays as it is.")))
  }
}

extension DenseMatrix {
  /// Sides beyond this are too long to be worked out by hand.
  static var longestWork: Int { 12 }

  func requireShowable() throws(MathError) {
    guard max(rows, columns) <= Self.longestWork else { throw .tooLongToShow(shape, limit: Self.longestWork) }
    try requireFinite()
  }

  /// Whether both say the same, up to the rounding of a short calculation with numbers of their size.
  func isClose(to other: Self, within tolerance: Double = 1e-12) -> Bool {
    guard rows == other.rows, columns == other.columns else { return false }
    let scale = max(elements.map(\.modulus).max() ?? 0, other.elements.map(\.modulus).max() ?? 0)
    return zip(elements, other.elements).allSatisfy { ($0 - $1).modulus <= tolerance * scale }
  }
}

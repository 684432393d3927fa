import Document
import Numerics

/// Row operations on a matrix, each written down as a step with the matrix it leads to.
struct RowReduction<N: StepNumber> {
  private(set) var matrix: StepMatrix<N>
  var derivation: Derivation
  /// The column that a bar stands before: where the right-hand side begins.
  let bar: Int?
  /// How many times rows were exchanged.
  private(set) var exchanges = 0

  init(_ matrix: StepMatrix<N>, bar: Int? = nil, goal: [Block]) {
    self.matrix = matrix
    self.bar = bar
    derivation = Derivation(goal: Document(goal + [.matrix(matrix, bar: bar)]))
  }

  /// - Parameter reason: why these two, as a remark.
  mutating func exchange(_ i: Int, _ k: Int, _ reason: Text = "") {
    guard i != k else { return }
    matrix.swapRows(i, k)
    exchanges += 1
    note("exchange rows", [i: Text("\(Self.row(i)) ↔ \(Self.row(k))") + reason])
  }

  mutating func divide(row i: Int, by divisor: N) {
    guard !divisor.isOne else { return }
    matrix.divide(row: i, by: divisor)
    note("scale row \(i + 1)", [i: Text("\(Self.row(i)) ← \(Self.row(i)) / ") + divisor.factor])
  }

  /// Makes the entries of a column zero in these rows by subtracting multiples of the pivot's row.
  /// - Parameters:
  ///   - factors: the multipliers by row; entry over pivot where left out.
  ///   - namesPivot: whether a remark says which number the pivot is.
  /// - Returns: the multipliers by row.
  @discardableResult
  mutating func clear(
    _ column: Int, with pivotRow: Int, in rows: some Sequence<Int>, factors: [Int: N] = [:],
    namesPivot: Bool = false
  ) -> [(row: Int, factor: N)] {
    let pivot = matrix[pivotRow, column]
    var remarks: [Int: Text] = [:]
    var used: [(row: Int, factor: N)] = []
    for i in rows where i != pivotRow && !matrix[i, column].isZero {
      let factor = factors[i] ?? matrix[i, column] / pivot
      matrix.subtract(factor, times: pivotRow, from: i)
      matrix.setZero(i, column)
      used.append((i, factor))
      remarks[i] = Self.operation(on: i, factor, pivotRow)
    }
    guard !used.isEmpty else { return [] }
    if namesPivot { remarks[pivotRow] = Text("pivot ", .dim) + pivot.term }
    note(Text("clear column \(column + 1)"), remarks)
    return used
  }

  /// A column without a pivot from this row down: what is left there is rounding, and counts as zero.
  mutating func passOver(_ column: Int, below row: Int) {
    let left = (row..<matrix.rows).max { matrix[$0, column].size < matrix[$1, column].size }
    let largest = left.map { matrix[$0, column] } ?? N(0)
    for i in row..<matrix.rows { matrix.setZero(i, column) }
    let place = row == 0 ? "" : " from row \(row + 1) on"
    let rule: Text = "no pivot in column \(column + 1)"
    guard !largest.isZero else { return derivation.step(rule, .line(Text("There are only zeros\(place)."))) }
    derivation.step(
      rule,
      .line(largest.term + Text(" counts as 0\(place): beside the largest numbers of A it is no more than rounding.")))
  }

  private mutating func note(_ rule: Text, _ remarks: [Int: Text]) {
    let column = (0..<matrix.rows).map { remarks[$0] ?? Text("") }
    derivation.step(rule, .equation(Equation(.matrix(matrix, bar: bar), .column(column))))
  }

  private static func row(_ i: Int) -> String { "R\((i + 1).lowered)" }

  /// `R₂ ← R₂ − 3/2 R₁`.
  private static func operation(on i: Int, _ factor: N, _ pivotRow: Int) -> Text {
    let size = factor.isNegative ? -factor : factor
    let multiple = size.isOne ? Text("") : size.multiplier + Text(" ")
    return Text("\(row(i)) ← \(row(i)) \(factor.isNegative ? "+" : "−") ") + multiple + Text(row(pivotRow))
  }
}

extension StepNumber {
  /// Before what it multiplies, a blank between them: `2/3`, `(1 + 2i)`.
  fileprivate var multiplier: Text {
    isSum ? Text("(") + cell + Text(")") : cell
  }
}

extension StepMatrix {
  fileprivate mutating func setZero(_ i: Int, _ j: Int) { self[i, j] = N(0) }

  /// The first row, from `row` on, whose entry in a column is not zero.
  func firstPivot(_ column: Int, from row: Int) -> Int? { (row..<rows).first { !self[$0, column].isZero } }

  /// The row, from `row` on, with the largest entry of a column, unless that is no larger than `cut`.
  func largestPivot(_ column: Int, from row: Int, above cut: Double = 0) -> Int? {
    guard let best = (row..<rows).max(by: { self[$0, column].size < self[$1, column].size }) else { return nil }
    let top = self[best, column].size
    guard top > cut else { return nil }
    // Of equal entries the first, as LAPACK takes it.
    return (row..<rows).first { self[$0, column].size == top }
  }
}

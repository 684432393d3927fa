import Document
import Numerics

/// Row operations on a matrix, each written down as a step with the matrix it leads to.
struct RowReduction<N: StepNumber> {
  private(set) var matrix: StepMatrix<N>
  private(set) var derivation: Derivation
  /// The column that a bar stands before: where the right-hand side begins.
  let bar: Int?
  /// How many rows have been exchanged.
  private(set) var exchanges = 0

  init(_ matrix: StepMatrix<N>, bar: Int? = nil, goal: Block...) {
    self.matrix = matrix
    self.bar = bar
    derivation = Derivation(goal: Document(goal))
  }

  mutating func exchange(_ i: Int, _ k: Int) {
    guard i != k else { return }
    matrix.swapRows(i, k)
    exchanges += 1
    note("exchange rows", [i: Text("R\((i + 1).lowered) ↔ R\((k + 1).lowered)")])
  }

  mutating func divide(row i: Int, by divisor: N) {
    guard !divisor.isOne else { return }
    matrix.divide(row: i, by: divisor)
    let row = "R\((i + 1).lowered)"
    note("scale row \(i + 1)", [i: Text("\(row) ← \(row) / ") + divisor.factor])
  }

  /// Makes the entries of a column zero in these rows by subtracting multiples of the pivot's row.
  /// - Parameter factors: the multipliers; what the matrix says when left out.
  mutating func clear(_ column: Int, with pivotRow: Int, in rows: some Sequence<Int>, factors: ((Int) -> N)? = nil) {
    var remarks: [Int: Text] = [:]
    for i in rows where i != pivotRow && !matrix[i, column].isZero {
      let factor = factors?(i) ?? matrix[i, column] / matrix[pivotRow, column]
      matrix.subtract(factor, times: pivotRow, from: i)
      matrix[i, column] = N(0)
      let row = "R\((i + 1).lowered)"
      let sign = factor.isNegative ? "+" : "−"
      let size = factor.isNegative ? -factor : factor
      let multiple = size.isOne ? Text("") : size.multiplier + Text(" ")
      remarks[i] = Text("\(row) ← \(row) \(sign) ") + multiple + Text("R\((pivotRow + 1).lowered)")
    }
    guard !remarks.isEmpty else { return }
    note("clear column \(column + 1)", remarks)
  }

  mutating func setZero(_ rows: [Int], _ column: Int) {
    for i in rows { matrix[i, column] = N(0) }
  }

  /// A step without a row operation.
  mutating func step(_ rule: Text, _ body: Block...) { derivation.steps.append(.init(rule, Document(body))) }

  private mutating func note(_ rule: Text, _ remarks: [Int: Text]) {
    let column = (0..<matrix.rows).map { remarks[$0] ?? Text("") }
    derivation.step(rule, .equation(Equation(.matrix(matrix, bar: bar), .column(column))))
  }
}

extension StepNumber {
  /// Before what it multiplies, a blank between them: `2/3`, `(1 + 2i)`.
  var multiplier: Text {
    if case .complex = cell.fragments.first?.number { return Text("(") + cell + Text(")") }
    return cell
  }
}

import Document
import Numerics

/// A small matrix as the steps of a derivation work on it.
public struct StepMatrix<N: StepNumber>: Equatable, Sendable {
  public let rows: Int
  public let columns: Int
  private var entries: [N]

  public init(rows: Int, columns: Int, entry: (Int, Int) -> N) {
    self.rows = rows
    self.columns = columns
    entries = (0..<rows * columns).map { entry($0 % max(rows, 1), $0 / max(rows, 1)) }
  }

  /// The matrix in the numbers it is stored in.
  public init<M: DenseMatrix>(_ a: M) where M.Entry == N {
    self.init(rows: a.rows, columns: a.columns) { a.elements[$0 + $1 * a.rows] }
  }

  /// Counted from 0.
  public subscript(row: Int, column: Int) -> N {
    get { entries[row + column * rows] }
    set { entries[row + column * rows] = newValue }
  }

  /// Whether no entry has left the numbers of its kind.
  public var isValid: Bool { entries.allSatisfy(\.isValid) }

  /// Every entry rounded once; `nil` for complex ones where real ones are wanted.
  public func rounded<M: DenseMatrix>(as type: M.Type) -> M? {
    let elements = entries.compactMap { $0.rounded(to: M.Entry.self) }
    guard elements.count == entries.count else { return nil }
    return M(rows: rows, columns: columns, elements: elements)
  }

  /// The matrix with `other` at its right.
  public func augmented(with other: StepMatrix) -> StepMatrix {
    StepMatrix(rows: rows, columns: columns + other.columns) { i, j in
      j < columns ? self[i, j] : other[i, j - columns]
    }
  }

  /// The columns of a range.
  public func columns(_ range: Range<Int>) -> StepMatrix {
    StepMatrix(rows: rows, columns: range.count) { i, j in self[i, j + range.lowerBound] }
  }

  public func transposed() -> StepMatrix { StepMatrix(rows: columns, columns: rows) { i, j in self[j, i] } }

  /// The product; the columns are as many as the rows of `b`.
  public static func * (a: StepMatrix, b: StepMatrix) -> StepMatrix {
    StepMatrix(rows: a.rows, columns: b.columns) { i, j in
      (0..<a.columns).reduce(N(0)) { $0 + a[i, $1] * b[$1, j] }
    }
  }

  // MARK: row operations

  public mutating func swapRows(_ i: Int, _ k: Int) {
    for j in 0..<columns { (self[i, j], self[k, j]) = (self[k, j], self[i, j]) }
  }

  /// Row i becomes itself minus `factor` times row k.
  public mutating func subtract(_ factor: N, times k: Int, from i: Int) {
    for j in 0..<columns { self[i, j] = self[i, j] - factor * self[k, j] }
  }

  /// Row i divided by a number.
  public mutating func divide(row i: Int, by divisor: N) {
    for j in 0..<columns { self[i, j] = self[i, j] / divisor }
  }

  /// Gauss–Jordan elimination to the reduced row echelon form, in some of the columns.
  /// - Parameter pivot: the row to take for a column, from a row on; nil where it has none.
  /// - Returns: the columns of the pivots.
  @discardableResult
  mutating func reduceRows(
    in range: Range<Int>? = nil, pivot: (StepMatrix, _ column: Int, _ row: Int) -> Int?
  ) -> [Int] {
    var pivots: [Int] = []
    for column in range ?? 0..<columns where pivots.count < rows {
      let row = pivots.count
      guard let best = pivot(self, column, row) else { continue }
      if best != row { swapRows(row, best) }
      divide(row: row, by: self[row, column])
      for i in 0..<rows where i != row && !self[i, column].isZero { subtract(self[i, column], times: row, from: i) }
      pivots.append(column)
    }
    return pivots
  }

  // MARK: display

  /// The entries, with a bar before the column `bar` when there is one.
  public func grid(bar: Int? = nil) -> Grid {
    // Fractions stand flush right; a decimal number makes the column line up on the point.
    let isDecimal = entries.contains { $0.cell.fragments.contains { $0.number != nil && $0.string.contains(".") } }
    return Grid(rows: rows, columns: columns + (bar == nil ? 0 : 1), alignment: isDecimal ? .decimal : .right) { i, j in
      guard let bar, j >= bar else { return self[i, j].cell }
      return j == bar ? Text("│", .dim) : self[i, j - 1].cell
    }
  }
}

extension StepMatrix where N == Fraction {
  /// The matrix in exact fractions; `nil` unless every entry is a short one.
  public init?<M: DenseMatrix>(exactly a: M) {
    let fractions = a.elements.compactMap { entry in
      entry == M.Entry(real: entry.realPart) ? Fraction(entry.realPart) : nil
    }
    guard fractions.count == a.elements.count else { return nil }
    self.init(rows: a.rows, columns: a.columns) { fractions[$0 + $1 * a.rows] }
  }
}

extension Block {
  /// A matrix in brackets, with a bar before the column `bar` when there is one.
  public static func matrix<N: StepNumber>(_ a: StepMatrix<N>, bar: Int? = nil) -> Block {
    .equation(Equation(.matrix(a.grid(bar: bar))))
  }
}

extension Equation.Part {
  public static func matrix<N: StepNumber>(_ a: StepMatrix<N>, bar: Int? = nil) -> Equation.Part {
    .matrix(a.grid(bar: bar))
  }

  /// A matrix of numbers, written as short fractions where every entry is one to the last bit.
  public static func matrix(_ a: Matrix) -> Equation.Part {
    if let exact = StepMatrix(exactly: a) { return .matrix(exact) }
    return .matrix(StepMatrix(a))
  }

  /// A vector as a column.
  public static func column(_ v: Vector) -> Equation.Part {
    .matrix(Matrix(rows: v.count, columns: 1, elements: v.elements))
  }

  public static func text(_ string: String) -> Equation.Part { .text(Text(string)) }
}

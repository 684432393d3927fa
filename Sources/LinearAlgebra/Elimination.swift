import Numerics

/// Gauss–Jordan elimination of a small matrix of real integers without fractions, hence without rounding.
///
/// - Source: Bareiss, *Sylvester's identity and multistep integer-preserving Gaussian elimination*, 1968.
struct Elimination {
  /// Columns that hold a pivot, from 0.
  private(set) var pivots: [Int] = []
  private var entries: [Int128]
  private let rows: Int
  private let columns: Int
  /// The last pivot: every pivot of the finished reduction has this value.
  private var last: Int128 = 1
  private var odd = false

  /// Nil unless every entry is a real integer, the matrix is at most 32 on a side and no minor passes 127 bits.
  init?<M: DenseMatrix>(_ matrix: M) {
    guard max(matrix.rows, matrix.columns) <= 32 else { return nil }
    rows = matrix.rows
    columns = matrix.columns
    entries = []
    entries.reserveCapacity(rows * columns)
    for entry in matrix.elements {
      guard entry == M.Entry(real: entry.realPart), let whole = Int64(exactly: entry.realPart) else { return nil }
      entries.append(Int128(whole))
    }
    for column in 0..<columns where pivots.count < rows {
      let row = pivots.count
      guard let pivotRow = (row..<rows).first(where: { entries[$0 + column * rows] != 0 }) else { continue }
      if pivotRow != row { exchange(row, pivotRow) }
      guard clear(row, column) else { return nil }
      last = entries[row + column * rows]
      pivots.append(column)
    }
  }

  private mutating func exchange(_ i: Int, _ k: Int) {
    for j in 0..<columns { entries.swapAt(i + j * rows, k + j * rows) }
    odd.toggle()
  }

  /// Every entry outside the pivot's row becomes (pivot·entry − entry in pivot's row · entry in pivot's column)/last,
  /// a minor of the matrix, so the division is exact.
  private mutating func clear(_ row: Int, _ column: Int) -> Bool {
    let pivot = entries[row + column * rows]
    for i in 0..<rows where i != row {
      let factor = entries[i + column * rows]
      for j in 0..<columns {
        let (a, first) = pivot.multipliedReportingOverflow(by: entries[i + j * rows])
        let (b, second) = factor.multipliedReportingOverflow(by: entries[row + j * rows])
        let (difference, third) = a.subtractingReportingOverflow(b)
        if first || second || third || difference == .min { return false }
        entries[i + j * rows] = difference / last
      }
    }
    return true
  }

  var rank: Int { pivots.count }

  /// For a square matrix, rounded once.
  var determinant: Double {
    if rank < rows { return 0 }
    return odd ? -Double(last) : Double(last)
  }

  /// The first column, from 0, that is a combination of those before it.
  var firstDependentColumn: Int? {
    let first = pivots.indices.first { pivots[$0] != $0 } ?? pivots.count
    return first < columns ? first : nil
  }

  /// The reduced row echelon form, each entry rounded once.
  func reduced<M: DenseMatrix>(as type: M.Type) -> M {
    M(rows: rows, columns: columns) { i, j in
      guard i < pivots.count else { return 0 }
      let value = Double(entries[i + j * rows]) / Double(last)
      return M.Entry(real: value == 0 ? 0 : value)
    }
  }
}

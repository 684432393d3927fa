import LinearAlgebra

extension Chart {
  /// The entries of a matrix, row 1 at the top, each a shade and, where there is room, its number. A large matrix is
  /// averaged over blocks. Entries that are not finite have no shade and are counted; where numbers stand, an infinity
  /// is `Inf` and NaN `n/a`.
  /// - Parameters:
  ///   - names: of rows and columns; where there are none, or too few, their numbers stand.
  ///   - scale: along which the shades are equally far apart.
  public static func heatmap(
    _ matrix: Matrix, rowNames: [String] = [], columnNames: [String] = [], scale: Scale = .linear,
    _ options: Options = Options()
  ) -> Chart {
    Chart([.cells(Cells(matrix, rowNames: rowNames, columnNames: columnNames, scale: scale))], options)
  }
}

/// A matrix as chart data.
public struct Cells: Codable, Equatable, Sendable {
  public let rows: Int
  public let columns: Int
  /// Column by column.
  public let values: Samples
  public let rowNames: [String]
  public let columnNames: [String]
  /// Of the shades.
  public let scale: Scale

  public init(_ matrix: Matrix, rowNames: [String] = [], columnNames: [String] = [], scale: Scale = .linear) {
    self.scale = scale
    rows = matrix.rows
    columns = matrix.columns
    values = Samples(matrix.elements)
    self.rowNames = rowNames
    self.columnNames = columnNames
  }

  subscript(row: Int, column: Int) -> Double {
    let index = row + column * rows
    return values.values.indices.contains(index) ? values.values[index] : .nan
  }

  /// The mean of the finite entries of a block, when the matrix is cut into so many rows and columns of blocks; an entry
  /// that is a block of its own is as it is.
  func mean(row: Int, of rows: Int, column: Int, of columns: Int) -> Double {
    if rows == self.rows, columns == self.columns { return self[row, column] }
    var (mean, count) = (0.0, 0.0)
    for j in column * self.columns / columns..<(column + 1) * self.columns / columns {
      for i in row * self.rows / rows..<(row + 1) * self.rows / rows where self[i, j].isFinite {
        count += 1
        mean += self[i, j] / count - mean / count
      }
    }
    return count > 0 ? mean : .nan
  }

  func rowName(_ row: Int) -> String { rowNames.indices.contains(row) ? rowNames[row] : "\(row + 1)" }
  func columnName(_ column: Int) -> String {
    columnNames.indices.contains(column) ? columnNames[column] : "\(column + 1)"
  }
}

extension Drafting {
  mutating func cells(_ cells: Cells) {
    let lost = cells.values.values.count { !$0.isFinite }
    if lost > 0 { note("\(lost) not finite") }
    let placeless = cells.scale == .log10 ? cells.values.values.count { $0.isFinite && $0 <= 0 } : 0
    if placeless > 0 { note("\(placeless) without a logarithm") }
    guard lost + placeless < cells.values.values.count else { return }
    scene.shapes.append(.cells(cells))
    widen(x: Domain(0, Double(cells.columns)), y: Domain(0, Double(cells.rows)))
  }
}

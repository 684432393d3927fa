/// Named columns of equal length.
public struct Table: Hashable, Sendable {
  /// The columns' names, all different.
  public let names: [String]
  public let columns: [Column]
  public let rows: Int

  /// - Throws: `.lengths` for columns of different lengths, `.repeated` for a name given twice.
  public init(_ columns: [(name: String, column: Column)]) throws(TableError) {
    rows = columns.first?.column.count ?? 0
    var seen: Set<String> = []
    for (name, column) in columns {
      guard column.count == rows else {
        throw .lengths(columns[0].name, rows, name, column.count)
      }
      guard seen.insert(name).inserted else { throw .repeated(name) }
    }
    names = columns.map(\.name)
    self.columns = columns.map(\.column)
  }

  /// Columns whose names differ and whose lengths agree by construction.
  init(trusted columns: [(String, Column)]) {
    self.init(names: columns.map(\.0), columns: columns.map(\.1), rows: columns.first?.1.count ?? 0)
  }

  private init(names: [String], columns: [Column], rows: Int) {
    (self.names, self.columns, self.rows) = (names, columns, rows)
  }

  public subscript(name: String) -> Column? { names.firstIndex(of: name).map { columns[$0] } }

  /// The rows at these places, in this order, as often as they are named.
  public func taking(rows: [Int]) -> Table {
    Table(names: names, columns: columns.map { $0.taking(rows) }, rows: rows.count)
  }
}

/// Why there is no such table.
public enum TableError: Error, Hashable, Sendable {
  /// Two columns and their lengths.
  case lengths(String, Int, String, Int)
  case repeated(String)
}

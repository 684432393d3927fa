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

  /// The columns are of one length and their names all different.
  init(names: [String], columns: [Column], rows: Int) {
    (self.names, self.columns, self.rows) = (names, columns, rows)
  }

  /// Columns whose names differ and whose lengths agree by construction; what else is given is cut to the first of a name
  /// and the shortest length.
  public init(uniform columns: [(name: String, column: Column)]) {
    let rows = columns.map(\.column.count).min() ?? 0
    var kept: [(name: String, column: Column)] = []
    var seen: Set<String> = []
    for (name, column) in columns where seen.insert(name).inserted {
      kept.append((name, column.count == rows ? column : column.taking(Array(0..<rows))))
    }
    self.init(names: kept.map(\.name), columns: kept.map(\.column), rows: rows)
  }

  public subscript(name: String) -> Column? { names.firstIndex(of: name).map { columns[$0] } }

  /// The first column of a name, or why there is none.
  public func column(named name: String) throws(TableError) -> Column {
    guard let column = self[name] else { throw .unknown(name, known: names) }
    return column
  }

  /// The rows at these places, in this order, as often as they are named.
  public func taking(rows: [Int]) -> Table {
    Table(names: names, columns: columns.map { $0.taking(rows) }, rows: rows.count)
  }
}

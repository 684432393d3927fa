extension Table {
  /// These columns, in this order.
  public func selecting(_ wanted: [String]) throws(TableError) -> Table {
    var columns: [(name: String, column: Column)] = []
    for name in wanted { columns.append((name, try column(named: name))) }
    // Without columns the rows are still there to be counted.
    guard !columns.isEmpty else { return Table(names: [], columns: [], rows: rows) }
    return try Table(columns)
  }

  /// All columns but these.
  public func dropping(_ unwanted: [String]) throws(TableError) -> Table {
    for name in unwanted { _ = try column(named: name) }
    return try selecting(names.filter { !unwanted.contains($0) })
  }

  /// The same columns under other names.
  public func renaming(_ changes: [(old: String, new: String)]) throws(TableError) -> Table {
    for change in changes { _ = try column(named: change.old) }
    let renamed = names.map { name in changes.first { $0.old == name }?.new ?? name }
    return try Table(Array(zip(renamed, columns)).map { (name: $0, column: $1) })
  }

  /// The same table with a column replaced, or added at the end.
  public func setting(_ name: String, to column: Column) throws(TableError) -> Table {
    guard column.count == rows || columns.isEmpty && rows == 0 else {
      throw .lengths(names.first { $0 != name } ?? "the table", rows, name, column.count)
    }
    var (names, columns) = (names, columns)
    if let place = names.firstIndex(of: name) {
      columns[place] = column
    } else {
      names.append(name)
      columns.append(column)
    }
    return Table(names: names, columns: columns, rows: column.count)
  }

  /// The columns of another table beside these.
  public func beside(_ other: Table) throws(TableError) -> Table {
    try Table(zip(names + other.names, columns + other.columns).map { (name: $0, column: $1) })
  }

  /// The rows of another table below these, columns by name.
  /// - Parameter filling: whether a column that one of them lacks is missing there; else it is an error.
  public func appending(_ other: Table, filling: Bool = false) throws(TableError) -> Table {
    let (fresh, lost) = (other.names.filter { self[$0] == nil }, names.filter { other[$0] == nil })
    guard filling || fresh.isEmpty && lost.isEmpty else { throw .absent(lost + fresh) }
    var joined: [(name: String, column: Column)] = []
    for name in names + fresh {
      let kind = self[name]?.kind ?? other[name]?.kind ?? .number
      let (upper, lower) = (self[name] ?? .missing(rows, kind), other[name] ?? .missing(other.rows, kind))
      guard let column = upper.appending(lower) else { throw .kinds(name, upper.kind, lower.kind) }
      joined.append((name, column))
    }
    guard !joined.isEmpty else { return Table(names: [], columns: [], rows: rows + other.rows) }
    return try Table(joined)
  }

  /// The rows in which none of these columns is missing.
  public func dropping(missingIn wanted: [String]) throws(TableError) -> Table {
    var gaps: [[Bool]] = []
    for name in wanted { gaps.append(try column(named: name).missing) }
    let masks = gaps.filter { !$0.isEmpty }
    guard !masks.isEmpty else { return self }
    return taking(rows: (0..<rows).filter { row in !masks.contains { $0[row] } })
  }

  /// The first row of each combination of values of these columns, in the table's order.
  public func distinct(by wanted: [String]) throws(TableError) -> Table {
    var keys: [Column] = []
    for name in wanted { keys.append(try column(named: name)) }
    guard let coding = Coding(keys), coding.count < rows else { return self }
    return taking(rows: coding.firsts)
  }
}

import Document
import LinearAlgebra
import Syntax
import Tables

extension Context {
  /// `t["a"]` a column, `t[["a", "b"]]` these columns; `t[rows, columns]` with either given by places, by a mask or by `:`,
  /// columns by name too. One row is a record, one column a vector, one of both an element.
  mutating func tableIndex(
    _ table: Table, _ indices: [Code.Index], end: Int, _ base: Int
  ) throws(EvaluationError) -> Value {
    if indices.count == 1 {
      guard case .at(let code) = indices[0] else { return .table(table) }
      stack[base + end] = .number(Double(table.rows))
      let value = try evaluate(code, base)
      guard let names = Self.columnNames(value) else {
        throw EvaluationError(.other(TableIndexError.rowsAndColumns)).located(code.span)
      }
      do throws(TableError) {
        if case .text(let name) = value { return Value(try table.column(named: name)) }
        return .table(try table.selecting(names))
      } catch { throw error.asEvaluation.located(code.span) }
    }
    let (rows, columns) = try tableSelections(table, indices, end: end, base)
    switch (rows, columns) {
    case (.one(let i), .one(let j)): return Value(table.columns[j][i])
    case (.many(let places), .one(let j)): return Value(table.columns[j].taking(places))
    case (.one(let i), .many(let chosen)):
      return .record(Record(chosen.map { Record.Field(table.names[$0], Value(table.columns[$0][i])) }))
    case (.many(let places), .many(let chosen)):
      do throws(TableError) {
        let picked =
          chosen.count == table.columns.count && chosen == Array(table.columns.indices)
          ? table : try table.selecting(chosen.map { table.names[$0] })
        if case .all = indices[0] { return .table(picked) }
        return .table(picked.taking(rows: places))
      } catch { throw error.asEvaluation }
    }
  }

  /// The rows and columns that two indices select.
  mutating func tableSelections(
    _ table: Table, _ indices: [Code.Index], end: Int, _ base: Int
  ) throws(EvaluationError) -> (rows: Selection, columns: Selection) {
    guard indices.count == 2 else { throw EvaluationError(.other(TableIndexError.rowsAndColumns)) }
    let extents = [table.rows, table.columns.count]
    // Two indices of one dimension each, so that only the columns are looked up by name.
    let rows = try select([indices[0]], [extents[0]], end: end, base)[0]
    guard case .at(let code) = indices[1] else { return (rows, .many(Array(0..<extents[1]))) }
    stack[base + end] = .number(Double(extents[1]))
    let value = try evaluate(code, base)
    guard let names = Self.columnNames(value) else {
      do throws(EvaluationError) { return (rows, try selection(value, count: extents[1], dimension: 2)) } catch {
        throw error.located(code.span)
      }
    }
    var places: [Int] = []
    for name in names {
      guard let place = table.names.firstIndex(of: name) else {
        throw TableError.unknown(name, known: table.names).asEvaluation.located(code.span)
      }
      places.append(place)
    }
    if case .text = value { return (rows, .one(places[0])) }
    return (rows, .many(places))
  }

  /// A text or a vector of texts.
  static func columnNames(_ value: Value) -> [String]? {
    switch value {
    case .text(let name): return [name]
    case .column(let column):
      guard case .texts(let texts) = column.storage, column.missing.isEmpty else { return nil }
      return (0..<texts.count).map { texts[$0] }
    default: return nil
    }
  }

  /// The column that a name means here, in whatever way it is spelled.
  static func columnName(_ name: Name, in table: Table) -> String {
    table[name.spelling] != nil ? name.spelling : table.names.first { Name($0) == name } ?? name.spelling
  }

  /// The table with a column replaced or added; one element is repeated.
  static func setting(_ name: String, to value: Value, in table: Table) throws(EvaluationError) -> Value {
    let column = try column(name, of: value, count: table.rows)
    do throws(TableError) { return .table(try table.setting(name, to: column)) } catch { throw error.asEvaluation }
  }

  /// A value as a column of a table: a vector of scalars, or one of them for every row.
  public static func column(_ name: String, of value: Value, count: Int) throws(EvaluationError) -> Column {
    if value.isScalar, let one = Column([value]) { return Column(repeating: one[0], count: count) }
    guard let whole = Column(value) else {
      throw EvaluationError(.other(TableIndexError.notAColumn(name, got: value.phrase)))
    }
    return whole
  }

  /// Elements of some rows and columns replaced.
  static func replacing(
    _ table: Table, _ rows: Selection, _ columns: Selection, with new: Value
  ) throws(EvaluationError) -> Value {
    var result = table
    let places = rows.positions
    for (offset, j) in columns.positions.enumerated() {
      let (old, name) = (table.columns[j], table.names[j])
      let parts: Column
      switch new {
      case .record(let record):
        guard let field = record[name], let one = Column([field]) else {
          throw EvaluationError(.unknownField(name, of: "record", fields: record.fields.map(\.name)))
        }
        parts = Column(repeating: one[0], count: places.count)
      case .table(let other) where other.columns.count == columns.positions.count: parts = other.columns[offset]
      default: parts = try column(name, of: new, count: places.count)
      }
      guard parts.count == places.count else {
        throw EvaluationError(.assignment(needed: places.count, got: parts.count, what: new.phrase, parts: []))
      }
      guard let both = old.appending(parts) else {
        throw TableError.filling(old.storage.kind, with: parts.storage.kind).asEvaluation
      }
      var source = Array(0..<old.count)
      for (offset, place) in places.enumerated() { source[place] = old.count + offset }
      do throws(TableError) { result = try result.setting(name, to: both.taking(source)) } catch {
        throw error.asEvaluation
      }
    }
    return .table(result)
  }

  /// Remarks on elements of a mask that are missing: they select nothing.
  public mutating func note(missingInMask count: Int) {
    guard count > 0 else { return }
    note(
      Report(
        code: "W240", title: "missing conditions",
        message: "The condition is missing \(count == 1 ? "once" : "\(count) times"); what is missing is not selected; "
          + "is_missing(x) is true of what is missing.")
    )
  }
}

/// An index or a value that a table does not take.
enum TableIndexError: ReportableError {
  case rowsAndColumns
  case notAColumn(String, got: String)

  var report: Report {
    switch self {
    case .rowsAndColumns:
      Report(
        code: "E246", title: "rows or columns",
        message:
          "A table takes the rows and the columns, as in t[1:10, :] or t[t.x > 0, [\"x\", \"y\"]], or a column's "
          + "name alone, as in t[\"x\"].")
    case .notAColumn(let name, let got):
      Report(
        code: "E247", title: "not a column",
        message: "\(name) would be \(got); a column is a vector of numbers, texts, dates or truths, or one of them for "
          + "every row.")
    }
  }
}

import LinearAlgebra
import Numerics
import Syntax
import Tables

extension Context {
  /// A copy of `value` with the part that `path` leads to replaced.
  mutating func updating(
    _ value: Value, _ path: ArraySlice<Code.Access>, to new: Value, _ base: Int
  ) throws(EvaluationError) -> Value {
    guard let access = path.first else { return new }
    let rest = path.dropFirst()
    switch access {
    case .field(let name):
      if case .table(let table) = value {
        let column = Self.columnName(name, in: table)
        guard !rest.isEmpty else { return try Self.setting(column, to: new, in: table) }
        let old = try member(value, name)
        return try Self.setting(column, to: try updating(old, rest, to: new, base), in: table)
      }
      guard case .record(let record) = value else {
        throw EvaluationError(.unknownField(name.spelling, of: value.phrase, fields: []))
      }
      let old = record[name.spelling] ?? .record(Record([Record.Field]()))
      guard rest.isEmpty || record[name.spelling] != nil else {
        _ = try field(record, name.spelling, of: "record"); return value
      }
      return .record(record.setting(name.spelling, to: try updating(old, rest, to: new, base)))
    case .index(let indices, let end):
      if case .table(let table) = value { return try updating(table, indices, end: end, rest, to: new, base) }
      guard let extents = extents(of: value) else { throw EvaluationError(.notIndexable(got: value.phrase)) }
      let selections = try select(indices, extents, end: end, base)
      if value.isTracedArray || new.isTraced && value.tensor != nil {
        guard rest.isEmpty else { throw EvaluationError(.notIndexable(got: "a number")) }
        return try tracedReplacing(value, selections, with: new)
      }
      let part = rest.isEmpty ? new : try updating(try pick(value, selections), rest, to: new, base)
      return try replacing(value, selections, with: part)
    }
  }

  private mutating func updating(
    _ table: Table, _ indices: [Code.Index], end: Int, _ rest: ArraySlice<Code.Access>, to new: Value, _ base: Int
  ) throws(EvaluationError) -> Value {
    if indices.count == 1, case .at(let code) = indices[0], case .text(let name) = try evaluate(code, base) {
      guard !rest.isEmpty else { return try Self.setting(name, to: new, in: table) }
      guard let old = table[name] else { throw TableError.unknown(name, known: table.names).asEvaluation }
      return try Self.setting(name, to: try updating(Value(old), rest, to: new, base), in: table)
    }
    guard rest.isEmpty else { throw EvaluationError(.other(TableIndexError.rowsAndColumns)) }
    let (rows, columns) = try tableSelections(table, indices, end: end, base)
    return try Self.replacing(table, rows, columns, with: new)
  }

  private func replacing(
    _ value: Value, _ selections: [Selection], with new: Value
  ) throws(EvaluationError) -> Value {
    if case .list(var list) = value {
      let positions = selections[0].positions
      let parts = try replacements(new, selections, each: { $0.count == positions.count })
      for (offset, i) in positions.enumerated() { list.elements[i] = parts[offset] }
      return .list(list)
    }
    if let numbers = Self.replacingNumbers(value, selections, with: new) { return numbers }
    let rows = value.extents?.first ?? 0
    guard var all = elements(of: value) else { throw EvaluationError(.notIndexable(got: value.phrase)) }
    let columns = selections.count == 2 ? selections[1].positions : [0]
    let count = selections[0].positions.count * columns.count
    let parts = try replacements(new, selections, each: { $0.count == count })
    var next = 0
    for j in columns {
      for i in selections[0].positions {
        all[i + j * rows] = parts[next]
        next += 1
      }
    }
    guard value.isMatrix else { return try vector(of: all) }
    return try matrix(of: all, rows: rows, columns: value.extents?[1] ?? 0)
  }

  /// Real numbers among real numbers, without a value for each; `nil` when they are not, or do not fit.
  private static func replacingNumbers(_ value: Value, _ selections: [Selection], with new: Value) -> Value? {
    guard value.shape != .scalar, var all = value.numbers, let parts = new.numbers else { return nil }
    let (rows, columns) = (value.extents?.first ?? 0, selections.count == 2 ? selections[1].positions : [0])
    let places = selections[0].positions
    // One number fills every place; of an array, each element fills one.
    let step = new.shape == .scalar ? 0 : 1
    if step == 1 {
      let single = selections.allSatisfy { if case .one = $0 { true } else { false } }
      guard !single, parts.count == places.count * columns.count else { return nil }
    }
    var next = 0
    for j in columns {
      for i in places {
        all[i + j * rows] = parts[next]
        next += step
      }
    }
    switch value {
    case .matrix(let a): return .matrix(Matrix(rows: a.rows, columns: a.columns, elements: all))
    default: return .vector(Vector(all))
    }
  }

  /// The values to put in: one number fills every place, an array must have as many elements as there are places.
  private func replacements(
    _ new: Value, _ selections: [Selection], each fits: ([Value]) -> Bool
  ) throws(EvaluationError) -> [Value] {
    let count = selections.reduce(1) { $0 * $1.positions.count }
    let single = selections.allSatisfy { if case .one = $0 { true } else { false } }
    if single { return [new] }
    guard let parts = elements(of: new) else { return Array(repeating: new, count: count) }
    guard fits(parts) else {
      throw EvaluationError(.assignment(needed: count, got: parts.count, what: new.phrase, parts: []))
    }
    return parts
  }
}

extension Value {
  fileprivate var isTracedArray: Bool { if case .traced = self { true } else { false } }
}

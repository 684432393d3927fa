import Evaluation
import LinearAlgebra
import Tables

/// Columns by name: a text, or a vector of texts.
struct ColumnNames: ArgumentType {
  let names: [String]

  static let needed = "the name of a column, or a vector of names"

  static func decode(_ value: Value) -> ColumnNames? {
    switch value {
    case .text(let name): return ColumnNames(names: [name])
    case .vector(let v) where v.count == 0: return ColumnNames(names: [])
    case .column(let column):
      guard case .texts(let texts) = column.storage, column.missing.isEmpty else { return nil }
      return ColumnNames(names: (0..<texts.count).map { texts[$0] })
    default: return nil
    }
  }

  /// Those given one after the other.
  static func joined(_ all: [ColumnNames]) -> [String] { all.flatMap(\.names) }
}

extension Table {
  /// The columns of these names.
  func columns(named names: [String]) throws(TableError) -> [Column] {
    var columns: [Column] = []
    for name in names { columns.append(try column(named: name)) }
    return columns
  }
}

/// One direction for every column, or one for each.
struct Directions: ArgumentType {
  private let descending: [Bool]

  static let needed = "true or false, or one of them for each column"

  static func decode(_ value: Value) -> Directions? {
    switch value {
    case .truth(let t): Directions(descending: [t])
    case .truths(let t) where t.columns == nil: Directions(descending: t.elements)
    default: nil
    }
  }

  /// - Throws: `TableVerbError.directions` for another number of them.
  func each(of count: Int) throws(EvaluationError) -> [Bool] {
    if descending.count == 1 { return Array(repeating: descending[0], count: count) }
    guard descending.count == count else {
      throw TableVerbError.directions(got: descending.count, columns: count).asEvaluation
    }
    return descending
  }
}

/// The keys of a join: names both tables share, or a record of names here and there.
struct JoinKeys: ArgumentType {
  let keys: [(left: String, right: String)]

  static let needed = "the name of a column, a vector of names, or a record such as {id = \"customer\"}"

  static func decode(_ value: Value) -> JoinKeys? {
    if case .record(let record) = value {
      var keys: [(left: String, right: String)] = []
      for field in record.fields {
        guard case .text(let other) = field.value else { return nil }
        keys.append((field.name, other))
      }
      return keys.isEmpty ? nil : JoinKeys(keys: keys)
    }
    guard let names = ColumnNames.decode(value)?.names, !names.isEmpty else { return nil }
    return JoinKeys(keys: names.map { ($0, $0) })
  }
}

extension JoinKind: Choice {}

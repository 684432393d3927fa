import Document
import Evaluation
import LinearAlgebra
import Statistics
import Syntax
import Tables

/// The options that a fit to a table takes.
struct ModelOptions: ArgumentType {
  var weights: WeightsArgument?
  var missing: MissingValues
  var contrasts: Contrasts
  var level: Double

  static let needed = "options of a fit"
  static func decode(_ value: Value) -> Self? { nil }

  /// Reads `weights?`, `na: "keep"`, `contrasts: "treatment"` and `level: 0.95`.
  static func take(from reader: inout ArgumentReader) throws(EvaluationError) -> Self {
    let weights = try WeightsArgument?.take(from: &reader)
    return Self(
      weights: weights, missing: try reader.take(MissingValues.self), contrasts: try reader.take(Contrasts.self),
      level: try reader.take(Level.self).value)
  }
}

/// Weights or an offset by themselves, or the name of the column that has them.
enum WeightsArgument: ArgumentType {
  case values(Column)
  case column(String)

  static let needed = "a vector of numbers or the name of a column"

  static func decode(_ value: Value) -> Self? {
    if case .text(let name) = value { return .column(name) }
    return Column(value).map { .values($0) }
  }

  func column(of table: Table) throws(EvaluationError) -> Column {
    switch self {
    case .values(let column): return column
    case .column(let name):
      guard let column = table[name] else {
        throw ModelError.unknownColumn(name, columns: table.names).asEvaluation
      }
      return column
    }
  }

  /// Weights beside a matrix, which has no columns with names.
  func numbers() throws(EvaluationError) -> [Double] {
    guard case .values(let column) = self, let numbers = column.numbers, column.missingCount == 0,
      numbers.allSatisfy({ $0 >= 0 && $0 < .infinity }), numbers.contains(where: { $0 > 0 })
    else {
      throw ModelError.weights("Weights are finite numbers from 0 on, one for each row, and not all of them 0.")
        .asEvaluation
    }
    return numbers
  }

  /// An offset beside a matrix.
  func offset(rows: Int) throws(EvaluationError) -> [Double] {
    guard case .values(let column) = self, let numbers = column.numbers, column.missingCount == 0,
      numbers.allSatisfy(\.isFinite), numbers.count == rows
    else {
      throw ModelError.offset("An offset is \(rows.counted("finite number")), one for each row, and this one is not.")
        .asEvaluation
    }
    return numbers
  }
}

/// How sure an interval is to be.
struct Level: ArgumentType {
  let value: Double

  static let needed = "a number between 0 and 1"

  static func decode(_ value: Value) -> Level? {
    guard case .number(let level) = value, level > 0, level < 1 else { return nil }
    return Level(value: level)
  }
}

extension Context {
  /// A formula without a table: the vectors it names are the columns, but for those that are something else in it.
  func tableOfNames(_ formula: Formula, but others: [Name] = []) throws(EvaluationError) -> Table {
    var columns: [(name: String, column: Column)] = []
    for name in formula.freeNames where !others.contains(name) {
      if let value = scope[name], let column = Column(value), column.count != 1 {
        columns.append((name.spelling, column))
      }
    }
    for (name, value) in formula.captures where !others.contains(name) {
      if let column = Column(value), column.count != 1 { columns.append((name.spelling, column)) }
    }
    let longest = columns.map(\.column.count).max() ?? 0
    if let odd = columns.first(where: { $0.column.count != longest }) {
      throw ModelError.noVariable(odd.name, got: "a vector of \(odd.column.count)", rows: longest).asEvaluation
    }
    do { return try Table(columns) } catch {
      throw ModelError.noOtherColumns.asEvaluation
    }
  }
}

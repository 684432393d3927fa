import Evaluation
import LinearAlgebra
import Syntax
import Tables

extension Context {
  /// One row a group: its keys, then what each function gives of its rows; without functions, how many there are.
  mutating func group(
    _ table: Table, by keys: [String], _ summaries: Arguments
  ) throws(EvaluationError) -> Value {
    let columns: [Column]
    do throws(TableError) { columns = try table.columns(named: keys) } catch { throw error.asEvaluation }
    let grouping = Grouping(by: columns) ?? Grouping(rows: table.rows)
    var result = zip(keys, columns).map { (name: $0, column: $1.taking(grouping.firsts)) }
    // A group of all rows is there even when there is no row, and has no key.
    if let extra = summaries.positional.first {
      throw TableVerbError.summary("A summary without a name", got: extra.phrase).asEvaluation
    }
    if summaries.named.isEmpty { result.append(("n", Column(grouping.sizes.map(Double.init)))) }
    for (name, value) in summaries.named {
      guard case .function(let function) = value else {
        throw TableVerbError.summary(name, got: value.phrase).asEvaluation
      }
      result.append((name, try summarized(function, name, table, grouping)))
    }
    do throws(TableError) { return .table(try Table(result)) } catch { throw error.asEvaluation }
  }

  private mutating func summarized(
    _ function: Function, _ name: String, _ table: Table, _ grouping: Grouping
  ) throws(EvaluationError) -> Column {
    if let quick = SummaryPattern(function, self) {
      switch quick {
      case .rows: return Column(grouping.sizes.map(Double.init))
      case .of(let summary, let column):
        if let values = table[column].flatMap({ grouping.summary(summary, of: $0) }) { return Column(values) }
      }
    }
    let seen = ColumnUse(function).narrowed(table)
    var values: [Value] = []
    for rows in grouping.members {
      try checkInterrupt()
      let value = try call(function, Arguments([.table(seen.taking(rows: rows))]))
      guard value.isScalar else { throw TableVerbError.summary(name, got: value.phrase).asEvaluation }
      values.append(value)
    }
    guard let column = Column(values) else {
      var kinds: [String] = []
      for value in values where !kinds.contains(value.kind) { kinds.append(value.kind) }
      throw TableVerbError.mixed(name, kinds: kinds.prefix(2).map { "a \($0)" }).asEvaluation
    }
    return column
  }
}

/// Summaries that one pass over the rows finds for all groups: `rows`, `g -> rows(g)`, `g -> sum(g.x)`.
private enum SummaryPattern {
  case rows
  case of(Grouping.Summary, column: String)

  init?(_ function: Function, _ context: Context) {
    switch function.body {
    case .builtin(let builtin) where builtin.name == "rows": self = .rows
    case .defined(let definition, _):
      guard definition.parameters.count == 1, case .call(let callee, let arguments) = definition.expression.kind,
        case .name(let name) = callee.kind, arguments.count == 1, arguments[0].label == nil,
        !definition.captured.contains(name), context.scope[name] == nil, context.catalog[name.canonical] != nil
      else { return nil }
      let group = Expression.Kind.name(definition.parameters[0].name)
      switch arguments[0].value.kind {
      case group where name.canonical == "rows": self = .rows
      case .member(let base, let column) where base.kind == group:
        guard let summary = Grouping.Summary(rawValue: name.canonical) else { return nil }
        self = .of(summary, column: column.spelling)
      default: return nil
      }
    default: return nil
    }
  }
}

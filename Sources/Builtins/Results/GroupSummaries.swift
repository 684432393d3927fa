import Document
import Evaluation
import LinearAlgebra
import Statistics
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
    let names = result
    // A group of all rows is there even when there is no row, and has no key.
    if let extra = summaries.positional.first {
      throw TableVerbError.summary("A summary without a name", got: extra.phrase).asEvaluation
    }
    if summaries.named.isEmpty { result.append(("n", Column(grouping.sizes.map(Double.init)))) }
    for (name, value) in summaries.named {
      guard case .function(let function) = value else {
        throw TableVerbError.summary(name, got: value.phrase).asEvaluation
      }
      result.append((name, try summarized(function, name, table, grouping, names)))
    }
    do throws(TableError) { return .table(try Table(result)) } catch { throw error.asEvaluation }
  }

  private mutating func summarized(
    _ function: Function, _ name: String, _ table: Table, _ grouping: Grouping, _ keys: [(name: String, column: Column)]
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
    var bare: (count: Int, first: Int, why: String)?
    for (group, rows) in grouping.members.enumerated() {
      try checkInterrupt()
      let value: Value
      do throws(EvaluationError) {
        value = try call(function, Arguments([.table(seen.taking(rows: rows))]))
      } catch {
        // A group without enough values has no summary; that is no reason for the others to have none.
        guard rows.count < table.rows, error.isOfTooFew else { throw error }
        bare = ((bare?.count ?? 0) + 1, bare?.first ?? group, bare?.why ?? error.report.message)
        value = .missing
      }
      guard value.isScalar else { throw TableVerbError.summary(name, got: value.phrase).asEvaluation }
      values.append(value)
    }
    if let bare {
      let keys = keys.map { "\($0.name.visible) = \(Value($0.column[bare.first]).written(digits: 6))" }
      note(
        Report(
          code: "W243", title: "groups without a summary",
          message: "\(name.visible) is missing for \(bare.count) of \(grouping.count.counted("group")), first "
            + "\(keys.joined(separator: ", ")): \(bare.why)"))
    }
    guard let column = Column(values) else {
      var kinds: [String] = []
      for value in values where !kinds.contains(value.kind) { kinds.append(value.kind) }
      throw TableVerbError.mixed(name, kinds: kinds.prefix(2).map { "a \($0)" }).asEvaluation
    }
    return column
  }
}

extension EvaluationError {
  /// Whether what was to be worked out needs more values than there are.
  fileprivate var isOfTooFew: Bool {
    switch kind {
    case .math(.empty): true
    case .other(let error as SampleError): if case .tooFew = error { true } else { false }
    case .other(let error as TestRefusal): if case .tooFew = error.error { true } else { false }
    default: false
    }
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

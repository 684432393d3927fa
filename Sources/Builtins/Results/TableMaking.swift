import Evaluation
import LinearAlgebra
import Tables

extension Table {
  /// `table(a = v, b = 1)`, `table(A, names = ["a", "b"])`, `table(t, c = w)`, `table([{a = 1}, {a = 2}])`.
  init(_ arguments: Arguments) throws(EvaluationError) {
    var named = arguments.named
    var names: [String] = []
    // Where columns come without a name, `names` has them; else it is a column like any other.
    let isNameless = arguments.positional.contains { value in
      switch value {
      case .table, .record, .list: false
      default: true
      }
    }
    if isNameless, let at = named.firstIndex(where: { $0.name == "names" }),
      let given = ColumnNames.decode(named[at].value)
    {
      names = given.names
      named.remove(at: at)
    }
    var parts: [(name: String?, value: Value)] = []
    for value in arguments.positional { try Self.take(value, into: &parts) }
    parts += named.map { ($0.name, $0.value) }
    let nameless = parts.count { $0.name == nil }
    guard nameless == names.count || names.isEmpty && !arguments.positional.contains(where: \.needsName) else {
      throw TableVerbError.names(got: names.count, columns: nameless).asEvaluation
    }
    if names.isEmpty { names = (0..<nameless).map { "x\($0 + 1)" } }
    let rows = parts.lazy.filter { !$0.value.isScalar }.compactMap { $0.value.extents?.first }.first ?? 1
    var next = 0
    var columns: [(name: String, column: Column)] = []
    for part in parts {
      var name = part.name ?? ""
      if part.name == nil {
        name = names[next]
        next += 1
      }
      columns.append((name, try Context.column(name, of: part.value, count: rows)))
    }
    do throws(TableError) { try self.init(columns) } catch { throw error.asEvaluation }
  }

  private static func take(_ value: Value, into parts: inout [(name: String?, value: Value)]) throws(EvaluationError) {
    switch value {
    case .table(let table): parts += zip(table.names, table.columns).map { ($0, Value($1)) }
    case .record(let record): parts += record.fields.map { ($0.name, $0.value) }
    case .matrix(let a): parts += (0..<a.columns).map { (nil, .vector(a.column($0))) }
    case .list(let list):
      let records = list.elements.compactMap { if case .record(let record) = $0 { record } else { nil } }
      guard records.count == list.count else { fallthrough }
      var names: [String] = []
      for field in records.flatMap(\.fields) where !names.contains(field.name) { names.append(field.name) }
      parts += names.map { name in (name, Value(column: records.map { $0[name] ?? .missing })) }
    default: parts.append((nil, value))
    }
  }
}

extension Value {
  /// A column by place whose name must be given; those of a matrix are numbered.
  fileprivate var needsName: Bool {
    switch self {
    case .table, .record, .list, .matrix: false
    default: true
    }
  }
}

extension Description {
  /// The figures in their order; what does not apply is left out.
  var fields: [Record.Field] {
    var fields: [Record.Field] = [
      .init("kind", .text(kind.word)), .init("count", .number(Double(count))),
      .init("missing", .number(Double(missing))),
    ]
    if let numbers {
      fields += [
        .init("mean", .number(numbers.mean)), .init("sd", numbers.deviation.map { .number($0) } ?? .missing),
        .init("min", .number(numbers.minimum)), .init("q1", .number(numbers.lower)),
        .init("median", .number(numbers.median)), .init("q3", .number(numbers.upper)),
        .init("max", .number(numbers.maximum)),
      ]
    }
    if let dates { fields += [.init("first", .date(dates.lowerBound)), .init("last", .date(dates.upperBound))] }
    if let words {
      fields += [
        .init("distinct", .number(Double(words.distinct))), .init("top", Value(words.top)),
        .init("times", .number(Double(words.frequency))),
      ]
    }
    return fields
  }
}

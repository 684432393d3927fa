import Document
import Evaluation
import Tables

/// The columns of a table in figures: those of numbers, and the others.
struct DescribedTable: DomainValue, ResultType {
  static let typeName = "description"

  private let names: [String]
  private let columns: [Description]
  private let rows: Int

  init(_ t: Table) {
    (names, rows) = (t.names, t.rows)
    columns = t.columns.map { Description($0) }
  }

  /// The figures side by side in one table, and each as a vector.
  var fields: Record {
    guard let whole = table({ _ in true }, Self.order) else { return Record([.init("table", .missing)]) }
    let vectors = zip(whole.names, whole.columns).map { Record.Field($0, Value($1)) }
    return Record([.init("table", .table(whole))] + vectors)
  }

  var document: Document {
    let isNumeric = { (column: Description) in column.kind == .number }
    let numbers = table(isNumeric, Self.order.filter { $0 != "kind" })
    let others = table({ !isNumeric($0) }, Self.order)
    let parts = [numbers, others].compactMap { $0.map { Value.table($0).document.blocks } }
    let bodies = parts.flatMap { blocks -> [Block] in
      guard case .section(_, let body)? = blocks.first else { return blocks }
      return body.blocks
    }
    return Document([.section(Text("\(rows)×\(names.count) table in figures", .dim), Document(bodies))])
  }

  private static let order = [
    "kind", "count", "missing", "mean", "sd", "min", "q1", "median", "q3", "max", "first", "last", "distinct", "top",
    "times",
  ]

  /// One row a column, with the figures that apply to any of them; `nil` without columns.
  private func table(_ isShown: (Description) -> Bool, _ order: [String]) -> Table? {
    let shown = zip(names, columns).filter { isShown($0.1) }
    guard !shown.isEmpty else { return nil }
    let rows = shown.map { $0.1.fields }
    var columns: [(name: String, column: Column)] = [("column", Column(shown.map(\.0)))]
    for name in order {
      let values = rows.map { fields in fields.first { $0.name == name }?.value ?? .missing }
      guard values.contains(where: { !$0.isMissing }) else { continue }
      // The most frequent ones are of several kinds, so they are all told as texts.
      let told = name == "top" ? values.map { $0.isMissing ? $0 : .text($0.spoken) } : values
      if let column = Column(told) { columns.append((name, column)) }
    }
    return try? Table(columns)
  }
}

extension Value {
  /// A text as it is, anything else as it is written.
  fileprivate var spoken: String {
    switch self {
    case .text(let t): t
    case .date(let d): "\(d)"
    default: written(digits: 6)
    }
  }
}

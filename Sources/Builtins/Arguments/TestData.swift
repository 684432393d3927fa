import Document
import Evaluation
import LinearAlgebra
import Numerics
import Statistics
import Syntax
import Tables

/// The options every test has: which alternative, at what level, and what to do with missing values.
struct TestSettings: ArgumentType {
  let alternative: TestResult.Alternative
  let level: Double
  let na: MissingValues

  static let needed = "options of a test"
  static func decode(_ value: Value) -> Self? { nil }

  static func take(from reader: inout ArgumentReader) throws(EvaluationError) -> Self {
    let alternative = try TestResult.Alternative.take(from: &reader)
    return TestSettings(
      alternative: alternative, level: try reader.take(Level.self).value, na: try reader.take(MissingValues.self))
  }

  func options(response: String? = nil, data: String = "") throws(TestError) -> TestOptions {
    try TestOptions(alternative: alternative, level: level, response: response, data: data)
  }
}

/// The same of tests that have no direction.
struct UndirectedSettings: ArgumentType {
  let level: Double
  let na: MissingValues

  static let needed = "options of a test"
  static func decode(_ value: Value) -> Self? { nil }

  static func take(from reader: inout ArgumentReader) throws(EvaluationError) -> Self {
    let level = try Level.take(from: &reader).value
    return UndirectedSettings(level: level, na: try reader.take(MissingValues.self))
  }

  func options(response: String? = nil, data: String = "") throws(TestError) -> TestOptions {
    try TestOptions(level: level, response: response, data: data)
  }
}

/// A formula and a table, in either order.
struct FormulaData: ArgumentType {
  let formula: Formula
  let table: Table

  static let needed = "a formula or a table"
  static func decode(_ value: Value) -> Self? { nil }

  static func take(from reader: inout ArgumentReader) throws(EvaluationError) -> Self {
    guard let first = try reader.value() else { throw reader.missing() }
    switch first {
    case .formula(let formula): return FormulaData(formula: formula, table: try reader.take(Table.self))
    case .table(let table): return FormulaData(formula: try reader.take(Formula.self), table: table)
    default: throw reader.wrong(first, needed: needed)
    }
  }
}

/// Samples ready to be tested, and how they are called.
struct TestGroups {
  var groups: [Observations]
  var response: String?
  var data = ""
  var dropped = 0

  /// How many were left out, to be said with the result.
  var notes: [String] {
    dropped == 0 ? [] : ["\(dropped.counted("row")) with a missing value left out"]
  }
}

extension FormulaData {
  /// `response ~ group` as one sample for each level, in the order of the levels.
  func groups(_ na: MissingValues, in context: inout Context) throws(EvaluationError) -> TestGroups {
    guard let response = formula.response else {
      throw TestError.formula(formula.printed, needed: "a response before ~").asEvaluation
    }
    if case .infix(let symbol, _, _) = formula.terms.kind, [.add, .multiply, .subtract].contains(symbol) {
      throw TestError.formula(formula.printed, needed: "one grouping column after ~").asEvaluation
    }
    let values = try column(response, in: &context)
    let labels = try column(formula.terms, in: &context)
    guard let numbers = values.numbers else {
      throw TestError.formula(formula.printed, needed: "numbers before ~, and \(response.printed) has none")
        .asEvaluation
    }
    let missing = numbers.indices.filter { values.isMissing($0) || labels.isMissing($0) }
    if na == .keep, !missing.isEmpty {
      throw TestError.missing(count: missing.count, of: formula.printed).asEvaluation
    }
    var sorted: [GroupValue: [Double]] = [:]
    for (place, number) in numbers.enumerated() where !values.isMissing(place) && !labels.isMissing(place) {
      guard let level = GroupValue(labels[place]) else { continue }
      sorted[level, default: []].append(number)
    }
    let name = formula.terms.printed
    do throws(TestError) {
      var groups: [Observations] = []
      for (level, values) in sorted.sorted(by: { $0.key < $1.key }) {
        groups.append(try Observations(level.name(of: name), values))
      }
      return TestGroups(groups: groups, response: response.printed, data: formula.printed, dropped: missing.count)
    } catch { throw error.asEvaluation }
  }

  private func column(_ expression: Expression, in context: inout Context) throws(EvaluationError) -> Column {
    for name in expression.freeNames where !table.names.contains(where: { Name($0) == name }) {
      let isKnown =
        formula.captures.contains { $0.name == name } || context.scope[name] != nil
        || context.catalog.value(name.canonical) != nil
      guard isKnown else { throw ModelError.unknownColumn(name.spelling, columns: table.names).asEvaluation }
    }
    let value = try context.evaluate(expression, in: formula.source, over: table, locals: formula.captures)
    guard let column = Column(value), column.count == table.rows else {
      throw TestError.formula(
        formula.printed, needed: "a column on either side, and \(expression.printed) is \(value.phrase)"
      ).asEvaluation
    }
    return column
  }
}

/// A value that groups: numbers in their order, then texts in theirs.
enum GroupValue: Hashable, Comparable {
  case truth(Bool)
  case number(Double)
  case date(Day)
  case text(String)

  init?(_ cell: Column.Cell) {
    switch cell {
    case .number(let x): self = .number(x)
    case .truth(let t): self = .truth(t)
    case .text(let t): self = .text(t)
    case .date(let d): self = .date(d)
    case .complex, .missing: return nil
    }
  }

  var label: String {
    switch self {
    case .truth(let t): String(t)
    case .number(let x): x.formatted()
    case .date(let d): String(describing: d)
    case .text(let t): t
    }
  }

  /// `group 2` of a number, and a text as it is.
  func name(of variable: String) -> String {
    if case .text(let text) = self { return text }
    return "\(variable) \(label)"
  }

  static func < (a: GroupValue, b: GroupValue) -> Bool {
    switch (a, b) {
    case (.truth(let a), .truth(let b)): !a && b
    case (.number(let a), .number(let b)): a < b
    case (.date(let a), .date(let b)): a < b
    case (.text(let a), .text(let b)): a < b
    default: a.rank < b.rank
    }
  }

  private var rank: Int {
    switch self {
    case .truth: 0
    case .number: 1
    case .date: 2
    case .text: 3
    }
  }
}

extension Sample {
  /// The numbers of a vector under a name, and how many were left out.
  func observed(_ name: String, _ na: MissingValues) throws(TestError) -> (Observations, dropped: Int) {
    let count = missing.count { $0 }
    guard let numbers = numbers(na) else { throw .missing(count: count, of: name) }
    return (try Observations(name, numbers), count)
  }
}

/// All samples that are given: vectors, or one list, matrix or table of them.
struct SampleList: ArgumentType {
  let samples: [(name: String, sample: Sample)]

  static let needed = "vectors, a list of vectors, a matrix or a table of numbers"
  static func decode(_ value: Value) -> Self? { nil }

  static func take(from reader: inout ArgumentReader) throws(EvaluationError) -> Self {
    let values = reader.rest()
    if values.count == 1, let parts = parts(of: values[0]) { return SampleList(samples: parts) }
    var samples: [(name: String, sample: Sample)] = []
    for (place, value) in values.enumerated() {
      guard let sample = Sample.decode(value), sample.columns == nil else { throw reader.wrong(value, needed: needed) }
      samples.append(("group \(place + 1)", sample))
    }
    return SampleList(samples: samples)
  }

  private static func parts(of value: Value) -> [(name: String, sample: Sample)]? {
    switch value {
    case .list(let list):
      let samples = list.elements.compactMap { Sample.decode($0) }
      guard samples.count == list.count, samples.allSatisfy({ $0.columns == nil }) else { return nil }
      return samples.enumerated().map { ("group \($0 + 1)", $1) }
    case .matrix(let a):
      return (0..<a.columns).map {
        ("column \($0 + 1)", Sample(elements: a.column($0).elements, missing: [], columns: nil))
      }
    case .table(let t):
      let samples = t.columns.compactMap { Sample.decode(Value($0)) }
      return samples.count == t.columns.count ? Array(zip(t.names, samples)).map { ($0, $1) } : nil
    default: return nil
    }
  }

  func groups(_ na: MissingValues) throws(TestError) -> TestGroups {
    var result = TestGroups(groups: [])
    for (name, sample) in samples {
      let (group, dropped) = try sample.observed(name, na)
      result.groups.append(group)
      result.dropped += dropped
    }
    return result
  }

  /// The samples side by side: a row with a missing value is left out whole.
  func blocks(_ na: MissingValues) throws(TestError) -> TestGroups {
    guard let first = samples.first else { return TestGroups(groups: []) }
    for other in samples where other.sample.count != first.sample.count {
      throw .lengths(first.sample.count, other.sample.count)
    }
    let whole = (0..<first.sample.count).filter { row in
      samples.allSatisfy { $0.sample.missing.isEmpty || !$0.sample.missing[row] }
    }
    let dropped = first.sample.count - whole.count
    if na == .keep, dropped > 0 { throw .missing(count: dropped, of: "the rows") }
    var groups: [Observations] = []
    for (name, sample) in samples { groups.append(try Observations(name, whole.map { sample.elements[$0] })) }
    return TestGroups(groups: groups, dropped: dropped)
  }
}

import Document
import Evaluation
import LinearAlgebra
import Statistics
import Tables

extension Association: Choice {}
extension ProportionMethod: Choice {}
extension Bootstrap.Method: Choice {}
extension Power.Kind: Choice {}
extension Adjustment: Choice {}
extension Ranking: Choice {}

extension QuantileRule: ArgumentType {
  public static let needed = "a whole number from 1 to 9"
  public static func decode(_ value: Value) -> QuantileRule? { value.whole.flatMap(QuantileRule.init) }
}

extension Moments.Kind: ArgumentType {
  public static let needed = "1, 2 or 3"
  public static func decode(_ value: Value) -> Moments.Kind? { value.whole.flatMap(Moments.Kind.init) }
}

extension Value {
  /// The number as an integer, where it is one.
  fileprivate var whole: Int? { if case .number(let x) = self { Int(exactly: x) } else { nil } }
}

/// Numbers one after the other, some perhaps missing: no matrix.
struct Sequenced: ArgumentType {
  let sample: Sample

  static let needed = "a vector of numbers"

  static func decode(_ value: Value) -> Sequenced? {
    switch value {
    case .vector, .column: Sample.decode(value).map(Sequenced.init)
    default: nil
    }
  }
}

extension Context {
  /// The numbers that are there; `nil` when missing ones make the result missing. Either way it is said how many.
  mutating func numbers(_ x: Sample, _ rule: MissingValues, of function: String) -> [Double]? {
    noteMissing(x.missing.count { $0 }, of: x.count, rule, function)
    return x.numbers(rule)
  }

  /// The numbers that are there, of a function that would rather refuse than give nothing.
  mutating func present(
    _ x: Sample, _ rule: MissingValues, of function: String
  ) throws(EvaluationError) -> [Double] {
    guard let numbers = x.numbers(rule) else {
      let error = SampleError.missing(function: function, count: x.missing.count { $0 }, total: x.count)
      throw error.asEvaluation
    }
    noteMissing(x.missing.count { $0 }, of: x.count, rule, function)
    return numbers
  }

  /// Pairs of which neither is missing.
  mutating func pairs(
    _ x: Sequenced, _ y: Sequenced, _ rule: MissingValues, of function: String
  ) throws(EvaluationError) -> (x: [Double], y: [Double])? {
    let (a, b) = (x.sample, y.sample)
    guard a.count == b.count else { throw ShapeError.unequal(.vector(a.count), .vector(b.count)).asEvaluation }
    guard a.missing.contains(true) || b.missing.contains(true) else { return (a.elements, b.elements) }
    func isMissing(_ s: Sample, _ i: Int) -> Bool { !s.missing.isEmpty && s.missing[i] }
    let kept = a.elements.indices.filter { !isMissing(a, $0) && !isMissing(b, $0) }
    noteMissing(a.count - kept.count, of: a.count, rule, function, "pair")
    return rule == .drop ? (kept.map { a.elements[$0] }, kept.map { b.elements[$0] }) : nil
  }

  /// The pairs that are whole, of a function that would rather refuse than give nothing.
  mutating func presentPairs(
    _ x: Sequenced, _ y: Sequenced, _ rule: MissingValues, of function: String
  ) throws(EvaluationError) -> (x: [Double], y: [Double]) {
    if rule == .keep {
      let pairs = zip(x.sample.gaps, y.sample.gaps)
      let lost = pairs.count { $0.0 || $0.1 }
      if lost > 0, x.sample.count == y.sample.count {
        throw SampleError.missing(function: function, count: lost, total: x.sample.count).asEvaluation
      }
    }
    return try pairs(x, y, rule, of: function) ?? ([], [])
  }

  mutating func noteMissing(
    _ count: Int, of total: Int, _ rule: MissingValues, _ function: String, _ noun: String = "value"
  ) {
    guard count > 0 else { return }
    switch rule {
    case .drop:
      note(
        Report(
          code: "W341", title: "left out",
          message:
            "\(function) left out \(count) of \(total.counted(noun)), which \(count == 1 ? "is" : "are") missing."))
    case .keep:
      note(
        Report(
          code: "W342", title: "missing",
          message: "\(count) of \(total.counted(noun)) \(count == 1 ? "is" : "are") missing, and so is \(function); "
            + "na = \"drop\" leaves \(count == 1 ? "it" : "them") out."))
    }
  }
}

/// The columns of a table that hold numbers, row by row complete.
struct NumericColumns {
  let names: [String]
  let matrix: Matrix

  /// - Throws: `.missing` where values are and may not be left out; `.tooFew` where no column holds numbers.
  init(
    _ table: Table, _ rule: MissingValues, of function: String, _ context: inout Context
  ) throws(EvaluationError) {
    let numeric = table.names.indices.filter { table.columns[$0].kind == .number }
    guard !numeric.isEmpty else { throw SampleError.tooFew(function: function, needed: 1, got: 0).asEvaluation }
    let others = table.names.indices.filter { table.columns[$0].kind != .number }.map { table.names[$0] }
    if !others.isEmpty {
      context.note(
        Report(
          code: "W344", title: "not numbers",
          message: "\(function) has no use for \(others.joined(separator: ", ")), which "
            + "\(others.count == 1 ? "is" : "are") not of numbers."))
    }
    let complete = (0..<table.rows).filter { row in !numeric.contains { table.columns[$0].isMissing(row) } }
    let lost = table.rows - complete.count
    if lost > 0, rule == .keep {
      throw SampleError.missing(function: function, count: lost, total: table.rows).asEvaluation
    }
    context.noteMissing(lost, of: table.rows, rule, function, "row")
    names = numeric.map { table.names[$0] }
    let columns = numeric.map { table.columns[$0].numbers ?? [] }
    matrix = Matrix(rows: complete.count, columns: columns.count) { i, j in columns[j][complete[i]] }
  }

  /// A matrix of the columns against each other, as a table whose first column names the rows.
  func labelled(_ values: Matrix) -> Value {
    let label = ["column", "variable", "name"].first { !names.contains($0) } ?? ""
    var columns: [(name: String, column: Column)] = [(label, Column(names))]
    for (j, name) in names.enumerated() { columns.append((name, Column(values.column(j).elements))) }
    return (try? Table(columns)).map { .table($0) } ?? .matrix(values)
  }
}

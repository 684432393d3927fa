import LinearAlgebra
import Syntax
import Tables

/// A function of a record or a table, by what it uses of it.
public struct ColumnUse: Sendable {
  /// The columns it names, in order of first use; `nil` when it uses the whole.
  public let names: [String]?

  /// - Parameter function: of one parameter, as `row -> row.a > 1`.
  public init(_ function: Function) {
    guard case .defined(let definition, _) = function.body, definition.parameters.count == 1 else {
      names = nil
      return
    }
    var reader = UseReader(row: definition.parameters[0].name)
    reader.read(definition.expression)
    names = reader.isWhole ? nil : reader.names
  }

  /// The columns of the table that the function can see: all of them when it uses the whole, or a name the table has not,
  /// so that the message about that tells which there are.
  public func narrowed(_ table: Table) -> Table {
    guard let names, !names.isEmpty else { return table }
    let columns = names.map { Context.columnName(Name($0), in: table) }
    var seen: Set<String> = []
    return (try? table.selecting(columns.filter { seen.insert($0).inserted })) ?? table
  }
}

private struct UseReader {
  let row: Name
  var names: [String] = []
  var isWhole = false

  mutating func read(_ expression: Expression) {
    switch expression.kind {
    case .name(let name) where name == row: isWhole = true
    case .member(let base, let name) where base.kind == .name(row): names.append(name.spelling)
    case .index(let base, let indices) where base.kind == .name(row):
      guard case .at(let index)? = indices.first, indices.count == 1, case .text(let name) = index.kind else {
        isWhole = true
        return
      }
      names.append(name)
    // A name bound again inside means something else there; the whole is never wrong.
    case .lambda(let parameters, _) where parameters.contains(where: { $0.name == row }): isWhole = true
    case .comprehension(_, let clauses, _) where clauses.contains(where: { $0.name == row }): isWhole = true
    case .sequence(let statements) where statements.definedNames.contains(row): isWhole = true
    default: for child in expression.kind.children { read(child) }
    }
  }
}

extension Context {
  /// What a function of one row gives for every row of a table, as a vector. Where it only joins the row's fields element
  /// by element, all rows are worked out at once; else, and where that fails, one after the other, which says of which
  /// row it was.
  public mutating func rowwise(_ function: Function, over table: Table) throws(EvaluationError) -> [Value] {
    if let column = wholeColumns(function, table) { return column.elements }
    return try eachRow(function, over: table)
  }

  /// The truths that a function of one row gives for every row.
  public mutating func rowMask(_ function: Function, over table: Table) throws(EvaluationError) -> Column {
    if let column = wholeColumns(function, table), case .truths = column.storage { return column }
    let values = try eachRow(function, over: table)
    if let wrong = values.first(where: { if case .truth = $0 { false } else { !$0.isMissing } }) {
      throw EvaluationError(.notTruth(got: wrong.phrase, context: "the condition"))
    }
    guard values.contains(where: { !$0.isMissing }), let column = Column(values) else {
      return .missing(values.count, .truth)
    }
    return column
  }

  private mutating func eachRow(_ function: Function, over table: Table) throws(EvaluationError) -> [Value] {
    let seen = ColumnUse(function).narrowed(table)
    var values: [Value] = []
    values.reserveCapacity(table.rows)
    for row in 0..<table.rows {
      let fields = zip(seen.names, seen.columns).map { Record.Field($0, Value($1[row])) }
      values.append(try call(function, Arguments([.record(Record(fields))])))
    }
    return values
  }

  /// All rows at once; `nil` where the function does more than join fields element by element.
  private mutating func wholeColumns(_ function: Function, _ table: Table) -> Column? {
    guard table.rows > 1, case .defined(let definition, let captures) = function.body,
      definition.parameters.count == 1
    else { return nil }
    let captured = Dictionary(zip(definition.captured, captures)) { first, _ in first }
    var rewriter = RowRewriter(
      row: definition.parameters[0].name, table: table, captured: captured, scope: scope, catalog: catalog)
    guard let body = rewriter.rewrite(definition.expression), !rewriter.columns.isEmpty else { return nil }
    let names = rewriter.columns.map(RowRewriter.name)
    let used = captured.keys.filter { body.freeNames.contains($0) }.sorted { $0.canonical < $1.canonical }
    let whole = Function(
      .defined(
        Definition(
          name: nil, parameters: (names + used).map { .init($0, body.span) }, expression: body,
          source: definition.source), captures: []))
    var values = rewriter.columns.compactMap { table[$0] }.map { Value($0) }
    values += used.compactMap { captured[$0] }
    let remarks = notes
    guard let result = try? call(whole, Arguments(values)), let column = Column(result), column.count == table.rows
    else {
      // The rows are gone through one by one, and remark on what there is to remark.
      notes = remarks
      return nil
    }
    return column
  }
}

/// Makes an expression of columns out of one of a row's fields, where both say the same.
private struct RowRewriter {
  let row: Name
  let table: Table
  let captured: [Name: Value]
  let scope: Scope
  let catalog: Catalog
  var columns: [String] = []

  /// No name of a notebook has a blank.
  static func name(_ column: String) -> Name { Name("column \(column)") }

  /// Functions of dates and the like that go along vectors as they do along numbers.
  private static let elementwise: Set<String> = ["year", "month", "day", "weekday", "is_missing"]

  private func value(_ name: Name) -> Value? { captured[name] ?? scope[name] ?? catalog.value(name.canonical) }

  private mutating func column(_ name: String, _ expression: Expression) -> Expression? {
    guard table[name] != nil else { return nil }
    if !columns.contains(name) { columns.append(name) }
    return make(.name(Self.name(name)), expression)
  }

  private func make(_ kind: Expression.Kind, _ like: Expression) -> Expression? { try? Expression(kind, like.span) }

  mutating func rewrite(_ expression: Expression) -> Expression? {
    switch expression.kind {
    case .number, .text, .truth, .missing: return expression
    case .name(let name):
      // Anything longer than one element would be taken apart along the rows.
      return name != row && value(name)?.isScalar == true ? expression : nil
    case .member(let base, let name) where base.kind == .name(row):
      return column(Context.columnName(name, in: table), expression)
    case .index(let base, let indices) where base.kind == .name(row):
      guard indices.count == 1, case .at(let index) = indices[0], case .text(let name) = index.kind else { return nil }
      return column(name, expression)
    case .prefix(let op, let a): return rewrite(a).flatMap { make(.prefix(op, $0), expression) }
    case .infix(let op, let a, let b):
      guard let op = Self.dotted(op), let left = rewrite(a), let right = rewrite(b) else { return nil }
      return make(.infix(op, left, right), expression)
    case .scaled(let a, let b):
      guard let left = rewrite(a), let right = rewrite(b) else { return nil }
      return make(.infix(.dotMultiply, left, right), expression)
    case .comparison(let operators, let operands): return comparison(operators, operands, expression)
    case .call(let callee, let arguments): return call(callee, arguments, expression)
    default: return nil
    }
  }

  private mutating func comparison(
    _ operators: [Expression.Comparison], _ operands: [Expression], _ expression: Expression
  ) -> Expression? {
    guard !operators.contains(.element) else {
      // What the elements are looked for in is the same for every row.
      guard operators.count == 1, let item = rewrite(operands[0]), isVector(operands[1]) else { return nil }
      return make(.comparison(operators, [item, operands[1]]), expression)
    }
    var rewritten: [Expression] = []
    for operand in operands {
      guard let next = rewrite(operand) else { return nil }
      rewritten.append(next)
    }
    return make(.comparison(operators, rewritten), expression)
  }

  private func isVector(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .name(let name): return name != row && value(name).flatMap { Column($0) } != nil
    case .matrix(let rows, _):
      return rows.allSatisfy { row in
        row.allSatisfy { entry in
          switch entry.kind {
          case .number, .text, .truth: true
          default: false
          }
        }
      }
    default: return false
    }
  }

  private mutating func call(
    _ callee: Expression, _ arguments: [Expression.Argument], _ expression: Expression
  ) -> Expression? {
    guard case .name(let name) = callee.kind, name != row, captured[name] == nil, scope[name] == nil,
      let builtin = catalog[name.canonical]
    else { return nil }
    if builtin.name == "date" { return arguments.allSatisfy { Self.isLiteral($0.value) } ? expression : nil }
    // Of one argument, min and max are of all its elements.
    let isReduction = arguments.count == 1 && (builtin.name == "min" || builtin.name == "max")
    guard builtin.primitive != nil && !isReduction || Self.elementwise.contains(builtin.name) else { return nil }
    var rewritten: [Expression.Argument] = []
    for argument in arguments {
      guard argument.label == nil, let value = rewrite(argument.value) else { return nil }
      rewritten.append(.init(value))
    }
    return make(.call(callee, rewritten), expression)
  }

  private static func isLiteral(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .number, .text: true
    default: false
    }
  }

  /// What an operator of single elements is among vectors.
  private static func dotted(_ op: Expression.Infix) -> Expression.Infix? {
    switch op {
    case .add, .dotAdd: .dotAdd
    case .subtract, .dotSubtract: .dotSubtract
    case .multiply, .dotMultiply: .dotMultiply
    case .divide, .dotDivide: .dotDivide
    case .power, .dotPower: .dotPower
    case .and, .or: op
    case .leftDivide, .dot, .cross, .pipe: nil
    }
  }
}

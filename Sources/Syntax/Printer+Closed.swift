/// The forms that carry their own brackets or follow an operand, and the terms of formulas.
extension Printer {
  mutating func writeClosed(_ expression: Expression) {
    switch expression.kind {
    case .call(let function, let arguments):
      writeBase(function)
      write(arguments)
    case .mapped(let function, let arguments):
      writeBase(function)
      text += "."
      write(arguments)
    case .index(let base, let indices):
      writeBase(base)
      write(indices)
    case .member(let base, let name):
      writeBase(base)
      text += "." + name.spelling
    case .prime(let operand):
      write(operand, .postfix)
      text += "'"
    case .factorial(let operand):
      if case .factorial = operand.kind { writeParenthesised(operand) } else { write(operand, .postfix) }
      text += "!"
    case .nabla(let operand):
      text += "∇"
      write(operand, .primary)
    case .norm(let operand): writeNorm(operand)
    case .sequence(let statements): write(statements)
    case .record(let fields): write(fields)
    case .matrix(let rows, let separator): write(rows, separator)
    case .comprehension(let body, let clauses, let filter): write(body, clauses, filter)
    default: break
    }
  }

  /// What is called, indexed or asked for a field: a number needs parentheses, or `2[1]` would be a product.
  private mutating func writeBase(_ base: Expression) {
    if base.isNumber { writeParenthesised(base) } else { write(base, .postfix) }
  }

  private mutating func write(_ arguments: [Expression.Argument]) {
    text += "("
    for (index, argument) in arguments.enumerated() {
      if index > 0 { text += ", " }
      if let label = argument.label { text += label.spelling + " = " }
      write(argument.value, .any)
    }
    text += ")"
  }

  private mutating func write(_ indices: [Expression.Index]) {
    text += "["
    for (position, index) in indices.enumerated() {
      if position > 0 { text += ", " }
      switch index {
      case .all: text += ":"
      case .at(let value): write(value, .any)
      }
    }
    text += "]"
  }

  /// A norm directly in a norm would close the outer one.
  private mutating func writeNorm(_ operand: Expression) {
    var inner = Printer()
    inner.write(operand, .any)
    text += inner.text.contains("‖") ? "‖(\(inner.text))‖" : "‖\(inner.text)‖"
  }

  private mutating func write(_ statements: [Statement]) {
    text += "("
    for (index, statement) in statements.enumerated() {
      if index > 0 { text += "; " }
      write(statement)
    }
    text += ")"
  }

  private mutating func write(_ fields: [Expression.Field]) {
    text += "{"
    for (index, field) in fields.enumerated() {
      text += (index > 0 ? ", " : "") + field.name.spelling + " = "
      write(field.value, .any)
    }
    text += "}"
  }

  private mutating func write(_ rows: [[Expression]], _ separator: Expression.Separator) {
    text += "["
    for (rowIndex, row) in rows.enumerated() {
      if rowIndex > 0 { text += "; " }
      for (index, element) in row.enumerated() {
        if index > 0 { text += separator == .blank ? " " : ", " }
        if case .matrix = element.kind {
          writeParenthesised(element)
        } else {
          write(element, separator == .blank ? .sum : .any)
        }
      }
    }
    text += "]"
  }

  private mutating func write(_ body: Expression, _ clauses: [Expression.Clause], _ filter: Expression?) {
    text += "["
    write(body, .any)
    for (index, clause) in clauses.enumerated() {
      text += index == 0 ? " for " : ", "
      text += clause.name.spelling + " in "
      write(clause.source, .any)
    }
    if let filter {
      text += " if "
      write(filter, .any)
    }
    text += "]"
  }

  /// The right side of `~`, where `:` binds tighter than `*`.
  mutating func writeTerms(_ term: Expression, _ minimum: Binding) {
    if term.termBinding < minimum {
      text += "("
      writeTerms(term, .sum)
      text += ")"
      return
    }
    switch term.kind {
    case .prefix(let sign, let operand) where sign == .minus || sign == .plus:
      text += sign.rawValue
      writeTerms(operand, .product)
    case .infix(let op, let left, let right) where op == .add || op == .subtract:
      writeTerms(left, .sum)
      text += " \(op.rawValue) "
      writeTerms(right, .product)
    case .infix(let op, let left, let right) where op == .multiply || op == .divide:
      writeTerms(left, .product)
      text += op.rawValue
      writeTerms(right, .prefix)
    case .range(let left, nil, let right):
      writeTerms(left, .prefix)
      text += ":"
      writeTerms(right, .power)
    case .infix(.power, let base, let exponent):
      writeTerms(base, .primary)
      text += "^"
      write(exponent, .primary)
    default: write(term, .postfix)
    }
  }
}

extension Expression {
  /// The binding of a term of a formula: sums, products, interactions (`.prefix`), powers, the rest.
  fileprivate var termBinding: Binding {
    switch kind {
    case .prefix(let sign, _) where sign == .minus || sign == .plus: .sum
    case .infix(let op, _, _) where op == .add || op == .subtract: .sum
    case .infix(let op, _, _) where op == .multiply || op == .divide: .product
    case .range(_, nil, _): .prefix
    case .infix(.power, _, _): .power
    default: .primary
    }
  }
}

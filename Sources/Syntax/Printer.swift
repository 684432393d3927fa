extension Expression {
  /// Source text that parses to this expression, with the parentheses it needs and names as they were typed.
  public var printed: String {
    var printer = Printer()
    printer.write(self, .any)
    return printer.text
  }
}

extension Statement {
  /// Source text that parses to this statement, `;` included when it is silent.
  public var printed: String {
    var printer = Printer()
    printer.write(self)
    return silent ? printer.text + ";" : printer.text
  }
}

extension Expression.Argument {
  /// `rate = 0.1`, or the value alone.
  public var printed: String { (label.map { "\($0.spelling) = " } ?? "") + value.printed }
}

extension Expression.Parameter {
  /// `x`, or `x = 2` with its default.
  public var printed: String { name.spelling + (fallback.map { " = \($0.printed)" } ?? "") }
}

/// How tightly a printed form holds together; a position asks for a least binding.
enum Binding: Int, Comparable {
  case any, pipe, given, or, and, negation, comparison, range, sum, product, prefix, power, postfix, primary

  static func < (a: Binding, b: Binding) -> Bool { a.rawValue < b.rawValue }
  var tighter: Binding { Binding(rawValue: rawValue + 1) ?? .primary }
}

struct Printer {
  var text = ""

  mutating func write(_ statement: Statement) {
    switch statement.kind {
    case .expression(let value): write(value, .any)
    case .assign(let names, let value):
      text += names.map { $0?.spelling ?? "_" }.joined(separator: ", ") + " = "
      write(value, .any)
    case .define(let name, let parameters, let body):
      text += name.spelling
      write(parameters)
      text += " = "
      write(body, .any)
    case .update(let target, let value):
      write(target, .any)
      text += " = "
      write(value, .any)
    }
  }

  mutating func write(_ expression: Expression, _ minimum: Binding) {
    if expression.binding < minimum { return writeParenthesised(expression) }
    switch expression.kind {
    case .number(let value): text += Printer.number(value)
    case .imaginary(let value): text += Printer.number(value) + "i"
    case .text(let value): text += Printer.quoted(value)
    case .truth(let value): text += value ? "true" : "false"
    case .missing: text += "missing"
    case .name(let name): text += name.spelling
    case .end: text += "end"
    case .prefix(let sign, let operand): write(sign, operand)
    case .infix: writeSpine(expression)
    case .scaled(let number, let factor): writeScaled(number, factor)
    case .comparison(let signs, let operands): write(signs, operands)
    case .range(let start, let step, let end):
      write(start, .sum)
      for part in [step, end].compactMap({ $0 }) {
        text += ":"
        write(part, .sum)
      }
    case .conditional(let condition, let yes, let no):
      text += "if "
      write(condition, .any)
      text += " then "
      write(yes, .any)
      text += " else "
      write(no, .any)
    case .lambda(let parameters, let body):
      if parameters.count == 1, parameters[0].fallback == nil {
        text += parameters[0].name.spelling
      } else {
        write(parameters)
      }
      text += " -> "
      write(body, .any)
    case .given(let event, let condition):
      write(event, .or)
      text += " | "
      write(condition, .or)
    case .formula(let left, let right):
      if let left {
        write(left, .pipe)
        text += " "
      }
      text += "~ "
      writeTerms(right, .sum)
    default: writeClosed(expression)
    }
  }

  mutating func writeParenthesised(_ expression: Expression) {
    text += "("
    write(expression, .any)
    text += ")"
  }

  private mutating func write(_ sign: Expression.Prefix, _ operand: Expression) {
    text += sign == .not ? "not " : sign.rawValue
    if case .prefix(let inner, _) = operand.kind, sign != .not, inner == .minus || inner == .plus {
      return writeParenthesised(operand)
    }
    if operand.isNegativeNumber { return writeParenthesised(operand) }
    if sign == .root, operand.isScaledUnderSigns { return writeParenthesised(operand) }
    write(operand, sign == .not ? .negation : .prefix)
  }

  /// A sum is as deep as it is long on its left side, so that side is walked by a loop.
  private mutating func writeSpine(_ expression: Expression) {
    var rest: [(Expression.Infix, Expression)] = []
    var first = expression
    while case .infix(let op, let left, let right) = first.kind {
      rest.append((op, right))
      guard op != .power, op != .dotPower, left.binding >= op.binding, case .infix(let inner, _, _) = left.kind,
        inner != .power, inner != .dotPower
      else {
        write(left, op.isPower ? .postfix : op.binding)
        break
      }
      first = left
    }
    for (op, right) in rest.reversed() {
      text += op.isTight ? op.rawValue : " \(op.rawValue) "
      if op.refusesScaled, right.isScaledUnderSigns {
        writeParenthesised(right)
      } else {
        write(right, op.isPower || op.binding == .product ? .prefix : op.binding.tighter)
      }
    }
  }

  private mutating func writeScaled(_ number: Expression, _ factor: Expression) {
    write(number, .primary)
    var inner = Printer()
    if case .prefix(.root, _) = factor.kind { inner.write(factor, .prefix) } else { inner.write(factor, .power) }
    let joins = Printer.joins(inner.text, after: number.printed)
    text += joins ? "(\(inner.text))" : inner.text
  }

  /// Whether text set directly after a number would be read as part of it, or not as its factor.
  private static func joins(_ factor: String, after number: String) -> Bool {
    let scalars = Array(factor.unicodeScalars.prefix(2))
    guard let first = scalars.first else { return false }
    let second = scalars.count > 1 ? scalars[1] : " "
    switch first {
    case "e", "E": return second.isASCII && Characters.isDigit(UInt8(second.value))
    case "i": return !Characters.continuesName(second)
    case "x", "X", "b", "B", "o", "O": return number == "0"
    case "(", "[", "{", "∇", "√": return false
    case "_", "‖": return true
    default: return !Characters.startsName(first)
    }
  }

  private mutating func write(_ signs: [Expression.Comparison], _ operands: [Expression]) {
    for (index, operand) in operands.enumerated() {
      if index > 0, index <= signs.count { text += " \(signs[index - 1].rawValue) " }
      write(operand, .range)
    }
  }

  mutating func write(_ parameters: [Expression.Parameter]) {
    text += "("
    for (index, parameter) in parameters.enumerated() {
      if index > 0 { text += ", " }
      text += parameter.name.spelling
      if let fallback = parameter.fallback {
        text += " = "
        write(fallback, .any)
      }
    }
    text += ")"
  }

  /// The shortest decimal that reads back as the same number.
  static func number(_ value: Double) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    var digits = "\(value)"
    if digits.hasSuffix(".0") { digits.removeLast(2) }
    if let plus = digits.firstIndex(of: "+") { digits.remove(at: plus) }
    return digits
  }

  static func quoted(_ value: String) -> String {
    var text = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}

extension Expression {
  /// How tightly the printed form of this expression holds together.
  var binding: Binding {
    switch kind {
    case .lambda, .conditional, .formula: .any
    case .given: .given
    case .prefix(.not, _): .negation
    case .comparison: .comparison
    case .range: .range
    case .infix(let op, _, _): op.binding
    case .prefix, .scaled: .prefix
    case .number, .imaginary: isNegativeNumber ? .prefix : .primary
    case .call, .mapped, .index, .member, .prime, .factorial: .postfix
    default: .primary
    }
  }

  var isNegativeNumber: Bool {
    switch kind {
    case .number(let value), .imaginary(let value): value.sign == .minus && !value.isNaN
    default: false
    }
  }

  /// Whether this is `2x`, `-2x` and the like, which must not stand bare under a quotient or a power.
  var isScaledUnderSigns: Bool {
    switch kind {
    case .scaled: true
    case .prefix(let sign, let operand): sign != .root && sign != .not && operand.isScaledUnderSigns
    default: false
    }
  }
}

extension Expression.Infix {
  var binding: Binding {
    switch self {
    case .pipe: .pipe
    case .or: .or
    case .and: .and
    case .add, .subtract, .dotAdd, .dotSubtract: .sum
    case .multiply, .divide, .leftDivide, .dotMultiply, .dotDivide, .dot, .cross: .product
    case .power, .dotPower: .power
    }
  }

  var isPower: Bool { self == .power || self == .dotPower }

  /// Set without blanks around it; dotted powers keep them apart from a number's point.
  var isTight: Bool { self == .power || self == .multiply || self == .divide }

  var refusesScaled: Bool {
    self == .divide || self == .dotDivide || self == .leftDivide || isPower
  }
}

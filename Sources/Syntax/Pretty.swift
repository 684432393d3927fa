extension Expression {
  /// The form of a textbook: `x² e⁻ˣ`, `√x`, `2x − 1`. For reading; it need not parse.
  public var pretty: String {
    var writer = TextbookWriter()
    writer.write(self, .any)
    return writer.text
  }
}

extension Statement {
  /// The form of a textbook: `f(x) = x² e⁻ˣ`.
  public var pretty: String {
    var writer = TextbookWriter()
    switch kind {
    case .expression(let value): writer.write(value, .any)
    case .assign(let names, let value):
      writer.text += names.map { $0.map(TextbookWriter.symbol) ?? "_" }.joined(separator: ", ") + " = "
      writer.write(value, .any)
    case .define(let name, let parameters, let body):
      writer.text += TextbookWriter.symbol(name)
      writer.write(parameters)
      writer.text += " = "
      writer.write(body, .any)
    case .update(let target, let value):
      writer.write(target, .any)
      writer.text += " = "
      writer.write(value, .any)
    }
    return writer.text
  }
}

struct TextbookWriter {
  var text = ""

  static let letters: [String: String] = {
    var table: [String: String] = [:]
    for (letter, name) in Greek.english where letter.unicodeScalars.allSatisfy({ $0.properties.isLowercase }) {
      if table[name] == nil || letter.unicodeScalars.allSatisfy({ (0x3B1...0x3C9).contains($0.value) }) {
        table[name] = letter
      }
    }
    table["inf"] = "∞"
    return table
  }()

  static func symbol(_ name: Name) -> String { letters[name.spelling] ?? name.spelling }

  mutating func write(_ expression: Expression, _ minimum: Binding) {
    if expression.textbookBinding < minimum {
      text += "("
      write(expression, .any)
      text += ")"
      return
    }
    switch expression.kind {
    case .number(let value): text += Printer.number(value).replacingMinus
    case .name(let name): text += Self.symbol(name)
    case .prefix(let sign, let operand): writePrefix(sign, operand)
    case .infix: writeSpine(expression)
    case .scaled(let number, let factor):
      write(number, .primary)
      write(factor, factor.isRoot ? .prefix : .power)
    case .comparison(let signs, let operands):
      let symbols: [Expression.Comparison: String] = [
        .lessOrEqual: "≤", .greaterOrEqual: "≥", .notEqual: "≠", .element: "∈", .equal: "=",
      ]
      for (index, operand) in operands.enumerated() {
        if index > 0, index <= signs.count { text += " \(symbols[signs[index - 1]] ?? signs[index - 1].rawValue) " }
        write(operand, .range)
      }
    case .lambda(let parameters, let body):
      if parameters.count == 1, parameters[0].fallback == nil {
        text += Self.symbol(parameters[0].name)
      } else {
        write(parameters)
      }
      text += " ↦ "
      write(body, .any)
    case .call(let function, let arguments): writeCall(function, arguments)
    case .prime(let operand):
      write(operand, .postfix)
      text += "′"
    case .factorial(let operand):
      write(operand, .postfix)
      text += "!"
    case .norm(let operand): enclose("‖", operand)
    case .nabla(let operand):
      text += "∇"
      write(operand, .primary)
    case .conditional(let condition, let yes, let no):
      text += "if "
      write(condition, .any)
      text += " then "
      write(yes, .any)
      text += " else "
      write(no, .any)
    case .index, .member, .matrix, .mapped: writeParts(expression)
    default: text += expression.printed
    }
  }

  mutating func write(_ parameters: [Expression.Parameter]) {
    text += "(" + parameters.map { Self.symbol($0.name) }.joined(separator: ", ") + ")"
  }

  private mutating func enclose(_ bar: String, _ operand: Expression) {
    text += bar
    write(operand, .any)
    text += bar
  }

  private mutating func writePrefix(_ sign: Expression.Prefix, _ operand: Expression) {
    switch sign {
    case .minus, .plus:
      text += sign == .minus ? "−" : "+"
      write(operand, .product)
    case .not:
      text += "not "
      write(operand, .negation)
    case .root: writeRoot(operand)
    }
  }

  private mutating func writeRoot(_ operand: Expression) {
    text += "√"
    write(operand, .primary)
  }

  private mutating func writeSpine(_ expression: Expression) {
    var rest: [(op: Expression.Infix, left: Expression, right: Expression)] = []
    var first = expression
    while case .infix(let op, let left, let right) = first.kind, !op.isPower {
      rest.append((op, left, right))
      first = left
      guard case .infix(let inner, _, _) = left.kind, !inner.isPower, inner.binding >= op.binding else { break }
    }
    guard let outermost = rest.last else {
      if case .infix(let op, let base, let exponent) = expression.kind { writePower(op, base, exponent) }
      return
    }
    write(first, outermost.op.binding)
    for (op, left, right) in rest.reversed() {
      text += Self.sign(op, left, right)
      write(right, op.binding == .product ? .prefix : op.binding.tighter)
    }
  }

  private static func sign(_ op: Expression.Infix, _ left: Expression, _ right: Expression) -> String {
    switch op {
    case .subtract: " − "
    case .multiply:
      if left.isNumber, right.startsWithLetter { "" } else if right.startsWithDigit { "·" } else { " " }
    case .divide: "/"
    // Not the raised dot that separates words.
    case .dot: " ⋅ "
    default: " \(op.rawValue) "
    }
  }

  /// Functions whose powers are written at the name: sin²(x).
  private static let raisedAtName: Set<String> = ["sin", "cos", "tan", "sinh", "cosh", "tanh"]

  private mutating func writePower(_ op: Expression.Infix, _ base: Expression, _ exponent: Expression) {
    if op == .power, case .call(let function, let arguments) = base.kind, case .name(let name) = function.kind,
      Self.raisedAtName.contains(name.canonical), case .number = exponent.kind, let raised = Self.raised(exponent)
    {
      text += name.spelling + raised
      return write(arguments)
    }
    write(base, .postfix)
    if op == .power, let raised = Self.raised(exponent) {
      text += raised
    } else {
      text += op.rawValue
      write(exponent, .prefix)
    }
  }

  /// A short exponent in small characters, when there is one for each.
  static func raised(_ exponent: Expression) -> String? {
    var plain = exponent.printed
    if case .infix(let op, _, _) = exponent.kind, op == .add || op == .subtract { plain.removeAll { $0 == " " } }
    guard plain.count <= 5 else { return nil }
    var small = ""
    for character in plain {
      guard let raised = Characters.raised[character], character != "(", character != ")" else { return nil }
      small.append(raised)
    }
    return small
  }

  private mutating func writeCall(_ function: Expression, _ arguments: [Expression.Argument]) {
    if case .name(let name) = function.kind, arguments.count == 1, arguments[0].label == nil {
      let operand = arguments[0].value
      switch name.canonical {
      case "sqrt": return writeRoot(operand)
      case "abs": return enclose("|", operand)
      case "norm": return enclose("‖", operand)
      case "exp":
        if let raised = Self.raised(operand) {
          text += "e" + raised
          return
        }
      case "gamma":
        text += "Γ"
        return write(arguments)
      case "grad":
        text += "∇"
        return write(operand, .primary)
      default: break
      }
    }
    write(function, .postfix)
    write(arguments)
  }

  mutating func write(_ arguments: [Expression.Argument]) {
    text += "("
    for (index, argument) in arguments.enumerated() {
      text += (index > 0 ? ", " : "") + (argument.label.map { $0.spelling + " = " } ?? "")
      write(argument.value, .any)
    }
    text += ")"
  }
}

extension TextbookWriter {
  private mutating func writeParts(_ expression: Expression) {
    switch expression.kind {
    case .index(let base, let indices):
      write(base, .postfix)
      if indices.count == 1, case .at(let index) = indices[0], case .number(let value) = index.kind {
        let digits = Printer.number(value)
        if digits.utf8.count <= 2, digits.utf8.allSatisfy(Characters.isDigit) {
          text += String(digits.unicodeScalars.map { Self.low($0) })
          return
        }
      }
      text += "["
      for (position, index) in indices.enumerated() {
        if position > 0 { text += ", " }
        if case .at(let value) = index { write(value, .any) } else { text += ":" }
      }
      text += "]"
    case .member(let base, let name):
      write(base, .postfix)
      text += "." + name.spelling
    case .mapped(let function, let arguments):
      write(function, .postfix)
      text += "."
      write(arguments)
    case .matrix(let rows, let separator):
      text += "["
      // Blanks divide what has none itself.
      let isBlank = separator == .blank && rows.joined().allSatisfy { !$0.pretty.contains(" ") }
      for (index, row) in rows.enumerated() {
        if index > 0 { text += "; " }
        for (place, element) in row.enumerated() {
          if place > 0 { text += isBlank ? " " : ", " }
          write(element, separator == .blank ? .sum : .any)
        }
      }
      text += "]"
    default: text += expression.printed
    }
  }

  private static func low(_ digit: Unicode.Scalar) -> Character {
    Unicode.Scalar(0x2080 + digit.value - 48).map(Character.init) ?? Character(digit)
  }
}

extension Expression {
  /// As in source, but a bare product may stand under a minus, and `√x`, `|x|` are closed.
  fileprivate var textbookBinding: Binding {
    switch kind {
    case .scaled: .product
    case .prefix(.root, _): .postfix
    default: binding
    }
  }

  fileprivate var isRoot: Bool { if case .prefix(.root, _) = kind { true } else { false } }

  fileprivate var startsWithDigit: Bool {
    switch kind {
    case .number, .scaled, .imaginary: true
    case .infix(let op, let left, _): op.isPower && left.startsWithDigit
    case .call(let base, _), .index(let base, _), .prime(let base), .factorial(let base): base.startsWithDigit
    case .prefix(.minus, _), .prefix(.plus, _): true
    default: false
    }
  }

  fileprivate var startsWithLetter: Bool {
    switch kind {
    case .name, .call: true
    case .infix(let op, let left, _): op.isPower && left.startsWithLetter
    default: false
    }
  }
}

extension String {
  fileprivate var replacingMinus: String { hasPrefix("-") ? "−" + dropFirst() : self }
}

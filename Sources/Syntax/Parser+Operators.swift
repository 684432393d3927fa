/// How tightly the operators between operands bind.
enum Level: Int, Comparable {
  case pipe, given, or, and, negation, comparison, range, sum, product, prefix

  static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
  var tighter: Level { Level(rawValue: rawValue + 1) ?? .prefix }

  init?(_ mark: Mark) {
    switch mark {
    case .pipe: self = .pipe
    case .bar: self = .given
    case .or: self = .or
    case .and: self = .and
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual, .in: self = .comparison
    case .colon: self = .range
    case .plus, .minus, .dotPlus, .dotMinus: self = .sum
    case .times, .slash, .backslash, .dotTimes, .dotSlash, .dot, .cross: self = .product
    default: return nil
    }
  }
}

extension Parser {
  /// Anything that has a value: a lambda, a conditional, a formula or an operation.
  mutating func expression() throws(SyntaxError) -> Expression {
    try descend(token.span)
    defer { nesting -= 1 }
    if mark == .if { return try conditional() }
    if let lambda = try lambda() { return lambda }
    let start = token.span.start
    if mark == .tilde {
      advance()
      skipNewlines()
      let right = try terms()
      return try Expression(.formula(nil, right), Span(start, previousEnd))
    }
    let left = try operation(.pipe)
    guard mark == .tilde else { return left }
    advance()
    skipNewlines()
    let right = try terms()
    guard mark != .tilde else { throw SyntaxError(.repeatedOperator("~"), token.span) }
    return try Expression(.formula(left, right), Span(start, previousEnd))
  }

  private mutating func conditional() throws(SyntaxError) -> Expression {
    let start = token.span.start
    advance()
    skipNewlines()
    let condition = try expression()
    if mark == .equals { throw equalsInside() }
    skipNewlines(before: .then)
    guard mark == .then else { throw missingThen(after: condition) }
    advance()
    skipNewlines()
    let yes = try expression()
    skipNewlines(before: .else)
    guard mark == .else else { throw missingElse(after: yes, Span(start, previousEnd)) }
    advance()
    skipNewlines()
    let no = try expression()
    return try Expression(.conditional(condition, then: yes, else: no), Span(start, previousEnd))
  }

  /// A newline may stand before `then` and `else`, which can begin nothing else, and before the end of the input.
  private mutating func skipNewlines(before expected: Mark) {
    var next = position
    while tokens[next].mark == .newline { next += 1 }
    if tokens[next].mark == expected || tokens[next].mark == .end { position = next }
  }

  private mutating func lambda() throws(SyntaxError) -> Expression? {
    let start = token.span.start
    var parameters: [Expression.Parameter]
    if token.kind == .name, peek(1).mark == .arrow {
      parameters = [Expression.Parameter(Name(found), token.span)]
      advance()
    } else if mark == .openParenthesis, let closer = matches[position], tokens[closer + 1].mark == .arrow {
      parameters = try self.parameters()
    } else {
      return nil
    }
    advance()
    skipNewlines()
    let body = try expression()
    return try Expression(.lambda(parameters, body), Span(start, previousEnd))
  }

  /// Operands and the operators between them, at a level or tighter.
  mutating func operation(_ minimum: Level) throws(SyntaxError) -> Expression {
    var left = try operand(minimum)
    while let level = Level(mark), level >= minimum, !startsElement() {
      switch level {
      case .comparison: left = try comparison(left)
      case .range: left = try range(left)
      case .given: left = try given(left)
      default: left = try binary(left, level)
      }
    }
    return left
  }

  private mutating func operand(_ minimum: Level) throws(SyntaxError) -> Expression {
    guard mark == .not else { return try prefixed() }
    let sign = token
    try descend(sign.span)
    defer { nesting -= 1 }
    advance()
    skipNewlines()
    let inner = try operation(.negation)
    let whole = try Expression(.prefix(.not, inner), Span(sign.span.start, previousEnd))
    guard minimum <= .negation else { throw needsParentheses(whole, "not") }
    return whole
  }

  private mutating func binary(_ left: Expression, _ level: Level) throws(SyntaxError) -> Expression {
    let sign = token
    guard let op = Expression.Infix(mark) else { throw misplaced(after: left) }
    advance()
    skipNewlines()
    let right = try level == .product ? prefixed() : operation(level.tighter)
    if op == .divide || op == .dotDivide || op == .leftDivide { try refuseScaled(right, after: left, sign) }
    return try Expression(.infix(op, left, right), left.span.union(right.span))
  }

  private mutating func comparison(_ first: Expression) throws(SyntaxError) -> Expression {
    var operands = [first]
    var signs: [Expression.Comparison] = []
    while let sign = Expression.Comparison(mark), !startsElement() {
      advance()
      skipNewlines()
      signs.append(sign)
      operands.append(try operation(.range))
    }
    return try Expression(.comparison(signs, operands), Span(first.span.start, previousEnd))
  }

  private mutating func range(_ first: Expression) throws(SyntaxError) -> Expression {
    let second = try rangeEnd(first)
    guard mark == .colon else { return try Expression(.range(first, step: nil, second), first.span.union(second.span)) }
    let third = try rangeEnd(second)
    if mark == .colon { throw SyntaxError(.longRange, Span(first.span.start, token.span.end)) }
    return try Expression(.range(first, step: second, third), first.span.union(third.span))
  }

  private mutating func rangeEnd(_ before: Expression) throws(SyntaxError) -> Expression {
    let colon = token
    advance()
    skipNewlines()
    if mark == .closeBracket || mark == .colon || mark == .comma || mark == .closeParenthesis {
      throw openSlice(before, colon)
    }
    return try operation(.sum)
  }

  private mutating func given(_ event: Expression) throws(SyntaxError) -> Expression {
    advance()
    skipNewlines()
    let condition = try operation(.or)
    if mark == .bar { throw error(.repeatedOperator("|"), token.span, with: "and") }
    return try Expression(.given(event, condition), event.span.union(condition.span))
  }

  /// Signs and roots before an operand.
  mutating func prefixed() throws(SyntaxError) -> Expression {
    let sign = token
    guard let prefix = Expression.Prefix(mark) else { return try scaled() }
    try descend(sign.span)
    defer { nesting -= 1 }
    advance()
    skipNewlines()
    let operand = try prefixed()
    if prefix == .root { try refuseScaled(operand, after: nil, sign) }
    return try Expression(.prefix(prefix, operand), Span(sign.span.start, operand.span.end))
  }

  /// A number that touches what it multiplies: `2x^2` is `2*(x^2)`.
  private mutating func scaled() throws(SyntaxError) -> Expression {
    guard token.kind == .number, startsTouchingOperand(peek(1)) else { return try power() }
    if let base = otherBase() { throw base }
    if let unfinished = exponentWithoutDigits() { throw unfinished }
    let number = try number()
    let factor = try mark == .root ? prefixed() : power()
    return try Expression(.scaled(number, factor), number.span.union(factor.span))
  }

  private func startsTouchingOperand(_ next: Token) -> Bool {
    guard !next.isAfterBlank else { return false }
    if next.kind == .name { return true }
    switch next.mark {
    case .openParenthesis, .openBracket, .openBrace, .nabla, .root, .last, .missing, .true, .false: return true
    case .bars: return !isInNorm
    default: return false
    }
  }

  private mutating func power() throws(SyntaxError) -> Expression {
    let base = try postfix()
    if let raised = raisedName(base) { throw raised }
    guard mark == .caret || mark == .dotCaret else { return base }
    let sign = token
    try descend(sign.span)
    defer { nesting -= 1 }
    let op: Expression.Infix = mark == .caret ? .power : .dotPower
    advance()
    skipNewlines()
    let exponent = try prefixed()
    try refuseScaled(exponent, after: base, sign)
    return try Expression(.infix(op, base, exponent), base.span.union(exponent.span))
  }
}

extension Expression.Infix {
  init?(_ mark: Mark) {
    self.init(rawValue: mark.rawValue)
  }
}

extension Expression.Comparison {
  init?(_ mark: Mark) {
    self.init(rawValue: mark.rawValue)
  }
}

extension Expression.Prefix {
  init?(_ mark: Mark) {
    switch mark {
    case .minus: self = .minus
    case .plus: self = .plus
    case .root: self = .root
    default: return nil
    }
  }
}

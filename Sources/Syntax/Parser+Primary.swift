extension Parser {
  mutating func primary() throws(SyntaxError) -> Expression {
    let token = token
    switch token.kind {
    case .number:
      if let base = otherBase() { throw base }
      return try number()
    case .imaginary: return try imaginary()
    case .text: return try text()
    case .name: return try name()
    default: break
    }
    switch mark {
    case .true, .false: return try literal(.truth(mark == .true))
    case .missing: return try literal(.missing)
    case .last:
      guard indexDepth > 0 else {
        // MATLAB's `v(end)`.
        guard nesting > 1 else { throw SyntaxError(.endOutside, token.span) }
        throw roundIndex()
      }
      return try literal(.end)
    case .nabla:
      try descend(token.span)
      defer { nesting -= 1 }
      advance()
      let operand = try primary()
      return try Expression(.nabla(operand), token.span.union(operand.span))
    case .openParenthesis: return try parenthesised()
    case .openBracket: return try bracketed()
    case .openBrace: return try record()
    case .bars where !isInNorm: return try norm()
    default: throw missingOperand()
    }
  }

  private mutating func literal(_ kind: Expression.Kind) throws(SyntaxError) -> Expression {
    let span = token.span
    advance()
    return try Expression(kind, span)
  }

  private mutating func name() throws(SyntaxError) -> Expression {
    let spelling = found
    if let habit = expressionHabit() { throw habit }
    if spelling == "_" { throw SyntaxError(.discarded, token.span) }
    return try literal(.name(Name(spelling)))
  }

  mutating func number() throws(SyntaxError) -> Expression {
    try literal(.number(try value(of: found)))
  }

  private mutating func imaginary() throws(SyntaxError) -> Expression {
    try literal(.imaginary(try value(of: String(found.dropLast()))))
  }

  private func value(of digits: String) throws(SyntaxError) -> Double {
    guard let value = Double(digits.filter { $0 != "_" }), value.isFinite else {
      throw SyntaxError(.numberTooLarge(digits), token.span)
    }
    return value
  }

  private mutating func text() throws(SyntaxError) -> Expression {
    let span = token.span
    if mark == .unfinishedText { throw unfinishedText() }
    var value: [UInt8] = []
    var index = span.start + 1
    while index < span.end - 1 {
      guard bytes[index] == UInt8(ascii: "\\") else {
        value.append(bytes[index])
        index += 1
        continue
      }
      let escaped: [UInt8: UInt8] = [0x6E: 10, 0x74: 9, 0x22: 0x22, 0x5C: 0x5C]
      guard let byte = escaped[bytes[index + 1]] else { throw unknownEscape(at: index) }
      value.append(byte)
      index += 2
    }
    return try literal(.text(String(decoding: value, as: UTF8.self)))
  }

  /// `(a)`, or the block `(a = 1; a + 1)`.
  private mutating func parenthesised() throws(SyntaxError) -> Expression {
    let opened = token
    try descend(opened.span)
    defer { nesting -= 1 }
    let modes = open()
    if mark == .closeParenthesis { throw SyntaxError(.emptyParentheses, opened.span.union(token.span)) }
    var statements: [Statement] = []
    while mark != .closeParenthesis {
      statements.append(try statement())
      guard mark == .semicolon else { break }
      while mark == .semicolon { advance() }
    }
    if mark == .comma { throw tuple(opened) }
    try close(.closeParenthesis, opened: opened, restoring: modes, after: statements.last?.lastExpression)
    let span = Span(opened.span.start, previousEnd)
    if statements.count == 1, case .expression(let inner) = statements[0].kind { return try inner.moved(to: span) }
    return try Expression(.sequence(statements), span)
  }

  /// `‖x‖`.
  private mutating func norm() throws(SyntaxError) -> Expression {
    let opened = token
    let modes = modes
    skipsNewlines = true
    isInMatrix = false
    isInNorm = true
    advance()
    let inner = try expression()
    try close(.bars, opened: opened, restoring: modes, after: inner)
    return try Expression(.norm(inner), Span(opened.span.start, previousEnd))
  }

  /// `{rate = 0.1, momentum = 0.9}`.
  private mutating func record() throws(SyntaxError) -> Expression {
    let opened = token
    let modes = open()
    var fields: [Expression.Field] = []
    var seen: Set<Name> = []
    while mark != .closeBrace {
      guard token.kind == .name || token.kind == .keyword, peek(1).mark == .equals else { throw fieldExpected(opened) }
      let name = Name(found)
      guard seen.insert(name).inserted else { throw SyntaxError(.duplicate("field", name.spelling), token.span) }
      advance()
      advance()
      fields.append(Expression.Field(name, try expression()))
      guard mark == .comma else { break }
      advance()
      if mark == .closeBrace { throw trailingComma() }
    }
    try close(.closeBrace, opened: opened, restoring: modes, after: fields.last?.value)
    return try Expression(.record(fields), Span(opened.span.start, previousEnd))
  }
}

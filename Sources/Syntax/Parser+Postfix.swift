extension Parser {
  /// A primary with its calls, indices, members, primes and raised exponents.
  mutating func postfix() throws(SyntaxError) -> Expression {
    var base = try primary()
    while true {
      let start = base.span.start
      switch mark {
      case .openParenthesis where !startsElement():
        if base.isNumber { throw numberCalled(base) }
        let arguments = try arguments(of: base)
        base = try Expression(.call(base, arguments), Span(start, previousEnd))
      case .openBracket where !startsElement():
        let indices = try indices(of: base)
        base = try Expression(.index(base, indices), Span(start, previousEnd))
      case .openBrace where !token.isAfterBlank: throw braces(after: base)
      case .point where !token.isAfterBlank:
        if base.isNumber, bytes[start] != UInt8(ascii: "(") { throw numberEndsInPoint(base) }
        base = try member(of: base)
      case .prime where !token.isAfterBlank, .doublePrime where !token.isAfterBlank:
        let isDouble = mark == .doublePrime
        base = try Expression(.prime(base), Span(start, token.span.end))
        if isDouble { base = try Expression(.prime(base), Span(start, token.span.end)) }
        advance()
        if startsOperand(), !token.isAfterBlank, mark != .openParenthesis, mark != .openBracket {
          throw touchingPrime(base)
        }
      case .exclamation where !token.isAfterBlank:
        base = try Expression(.factorial(base), Span(start, token.span.end))
        advance()
      default:
        guard token.kind == .superscript, !token.isAfterBlank else { return base }
        base = try raised(base)
      }
    }
  }

  private mutating func member(of base: Expression) throws(SyntaxError) -> Expression {
    let start = base.span.start
    let point = token
    let next = peek(1)
    guard !next.isAfterBlank else { throw SyntaxError(.expected("a field name", found: "."), point.span) }
    if next.mark == .openParenthesis {
      advance()
      let arguments = try arguments(of: base)
      return try Expression(.mapped(base, arguments), Span(start, previousEnd))
    }
    guard next.kind == .name || next.kind == .keyword else {
      throw SyntaxError(
        .expected("a field name", found: text(next.span)), point.span.union(next.span),
        isIncomplete: next.mark == .end)
    }
    advance()
    let name = Name(found)
    advance()
    return try Expression(.member(base, name), Span(start, previousEnd))
  }

  /// `x²`, `A⁻¹`, `eⁿ⁺¹`: an exponent written small.
  private mutating func raised(_ base: Expression) throws(SyntaxError) -> Expression {
    let small = token
    let exponent = try raisedExponent(small.span)
    advance()
    if mark == .openParenthesis, !token.isAfterBlank, let closer = matches[position] {
      let argument = text(Span(token.span.start, tokens[closer].span.end))
      let fixed = "\(text(base.span))\(argument)^(\(exponent.printed))"
      let whole = Span(base.span.start, tokens[closer].span.end)
      throw error(.raisedFunction(text(base.span)), base.span.union(small.span), replacing: whole, with: fixed)
    }
    return try Expression(.infix(.power, base, exponent), base.span.union(small.span))
  }

  /// `(1, rate = 2)`, from the parenthesis.
  mutating func arguments(of function: Expression?) throws(SyntaxError) -> [Expression.Argument] {
    let opened = token
    let modes = open()
    let arguments = try arguments(of: function, until: .closeParenthesis)
    try close(.closeParenthesis, opened: opened, restoring: modes, after: arguments.last?.value)
    return arguments
  }

  /// Arguments up to a closing mark, which is not consumed.
  mutating func arguments(of function: Expression?, until closer: Mark) throws(SyntaxError) -> [Expression.Argument] {
    var arguments: [Expression.Argument] = []
    var labels: Set<Name> = []
    while mark != closer {
      let argument = try argument(of: function)
      if let label = argument.label {
        guard labels.insert(label).inserted else {
          throw SyntaxError(.duplicate("argument", label.spelling), argument.value.span)
        }
      } else if !labels.isEmpty {
        throw SyntaxError(.positionalAfterNamed, argument.value.span)
      }
      arguments.append(argument)
      guard mark == .comma else { break }
      if case .given = argument.value.kind, function?.isProbability == true { throw givenList() }
      advance()
      if mark == closer { throw trailingComma() }
    }
    return arguments
  }

  private mutating func argument(of function: Expression?) throws(SyntaxError) -> Expression.Argument {
    if token.kind == .name, peek(1).mark == .equals {
      if function?.isProbability == true {
        throw error(.eventEquals(found), token.span.union(peek(1).span), replacing: peek(1).span, with: "==")
      }
      let label = Name(found)
      advance()
      advance()
      return Expression.Argument(label: label, try expression())
    }
    let value = try expression()
    if mark == .equals { throw equalsInside() }
    return Expression.Argument(value)
  }

  private mutating func indices(of base: Expression) throws(SyntaxError) -> [Expression.Index] {
    let opened = token
    if let mistaken = bracketArgument(base) { throw mistaken }
    let modes = open()
    indexDepth += 1
    defer { indexDepth -= 1 }
    var indices: [Expression.Index] = []
    var last: Expression?
    if mark == .closeBracket { throw SyntaxError(.emptyIndex, opened.span.union(token.span)) }
    while true {
      if mark == .colon, peek(1).mark == .comma || peek(1).mark == .closeBracket || peek(1).mark == .end {
        indices.append(.all)
        advance()
      } else if mark == .colon {
        throw error(.openRange, token.span, replacing: Span(token.span.start, token.span.start), with: "1")
      } else {
        let index = try expression()
        if mark == .equals { throw equalsInside() }
        indices.append(.at(index))
        last = index
      }
      guard mark == .comma else { break }
      advance()
      if mark == .closeBracket {
        let comma = tokens[position - 1].span
        throw error(.trailingComma, comma, with: ", :")
      }
    }
    try close(.closeBracket, opened: opened, restoring: modes, after: last)
    return indices
  }
}

extension Parser {
  /// `det [1 2; 3 4]`: no index holds a semicolon, so this is a matrix without the parentheses of the call.
  private func bracketArgument(_ base: Expression) -> SyntaxError? {
    guard case .name(let name) = base.kind, let closer = matches[position] else { return nil }
    var at = position + 1
    while at < closer {
      if let inner = matches[at] {
        at = inner
      } else if tokens[at].mark == .semicolon {
        let literal = text(Span(token.span.start, tokens[closer].span.end))
        let whole = Span(base.span.start, tokens[closer].span.end)
        return error(.bracketArgument(name.spelling), whole, with: "\(name.spelling)(\(literal))")
      }
      at += 1
    }
    return nil
  }
}

extension Expression {
  var isNumber: Bool {
    switch kind {
    case .number, .imaginary: true
    default: false
    }
  }

  /// Whether this is `P`, whose arguments are events.
  var isProbability: Bool {
    if case .name(let name) = kind { name.canonical == "P" } else { false }
  }

  /// The same expression at another place.
  func moved(to span: Span) throws(SyntaxError) -> Expression { try Expression(kind, span) }
}

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
        if let change = changeInPlace(base) { throw change }
        if case .factorial(let operand) = base.kind, bytes[previousEnd - 1] == UInt8(ascii: "!") {
          throw doubleFactorial(base, of: operand)
        }
        base = try Expression(.factorial(base), Span(start, token.span.end))
        advance()
      default:
        guard token.kind == .superscript, !token.isAfterBlank else { return base }
        base = try raised(base)
      }
    }
  }

  /// `5!!`
  private func doubleFactorial(_ base: Expression, of operand: Expression) -> SyntaxError {
    let inner = text(operand.span)
    return error(
      .doubleFactorial(inner), base.span.union(token.span),
      with: "prod(\(inner):-2:1)")
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
      let power = exponent.printed
      let fixed = "\(text(base.span))\(argument)^\(power.allSatisfy(\.isNumber) ? power : "(\(power))")"
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
      if case .given = argument.value.kind, function?.isProbability == true, !isIndependence(1) { throw givenList() }
      advance()
      if mark == closer { throw trailingComma() }
    }
    return arguments
  }

  /// Whether `independent =` stands so many tokens ahead: the one option of `P`, which cannot be meant as an event.
  private func isIndependence(_ ahead: Int) -> Bool {
    let name = peek(ahead)
    return name.kind == .name && peek(ahead + 1).mark == .equals && text(name.span) == "independent"
  }

  private mutating func argument(of function: Expression?) throws(SyntaxError) -> Expression.Argument {
    if token.kind == .name, peek(1).mark == .equals {
      if function?.isProbability == true, !isIndependence(0) {
        throw error(.eventEquals(found), token.span.union(peek(1).span), replacing: peek(1).span, with: "==")
      }
      let label = Name(found)
      advance()
      advance()
      return Expression.Argument(label: label, try expression())
    }
    let value = try expression()
    if mark == .equals {
      // R's names with points in them.
      if case .member = value.kind, text(value.span).allSatisfy({ $0.isLetter || $0.isNumber || $0 == "." }) {
        let name = String(text(value.span).map { $0 == "." ? "_" : $0 })
        throw error(.foreign(text(value.span), here: name), value.span, with: name)
      }
      throw equalsInside()
    }
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
        throw openSlice()
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
  /// Julia's `push!(v, 3)`, `sort!(v)`.
  private func changeInPlace(_ base: Expression) -> SyntaxError? {
    guard case .name(let name) = base.kind, name.spelling.count > 2, peek(1).mark == .openParenthesis,
      !peek(1).isAfterBlank, let closer = matches[position + 1], tokens[position + 2].kind == .name
    else { return nil }
    let target = text(tokens[position + 2].span)
    let hasMore = tokens[position + 3].mark == .comma
    let rest = hasMore ? text(Span(tokens[position + 4].span.start, tokens[closer].span.start)) : ""
    let fixed =
      ["push", "append"].contains(name.spelling)
      ? "[\(target); \(rest)]" : "\(name.spelling)(\(target)\(hasMore ? ", \(rest)" : ""))"
    return error(
      .changeInPlace("\(name.spelling)!"), base.span.union(token.span),
      replacing: Span(base.span.start, tokens[closer].span.end), with: "\(target) = \(fixed)")
  }

  /// Python's `v[:-1]`, `v[::2]`, from the colon.
  private func openSlice() -> SyntaxError {
    if peek(1).mark == .colon, let end = operandEnd(from: position + 2) {
      let step = text(Span(peek(2).span.start, end))
      let isBackwards = step.hasPrefix("-")
      return error(
        .openRange, token.span.union(peek(1).span), replacing: Span(token.span.start, end),
        with: isBackwards ? "end:\(step):1" : "1:\(step):end")
    }
    if peek(1).mark == .minus, peek(2).kind == .number {
      return error(
        .openRange, token.span, replacing: Span(token.span.start, peek(2).span.end),
        with: "1:end - \(text(peek(2).span))")
    }
    return error(.openRange, token.span, replacing: Span(token.span.start, token.span.start), with: "1")
  }

  /// `v[2:]`, and Python's `v[1:]` and `v[-2:]`.
  func openSlice(_ before: Expression, _ colon: Token) -> SyntaxError {
    var first = text(before.span)
    if case .prefix(.minus, let back) = before.kind, case .number(let count) = back.kind, let n = Int(exactly: count) {
      first = n == 1 ? "end" : "end - \(n - 1)"
    } else if first == "1" || first == "0" {
      // From its first element on a vector is whole: who counts from 0 leaves that element out.
      first = first == "1" ? "2" : "1"
    }
    return error(.openRange, before.span.union(colon.span), with: "\(first):end")
  }

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

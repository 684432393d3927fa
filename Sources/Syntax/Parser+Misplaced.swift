extension Parser {
  /// Operators of other languages and what they are called here.
  private static let translations: [Mark: String] = [
    .starStar: "^", .ampersands: "and", .barBar: "or", .ampersand: "and", .identical: "==", .notIdentical: "!=",
    .angles: "!=", .tildeEquals: "!=", .colonEquals: "=", .equalsLess: "<=", .dotBackslash: "./",
  ]

  /// The token that follows a complete expression fits nowhere.
  func misplaced(after left: Expression?) -> SyntaxError {
    let span = token.span
    if mark == .end { return SyntaxError(.unexpected(""), span, isIncomplete: true) }
    if found == "@" { return error(.foreign("@", here: "*"), span, with: "*") }
    if token.kind == .unknown {
      let isField = found == "$" && !token.isAfterBlank && peek(1).kind == .name
      return isField ? sign(after: left) : latex() ?? sign(after: left)
    }
    if mark == .percent, let between = percents(left) { return between }
    if mark == .point, let plain = dottedComparison() { return plain }
    if mark == .dotBackslash, let left, let end = operandEnd(from: position + 1) {
      let factor = lastFactor(left)
      let fixed = "\(text(Span(peek(1).span.start, end))) ./ \(text(factor))"
      return error(.foreign(found, here: "./"), span, replacing: Span(factor.start, end), with: fixed)
    }
    if let here = Parser.translations[mark] {
      let isWord = here.first?.isLetter == true
      return error(.foreign(found, here: here), span, with: isWord && !token.isAfterBlank ? " \(here) " : here)
    }
    switch mark {
    case .percent: return remainder(left)
    case .slashSlash: return wholeQuotient(left)
    case .fatArrow: return arrowHabit(left) ?? error(.fatArrow, span, with: "->")
    case .leftArrow:
      let gap = Span(left?.span.end ?? span.start, peek(1).span.start)
      return error(.leftArrow, span, replacing: gap, with: " = ")
    case .plusEquals, .minusEquals, .timesEquals, .slashEquals, .caretEquals: return compoundAssignment(left)
    case .question: return ternary(left)
    case .ellipsis: return SyntaxError(.ellipsis, span)
    case .twoPoints: return error(.ellipsis, span, with: ":")
    case .dotPrime: return error(.dotPrime, span, with: "'")
    case .prime, .leftSingleQuote: return missingOperand()
    case .equals: return equalsInside()
    case .arrow:
      // `f: x -> x^2`, as mappings are written on paper.
      let second = tokens[statementStart + 1]
      if tokens[statementStart].kind == .name, second.mark == .colon, position == statementStart + 3 {
        return error(.foreign("f: x -> …", here: "f = x -> …"), second.span, with: " =")
      }
      return arrowHabit(left) ?? SyntaxError(.needsParentheses("function"), left.map { $0.span.union(span) } ?? span)
    case .if: return trailingIf(left)
    case .for: return generator(left)
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .backslash:
      if let formula = latex() { return formula }
    case .comma:
      if let separate = commaHabit() { return separate }
      var next = position + 1
      while tokens[next].mark == .newline, tokens[next].mark != .end { next += 1 }
      return SyntaxError(.tuple, span, isIncomplete: tokens[next].mark == .end)
    case .closeParenthesis, .closeBracket, .closeBrace: return error(.unmatched(found), span, with: "")
    case .leftQuote, .rightQuote: return missingOperand()
    default: break
    }
    if let left, let absence = absence(left) { return absence }
    if let left, token.kind == .name { return sideBySide(left) }
    if let left, startsOperand() { return missingOperator(left) }
    return SyntaxError(.unexpected(found), span)
  }

  /// `f(x) -> x^2`, and R's `3 -> x`.
  private func arrowHabit(_ left: Expression?) -> SyntaxError? {
    guard let left, left.span.start == tokens[statementStart].span.start else { return nil }
    switch left.kind {
    case .call(let callee, let arguments):
      guard case .name(let name) = callee.kind, !["lim", "limit"].contains(name.spelling),
        arguments.allSatisfy({ if case .name = $0.value.kind { true } else { false } })
      else { return nil }
      return error(.foreign("f(x) \(found)", here: "f(x) ="), token.span, with: "=")
    case .name: return nil
    default:
      guard mark == .arrow, peek(1).kind == .name, [.end, .newline, .semicolon].contains(peek(2).mark) else {
        return nil
      }
      let whole = left.span.union(peek(1).span)
      return error(
        .foreign("a -> x", here: "x = a"), token.span, replacing: whole,
        with: "\(text(peek(1).span)) = \(text(left.span))")
    }
  }

  private func missingOperator(_ left: Expression) -> SyntaxError {
    if let formula = latex() ?? differential(left) { return formula }
    let kind = SyntaxError.Kind.missingOperator(text(left.span), found)
    let before = tokens[max(0, position - 1)]
    if before.kind == .number, token.kind == .number, !token.isAfterBlank {
      return SyntaxError(.twoPoints, before.span.union(token.span))
    }
    if case .text = left.kind { return SyntaxError(kind, left.span.union(token.span)) }
    if token.kind == .text { return SyntaxError(kind, left.span.union(token.span)) }
    if case .name(let name) = left.kind, name.spelling.count > 1, token.kind == .number {
      let isScaled = peek(1).kind == .name && !peek(1).isAfterBlank
      let operand = text(token.span.union(isScaled ? peek(1).span : token.span))
      let whole = Span(left.span.start, isScaled ? peek(1).span.end : token.span.end)
      return error(kind, left.span.union(token.span), replacing: whole, with: "\(name.spelling)(\(operand))")
    }
    let gap = Span(left.span.end, max(left.span.end, token.span.start))
    return error(kind, left.span.union(token.span), replacing: gap, with: " * ")
  }

  private func sideBySide(_ left: Expression) -> SyntaxError {
    if found == "elseif" || found == "elif" { return error(.elseIf(found), token.span, with: "else if") }
    if let formula = latex() ?? differential(left) { return formula }
    if let word = wordOperator(left) { return word }
    guard case .name(let name) = left.kind, name.spelling.count > 1,
      bytes[left.span.start] != UInt8(ascii: "(")
    else { return missingOperator(left) }
    let whole = left.span.union(token.span)
    if peek(1).mark == .equals, tokens[statementStart].span.start == left.span.start {
      return error(.missingOperator(name.spelling, found), whole, with: "\(name.spelling)_\(found)")
    }
    return error(.missingOperator(name.spelling, found), whole, with: "\(name.spelling)(\(found))")
  }

  private func remainder(_ left: Expression?) -> SyntaxError {
    // `25%` is a part of a hundred.
    let number = tokens[max(0, position - 1)]
    if number.kind == .number, !token.isAfterBlank, operandEnd(from: position + 1) == nil {
      let whole = number.span.union(token.span)
      return error(.foreign("%", here: "/100"), whole, with: "\(text(number.span))/100")
    }
    guard let left, peek(1).mark != .end, peek(1).mark != .newline else {
      return error(.remainder, token.span, with: "#")
    }
    guard let end = operandEnd(from: position + 1) else { return SyntaxError(.remainder, token.span) }
    if isRemark(after: end) { return error(.remainder, token.span, with: "#") }
    let factor = lastFactor(left)
    let fixed = "mod(\(text(factor)), \(text(Span(peek(1).span.start, end))))"
    return error(.remainder, token.span, replacing: Span(factor.start, end), with: fixed)
  }

  /// Python's `a // b`.
  private func wholeQuotient(_ left: Expression?) -> SyntaxError {
    guard let left, let end = operandEnd(from: position + 1) else { return SyntaxError(.twoSlashes, token.span) }
    if isRemark(after: end) { return error(.twoSlashes, token.span, with: "#") }
    let factor = lastFactor(left)
    let fixed = "floor(\(text(factor)) / \(text(Span(peek(1).span.start, end))))"
    return error(.twoSlashes, token.span, replacing: Span(factor.start, end), with: fixed)
  }

  /// What an operator that binds as tightly as `*` has at its left: the last factors of what was read.
  func lastFactor(_ left: Expression) -> Span {
    var factor = left
    while true {
      switch factor.kind {
      case .infix(let op, _, let right)
      where (op == .add || op == .subtract) && bytes[factor.span.start] != UInt8(ascii: "("):
        factor = right
      default: return factor.span
      }
    }
  }

  /// Where the operand ends that starts at a token: with its sign, calls, indices, members, primes and powers.
  func operandEnd(from start: Int) -> Int? {
    var at = start
    while tokens[at].mark == .minus || tokens[at].mark == .plus { at += 1 }
    guard tokens[at].mark != .end, tokens[at].mark != .newline, tokens[at].kind != .unknown else { return nil }
    if tokens[at].mark.closer != nil {
      guard let closer = matches[at] else { return nil }
      at = closer
    } else if tokens[at].kind != .number, tokens[at].kind != .name, tokens[at].kind != .imaginary {
      return nil
    }
    while true {
      let next = tokens[at + 1]
      switch next.mark {
      case .openParenthesis where !next.isAfterBlank, .openBracket where !next.isAfterBlank:
        guard let closer = matches[at + 1] else { return nil }
        at = closer
      case .prime where !next.isAfterBlank: at += 1
      case .point where !next.isAfterBlank && tokens[at + 2].kind == .name: at += 2
      case .caret, .dotCaret: return operandEnd(from: at + 2)
      default: return tokens[at].span.end
      }
    }
  }

  private func compoundAssignment(_ left: Expression?) -> SyntaxError {
    let kind = SyntaxError.Kind.compoundAssignment(found)
    guard let left, left.isUpdatable else { return SyntaxError(kind, token.span) }
    let whole = statementSpan
    let rest = Span(token.span.end, whole.end)
    let right = text(rest).drop { $0 == " " }
    let isSimple = rest.end - rest.start > 0 && tokens[min(position + 2, tokens.count - 1)].span.start >= whole.end
    let sign = found.dropLast()
    let name = text(left.span)
    let value = isSimple || sign == "+" ? String(right) : "(\(right))"
    return error(kind, token.span, replacing: left.span.union(rest), with: "\(name) = \(name) \(sign) \(value)")
  }

  /// `c ? a : b`
  private func ternary(_ left: Expression?) -> SyntaxError {
    guard let left else { return SyntaxError(.ternary, token.span) }
    var colon = position + 1
    while tokens[colon].mark != .colon, tokens[colon].mark != .end, tokens[colon].mark != .newline { colon += 1 }
    guard tokens[colon].mark == .colon else { return SyntaxError(.ternary, token.span) }
    let yes = text(Span(token.span.end, tokens[colon].span.start)).trimmed
    return error(
      .ternary, token.span, replacing: Span(left.span.start, tokens[colon].span.end),
      with: "if \(text(left.span)) then \(yes) else")
  }

  /// `a if c else b`
  private func trailingIf(_ left: Expression?) -> SyntaxError {
    guard let left else { return SyntaxError(.trailingIf, token.span) }
    var other = position + 1
    while tokens[other].mark != .else, tokens[other].mark != .end, tokens[other].mark != .newline { other += 1 }
    guard tokens[other].mark == .else else { return SyntaxError(.trailingIf, token.span) }
    let condition = text(Span(token.span.end, tokens[other].span.start)).trimmed
    return error(
      .trailingIf, token.span, replacing: Span(left.span.start, tokens[other].span.end),
      with: "if \(condition) then \(text(left.span)) else")
  }

  /// `sum(x^2 for x in 1:3)`
  private func generator(_ left: Expression?) -> SyntaxError {
    guard let left else { return SyntaxError(.loop("for"), token.span) }
    var closer = position
    var depth = 0
    while tokens[closer].mark != .end {
      if tokens[closer].mark.closer != nil { depth += 1 }
      if tokens[closer].mark.isCloser { depth -= 1 }
      if depth < 0 || depth == 0 && (tokens[closer].mark == .newline || tokens[closer].mark == .semicolon) { break }
      closer += 1
    }
    let whole = Span(left.span.start, tokens[closer - 1].span.end)
    return error(.generator, token.span, replacing: whole, with: "[\(text(whole))]")
  }
}

extension String {
  fileprivate var trimmed: Substring { self[...].trimmingBlanks }
}

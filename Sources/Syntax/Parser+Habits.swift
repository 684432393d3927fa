/// Spellings of other languages and of paper, each answered by its own error.
extension Parser {
  /// What a statement begins with that is no statement here.
  func statementHabit() -> SyntaxError? {
    if mark == .for { return SyntaxError(.loop("for"), token.span) }
    if let increment = leadingIncrement() { return increment }
    guard token.kind == .name else { return nil }
    let next = peek(1)
    let word = found
    let isWord = next.mark == .true || next.mark == .false || next.mark == .not
    let startsOperand = next.kind == .name || next.kind == .number || next.kind == .text || next.kind == .imaginary
    switch word {
    case "while" where startsOperand || isWord || next.mark == .openParenthesis && next.isAfterBlank:
      return SyntaxError(.loop(word), token.span)
    case "def" where next.kind == .name, "function" where next.kind == .name, "func" where next.kind == .name:
      return definitionHabit(word)
    case "lambda" where next.kind == .name || next.mark == .colon && !next.isAfterBlank && peek(2).isAfterBlank:
      return pythonLambda()
    case "let" where next.kind == .name, "var" where next.kind == .name, "const" where next.kind == .name:
      return error(.declaration(word), token.span, replacing: token.span.union(next.span), with: text(next.span))
    case "print" where startsOperand, "disp" where startsOperand, "println" where startsOperand,
      "display" where startsOperand:
      return error(.printing(word), token.span, replacing: Span(token.span.start, next.span.start), with: "")
    case "return" where startsOperand || next.mark == .openParenthesis || next.mark == .minus && !peek(2).isAfterBlank:
      return error(.returning(word), token.span, replacing: Span(token.span.start, next.span.start), with: "")
    case "import" where next.kind == .name, "from" where next.kind == .name, "using" where next.kind == .name,
      "library" where next.mark == .openParenthesis:
      return SyntaxError(.importing(word), token.span)
    default: return nil
    }
  }

  private func definitionHabit(_ word: String) -> SyntaxError {
    let start = position + 1
    // MATLAB's `function y = f(x)`.
    let name = tokens[start + 1].mark == .equals ? start + 2 : start
    guard name + 1 < tokens.count, tokens[name + 1].mark == .openParenthesis, let closer = matches[name + 1] else {
      return SyntaxError(.definition(word), token.span)
    }
    let head = text(tokens[name].span.union(tokens[closer].span))
    var body = closer + 1
    while tokens[body].mark == .colon || tokens[body].mark == .equals || tokens[body].mark == .newline
      || text(tokens[body].span) == "return"
    { body += 1 }
    guard tokens[body].mark != .end else { return SyntaxError(.definition(word), token.span) }
    var end = body
    while tokens[end].mark != .end, tokens[end].mark != .newline { end += 1 }
    let piece = text(tokens[body].span.union(tokens[end - 1].span))
    return SyntaxError(.definition(word), token.span, suggestion: "\(head) = \(piece)")
  }

  private func pythonLambda() -> SyntaxError {
    var colon = position + 1
    while tokens[colon].kind == .name || tokens[colon].mark == .comma { colon += 1 }
    guard tokens[colon].mark == .colon else { return SyntaxError(.pythonLambda, token.span) }
    let names = colon == position + 1 ? "" : text(Span(tokens[position + 1].span.start, tokens[colon - 1].span.end))
    let head = colon == position + 2 ? names : "(\(names))"
    return error(
      .pythonLambda, token.span, replacing: token.span.union(tokens[colon].span), with: "\(head) ->")
  }

  /// `++x`.
  private func leadingIncrement() -> SyntaxError? {
    guard mark == .plus || mark == .minus, peek(1).mark == mark, !peek(1).isAfterBlank, peek(2).kind == .name,
      !peek(2).isAfterBlank, peek(3).mark == .end || peek(3).mark == .newline || peek(3).mark == .semicolon
    else { return nil }
    return increment(of: text(peek(2).span), token.span.union(peek(2).span), mark)
  }

  private func increment(of name: String, _ whole: Span, _ sign: Mark) -> SyntaxError {
    error(.increment(text(whole)), whole, with: "\(name) = \(name) \(sign.rawValue) 1")
  }

  /// There is no operand where one must be.
  func missingOperand() -> SyntaxError {
    // What wants an operand is not the end of its line.
    let before = tokens.prefix(position).last { $0.kind != .newline && $0.kind != .comment }
    let isEnd = mark == .end || mark == .newline || mark == .semicolon
    if isEnd, let increment = trailingIncrement() { return increment }
    if mark.isCloser, position == statementStart { return SyntaxError(.unmatched(found), token.span) }
    if isEnd || mark.isCloser || mark == .comma {
      let previous = before.map { text($0.span) } ?? ""
      return SyntaxError(
        .missingOperand(after: previous), isEnd ? before?.span ?? token.span : token.span, isIncomplete: mark == .end)
    }
    if token.kind == .keyword { return SyntaxError(.reserved(found), token.span) }
    if token.kind == .unknown { return handle() ?? SyntaxError(.unknownCharacter(found), token.span) }
    switch mark {
    case .bar: return bars()
    case .barBar: return doubleBars()
    case .prime, .leftSingleQuote, .rightSingleQuote: return singleQuotes()
    case .leftQuote, .rightQuote: return typographicQuotes()
    case .exclamation: return error(.exclamation, token.span, with: "not ")
    case .equals where before?.mark == .equals: return error(.foreign("= =", here: "=="), token.span, with: "")
    case .percent: return error(.foreign("%", here: "#"), token.span, with: "#")
    case .slashSlash: return error(.twoSlashes, token.span, with: "#")
    case .ellipsis, .twoPoints: return SyntaxError(.ellipsis, token.span)
    case .colon where peek(1).mark == .closeParenthesis || peek(1).mark == .comma:
      return roundIndex()
    case .colon: return error(.openRange, token.span, with: "1:")
    default: return SyntaxError(.unexpected(found), token.span)
    }
  }

  /// MATLAB's `@(x) x^2`.
  private func handle() -> SyntaxError? {
    guard found == "@", peek(1).mark == .openParenthesis, let closer = matches[position + 1] else { return nil }
    let whole = token.span.union(tokens[closer].span)
    let inner = text(Span(peek(1).span.end, tokens[closer].span.start))
    let head = closer == position + 3 ? inner : "(\(inner))"
    return error(.foreign(text(whole), here: "\(head) ->"), whole, with: "\(head) ->")
  }

  /// MATLAB's `A(1, :)`.
  private func roundIndex() -> SyntaxError {
    guard let open = matches.first(where: { $0.key < position && $0.value > position && isInnermost($0) }),
      tokens[open.key].mark == .openParenthesis
    else { return SyntaxError(.roundIndex, token.span) }
    let whole = Span(tokens[open.key].span.start, tokens[open.value].span.end)
    let inner = text(Span(tokens[open.key].span.end, tokens[open.value].span.start))
    return error(.roundIndex, token.span, replacing: whole, with: "[\(inner)]")
  }

  private func isInnermost(_ pair: (key: Int, value: Int)) -> Bool {
    !matches.contains { $0.key > pair.key && $0.key < position && $0.value > position }
  }

  /// `x++`.
  private func trailingIncrement() -> SyntaxError? {
    guard position >= 3 else { return nil }
    var second = position - 1
    while second > 2, tokens[second].mark == .newline { second -= 1 }
    let first = tokens[second - 1]
    let name = tokens[second - 2]
    guard tokens[second].mark == .plus || tokens[second].mark == .minus, first.mark == tokens[second].mark,
      !tokens[second].isAfterBlank, name.kind == .name
    else { return nil }
    return increment(of: text(name.span), name.span.union(tokens[second].span), first.mark)
  }

  /// What stands between an opening sign and the next one of its kind.
  private func enclosed(by closes: (Mark) -> Bool) -> Span? {
    var closer = position + 1
    while tokens[closer].mark != .end, tokens[closer].mark != .newline {
      if closes(tokens[closer].mark) { return Span(token.span.end, tokens[closer].span.start) }
      closer += 1
    }
    return nil
  }

  private func bars() -> SyntaxError {
    guard let inner = enclosed(by: { $0 == .bar }) else { return SyntaxError(.bars("x"), token.span) }
    let whole = Span(token.span.start, inner.end + 1)
    return error(.bars(text(inner)), whole, with: "abs(\(text(inner)))")
  }

  private func doubleBars() -> SyntaxError {
    guard let inner = enclosed(by: { $0 == .barBar }) else { return SyntaxError(.doubleBars, token.span) }
    return error(.doubleBars, Span(token.span.start, inner.end + 2), with: "norm(\(text(inner)))")
  }

  private func singleQuotes() -> SyntaxError {
    let closes: (Mark) -> Bool = { $0 == .prime || $0 == .rightSingleQuote || $0 == .leftSingleQuote }
    guard let inner = enclosed(by: closes) else { return SyntaxError(.singleQuotes, token.span) }
    let closer = text(Span(inner.end, min(inner.end + 3, bytes.count))).first.map { String($0).utf8.count } ?? 1
    return error(.singleQuotes, Span(token.span.start, inner.end + closer), with: "\"\(text(inner))\"")
  }

  private func typographicQuotes() -> SyntaxError {
    guard let inner = enclosed(by: { $0 == .rightQuote || $0 == .leftQuote }) else {
      return SyntaxError(.typographicQuotes, token.span)
    }
    return error(.typographicQuotes, Span(token.span.start, inner.end + 3), with: "\"\(text(inner))\"")
  }
}

/// Spellings of other languages and of paper, each answered by its own error.
extension Parser {
  /// What a statement begins with that is no statement here.
  func statementHabit() -> SyntaxError? {
    if mark == .for { return loopHabit() }
    if mark == .if { return choiceHabit() }
    if mark == .tilde, let opposite = tildeHabit() { return opposite }
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
    case "clear", "clc", "close", "format", "who", "whos", "tic", "toc", "doc":
      return commandHabit(word)
    default: return nil
    }
  }

  /// Commands of MATLAB, alone on their line or with one word.
  private func commandHabit(_ word: String) -> SyntaxError? {
    let ends: (Token) -> Bool = { [.end, .newline, .semicolon].contains($0.mark) }
    let argument = peek(1)
    guard argument.kind == .name, ends(peek(2)) else { return nil }
    let here: String
    switch (word, text(argument.span)) {
    case ("clear", "all"): here = ":clear"
    case ("format", "long"): here = ":set digits 16"
    case ("format", "short"): here = ":set digits 6"
    case ("doc", let name): here = "?\(name)"
    default: return nil
    }
    let whole = token.span.union(argument.span)
    return SyntaxError(.foreign(text(whole), here: here), whole, suggestion: here)
  }

  /// MATLAB's `~t`: what follows is no list of terms.
  private func tildeHabit() -> SyntaxError? {
    guard position == statementStart, !peek(1).isAfterBlank,
      peek(1).kind == .name || peek(1).mark == .true || peek(1).mark == .false,
      [.end, .newline, .semicolon].contains(peek(2).mark)
    else { return nil }
    return error(.foreign("~", here: "not"), token.span, with: "not ")
  }

  /// Words that begin something in another language wherever an expression may stand.
  func expressionHabit() -> SyntaxError? {
    let next = peek(1)
    switch found {
    case "lambda" where next.kind == .name || next.mark == .colon && !next.isAfterBlank && peek(2).isAfterBlank:
      return pythonLambda()
    case "begin": return beginHabit()
    case "return" where (next.kind == .name || next.kind == .number) && next.isAfterBlank:
      return error(.returning(found), token.span, replacing: Span(token.span.start, next.span.start), with: "")
    case "function": return functionHabit()
    case "f" where next.kind == .text && !next.isAfterBlank, "r" where next.kind == .text && !next.isAfterBlank:
      return formattedText()
    default: return nil
    }
  }

  /// Python's `f"x = {x}"`.
  private func formattedText() -> SyntaxError {
    let words = text(peek(1).span)
    var values: [String] = []
    for piece in words.split(separator: "{").dropFirst() {
      if let end = piece.firstIndex(of: "}") { values.append(String(piece[..<end].prefix { $0 != ":" })) }
    }
    let whole = token.span.union(peek(1).span)
    guard !values.isEmpty else { return error(.formattedText, whole, with: words) }
    return error(.formattedText, whole, with: values.count == 1 ? values[0] : "[\(values.joined(separator: ", "))]")
  }

  /// A formula of LaTeX, translated whole.
  func latex() -> SyntaxError? {
    let whole = statementSpan
    let source = text(whole)
    guard
      source.contains("\\") || source.count(where: { $0 == "$" }) > 1 || source.contains("^{") || source.contains("_{"),
      let formula = LaTeX.translated(source), formula != source
    else { return nil }
    return error(.latex, token.span, replacing: whole, with: formula)
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
    if mark == .comma, before?.mark == .comma { return error(.missingOperand(after: ","), token.span, with: "") }
    if isEnd || mark.isCloser || mark == .comma {
      let previous = before.map { text($0.span) } ?? ""
      return SyntaxError(
        .missingOperand(after: previous), isEnd ? before?.span ?? token.span : token.span, isIncomplete: mark == .end)
    }
    if token.kind == .keyword { return SyntaxError(.reserved(found), token.span) }
    if token.kind == .unknown { return handle() ?? latex() ?? sign(after: nil) }
    switch mark {
    case .bar: return bars()
    case .barBar: return doubleBars()
    case .prime, .leftSingleQuote, .rightSingleQuote: return singleQuotes()
    case .leftQuote, .rightQuote: return typographicQuotes()
    case .exclamation where before?.mark == .equals && before?.span.end == token.span.start:
      let sign = Span(token.span.start - 1, token.span.end)
      return error(.foreign("=!", here: "!="), sign, with: "!=")
    case .exclamation: return error(.exclamation, token.span, with: "not ")
    case .backslash, .caret: return latex() ?? SyntaxError(.unexpected(found), token.span)
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      return angles() ?? secondBound() ?? SyntaxError(.unexpected(found), token.span)
    case .equals where before?.mark == .equals: return error(.foreign("= =", here: "=="), token.span, with: "")
    case .percent: return error(.foreign("%", here: "#"), token.span, with: "#")
    case .slashSlash: return error(.twoSlashes, token.span, with: "#")
    case .ellipsis where peek(1).mark == .newline:
      // MATLAB's mark of a line that goes on.
      var next = position + 1
      while tokens[next].mark == .newline { next += 1 }
      return error(.ellipsis, token.span, replacing: Span(token.span.start, tokens[next].span.start), with: "")
    case .ellipsis, .twoPoints: return SyntaxError(.ellipsis, token.span)
    case .colon where peek(1).kind == .name && !peek(1).isAfterBlank && indexDepth == 0:
      let whole = token.span.union(peek(1).span)
      return error(.symbol(text(whole)), whole, with: "\"\(text(peek(1).span))\"")
    case .colon where peek(1).mark == .closeParenthesis || peek(1).mark == .comma:
      return roundIndex()
    case .colon: return error(.openRange, token.span, with: "1:")
    default: return SyntaxError(.unexpected(found), token.span)
    }
  }

  /// MATLAB's `@(x) x^2`.
  private func handle() -> SyntaxError? {
    if found == "@", peek(1).kind == .name, !peek(1).isAfterBlank {
      let word = text(peek(1).span)
      let whole = token.span.union(peek(1).span)
      if position == statementStart, ["time", "elapsed", "btime", "timeit"].contains(word) {
        return error(.foreign(text(whole), here: ":time"), whole, with: ":time")
      }
      if position == statementStart, word == "show" { return error(.printing("@show"), whole, with: "") }
      return error(.foreign(text(whole), here: word), whole, with: word)
    }
    guard found == "@", peek(1).mark == .openParenthesis, let closer = matches[position + 1] else { return nil }
    let whole = token.span.union(tokens[closer].span)
    let inner = text(Span(peek(1).span.end, tokens[closer].span.start))
    let head = closer == position + 3 ? inner : "(\(inner))"
    return error(.foreign(text(whole), here: "\(head) ->"), whole, with: "\(head) ->")
  }

  /// MATLAB's `A(1, :)`.
  func roundIndex() -> SyntaxError {
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

  /// `1 < x and < 3`: the name stands on both sides of the word.
  private func secondBound() -> SyntaxError? {
    let (word, subject) = (tokens[max(0, position - 1)], tokens[max(0, position - 2)])
    guard word.mark == .and || word.mark == .or, subject.kind == .name else { return nil }
    let gap = Span(token.span.start, token.span.start)
    return error(.unexpected(found), token.span, replacing: gap, with: "\(text(subject.span)) ")
  }

  /// `<u, v>`.
  private func angles() -> SyntaxError? {
    guard mark == .less, let inner = enclosed(by: { $0 == .greater }), text(inner).contains(",") else { return nil }
    let whole = Span(token.span.start, inner.end + 1)
    return error(.foreign("<u, v>", here: "dot(u, v)"), whole, with: "dot(\(text(inner)))")
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

/// Blocks of other languages, each with the one expression it stands for.
extension Parser {
  /// `def f(x): return x^2`, `function y = f(x) … end`, from the word.
  func definitionHabit(_ word: String) -> SyntaxError {
    let start = position + 1
    // MATLAB's `function y = f(x)`.
    let hasResult = tokens[start + 1].mark == .equals
    let name = hasResult ? start + 2 : start
    guard name + 1 < tokens.count, tokens[name + 1].mark == .openParenthesis, let closer = matches[name + 1] else {
      return SyntaxError(.definition(word), token.span)
    }
    let head = text(tokens[name].span.union(tokens[closer].span))
    var body = closer + 1
    while tokens[body].mark == .colon || tokens[body].mark == .equals || tokens[body].mark == .newline { body += 1 }
    guard let block = block(from: body) else { return SyntaxError(.definition(word), token.span) }
    var pieces = block.pieces
    if hasResult, let last = pieces.popLast() {
      pieces.append(last.assigned(to: text(tokens[start].span)) ?? last)
    }
    let value = pieces.count == 1 ? pieces[0] : "(\(pieces.joined(separator: "; ")))"
    return error(
      .definition(word), token.span, replacing: Span(token.span.start, block.end), with: "\(head) = \(value)")
  }

  /// `for i in range(3): s += i` and its like, from the `for`.
  func loopHabit() -> SyntaxError {
    let plain = SyntaxError(.loop(found), token.span)
    let variable = position + 1
    guard tokens[variable].kind == .name, [.in, .equals].contains(tokens[variable + 1].mark) else { return plain }
    let start = variable + 2
    guard let header = headerEnd(from: start), header > start, let block = block(from: header), block.pieces.count == 1
    else { return plain }
    var last = header - 1
    while last > start, [.colon, .newline, .openBrace].contains(tokens[last].mark) { last -= 1 }
    let source = text(Span(tokens[start].span.start, tokens[last].span.end))
    let clause = "for \(text(tokens[variable].span)) in \(source)"
    let body = block.pieces[0]
    let fixed: String
    if let shown = body.argument(of: ["print", "println", "disp", "display", "cat"]) {
      fixed = "[\(shown) \(clause)]"
    } else if let sum = body.accumulated {
      fixed = "\(sum.name) = \(sum.name) + sum([\(sum.term) \(clause)])"
    } else if !body.contains("=") {
      fixed = "[\(body) \(clause)]"
    } else {
      return plain
    }
    return error(.loop("for"), token.span, replacing: Span(token.span.start, block.end), with: fixed)
  }

  /// A choice in lines, `if x > 0:` above its branches; `nil` when this is a choice of ours.
  func choiceHabit() -> SyntaxError? {
    var header = position + 1
    var depth = 0
    while tokens[header].mark != .end, depth > 0 || tokens[header].mark != .newline {
      if tokens[header].mark.closer != nil { depth += 1 }
      if tokens[header].mark.isCloser { depth -= 1 }
      if tokens[header].mark == .then { return nil }
      header += 1
    }
    var yes = header
    while tokens[yes].mark == .newline { yes += 1 }
    guard header > position + 1, tokens[yes].mark != .end, tokens[yes].mark != .then, startsLine(yes) else {
      return nil
    }
    let plain = SyntaxError(.block, token.span)
    let last = tokens[header - 1].mark == .colon ? header - 2 : header - 1
    guard last > position else { return plain }
    let condition = text(Span(tokens[position + 1].span.start, tokens[last].span.end))
    guard let first = block(from: yes), first.pieces.count == 1, tokens[first.next].mark == .else else { return plain }
    var no = first.next + 1
    while tokens[no].mark == .colon || tokens[no].mark == .newline { no += 1 }
    guard let second = block(from: no), second.pieces.count == 1 else { return plain }
    let (a, b) = (first.pieces[0], second.pieces[0])
    let fixed: String
    if let name = a.assignedName, b.assignedName == name, let x = a.assigned(to: name), let y = b.assigned(to: name) {
      fixed = "\(name) = if \(condition) then \(x) else \(y)"
    } else {
      fixed = "if \(condition) then \(a) else \(b)"
    }
    return error(.block, token.span, replacing: Span(token.span.start, second.end), with: fixed)
  }

  /// Julia's `begin … end`, from the word.
  func beginHabit() -> SyntaxError? {
    guard found == "begin", startsWord(peek(1)) || peek(1).mark == .newline, let block = block(from: position + 1)
    else { return nil }
    return error(
      .block, token.span, replacing: Span(token.span.start, block.end),
      with: "(\(block.pieces.joined(separator: "; ")))")
  }

  /// R's `function(x) x^2`, from the word.
  func functionHabit() -> SyntaxError? {
    guard found == "function", peek(1).mark == .openParenthesis, let closer = matches[position + 1],
      startsWord(tokens[closer + 1]) || tokens[closer + 1].mark == .openBrace
    else { return nil }
    let inner = text(Span(peek(1).span.end, tokens[closer].span.start))
    let head = closer == position + 3 ? inner : "(\(inner))"
    let whole = token.span.union(tokens[closer].span)
    guard tokens[closer + 1].mark == .openBrace, let brace = matches[closer + 1] else {
      return error(.definition("function"), whole, with: "\(head) ->")
    }
    let pieces = pieces(from: closer + 2, to: brace)
    let body = pieces.count == 1 ? pieces[0] : "(\(pieces.joined(separator: "; ")))"
    return error(
      .definition("function"), whole, replacing: Span(token.span.start, tokens[brace].span.end),
      with: "\(head) -> \(body)")
  }

  /// Whether a token can only begin something.
  func startsWord(_ token: Token) -> Bool {
    switch token.kind {
    case .number, .imaginary, .text, .name: true
    default: [.openParenthesis, .openBracket, .if, .not, .true, .false, .minus].contains(token.mark)
    }
  }

  private func startsLine(_ index: Int) -> Bool { index > 0 && tokens[index - 1].mark == .newline }

  /// Where the head of a loop ends: after its colon or at the end of its line.
  private func headerEnd(from start: Int) -> Int? {
    var depth = 0
    var at = start
    while tokens[at].mark != .end {
      if tokens[at].mark.closer != nil, tokens[at].mark != .openBrace { depth += 1 }
      if tokens[at].mark.isCloser { depth -= 1 }
      if depth <= 0 {
        if tokens[at].mark == .newline || tokens[at].mark == .openBrace { return at }
        // A range has a number on its left; Python's colon stands after a call or a name.
        if tokens[at].mark == .colon, tokens[at - 1].kind != .number, tokens[at + 1].isAfterBlank { return at + 1 }
      }
      at += 1
    }
    return nil
  }

  /// The statements of a block up to its `end`, an `else` or the end of the input.
  private func block(from start: Int) -> (pieces: [String], next: Int, end: Int)? {
    var depth = 0
    var at = start
    while tokens[at].mark != .end {
      if tokens[at].mark.closer != nil { depth += 1 }
      if tokens[at].mark.isCloser { depth -= 1 }
      if depth <= 0, tokens[at].mark == .last || tokens[at].mark == .else { break }
      at += 1
    }
    let pieces = pieces(from: start, to: at)
    guard !pieces.isEmpty else { return nil }
    let end = tokens[at].mark == .last ? tokens[at].span.end : tokens[at - 1].span.end
    return (pieces, at, end)
  }

  /// The statements between two tokens, without braces around them.
  private func pieces(from start: Int, to end: Int) -> [String] {
    var pieces: [String] = []
    var depth = 0
    var first = start
    for at in start...end {
      let mark = tokens[at].mark
      let isBreak = at == end || depth <= 0 && (mark == .newline || mark == .semicolon)
      if isBreak, at > first {
        var words = text(Span(tokens[first].span.start, tokens[at - 1].span.end))
        for word in ["return ", "return(", "{"] where words.hasPrefix(word) {
          words = String(words.dropFirst(word == "return(" ? 6 : word.count)[...].trimmingBlanks)
        }
        if words.hasSuffix("}"), !words.contains("{") { words = String(words.dropLast()[...].trimmingBlanks) }
        if !words.isEmpty { pieces.append(words) }
      }
      if isBreak { first = at + 1 }
      if mark.closer != nil { depth += 1 }
      if mark.isCloser { depth -= 1 }
    }
    return pieces
  }
}

extension String {
  /// The name that `y = 1` gives a value.
  fileprivate var assignedName: String? {
    guard let statements = try? Parser.statements(self), statements.count == 1,
      case .assign(let names, _) = statements[0].kind, names.count == 1
    else { return nil }
    return names[0]?.spelling
  }

  /// The value in `y = 1`, of that name.
  fileprivate func assigned(to name: String) -> String? {
    guard hasPrefix(name) else { return nil }
    let rest = dropFirst(name.count).trimmingBlanks
    guard rest.hasPrefix("="), !rest.hasPrefix("==") else { return nil }
    return String(rest.dropFirst().trimmingBlanks)
  }

  /// What one of these functions is given, when that is all there is.
  fileprivate func argument(of functions: [String]) -> String? {
    for function in functions where hasPrefix(function + "(") && hasSuffix(")") {
      return String(dropFirst(function.count + 1).dropLast())
    }
    return nil
  }

  /// `s += x` and `s = s + x`: the name and what is added.
  fileprivate var accumulated: (name: String, term: String)? {
    let name = String(prefix { $0.isLetter || $0.isNumber || $0 == "_" })
    guard !name.isEmpty else { return nil }
    let rest = dropFirst(name.count).trimmingBlanks
    if rest.hasPrefix("+=") { return (name, String(rest.dropFirst(2).trimmingBlanks)) }
    guard let value = assigned(to: name), value.hasPrefix(name) else { return nil }
    let sum = value.dropFirst(name.count).trimmingBlanks
    return sum.hasPrefix("+") ? (name, String(sum.dropFirst().trimmingBlanks)) : nil
  }
}

/// Errors with the statement mended, for the rules of the grammar.
extension Parser {
  /// The statement being read.
  var statementSpan: Span {
    var end = statementStart
    var depth = 0
    while tokens[end].mark != .end {
      if tokens[end].mark.closer != nil { depth += 1 }
      if tokens[end].mark.isCloser { depth -= 1 }
      if depth <= 0, tokens[end].mark == .newline || tokens[end].mark == .semicolon, end >= position { break }
      end += 1
    }
    let last = max(end - 1, statementStart)
    return Span(tokens[statementStart].span.start, max(tokens[last].span.end, tokens[statementStart].span.start))
  }

  /// The input with a piece replaced, or of a long one the statement; `nil` for one too long to read at a glance.
  func statement(replacing piece: Span, with replacement: String) -> String? {
    let all = Span(tokens[0].span.start, tokens[max(0, tokens.count - 2)].span.end)
    let whole = piece.end <= all.end && all.end - all.start <= 400 ? all : statementSpan
    guard whole.start <= piece.start, piece.end <= whole.end, whole.end - whole.start <= 400 else { return nil }
    return text(Span(whole.start, piece.start)) + replacement + text(Span(piece.end, whole.end))
  }

  func error(_ kind: SyntaxError.Kind, _ span: Span, with replacement: String) -> SyntaxError {
    error(kind, span, replacing: span, with: replacement)
  }

  func error(
    _ kind: SyntaxError.Kind, _ span: Span, replacing piece: Span, with replacement: String
  ) -> SyntaxError {
    SyntaxError(kind, span, suggestion: statement(replacing: piece, with: replacement))
  }

  /// `1/2x`, `2^3x` and `√2x` can be read in two ways.
  func refuseScaled(_ right: Expression, after left: Expression?, _ sign: Token) throws(SyntaxError) {
    var innermost = right
    while case .prefix(let prefix, let operand) = innermost.kind, prefix != .root,
      bytes[innermost.span.start] != UInt8(ascii: "(")
    { innermost = operand }
    guard case .scaled(let number, let factor) = innermost.kind, bytes[innermost.span.start] != UInt8(ascii: "(") else {
      return
    }
    let before = (left.map { text($0.span) } ?? "") + text(sign.span)
    let signs = text(Span(right.span.start, innermost.span.start))
    let first = "(\(before)\(signs)\(text(number.span)))*\(text(factor.span))"
    let second = "\(before)(\(signs)\(text(innermost.span)))"
    let whole = Span(left?.span.start ?? sign.span.start, right.span.end)
    // Half of x is written 1/2x, but a/2b is a over 2b, and e^2x is a power of e.
    if let left, sign.mark == .caret || sign.mark == .dotCaret ? text(left.span) == "e" : !left.isNumber {
      throw error(.ambiguousScaled(first, second), whole, replacing: right.span, with: "(\(text(right.span)))")
    }
    throw error(.ambiguousScaled(first, second), whole, with: first)
  }

  func notAssignable(_ target: Expression) -> SyntaxError {
    // MATLAB's `[Q, R] = qr(A)`.
    if case .matrix(let rows, _) = target.kind, rows.count == 1, rows[0].count > 1,
      rows[0].allSatisfy({ if case .name = $0.kind { true } else { false } })
    {
      let names = rows[0].map { text($0.span) }.joined(separator: ", ")
      return error(.notAssignable(text(target.span)), target.span, with: names)
    }
    // `3 = x`.
    let next = peek(1)
    if target.isNumber, next.kind == .name, [.end, .newline, .semicolon].contains(peek(2).mark) {
      return error(
        .notAssignable(text(target.span)), target.span, replacing: target.span.union(next.span),
        with: "\(text(next.span)) = \(text(target.span))")
    }
    return error(.notAssignable(text(target.span)), target.span, replacing: token.span, with: "==")
  }

  /// A bracket that is never closed, with every closing bracket that is missing at the end.
  func unclosed(_ opened: Token) -> SyntaxError {
    var waiting: [Mark] = []
    for token in tokens {
      if let closer = token.mark.closer { waiting.append(closer) }
      if token.mark.isCloser, waiting.last == token.mark { waiting.removeLast() }
    }
    let end = tokens[max(0, tokens.count - 2)].span.end
    let closers = waiting.reversed().map(\.rawValue).joined()
    return SyntaxError(
      .unclosed(text(opened.span)), opened.span,
      suggestion: statement(replacing: Span(end, end), with: closers), isIncomplete: true)
  }

  func chainedAssignment(_ value: Expression) -> SyntaxError {
    let whole = statementSpan
    let parts = text(whole).split(separator: "=", omittingEmptySubsequences: false).map { part in
      String(part.trimmingBlanks)
    }
    guard parts.count == 3 else { return SyntaxError(.chainedAssignment, token.span) }
    return error(
      .chainedAssignment, token.span, replacing: whole,
      with: "\(parts[1]) = \(parts[2]); \(parts[0]) = \(parts[1])")
  }

  func equalsInside() -> SyntaxError { error(.equalsInside, token.span, with: "==") }

  func missingThen(after condition: Expression) -> SyntaxError {
    if mark == .end { return SyntaxError(.missingThen, token.span, isIncomplete: true) }
    // Python's colon was read as a range.
    var tail = condition
    while case .comparison(_, let operands) = tail.kind, let last = operands.last { tail = last }
    if case .range(let a, nil, let b) = tail.kind {
      let colon = Span(a.span.end, b.span.start)
      return error(.missingThen, colon, with: " then ")
    }
    if mark == .colon || mark == .openBrace || mark == .newline || !startsOperand() {
      return SyntaxError(.missingThen, token.span)
    }
    let gap = Span(condition.span.end, condition.span.end)
    return error(.missingThen, token.span, replacing: gap, with: " then")
  }

  mutating func missingElse(after yes: Expression, _ whole: Span) -> SyntaxError {
    if mark == .end {
      let end = Span(yes.span.end, yes.span.end)
      let fixed = statement(replacing: end, with: " else missing")
      return SyntaxError(.missingElse, whole, suggestion: fixed, isIncomplete: true)
    }
    if token.kind == .name || mark == .equals || mark == .colon { return misplaced(after: yes) }
    let gap = Span(yes.span.end, yes.span.end)
    return error(.missingElse, whole, replacing: gap, with: " else missing")
  }

  func needsParentheses(_ whole: Expression, _ what: String) -> SyntaxError {
    error(.needsParentheses(what), whole.span, with: "(\(text(whole.span)))")
  }

  func numberCalled(_ number: Expression) -> SyntaxError {
    let gap = Span(number.span.end, token.span.start)
    return error(.numberCalled(text(number.span)), number.span, replacing: gap, with: "*")
  }

  func numberEndsInPoint(_ number: Expression) -> SyntaxError {
    let whole = number.span.union(token.span)
    let next = peek(1)
    let letters = text(next.span)
    let isExponent =
      next.kind == .name && !next.isAfterBlank && letters.first.map { $0 == "e" || $0 == "E" } == true
      && letters.count > 1 && letters.dropFirst().allSatisfy { $0.isNumber }
    let fixed = text(number.span) + (next.kind == .name && !next.isAfterBlank && !isExponent ? "*" : ".0")
    return error(.numberEndsInPoint(text(number.span)), whole, with: fixed)
  }

  func touchingPrime(_ left: Expression) -> SyntaxError {
    let kind = SyntaxError.Kind.touchingPrime(text(left.span), found)
    return error(kind, left.span.union(token.span), replacing: Span(token.span.start, token.span.start), with: "*")
  }

  func braces(after left: Expression) -> SyntaxError {
    if let formula = latex() { return formula }
    // Julia's `Vector{Float64}(undef, 3)`.
    if let closer = matches[position], case .name(let name) = left.kind,
      ["Vector", "Array", "Matrix"].contains(name.spelling), tokens[closer + 1].mark == .openParenthesis,
      text(tokens[closer + 2].span) == "undef", tokens[closer + 3].mark == .comma
    {
      let gap = Span(left.span.start, tokens[closer + 4].span.start)
      return error(.braces, token.span.union(tokens[closer].span), replacing: gap, with: "zeros(")
    }
    guard let closer = matches[position] else { return SyntaxError(.braces, token.span) }
    let piece = token.span.union(tokens[closer].span)
    let inner = text(Span(token.span.end, tokens[closer].span.start))
    return error(.braces, piece, with: "[\(inner)]")
  }

  func givenList() -> SyntaxError { error(.givenList, token.span, with: " and") }

  func trailingComma() -> SyntaxError {
    var comma = position - 1
    while comma > 0, tokens[comma].mark != .comma { comma -= 1 }
    let gap = Span(tokens[comma].span.start, token.span.start)
    return error(.trailingComma, tokens[comma].span, replacing: gap, with: "")
  }

  /// `otherBase` when a number such as `0x1F` starts here.
  func otherBase() -> SyntaxError? {
    guard token.kind == .number, text(token.span) == "0", peek(1).kind == .name, !peek(1).isAfterBlank else {
      return nil
    }
    let name = text(peek(1).span)
    let radix = ["x": 16, "X": 16, "b": 2, "B": 2, "o": 8, "O": 8][String(name.prefix(1))]
    guard let radix, name.utf8.count > 1, let value = Int(name.dropFirst(), radix: radix), value < 1 << 53 else {
      return nil
    }
    let whole = token.span.union(peek(1).span)
    return error(.otherBase(text(whole)), whole, with: String(value))
  }

  /// `1e`, which could be a number half typed or a product; `2e^x` is no number.
  func exponentWithoutDigits() -> SyntaxError? {
    let name = peek(1)
    guard token.kind == .number, name.kind == .name, !name.isAfterBlank, ["e", "E"].contains(text(name.span)) else {
      return nil
    }
    let next = peek(2)
    guard next.mark != .caret, next.mark != .dotCaret, next.kind != .superscript else { return nil }
    let number = text(token.span)
    return error(.exponentWithoutDigits(number), token.span.union(name.span), with: "\(number)*\(text(name.span))")
  }

  func unfinishedText() -> SyntaxError {
    error(.unfinishedText, token.span, replacing: Span(token.span.end, token.span.end), with: "\"")
  }

  func unknownEscape(at index: Int) -> SyntaxError {
    var end = index + 2
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    let escape = Span(index, end)
    return error(.unknownEscape(text(escape)), escape, replacing: Span(index, index), with: "\\")
  }

  func fieldExpected(_ opened: Token) -> SyntaxError {
    // `{1, 2, 3}` is a set on paper, `{"rate": 0.1}` a dictionary, `^{2}` a power in LaTeX.
    if let formula = latex() { return formula }
    if let open = tokens.firstIndex(of: opened), let closer = matches[open], tokens[open + 1].span == token.span {
      let inner = Span(opened.span.end, tokens[closer].span.start)
      if token.kind == .text, peek(1).mark == .colon {
        let name = text(token.span).dropFirst().dropLast()
        return error(
          .expected("= between a field and its value", found: ":"), peek(1).span,
          replacing: token.span.union(peek(1).span), with: "\(name) =")
      }
      if token.kind != .keyword, token.mark != .comma, peek(1).mark != .colon {
        return error(
          .expected("a field such as rate = 0.1", found: found), token.span,
          replacing: Span(opened.span.start, tokens[closer].span.end), with: "[\(text(inner))]")
      }
    }
    if token.kind == .name, peek(1).mark == .colon {
      return error(.expected("= between a field and its value", found: ":"), peek(1).span, with: " =")
    }
    return SyntaxError(
      .expected("a field such as rate = 0.1", found: mark == .end ? "" : found), token.span,
      isIncomplete: mark == .end)
  }

  func tuple(_ opened: Token) -> SyntaxError {
    guard let open = tokens.firstIndex(of: opened), let closer = matches[open] else {
      return SyntaxError(.tuple, token.span, isIncomplete: mark == .end)
    }
    let whole = opened.span.union(tokens[closer].span)
    return error(.tuple, whole, with: "[\(text(Span(opened.span.end, tokens[closer].span.start)))]")
  }

  func nestedBrackets(_ rows: [[Expression]], _ whole: Span) -> SyntaxError {
    var grid: [[String]] = []
    for element in rows.joined() {
      guard case .matrix(let inner, _) = element.kind, inner.count <= 1 || inner.allSatisfy({ $0.count == 1 }) else {
        return SyntaxError(.nestedBrackets(rows: "", columns: nil), whole)
      }
      grid.append(inner.joined().map { text($0.span) })
    }
    let width = grid.first?.count ?? 0
    guard width > 0, grid.allSatisfy({ $0.count == width }) else {
      return SyntaxError(.nestedBrackets(rows: "", columns: nil), whole)
    }
    let byRows = grid.map { $0.joined(separator: ", ") }.joined(separator: "; ")
    let byColumns = (0..<width).map { column in grid.map { $0[column] }.joined(separator: ", ") }
    return error(
      .nestedBrackets(rows: "[\(byRows)]", columns: "[\(byColumns.joined(separator: "; "))]"), whole,
      with: "[\(byRows)]")
  }

  func mixedSeparators(_ row: [Expression], _ whole: Span) -> SyntaxError {
    error(.mixedSeparators, whole, with: "[\(row.map { text($0.span) }.joined(separator: ", "))]")
  }
}

extension Substring {
  var trimmingBlanks: Substring {
    var trimmed = drop { $0.isWhitespace }
    while trimmed.last?.isWhitespace == true { trimmed.removeLast() }
    return trimmed
  }
}

extension SyntaxError {
  /// With a suggestion that parses: where it is wrong in its turn, that is mended as well.
  func keepingSuggestion(_ mistake: (String) -> SyntaxError?) -> SyntaxError {
    var wayOut = suggestion
    for _ in 0..<8 {
      // A command is not for the parser.
      guard let text = wayOut, !text.hasPrefix(":"), let next = mistake(text) else {
        return SyntaxError(kind, span, suggestion: wayOut, isIncomplete: isIncomplete)
      }
      wayOut = next.suggestion == text ? nil : next.suggestion
    }
    return SyntaxError(kind, span, isIncomplete: isIncomplete)
  }
}

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

  /// The statement with a piece replaced; `nil` for one too long to read at a glance.
  func statement(replacing piece: Span, with replacement: String) -> String? {
    let whole = statementSpan
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
    return error(.notAssignable(text(target.span)), target.span, replacing: token.span, with: "==")
  }

  func chainedAssignment(_ value: Expression) -> SyntaxError {
    let whole = statementSpan
    let parts = text(whole).split(separator: "=", omittingEmptySubsequences: false).map { part in
      String(part.trimmingBlanks)
    }
    guard parts.count == 3 else { return SyntaxError(.chainedAssignment, token.span) }
    return SyntaxError(
      .chainedAssignment, token.span, suggestion: "\(parts[1]) = \(parts[2]); \(parts[0]) = \(parts[1])")
  }

  func equalsInside() -> SyntaxError { error(.equalsInside, token.span, with: "==") }

  func missingThen(after condition: Expression) -> SyntaxError {
    if mark == .end { return SyntaxError(.missingThen, token.span, isIncomplete: true) }
    if mark == .colon || mark == .openBrace || mark == .newline || !startsOperand() {
      return SyntaxError(.missingThen, token.span)
    }
    let gap = Span(condition.span.end, condition.span.end)
    return error(.missingThen, token.span, replacing: gap, with: " then")
  }

  mutating func missingElse(after yes: Expression, _ whole: Span) -> SyntaxError {
    if mark == .end { return SyntaxError(.missingElse, whole, isIncomplete: true) }
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
    guard let closer = matches[position] else { return SyntaxError(.braces, token.span) }
    let piece = token.span.union(tokens[closer].span)
    let inner = text(Span(token.span.end, tokens[closer].span.start))
    return error(.braces, piece, with: "[\(inner)]")
  }

  func givenList() -> SyntaxError { error(.givenList, token.span, with: " and") }

  func trailingComma() -> SyntaxError {
    var comma = position - 1
    while comma > 0, tokens[comma].mark != .comma { comma -= 1 }
    return error(.trailingComma, tokens[comma].span, with: "")
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

  func fieldExpected() -> SyntaxError {
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
  /// Drops a suggestion that would itself fail.
  func keepingSuggestion(if parses: (String) -> Bool) -> SyntaxError {
    guard let suggestion, !parses(suggestion) else { return self }
    return SyntaxError(kind, span, isIncomplete: isIncomplete)
  }
}
